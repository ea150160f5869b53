//! A site's own log of migrations: what it says of failures, of pressure, of rules of admission, and of the site's own link.
//!
//! The seed is Kesavan, *An Analysis of Virtual Machine Live Migrations in the Wild*: records of one month of 256 servers and of three
//! months of 15. Times have long tails, and at the first site failures go with *management resource pressure*: too many heavy migrations
//! at once. Hence its conclusion: throttle, and by cost rather than by count.
//!
//! | question | answered by |
//! | --- | --- |
//! | what is known of a migration? | [`Record`], of a [`Log`]; a part of it by [`Filter`] |
//! | how often do they fail, and which? | [`Failures`] |
//! | how long do they take? | [`Times`] |
//! | how fast is this site? | [`Site`] |
//! | what would be expected of each, and how far off is that? | [`Expecting`], [`against()`] |
//! | how much was in flight, and at what cost? | [`Sweep`], [`Costing`] |
//! | do failures go with it? | [`Associating`] |
//! | what would a rule have come to, and which limit is enough? | [`Throttling`], [`Recommending`] |
//! | what does a log look like whose truth is known? | [`Recipe`] |
//!
//! **Work in pieces.** What takes longer than some milliseconds for 200,000 records is a state with `new`, `go_on` (true when all is done) and
//! `finish`: a page works in slices and answers in between. Nothing takes more than n·log n steps. What is counted record by record has
//! `add`.
//!
//! Records that a rig made, whose guests are known, are [`super::Run`]s; these here are what any site has.

mod against;
mod association;
mod expectation;
mod failures;
mod filter;
mod moment;
mod names;
mod pressure;
mod record;
mod site;
mod synthetic;
mod throttle;
mod times;

#[cfg(test)]
mod planted;

pub use against::{Against, Held, Likely, against, likely};
pub use association::{Associated, Associating, FEWEST_EVENTS, NoCurve, PressureBin, failures_by_pressure};
pub use expectation::{CostUnit, Costing, Costs, Expectation, Expecting, Means};
pub use failures::{Ended, Failures, Group, Label, Rate, Row};
pub use filter::Filter;
pub use moment::Moment;
pub use names::{Name, Names};
pub use pressure::{Flight, InFlight, Measure, Pressure, Step, Sweep, Swept, flights, spans};
pub use record::{Log, Outcome, Record};
pub use site::{Base, CONFIDENCE, Estimated, FEWEST, Residual, Site, Usual};
pub use synthetic::{Recipe, Truth};
pub use throttle::{Exposure, Recommendation, Recommending, Rule, RuleKind, Throttled, Throttling};
pub use times::{Tail, TimeBin, Times, TimesInOrder};
