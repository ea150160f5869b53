//! The program of the page: what is linked of it is what JavaScript calls.

pub use precopy_web::mount;
