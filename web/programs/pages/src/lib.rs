//! The program of the other pages: what is linked of it is what the boot script and the page call.

pub use precopy_pages::{find_data_in, open};
