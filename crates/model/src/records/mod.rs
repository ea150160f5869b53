//! Migrations that happened: held against the model.
//!
//! | question | file |
//! | --- | --- |
//! | what is known of a recorded migration, and of its guest? | [`Run`] |
//! | what do runs of an idle guest say about link and sender? | [`calibrate`] |
//! | what would the predictors have said beforehand? | [`replay`] |
//! | how far off are they? | [`compare`] |

pub mod calibrate;
pub mod compare;
mod judge;
mod part;
pub mod replay;
mod run;

pub use judge::Judge;
pub use part::Part;
pub use run::{Guest, Help, Measured, Regime, Run, Settings, Start};
