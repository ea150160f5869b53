//! Rules of admission, tried on what happened: who would have waited, and how many failures would have been spared.

mod queue;
mod recommend;
mod rule;
mod throttled;

use queue::Queue;
pub use recommend::{Recommendation, Recommending};
pub use rule::{Rule, RuleKind};
pub use throttled::{Exposure, Throttled, Throttling};
