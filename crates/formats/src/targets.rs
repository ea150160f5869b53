//! What is wanted of a migration, as keys of a link beside the inputs: how long the guest may stand, how long all of it may take, and
//! how far ahead a failure is foretold.
//!
//! ```text
//! want-downtime=300ms   downtime at most          warning=90s     a failure predictor warns so far ahead (Salfner, Figure 1)
//! want-time=10min       done within               reaction=10s    detection and decision, which take of the warning
//! per-month=200         migrations a month
//! ```

use precopy_model::explore::Target;
use precopy_model::problem::Problem;
use precopy_model::quantity::limits::{Range, TIME, TIME_LIMIT};
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{SECONDS_PER_HOUR, SECONDS_PER_MINUTE, Seconds};

/// More migrations a month than anybody makes: one each second.
const MOST_PER_MONTH: f64 = 2_678_400.0;

/// Units in which whole times read better than in seconds.
const LONG_UNITS: [(&str, f64); 2] = [(" h", SECONDS_PER_HOUR), (" min", SECONDS_PER_MINUTE)];
/// More hours or minutes than this are rounded when they are written.
const MOST_OF_A_UNIT: f64 = 10_000.0;

/// One thing that can be wanted, or that a target rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    /// A downtime of at most so much.
    Downtime,
    /// A migration time of at most so much.
    Time,
    /// A failure is foretold so long before it comes.
    Warning,
    /// Of that, what detecting and deciding take.
    Reaction,
    /// So many migrations a month; a whole number.
    PerMonth,
}

impl Want {
    /// All of them, in the order in which links and pages have them.
    pub const ALL: [Self; 5] = [Self::Downtime, Self::Time, Self::Warning, Self::Reaction, Self::PerMonth];

    /// Its key in a link.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Downtime => "want-downtime",
            Self::Time => "want-time",
            Self::Warning => "warning",
            Self::Reaction => "reaction",
            Self::PerMonth => "per-month",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|want| want.key() == key)
    }

    /// Its number in base units: seconds, or migrations.
    ///
    /// # Errors
    /// A text that is no such amount, or one that makes no sense; without the key's name.
    pub fn parse(self, given: &str) -> Result<f64, Problem> {
        let shown: String = given.chars().take(60).collect();
        let kind = if self == Self::PerMonth { Kind::Count } else { Kind::Duration };
        let amount = text::parse(given, kind).map_err(|error| {
            let problem = Problem::general(error.what).given(shown.as_str());
            let problem = problem.allowed(if self == Self::PerMonth { "for example 200" } else { "for example 90 s" });
            match error.hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            }
        })?;
        let range: Option<&Range> = match self {
            Self::Reaction => Some(&TIME),
            Self::Downtime | Self::Time | Self::Warning => Some(&TIME_LIMIT),
            Self::PerMonth => None,
        };
        let outside =
            |allowed: String| Problem::general("This is out of range.").given(shown.as_str()).allowed(allowed);
        match (amount, range) {
            (Amount::Seconds(time), Some(range)) if range.contains(time.as_seconds()) => Ok(time.as_seconds()),
            (Amount::Count(count), _) if count.fract() == 0.0 && (1.0..=MOST_PER_MONTH).contains(&count) => Ok(count),
            (_, Some(range)) => Err(outside(range.in_words())),
            (_, None) => Err(outside("a whole number from 1 to 2678400".to_owned())),
        }
    }

    /// Its number as a person would write it: whole minutes and hours as such. [`Want::parse`] reads it back.
    ///
    /// ```
    /// use precopy_formats::targets::Want;
    /// assert_eq!([0.3, 90.0, 600.0, 7200.0].map(|s| Want::Time.print(s)), ["300 ms", "90 s", "10 min", "2 h"]);
    /// ```
    #[must_use]
    pub fn print(self, number: f64) -> String {
        if self == Self::PerMonth {
            return text::print(Amount::Count(number));
        }
        for (unit, seconds) in LONG_UNITS {
            let whole = number / seconds;
            if (1.0..=MOST_OF_A_UNIT).contains(&whole) && whole.fract() == 0.0 {
                return text::print(Amount::Count(whole)) + unit;
            }
        }
        text::print(Amount::Seconds(Seconds::from_seconds(number)))
    }

    /// The same, for links: without spaces.
    #[must_use]
    pub fn compact(self, number: f64) -> String {
        self.print(number).replace(' ', "")
    }
}

/// Everything that is wanted. What is not said is not judged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Targets {
    numbers: [Option<f64>; Want::ALL.len()],
}

