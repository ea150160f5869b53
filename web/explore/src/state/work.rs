//! Work that is done in pieces, so that the browser has its turn in between.

/// Some work.
pub trait Job {
    /// Does the next piece; whether there is more to do.
    fn go_on(&mut self) -> bool;
}
