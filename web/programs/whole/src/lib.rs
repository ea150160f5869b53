//! Page and panels in one program. They know as little of each other as when they are two: the page asks for a module of the
//! panels, and is given the one that it lies in.

pub use precopy_panels::open;
pub use precopy_web::mount;
