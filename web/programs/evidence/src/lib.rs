//! The page of recorded migrations and of sources, fetched when it is opened.

precopy_pages::program!(precopy_pages::Evidence);
