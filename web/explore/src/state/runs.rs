//! How sure the answer is when inputs are not known exactly: cases that are tried one after the other, and what is told of them.

use precopy_formats::uncertain::Varied;
use precopy_model::explore::{Input, Measure, Quantile, Uncertain, Uncertainty, Who};
use precopy_model::predict::Outcome;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{to_digits, written_out};
use precopy_model::scenario::Checked;

use super::work::Job;
use crate::told;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Of which scenario.
    pub scenario: Checked,
    /// What varies.
    pub varied: Varied,
    /// Who answers.
    pub who: Who,
}

/// What is told of a number: it is not exceeded in so many of a hundred cases.
pub const PERCENTILES: [f64; 3] = [0.5, 0.9, 0.99];

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// How many cases were tried.
    pub count: u32,
    /// The share that completes.
    pub completes: f64,
    /// By the number, then by the percentile.
    pub quantiles: [[Option<Quantile>; PERCENTILES.len()]; Measure::ALL.len()],
    /// The 95th percentiles.
    pub p95: [Option<f64>; Measure::ALL.len()],
    /// In how many cases a value was cut to what the others leave room for.
    pub cut: Vec<(Input, u32)>,
    /// Lines of a moment, and the 5th, 50th and 95th percentile of the pages left then.
    pub band: String,
}

impl Outcomes {
    /// What the page is told, for a link.
    #[must_use]
    pub fn told(&self, link: String) -> told::Uncertain {
        let [downtime, time, data] = self.p95.map(|number| number.map(written_out).unwrap_or_default());
        let completes = written_out(self.completes);
        told::Uncertain { link, completes, downtime, time, data, band: self.band.clone() }
    }
}

/// So many moments of the band.
const MOMENTS: u32 = 96;
/// So many cases say how far the band has to go.
const FIRST: u32 = 64;
/// So many cases are one piece.
const PIECE: u32 = 4;

/// Tries the cases.
pub struct Runs {
    question: Question,
    uncertain: Uncertain,
    runs: Uncertainty,
    /// Whether these are the first ones, which only say how far the band goes.
    first: bool,
}

impl Runs {
    /// Begins; none where nothing varies, or what is said of it does not fit.
    #[must_use]
    pub fn begin(question: &Question) -> Option<Self> {
        let uncertain = question.varied.distributions(&question.scenario).ok().filter(|one| !one.is_empty())?;
        let runs = over(question, &uncertain, FIRST, &[])?;
        Some(Self { question: question.clone(), uncertain, runs, first: true })
    }

    /// What came of all.
    #[must_use]
    pub fn finish(self) -> Outcomes {
        let runs = &self.runs;
        let p95 = |measure| runs.quantile(measure, 0.95).and_then(|quantile| quantile.value);
        let mut band = String::new();
        for one in runs.bands() {
            let pages = [one.p5, one.p50, one.p95].map(|pages| to_digits(pages.as_pages(), 6));
            band += &written_out(one.at.as_seconds());
            for pages in pages {
                band.push(' ');
                band += &written_out(pages);
            }
            band.push('\n');
        }
        Outcomes {
            count: runs.count(),
            completes: runs.share(Outcome::Completes),
            quantiles: Measure::ALL.map(|measure| PERCENTILES.map(|share| runs.quantile(measure, share))),
            p95: Measure::ALL.map(p95),
            cut: Input::ALL.into_iter().map(|input| (input, runs.cut(input))).filter(|(_, cut)| 0 < *cut).collect(),
            band,
        }
    }

    /// Until when the band is told: as long as nearly all cases take, or the scenario as it is; past where the course is clear where
    /// there is no end.
    fn horizon(&self) -> f64 {
        let now = self.question.who.predict(&self.question.scenario);
        let clear = now.remaining.knots().last().map_or(0.0, |(at, _)| at.as_seconds());
        let own = now.migration_time.map_or(clear.max(now.first_pass_end.as_seconds()) * 1.6, Seconds::as_seconds);
        let nearly_all = self.runs.quantile(Measure::MigrationTime, 0.95).and_then(|quantile| quantile.value);
        own.max(nearly_all.unwrap_or(own * 1.5)) * 1.02
    }
}