impl Targets {
    /// What the keys of a link say; of a key that is there twice, the first counts. What is not right is a problem, and not wanted.
    ///
    /// ```
    /// use precopy_formats::targets::{Targets, Want};
    /// use precopy_model::explore::Target;
    /// use precopy_model::quantity::Seconds;
    /// let mut problems = Vec::new();
    /// let keys = [("want-downtime", "300ms"), ("warning", "90s"), ("reaction", "10s"), ("want-time", "soon")];
    /// let targets = Targets::of_keys(keys.into_iter(), &mut problems);
    /// assert_eq!(targets.get(Want::Downtime), Some(0.3));
    /// assert_eq!(targets.lead_time(), Some(Seconds::from_seconds(80.0)));
    /// assert_eq!(targets.target(Want::Warning), Some(Target::MigrationTime(Seconds::from_seconds(80.0))));
    /// assert_eq!((targets.get(Want::Time), problems.len()), (None, 1));
    /// ```
    #[must_use]
    pub fn of_keys<'a>(keys: impl Iterator<Item = (&'a str, &'a str)>, problems: &mut Vec<Problem>) -> Self {
        let mut targets = Self::default();
        let mut seen = [false; Want::ALL.len()];
        for (key, given) in keys {
            let Some(want) = Want::of_key(key) else { continue };
            let Some(seen) = seen.get_mut(want as usize).filter(|seen| !**seen) else { continue };
            *seen = true;
            match want.parse(given) {
                Ok(number) => targets.set(want, Some(number)),
                Err(mut problem) => {
                    problem.what = format!("{key}: {}", problem.what);
                    problems.push(problem);
                }
            }
        }
        targets
    }

    /// One of them, in its base unit: seconds, or migrations.
    #[must_use]
    pub fn get(&self, want: Want) -> Option<f64> {
        self.numbers.get(want as usize).copied().flatten()
    }

    /// Wants another number, in the base unit, or nothing.
    pub fn set(&mut self, want: Want, number: Option<f64>) {
        if let Some(place) = self.numbers.get_mut(want as usize) {
            *place = number;
        }
    }

    /// Whether nothing is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.iter().all(Option::is_none)
    }

    /// What a warning leaves for the migration: the warning less detection and decision (Salfner, Figure 1), and not less than nothing.
    /// None without a warning.
    #[must_use]
    pub fn lead_time(&self) -> Option<Seconds> {
        let left = self.get(Want::Warning)? - self.get(Want::Reaction).unwrap_or(0.0);
        Some(Seconds::from_seconds(left.max(0.0)))
    }

    /// What one of them asks of a prediction; none where it asks nothing by itself. A warning asks for a migration within what it
    /// leaves.
    #[must_use]
    pub fn target(&self, want: Want) -> Option<Target> {
        let seconds = || self.get(want).map(Seconds::from_seconds);
        match want {
            Want::Downtime => seconds().map(Target::Downtime),
            Want::Time => seconds().map(Target::MigrationTime),
            Want::Warning => self.lead_time().map(Target::MigrationTime),
            Want::Reaction | Want::PerMonth => None,
        }
    }

    /// All that is asked of a prediction, and by which.
    pub fn all(&self) -> impl Iterator<Item = (Want, Target)> + '_ {
        Want::ALL.into_iter().filter_map(|want| Some((want, self.target(want)?)))
    }

    /// The keys of a link that say it, with their texts.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        Want::ALL.into_iter().filter_map(|want| Some((want.key(), want.compact(self.get(want)?))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(keys: &[(&str, &str)]) -> (Targets, Vec<String>) {
        let mut problems = Vec::new();
        let targets = Targets::of_keys(keys.iter().copied(), &mut problems);
        (targets, problems.iter().map(|problem| problem.what.clone()).collect())
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let keys = [
            ("want-downtime", "300ms"),
            ("want-time", "10min"),
            ("warning", "90s"),
            ("reaction", "10s"),
            ("per-month", "200"),
        ];
        let (targets, problems) = said(&keys);
        assert_eq!(problems, Vec::<String>::new());
        let printed: Vec<(&str, String)> = targets.keys().collect();
        assert_eq!(printed, keys.map(|(key, text)| (key, text.to_owned())));
        assert_eq!(targets.all().count(), 3);
        assert!(Targets::default().is_empty() && !targets.is_empty());
    }

    #[test]
    fn what_makes_no_sense_is_a_problem_and_not_wanted() {
        for (key, text) in [
            ("want-downtime", "0s"),
            ("want-downtime", "300"),
            ("want-downtime", "none"),
            ("want-time", "1e10s"),
            ("warning", ""),
            ("per-month", "2.5"),
            ("per-month", "0"),
            ("per-month", "20 %"),
            ("per-month", "1e9"),
        ] {
            let (targets, problems) = said(&[(key, text)]);
            assert!(targets.is_empty() && problems.len() == 1, "{key}={text}: {problems:?}");
            assert!(problems[0].starts_with(key));
        }
        assert_eq!(said(&[("reaction", "0s")]).0.get(Want::Reaction), Some(0.0));
    }

    #[test]
    fn the_first_of_two_counts_also_when_it_is_wrong() {
        assert_eq!(said(&[("want-time", "1min"), ("want-time", "2min")]).0.get(Want::Time), Some(60.0));
        assert_eq!(said(&[("want-time", "soon"), ("want-time", "2min")]).0.get(Want::Time), None);
    }

    #[test]
    fn a_warning_that_the_reaction_uses_up_leaves_nothing() {
        let (targets, _) = said(&[("warning", "5s"), ("reaction", "10s")]);
        assert_eq!(targets.target(Want::Warning), Some(Target::MigrationTime(Seconds::ZERO)));
        assert_eq!(said(&[("reaction", "10s")]).0.all().count(), 0);
    }
}
