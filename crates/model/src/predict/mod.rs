//! What happens to one VM.
//!
//! # Which of these should I use?
//!
//! | predictor | question | value |
//! | --- | --- | --- |
//! | [`bound`] | how bad can it be, while the stated conditions hold? | not exceeded by the product's loop |
//! | [`rounds`] | what does the product's own loop do? | the expectation: its loop, simulated round by round |
//! | [`post_copy`] | and if the guest moved before its memory? | the same loop, and then the rest |
//! | [`paper`] | what do Salfner's equations say? | a fluid line; real loops can be above or below it |
//!
//! [`explain`] says of each how it comes to its numbers. [`akoush`] has the older bounds for Xen, from the memory alone.
//!
//! The page's headline is `bound`. `paper` is the reference: it is what the papers' figures show.

pub mod akoush;
pub mod bound;
pub mod explain;
pub mod paper;
pub mod post_copy;
mod prediction;
mod reason;
mod rising;
pub mod rounds;
mod terms;

pub use prediction::{Outcome, Parts, Prediction, Predictor, Remaining};
pub use reason::{LimitKind, Reason, WayOut};
pub use rising::{Rising, Step, TimeSteps};
pub use terms::Terms;
