//! A golden case: a scenario, who predicts, and what is expected with which tolerance.
//!
//! ```toml
//! title = "…"
//! source = "paper and place, or: hand calculation"
//! predictor = "paper"                          # paper | bound | rounds
//! known_gap = "why it is wrong today"          # optional: the case must then fail
//! [scenario]                                   # as in scenario files: text with units
//! [expect]                                     # from outside; never regenerated
//! migration_time_s = { exact = 39.9319 }       # relative 1e-9
//! downtime_s = { printed = "3.01" }            # half of the last printed digit
//! data_bytes = { measured = 1e9, within = 1e7 }
//! t2_s = { at_least = 41.0, at_most = 41.5 }
//! [recorded]                                   # our own output, reviewed when it changes; same form
//! ```

use std::collections::BTreeMap;

use precopy_formats::Inputs;
use precopy_formats::entries::{Entries, Raw};
use precopy_model::predict::{Parts, Prediction, bound, paper, rounds};
use precopy_model::quantity::Seconds;
use serde::Deserialize;

/// A golden case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub title: String,
    /// Where the expected values come from.
    pub source: String,
    /// Who predicts.
    pub predictor: String,
    /// Why it is known to be wrong; the case must then fail.
    pub known_gap: Option<String>,
    /// The scenario's fields as text.
    pub scenario: BTreeMap<String, String>,
    /// Values from outside.
    #[serde(default)]
    pub expect: Expectations,
    /// Our own values.
    #[serde(default)]
    pub recorded: Expectations,
}

/// What is expected; everything is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectations {
    /// `completes`, `cancelled` or `never`.
    pub outcome: Option<String>,
    /// `threshold`, `limit` or `none`.
    pub reason: Option<String>,
    /// The reason as a sentence.
    pub reason_in_words: Option<String>,
    /// Live rounds.
    pub rounds: Option<u32>,
    /// End of the first pass.
    pub t1_s: Option<Number>,
    /// Stop of the guest.
    pub t2_s: Option<Number>,
    /// Pages left then.
    pub f_t2_pages: Option<Number>,
    /// Migration time.
    pub migration_time_s: Option<Number>,
    /// Downtime.
    pub downtime_s: Option<Number>,
    /// Bytes on the wire.
    pub data_bytes: Option<Number>,
    /// Time in which the guest is slowed down or waits for pages.
    pub brownout_s: Option<Number>,
    /// Copy rate r_u.
    pub copy_rate_pages_per_s: Option<Number>,
    /// Stop threshold c1.
    pub threshold_pages: Option<Number>,
    /// Points of the curve.
    #[serde(default)]
    pub curve: Vec<Point>,
}

/// A point of the curve, exact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// When.
    pub t_s: f64,
    /// e.
    pub empty: Option<f64>,
    /// p.
    pub passive: Option<f64>,
    /// h.
    pub hot: Option<f64>,
    /// f.
    pub total: Option<f64>,
}

/// An expected number with its tolerance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    exact: Option<f64>,
    printed: Option<String>,
    measured: Option<f64>,
    within: Option<f64>,
    at_least: Option<f64>,
    at_most: Option<f64>,
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// Text that is not of the format.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The inputs of its scenario.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn inputs(&self) -> Result<Inputs, String> {
        let entries = self.scenario.iter().map(|(name, text)| (name.clone(), Raw::Text(text.clone()))).collect();
        Entries(entries)
            .inputs()
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }

    /// What is predicted.
    ///
    /// # Errors
    /// What is wrong with the case.
    pub fn predict(&self) -> Result<Prediction, String> {
        let inputs = self.inputs()?;
        let scenario = inputs.scenario().map_err(|problems| format!("{problems:?}"))?;
        match self.predictor.as_str() {
            "paper" => Ok(paper::predict(&scenario)),
            "bound" => Ok(bound::predict(&scenario)),
            "rounds" => Ok(rounds::simulate(&scenario).prediction),
            other => Err(format!("unknown predictor {other}")),
        }
    }

    /// Everything that is predicted, as bits; none when the case cannot be run.
    pub fn bits(&self) -> Option<Vec<u64>> {
        let prediction = self.predict().ok()?;
        let mut bits = Vec::new();
        let mut take = |number: Option<f64>| bits.push(number.map_or(u64::MAX, f64::to_bits));
        take(Some(prediction.first_pass_end.as_seconds()));
        take(prediction.stop.map(|t| t.as_seconds()));
        take(prediction.left.map(|n| n.as_pages()));
        take(prediction.migration_time.map(|t| t.as_seconds()));
        take(prediction.downtime.map(|t| t.as_seconds()));
        take(prediction.data.map(|n| n.as_bytes()));
        take(Some(prediction.threshold.as_pages()));
        take(prediction.limit.map(|t| t.as_seconds()));
        take(Some(prediction.brownout.as_seconds()));
        for (at, Parts { total, empty, passive, hot }) in prediction.remaining.knots() {
            for number in [at.as_seconds(), total, empty, passive, hot] {
                take(Some(number));
            }
        }
        Some(bits)
    }

    /// Everything in which the prediction differs from what is expected.
    pub fn differences(&self) -> Vec<String> {
        let prediction = match self.predict() {
            Ok(prediction) => prediction,
            Err(problem) => return vec![problem],
        };
        let mut differences = Vec::new();
        for expected in [&self.expect, &self.recorded] {
            expected.compare(&prediction, self, &mut differences);
        }
        differences
    }
}

