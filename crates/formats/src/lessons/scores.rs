//! How far predictions of recorded runs are off, in the few numbers that lessons tell.

use precopy_model::records::compare::{Pair, Score, score};
use precopy_model::records::replay::Predicted;
use precopy_model::records::{Forecast, Judge, Part, Run, Span};

use super::{By, Quantity, RunsOf};

/// The scores of one predictor on a part of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The runs.
    pub of: RunsOf,
    /// Who predicted: bound, rounds or paper.
    pub by: By,
    /// The share whose migration time is no longer than predicted.
    pub covered_time: f64,
    /// The same for the downtime.
    pub covered_downtime: f64,
    /// The mean error of the migration time, as a share of the mean time.
    pub error_time: f64,
    /// The same for the downtime.
    pub error_downtime: f64,
    /// The share whose migration time is predicted to within five per cent.
    pub within_5: f64,
}

impl Scored {
    /// The scores of all predictors on a part of some runs. Nothing where there are no runs.
    #[must_use]
    pub fn all(of: &RunsOf, runs: &[Run]) -> Vec<Self> {
        let judge = Judge::new(runs);
        let is_in = |run: &&Run| of.part == "all" || Part::of(run).id() == of.part;
        let predicted: Vec<(&Run, Predicted)> =
            runs.iter().filter(is_in).filter_map(|run| Some((run, judge.predict(run)?))).collect();
        [(Forecast::Bound, By::Bound), (Forecast::Unknown, By::Rounds), (Forecast::Paper, By::Paper)]
            .into_iter()
            .filter_map(|(forecast, by)| Self::of(of, by, forecast, &predicted))
            .collect()
    }

    fn of(of: &RunsOf, by: By, forecast: Forecast, predicted: &[(&Run, Predicted)]) -> Option<Self> {
        let scored = |span: Span| -> Option<Score> {
            let pairs: Vec<Pair> = predicted.iter().map(|(run, all)| span.pair(run, forecast.of(all))).collect();
            score(&pairs)
        };
        let (time, downtime) = (scored(Span::MigrationTime)?, scored(Span::Downtime)?);
        Some(Self {
            of: of.clone(),
            by,
            covered_time: time.covered,
            covered_downtime: downtime.covered,
            error_time: time.mean_error_share(),
            error_downtime: downtime.mean_error_share(),
            within_5: time.within_5,
        })
    }

    /// One of the numbers; none where the quantity is another.
    pub(super) const fn number(&self, quantity: Quantity) -> Option<f64> {
        Some(match quantity {
            Quantity::CoveredTime => self.covered_time,
            Quantity::CoveredDowntime => self.covered_downtime,
            Quantity::ErrorTime => self.error_time,
            Quantity::ErrorDowntime => self.error_downtime,
            Quantity::Within5 => self.within_5,
            _ => return None,
        })
    }
}
