//! Questions over predictions: what would change the answer.
//!
//! | question | file |
//! | --- | --- |
//! | which numbers of a scenario can be turned, how far, and what follows them? | [`Input`] |

mod input;

pub use input::{Input, Scale, Span};