impl Expectations {
    fn compare(&self, prediction: &Prediction, case: &Case, differences: &mut Vec<String>) {
        let mut word = |name: &str, expected: &Option<String>, is: &str| {
            if expected.as_deref().is_some_and(|expected| expected != is) {
                differences.push(format!("{name}: expected {expected:?}, is {is:?}"));
            }
        };
        word("outcome", &self.outcome, prediction.outcome.id());
        word("reason", &self.reason, prediction.reason.id());
        word("reason_in_words", &self.reason_in_words, &prediction.reason_in_words());
        if self.rounds.is_some() && self.rounds != prediction.rounds {
            differences.push(format!("rounds: expected {:?}, is {:?}", self.rounds, prediction.rounds));
        }
        let seconds = |time: Option<Seconds>| time.map(Seconds::as_seconds);
        let copy_rate = case
            .inputs()
            .ok()
            .and_then(|inputs| inputs.scenario().ok())
            .map(|scenario| scenario.link.copy_rate(&scenario.hypervisor).used.as_pages_per_second());
        for (name, expected, is) in [
            ("t1_s", &self.t1_s, Some(prediction.first_pass_end.as_seconds())),
            ("t2_s", &self.t2_s, seconds(prediction.stop)),
            ("f_t2_pages", &self.f_t2_pages, prediction.left.map(|pages| pages.as_pages())),
            ("migration_time_s", &self.migration_time_s, seconds(prediction.migration_time)),
            ("downtime_s", &self.downtime_s, seconds(prediction.downtime)),
            ("data_bytes", &self.data_bytes, prediction.data.map(|bytes| bytes.as_bytes())),
            ("brownout_s", &self.brownout_s, Some(prediction.brownout.as_seconds())),
            ("copy_rate_pages_per_s", &self.copy_rate_pages_per_s, copy_rate),
            ("threshold_pages", &self.threshold_pages, Some(prediction.threshold.as_pages())),
        ] {
            if let Some(expected) = expected
                && let Err(why) = expected.accepts(is)
            {
                differences.push(format!("{name}: {why}"));
            }
        }
        for point in &self.curve {
            let parts = prediction.remaining.at(Seconds::from_seconds(point.t_s));
            for (name, expected, is) in [
                ("total", point.total, parts.total),
                ("empty", point.empty, parts.empty),
                ("passive", point.passive, parts.passive),
                ("hot", point.hot, parts.hot),
            ] {
                if let Some(expected) = expected
                    && !close(expected, is, prediction.threshold.as_pages().max(1.0))
                {
                    differences.push(format!("{name} at {} s: expected {expected}, is {is}", point.t_s));
                }
            }
        }
    }
}

/// 1e-9 of the number; around zero of `scale`.
fn close(expected: f64, is: f64, scale: f64) -> bool {
    (expected - is).abs() <= 1e-9 * expected.abs().max(scale)
}

impl Number {
    fn accepts(&self, is: Option<f64>) -> Result<(), String> {
        let Some(is) = is else { return Err("expected a number, there is none".to_owned()) };
        let mut tested = false;
        let mut test = |holds: bool, what: String| {
            tested = true;
            if holds { Ok(()) } else { Err(format!("expected {what}, is {is}")) }
        };
        if let Some(exact) = self.exact {
            test(close(exact, is, 1.0), format!("exactly {exact}"))?;
        }
        if let Some(printed) = &self.printed {
            let value: f64 = printed.parse().map_err(|_| format!("{printed} is no number"))?;
            let digits = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let half = 0.5 * 10f64.powi(-i32::try_from(digits).unwrap_or(0));
            test((value - is).abs() <= half * (1.0 + 1e-9), format!("{printed} as printed"))?;
        }
        if let Some(measured) = self.measured {
            let within = self.within.ok_or("`measured` needs `within`")?;
            test((measured - is).abs() <= within, format!("{measured} ± {within}"))?;
        }
        if let Some(at_least) = self.at_least {
            test(at_least <= is, format!("at least {at_least}"))?;
        }
        if let Some(at_most) = self.at_most {
            test(is <= at_most, format!("at most {at_most}"))?;
        }
        if tested { Ok(()) } else { Err("names no tolerance".to_owned()) }
    }
}
