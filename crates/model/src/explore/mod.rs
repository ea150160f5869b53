//! Questions over predictions: what would change the answer.
//!
//! | question | file |
//! | --- | --- |
//! | which numbers of a scenario can be turned, how far, and what follows them? | [`Input`] |
//! | is it good enough, and how far off is it? | [`Target`], by the numbers of a prediction, [`Figures`] |
//! | what do migrations take of a year? | [`Availability`] |
//! | which value of an input makes it so? | [`solve_for`] |
//! | how does the answer change over one input, or over two? | [`Sweep`] |
//! | what should be changed? | [`advise`] |
//! | which input matters most at this point? | [`Influence`], over what is [`Around`] it, as a [`tornado`] |
//! | how sure is the answer when inputs are not known exactly? | [`Uncertainty`], of what is [`Uncertain`] |

mod advice;
mod around;
mod availability;
mod figures;
mod input;
mod inverse;
mod sensitivity;
mod sweep;
mod target;
mod uncertainty;

pub use advice::{Advice, Advisor, Change, Counsel, Disturbance, Headroom, advise};
pub use around::Around;
pub use availability::{Availability, MOST_NINES};
pub use figures::{Figures, Measure, Who};
pub use input::{Input, Scale, Span};
pub use inverse::{Answer, Bracket, NearestMiss, Solution, solve_for};
pub use sensitivity::{Effect, Influence, Turned, influences, tornado};
pub use sweep::{Axis, Row, Sweep};
pub use target::{Side, Target, Verdict};
pub use uncertainty::{Band, Quantile, Uncertain, Uncertainty};
