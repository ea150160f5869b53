//! Migrations that happened: held against the model.
//!
//! | question | file |
//! | --- | --- |
//! | what is known of a recorded migration, and of its guest? | [`Run`] |
//! | what do runs of an idle guest say about link and sender? | [`calibrate`] |
//! | what would the predictors have said beforehand? | [`replay`] |
//! | how far off are they? | [`compare`], by [`Forecast`] and [`Span`] |
//! | why are they? | [`MissReason`] |
//! | what error is to be expected of a scenario? | [`near`] |
//! | what does a site's own log say? | [`log`] |

pub mod calibrate;
pub mod compare;
mod forecast;
mod judge;
pub mod log;
pub mod near;
mod part;
mod reason;
pub mod replay;
mod run;

pub use forecast::{Forecast, Span, is_forced};
pub use judge::Judge;
pub use part::Part;
pub use reason::{MissReason, reason};
pub use run::{Guest, Help, Measured, Regime, Run, Settings, Start};
