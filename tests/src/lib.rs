//! What the tests share: the format of golden cases, all of them embedded, toy simulators, and published
//! measurements.

pub mod case;
pub mod published;
pub mod toy;
#[cfg(not(target_arch = "wasm32"))]
pub mod twin;

/// A golden case as it was when this was built.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its file, below the tests folder.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The bits of everything that it predicts, computed natively.
    pub bits: &'static [u64],
}

/// Every golden case.
pub const CASES: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/cases.rs"));
