//! The page of lessons, fetched when it is opened.

precopy_pages::program!(precopy_pages::Learn);
