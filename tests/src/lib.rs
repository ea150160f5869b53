//! What the tests share: the format of golden cases, all of them embedded, questions with their answers, sites, toy simulators, and
//! published measurements.

pub mod case;
pub mod deshpande;
pub mod kherbache;
pub mod published;
pub mod questions;
pub mod sites;
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

/// The bits of everything that is answered to the questions of [`questions::LINKS`], computed natively, in their order.
pub const ANSWERS: [&[u64]; questions::LINKS.len()] = include!(concat!(env!("OUT_DIR"), "/answers.rs"));
