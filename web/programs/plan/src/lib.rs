//! The page of plans for many VMs, fetched when it is opened.

precopy_pages::program!(precopy_pages::Planner);
