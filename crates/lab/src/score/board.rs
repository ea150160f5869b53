//! All scores: by predictor and span of time, over all runs and over parts of them.

use precopy_model::records::calibrate::Calibration;
use precopy_model::records::compare::{Pair, Score, score};
use precopy_model::records::replay::Predicted;
use precopy_model::records::{Forecast, Help, Judge, MissReason, Part, Regime, Run, Span, is_forced, reason};
use precopy_model::scenario::Pattern;

/// A run with what was predicted of it.
pub(super) struct Judged<'a> {
    pub(super) run: &'a Run,
    predicted: Predicted,
}

/// Which runs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// What they have in common: `part`, `regime`, `pattern`, `help` or `block`; empty: all.
    pub(super) by: &'static str,
    /// The value of that.
    pub(super) is: String,
}

/// The score of one predictor over some runs.
pub(super) struct Line {
    pub(super) group: Group,
    pub(super) forecast: Forecast,
    pub(super) span: Span,
    pub(super) score: Score,
    /// Share of runs of which it said whether they have to be forced.
    pub(super) agreement: f64,
}

/// A run that was missed by far.
pub(super) struct Miss<'a> {
    pub(super) run: &'a Run,
    pub(super) predicted: Option<f64>,
    pub(super) measured: f64,
    pub(super) reason: Option<MissReason>,
}

/// All of it.
pub(super) struct Board<'a> {
    pub(super) runs: Vec<Judged<'a>>,
    /// Runs for whose kind of limit nothing was calibrated.
    pub(super) uncalibrated: usize,
    pub(super) calibration: Calibration,
}

/// How the guest of a run writes.
pub(super) fn pattern(run: &Run) -> &'static str {
    match run.guest.pattern {
        _ if run.is_idle() => "idle",
        Pattern::Uniform => "uniform",
        Pattern::Load(_) => "cyclic",
        _ => "round-robin",
    }
}

fn help(run: &Run) -> &'static str {
    match run.settings.help {
        Help::None => "none",
        Help::AutoConverge { .. } => "auto-converge",
        Help::PostCopy(_) => "post-copy",
    }
}

impl<'a> Board<'a> {
    /// Predicts the runs.
    pub(super) fn of(judge: &Judge<'_>, runs: &[&'a Run]) -> Self {
        let judged: Vec<Judged<'a>> =
            runs.iter().filter_map(|run| Some(Judged { run, predicted: judge.predict(run)? })).collect();
        Self { uncalibrated: runs.len() - judged.len(), runs: judged, calibration: judge.calibration.clone() }
    }

    /// The lines of all groups that have runs.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut groups = vec![Group { by: "", is: String::new() }];
        let mut add = |by: &'static str, of: &dyn Fn(&Run) -> String| {
            let mut names: Vec<String> = self.runs.iter().map(|judged| of(judged.run)).collect();
            names.sort();
            names.dedup();
            if 1 < names.len() {
                groups.extend(names.into_iter().map(|is| Group { by, is }));
            }
        };
        for (by, of) in GROUPS {
            add(by, &|run| of(run).to_owned());
        }
        add("block", &|run| run.block.clone());
        let mut lines = Vec::new();
        for group in groups {
            let some: Vec<&Judged<'_>> = self.runs.iter().filter(|judged| group.has(judged.run)).collect();
            for span in Span::ALL {
                for forecast in Forecast::ALL {
                    lines.extend(line(&some, &group, forecast, span));
                }
            }
        }
        lines
    }

    /// The runs that one predictor misses by most.
    pub(super) fn worst(&self, forecast: Forecast, span: Span, count: usize) -> Vec<Miss<'a>> {
        let mut all: Vec<(f64, &Judged<'a>)> =
            self.runs.iter().map(|judged| (judged.pair(forecast, span).error().abs(), judged)).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0));
        let miss = |judged: &Judged<'a>| {
            let pair = judged.pair(forecast, span);
            Miss {
                run: judged.run,
                predicted: pair.predicted.map(|predicted| predicted.as_seconds()),
                measured: pair.measured.as_seconds(),
                reason: reason(judged.run, &judged.predicted, &self.calibration, (forecast, span)),
            }
        };
        all.into_iter().take(count).map(|(_, judged)| miss(judged)).collect()
    }
}

/// A name for a kind of runs.
type Kind = fn(&Run) -> &'static str;

/// What runs can have in common, beside their block.
const GROUPS: [(&str, Kind); 4] = [
    ("part", |run| Part::of(run).id()),
    ("regime", |run| Regime::id(run.settings.regime())),
    ("pattern", pattern),
    ("help", help),
];

impl Group {
    fn has(&self, run: &Run) -> bool {
        match GROUPS.iter().find(|(by, _)| *by == self.by) {
            Some((_, of)) => of(run) == self.is,
            None => self.by.is_empty() || run.block == self.is,
        }
    }
}

impl Judged<'_> {
    fn pair(&self, forecast: Forecast, span: Span) -> Pair {
        span.pair(self.run, forecast.of(&self.predicted))
    }
}

fn line(some: &[&Judged<'_>], group: &Group, forecast: Forecast, span: Span) -> Option<Line> {
    let pairs: Vec<Pair> = some.iter().map(|judged| judged.pair(forecast, span)).collect();
    let right = |judged: &&&Judged<'_>| is_forced(forecast.of(&judged.predicted)) == judged.run.measured.forced;
    let agreement = some.iter().filter(right).count() as f64 / some.len() as f64;
    Some(Line { group: group.clone(), forecast, span, score: score(&pairs)?, agreement })
}
