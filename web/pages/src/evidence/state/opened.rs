//! A recorded run that is looked at: what every predictor says of it, its course beside theirs, and the calculator's link to it.

use precopy_formats::{Inputs, link};
use precopy_model::predict::{Outcome, Prediction, rounds};
use precopy_model::problem::Field;
use precopy_model::quantity::{Pages, Seconds};
use precopy_model::records::replay::{Caution, Predicted, scenario};
use precopy_model::records::{Help, is_forced};
use precopy_model::scenario::presets;

use super::library::{Row, Shown};

/// A run with its predictions in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The run.
    pub row: Row,
    /// What the predictors say.
    pub predicted: Predicted,
    /// What was left from moment to moment, where that was recorded.
    pub course: Vec<(Seconds, Pages)>,
    /// The way to the calculator.
    pub link: Link,
}

/// A run as inputs of the calculator.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The fragment.
    pub text: String,
    /// What is in it.
    pub inputs: Inputs,
    /// Inputs that the product named in it has no option for.
    pub unsaid: Vec<Field>,
}

impl Opened {
    /// Opens a run; none where it cannot be predicted.
    #[must_use]
    pub fn of(row: &Row, shown: &Shown) -> Option<Self> {
        let predicted = row.rig.judge.predict(row.run)?;
        let link = Link::of(row, &predicted.known)?;
        let course = shown.course(&row.run.id).map(|course| course.left.clone()).unwrap_or_default();
        Some(Self { row: *row, predicted, course, link })
    }

    /// Until when there is something to be drawn.
    #[must_use]
    pub fn ends(&self) -> Seconds {
        let Predicted { paper, bound, known, .. } = &self.predicted;
        let times = [paper, bound, known].into_iter().filter_map(|one| one.migration_time);
        times.fold(self.row.run.measured.migration_time, |latest, time| if latest < time { time } else { latest })
    }
}

impl Link {
    /// Under QEMU's own name, where the run ends by itself; the limit that forces an end has no name there, so that a forced one is
    /// told as a product of one's own.
    fn of(row: &Row, expected: &Prediction) -> Option<Self> {
        let scenario = scenario(row.run, row.rig.judge.calibration_for(row.run), Caution::Typical)?;
        let told_as = |name: &str| {
            let (inputs, unsaid) = Inputs::of_scenario(&scenario, presets::find(name)?);
            // What the link says has to make a scenario, or the calculator would mend it in its own way.
            let outcome = rounds::predict(&inputs.scenario().ok()?).outcome;
            Some((outcome, Self { text: link::print(&inputs), inputs, unsaid }))
        };
        let needs_limit = is_forced(expected) || matches!(row.run.settings.help, Help::PostCopy(_));
        // Where a page decides, what links cannot say may decide too, and without the limit it would never end.
        let named = told_as("qemu").filter(|(outcome, _)| !needs_limit && *outcome == Outcome::Completes);
        named.or_else(|| told_as("custom")).map(|(_, link)| link)
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::tests::recorded;
    use super::*;

    #[test]
    fn the_link_makes_nearly_the_scenario_of_the_run() {
        let shown = recorded();
        let mut off = Vec::new();
        for row in shown.rows.iter() {
            let opened = Opened::of(row, &shown).unwrap();
            let parsed = link::parse(&opened.link.text);
            assert!(parsed.problems.is_empty(), "{}: {:?}", row.run.id, parsed.problems);
            let there = rounds::predict(&parsed.inputs.scenario().unwrap()).migration_time.unwrap().as_seconds();
            let here = opened.predicted.unknown.migration_time.unwrap().as_seconds();
            off.push(((there - here).abs() / here, row.run.id.clone()));
        }
        off.sort_by(|one, other| one.0.total_cmp(&other.0));
        // The rest hangs on where the writer stands and on the length of a window, which links cannot say.
        let share = |at: usize| off[off.len() * at / 100].0;
        assert!(share(50) < 0.01 && share(85) < 0.1, "{} {} {:?}", share(50), share(85), off.last());
    }

    #[test]
    fn a_forced_end_is_told_as_a_limit_and_one_that_comes_by_itself_under_its_own_name() {
        let shown = recorded();
        for forced in [true, false] {
            let row = shown
                .rows
                .iter()
                .find(|row| row.run.measured.forced == forced && row.agrees(precopy_model::records::Forecast::Known));
            let link = Opened::of(row.unwrap(), &shown).unwrap().link;
            assert_eq!(link.text.contains("hv=custom"), forced, "{}", link.text);
            assert_eq!(link.text.contains("on-limit=raise-limit"), forced, "{}", link.text);
        }
    }

    #[test]
    fn a_course_is_shown_where_it_was_recorded() {
        let shown = recorded();
        let row = shown.rows.iter().find(|row| shown.course(&row.run.id).is_some()).unwrap();
        let opened = Opened::of(row, &shown).unwrap();
        assert!(3 < opened.course.len());
        assert!(row.run.measured.migration_time <= opened.ends());
    }
}