fn over(question: &Question, uncertain: &Uncertain, count: u32, moments: &[Seconds]) -> Option<Uncertainty> {
    Uncertainty::over(&question.scenario, uncertain, question.who, question.varied.seed(), count, moments)
}

impl Job for Runs {
    fn go_on(&mut self) -> bool {
        if 0 < self.runs.next_runs(PIECE) {
            return true;
        }
        if !self.first {
            return false;
        }
        self.first = false;
        let step = self.horizon() / f64::from(MOMENTS - 1);
        let moments: Vec<Seconds> =
            (0..MOMENTS).map(|moment| Seconds::from_seconds(to_digits(f64::from(moment) * step, 6))).collect();
        match over(&self.question, &self.uncertain, Uncertainty::USUAL, &moments) {
            Some(runs) => {
                self.runs = runs;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_formats::uncertain::Varied;

    fn outcomes(link: &str) -> Option<Outcomes> {
        let calculator = Calculator::of_link(link);
        let varied = Varied::of_link(&calculator.others).0;
        let mut runs = Runs::begin(&Question { scenario: calculator.scenario, varied, who: Who::Bound })?;
        while runs.go_on() {}
        Some(runs.finish())
    }

    const LINK: &str = "hv=qemu&mem=8GiB&ws=4GiB&hot=1GiB&dirty=15000pages/s&link=10Gbit/s&vary-dirty=~15000pages/s..40000pages/s&\
        vary-hot=512MiB..2GiB";

    #[test]
    fn the_same_link_gives_the_same_numbers_and_another_seed_others() {
        let one = outcomes(LINK).unwrap();
        assert_eq!(one, outcomes(LINK).unwrap());
        let other = outcomes(&format!("{LINK}&seed=2")).unwrap();
        assert_ne!(one.quantiles, other.quantiles);
        assert!((one.completes - other.completes).abs() < 0.02 && one.completes < 1.0);
        assert_eq!(one.count, Uncertainty::USUAL);
    }

    #[test]
    fn the_band_is_what_the_page_reads() {
        let outcomes = outcomes(LINK).unwrap();
        let told = outcomes.told("x".to_owned());
        let lines: Vec<Vec<f64>> =
            told.band.lines().map(|line| line.split(' ').map(|number| number.parse().unwrap()).collect()).collect();
        assert_eq!(lines.len(), MOMENTS as usize);
        assert!(lines.windows(2).all(|pair| pair[0][0] < pair[1][0]), "moments rise");
        assert!(lines.iter().all(|line| line[1] <= line[2] && line[2] <= line[3]));
        assert!(lines.last().unwrap()[2] == 0.0, "half of the cases have ended");
        assert_eq!(told.completes.parse::<f64>().unwrap(), outcomes.completes);
        // More than one case in twenty never ends: there is no such percentile.
        assert_eq!((told.downtime.as_str(), told.time.as_str()), ("", ""));
        assert!(outcomes.quantiles[0][0].unwrap().value.is_some());
    }

    #[test]
    fn nothing_is_tried_where_nothing_varies_or_fits() {
        assert_eq!(outcomes("hv=qemu"), None);
        assert_eq!(outcomes("hv=qemu&link=10Gbit/s&vary-link=1GB/s..2GB/s"), None);
    }

    #[test]
    fn what_never_ends_has_a_band_too() {
        let outcomes =
            outcomes("hv=qemu&mem=8GiB&hot=2GiB&dirty=90000pages/s&vary-dirty=80000pages/s..90000pages/s").unwrap();
        assert!(outcomes.completes == 0.0 && outcomes.p95 == [None; 3]);
        assert_eq!(outcomes.band.lines().count(), MOMENTS as usize);
    }
}
