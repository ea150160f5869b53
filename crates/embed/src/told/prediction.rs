//! A prediction: outcome and reason, times, volume, and the curve of remaining pages.

use precopy_model::predict;
use precopy_model::scenario::Checked;
use serde::Serialize;

use super::{EndedBy, Outcome, Predictor};

/// What a predictor says of one migration, without its curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    /// Who says it.
    pub(crate) predictor: Predictor,
    /// How it ends.
    pub(crate) outcome: Outcome,
    /// What ends pre-copy.
    pub(crate) ended_by: EndedBy,
    /// Why it ends so, as one sentence.
    pub(crate) reason: String,
    /// Until the source is no longer needed; of a cancelled migration until it is given up; null when it never ends.
    pub(crate) migration_time_seconds: Option<f64>,
    /// How long the guest runs nowhere: zero when cancelled, null when it never ends.
    pub(crate) downtime_seconds: Option<f64>,
    /// How long the guest runs but is throttled or waits for pages.
    pub(crate) brownout_seconds: f64,
    /// Bytes on the wire: headers, empty pages and re-sends included; null when it never ends.
    pub(crate) data_bytes: Option<f64>,
    /// Rounds of pre-copy, the first pass included; null where the loop has none or the predictor does not count them.
    pub(crate) rounds: Option<u32>,
    /// When the first pass over all memory ends, if nothing ends it earlier.
    pub(crate) first_pass_end_seconds: f64,
    /// When the guest is stopped; null when it never is.
    pub(crate) stop_seconds: Option<f64>,
    /// Pages left then; null when it never is.
    pub(crate) left_pages: Option<f64>,
    /// Remaining pages at which the guest would be stopped.
    pub(crate) threshold_pages: f64,
    /// When pre-copy would be given up; null: no limit.
    pub(crate) limit_seconds: Option<f64>,
    /// Whether the guest goes on at the destination before all of its memory is there.
    pub(crate) ends_in_post_copy: bool,
    /// The size of a page, wherever pages are counted.
    pub(crate) page_size_bytes: f64,
}

/// What a predictor says of one migration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Prediction {
    /// All but the curve.
    #[serde(flatten)]
    pub(crate) summary: Summary,
    /// Pages still to be sent over time: every break point of a curve that is straight between them. Two at the same moment make a
    /// step.
    pub(crate) remaining: Vec<Knot>,
}

/// A break point of the curve of remaining pages.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Knot {
    /// When, from the beginning.
    pub(crate) time_seconds: f64,
    /// Pages still to be sent.
    pub(crate) pages: f64,
    /// Of these: empty ones.
    pub(crate) empty_pages: f64,
    /// Of these: with data, and not rewritten.
    pub(crate) passive_pages: f64,
    /// Of these: of the hot set.
    pub(crate) hot_pages: f64,
}

impl Summary {
    /// What a prediction says, but for its curve.
    pub(crate) fn of(scenario: &Checked, prediction: &predict::Prediction) -> Self {
        Self {
            predictor: prediction.predictor.into(),
            outcome: prediction.outcome.into(),
            ended_by: (&prediction.reason).into(),
            reason: format!("It {}.", prediction.reason_in_words()),
            migration_time_seconds: prediction.migration_time.map(|time| time.as_seconds()),
            downtime_seconds: prediction.downtime.map(|time| time.as_seconds()),
            brownout_seconds: prediction.brownout.as_seconds(),
            data_bytes: prediction.data.map(|data| data.as_bytes()),
            rounds: prediction.rounds,
            first_pass_end_seconds: prediction.first_pass_end.as_seconds(),
            stop_seconds: prediction.stop.map(|time| time.as_seconds()),
            left_pages: prediction.left.map(|pages| pages.as_pages()),
            threshold_pages: prediction.threshold.as_pages(),
            limit_seconds: prediction.limit.map(|time| time.as_seconds()),
            ends_in_post_copy: prediction.ends_in_post_copy(),
            page_size_bytes: scenario.hypervisor.page_size.value.as_bytes(),
        }
    }
}

impl Prediction {
    /// What a prediction says.
    pub(crate) fn of(scenario: &Checked, prediction: &predict::Prediction) -> Self {
        let remaining = prediction.remaining.knots().map(|(time, parts)| Knot {
            time_seconds: time.as_seconds(),
            pages: parts.total,
            empty_pages: parts.empty,
            passive_pages: parts.passive,
            hot_pages: parts.hot,
        });
        Self { summary: Summary::of(scenario, prediction), remaining: remaining.collect() }
    }
}
