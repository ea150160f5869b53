//! How far off the predictors are, over the runs that are looked at.

use precopy_model::records::compare::{Pair, Score, score};
use precopy_model::records::{Forecast, Regime, Span};

use super::library::{REGIMES, Row, Writes};

/// The score of one predictor for one span of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub chosen: (Forecast, Span),
    /// How far off.
    pub score: Score,
    /// Share of runs of which it told how they end.
    pub agreement: f64,
}

/// A part of the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Those of a regime.
    Regime(Regime),
    /// Those of a pattern.
    Writes(Writes),
}

/// One predictor for one span of time, over some runs; none over none.
#[must_use]
pub fn line(rows: &[Row], chosen: (Forecast, Span)) -> Option<Line> {
    let pairs: Vec<Pair> = rows.iter().map(|row| row.pair(chosen)).collect();
    let right = rows.iter().filter(|row| row.agrees(chosen.0)).count();
    let score = score(&pairs)?;
    Some(Line { chosen, score, agreement: right as f64 / rows.len() as f64 })
}

/// Every predictor, for a span of time.
#[must_use]
pub fn lines(rows: &[Row], span: Span) -> Vec<Line> {
    Forecast::ALL.into_iter().filter_map(|forecast| line(rows, (forecast, span))).collect()
}

/// One predictor by regime and by pattern; parts without runs are left out.
#[must_use]
pub fn by_kind(rows: &[Row], chosen: (Forecast, Span)) -> Vec<(Kind, Line)> {
    let of = |kind: Kind, wanted: &dyn Fn(&Row) -> bool| {
        let part: Vec<Row> = rows.iter().filter(|row| wanted(row)).copied().collect();
        Some((kind, line(&part, chosen)?))
    };
    let regimes = REGIMES.into_iter().filter_map(|regime| of(Kind::Regime(regime), &|row| row.regime == regime));
    let writes = Writes::ALL.into_iter().filter_map(|writes| of(Kind::Writes(writes), &|row| row.writes == writes));
    regimes.chain(writes).collect()
}

/// The runs, the one that is furthest off first; "never" is further off than any.
#[must_use]
pub fn worst_first(rows: &[Row], chosen: (Forecast, Span)) -> Vec<Row> {
    let mut sorted = rows.to_vec();
    let error = |row: &Row| row.pair(chosen).error().abs();
    precopy_model::numeric::sort_by(&mut sorted, |one, other| {
        error(other).total_cmp(&error(one)).then_with(|| one.run.id.cmp(&other.run.id))
    });
    sorted
}

#[cfg(test)]
mod tests {
    use super::super::library::tests::recorded;
    use super::*;

    #[test]
    fn parts_make_up_the_whole() {
        let shown = recorded();
        for chosen in [(Forecast::Bound, Span::Downtime), (Forecast::Known, Span::MigrationTime)] {
            let whole = line(&shown.rows, chosen).unwrap();
            let parts = by_kind(&shown.rows, chosen);
            for wanted in [true, false] {
                let runs = parts.iter().filter(|(kind, _)| matches!(kind, Kind::Regime(_)) == wanted);
                assert_eq!(runs.map(|(_, line)| line.score.runs).sum::<usize>(), whole.score.runs);
            }
        }
        assert_eq!(line(&[], (Forecast::Paper, Span::Downtime)), None);
    }

    #[test]
    fn the_worst_come_first() {
        let shown = recorded();
        let chosen = (Forecast::Unknown, Span::MigrationTime);
        let sorted = worst_first(&shown.rows, chosen);
        let errors: Vec<f64> = sorted.iter().map(|row| row.pair(chosen).error().abs()).collect();
        assert!(errors.is_sorted_by(|one, other| one >= other));
        assert_eq!(sorted.len(), 968);
    }
}
