//! What would change the answer: found piece by piece, and followed.

use precopy_formats::Inputs;
use precopy_model::explore::{Advisor, Change, Counsel};

use super::entries::{Entries, entries};
use super::question::Question;
use super::work::Job;

/// The search.
pub struct Search(Advisor);

impl Search {
    /// Begins.
    #[must_use]
    pub fn begin(question: &Question) -> Option<Self> {
        Some(Self(Advisor::new(&question.scenario, &question.targets, question.who)))
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> Counsel {
        self.0.finish()
    }
}

impl Job for Search {
    fn go_on(&mut self) -> bool {
        self.0.go_on()
    }
}

/// Changes that are to be made: the inputs with them, and what has to be entered for that. None where they cannot be.
#[must_use]
pub fn follow(inputs: &Inputs, changes: &[Change]) -> Option<(Inputs, Entries)> {
    let after = inputs.advised(changes)?;
    let entries = entries(inputs, &after);
    Some((after, entries))
}

#[cfg(test)]
mod tests {
    use super::super::entries::tests::enter;
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::scenario::presets;

    /// All advice for a link.
    fn counsel(calculator: &Calculator) -> Counsel {
        let mut search = Search::begin(&Question::of(calculator)).unwrap();
        while search.go_on() {}
        search.finish()
    }

    #[test]
    fn what_is_followed_gives_what_was_promised() {
        let mut followed = 0;
        for preset in presets::all() {
            for rest in
                ["mem=8GiB&ws=6GiB&hot=1GiB&dirty=45000pages/s", "mem=8GiB&ws=6GiB&hot=20pct&dirty=400000pages/s"]
            {
                let targets = "want-downtime=500ms&want-time=10min";
                let calculator = Calculator::of_link(&format!("hv={}&{rest}&link=10Gbit/s&{targets}", preset.id));
                for advice in counsel(&calculator).advice {
                    let (after, entries) = follow(&calculator.inputs, &advice.changes).unwrap();
                    let entered = enter(&calculator.inputs, &entries);
                    assert_eq!(entered.scenario().unwrap(), after.scenario().unwrap());
                    let figures = advice.promised_by.figures(&entered.scenario().unwrap());
                    assert_eq!(figures, advice.promised, "{} {:?}", preset.id, advice.changes);
                    followed += 1;
                }
            }
        }
        assert!(50 < followed, "{followed}");
    }

    #[test]
    fn the_scenario_that_never_ends_has_a_way_out() {
        let ready = precopy_formats::ready::all().find(|ready| ready.id == "never-ends").unwrap();
        let calculator = Calculator::of_link(ready.link);
        let first = counsel(&calculator).advice.into_iter().next().unwrap();
        assert!(!precopy_formats::settings::of(&first.scenario, &first.changes).snippets.is_empty());
    }
}
