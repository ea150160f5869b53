//! The page of a site's own migrations, fetched when it is opened.

precopy_pages::program!(precopy_pages::Records);
