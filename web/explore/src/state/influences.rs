//! Which inputs the answer hangs on, one after the other; and how long each bar is.

use std::collections::VecDeque;

use precopy_model::explore::{Effect, Figures, Influence, Input, Measure, Who, tornado};
use precopy_model::scenario::Checked;

use super::work::Job;

/// Of which scenario, and whose answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The scenario.
    pub scenario: Checked,
    /// Who answers.
    pub who: Who,
}

/// Turns one input after the other.
pub struct Turning {
    question: Question,
    now: Figures,
    left: VecDeque<Input>,
    found: Vec<Influence>,
}

impl Turning {
    /// Begins.
    #[must_use]
    pub fn begin(question: &Question) -> Option<Self> {
        let now = question.who.figures(&question.scenario);
        Some(Self { question: question.clone(), now, left: Input::ALL.into(), found: Vec::new() })
    }

    /// What was found, in the order of the inputs.
    #[must_use]
    pub fn finish(self) -> Vec<Influence> {
        self.found
    }
}

impl Job for Turning {
    fn go_on(&mut self) -> bool {
        let Question { scenario, who } = &self.question;
        if let Some(input) = self.left.pop_front() {
            self.found.extend(Influence::of(scenario, input, *who, self.now));
        }
        !self.left.is_empty()
    }
}

/// Those that have an effect on a number, the largest first; and the inputs that have none.
#[must_use]
pub fn split(influences: &[Influence], measure: Measure) -> (Vec<Influence>, Vec<Input>) {
    let has_effect = |one: &Influence| {
        let effects = one.effects_nearby(measure).into_iter().chain(one.effects_around(measure));
        effects.into_iter().any(|effect| effect != Effect::Changes(0.0))
    };
    let without = influences.iter().filter(|one| !has_effect(one)).map(|one| one.input);
    (tornado(influences.iter().copied().filter(has_effect).collect(), measure), without.collect())
}

/// A bar from the middle: which share of a half of the row it takes, to the left where it is below zero. What decides whether the
/// migration completes takes all of the right half, or of the left one where it makes it complete.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// −1 to 1.
    pub share: f64,
    /// Whether it is a cliff.
    pub cliff: bool,
}

/// The bars of some influences on a number, in their order: those of a tenth less and more, and those of both ends of what is around.
#[must_use]
pub fn bars(influences: &[Influence], measure: Measure) -> Vec<([Bar; 2], [Bar; 2])> {
    let effects = |one: &Influence| (one.effects_nearby(measure), one.effects_around(measure));
    let finite = |effect: Effect| match effect {
        Effect::Changes(by) => by.abs(),
        Effect::NoLongerCompletes | Effect::Completes => 0.0,
    };
    let all = influences.iter().map(effects).flat_map(|(nearby, around)| nearby.into_iter().chain(around));
    let most = all.map(finite).fold(0.0, f64::max);
    let bar = |effect: Effect| match effect {
        Effect::Changes(by) => Bar { share: if 0.0 < most { by / most } else { 0.0 }, cliff: false },
        Effect::NoLongerCompletes => Bar { share: 1.0, cliff: true },
        Effect::Completes => Bar { share: -1.0, cliff: true },
    };
    influences.iter().map(effects).map(|(nearby, around)| (nearby.map(bar), around.map(bar))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::explore::influences;

    #[test]
    fn one_after_the_other_is_as_all_at_once() {
        let scenario = Calculator::of_link("hv=qemu&dirty=30000pages/s&hot=512MiB").scenario;
        let question = Question { scenario: scenario.clone(), who: Who::Bound };
        let mut turning = Turning::begin(&question).unwrap();
        while turning.go_on() {}
        let found = turning.finish();
        assert_eq!(found, influences(&scenario, Who::Bound));
        for measure in Measure::ALL {
            let (ordered, without) = split(&found, measure);
            assert_eq!(ordered.len() + without.len(), found.len());
            let bars = bars(&ordered, measure);
            let shares =
                bars.iter().flat_map(|(nearby, around)| nearby.iter().chain(around)).map(|bar| bar.share.abs());
            assert!(shares.clone().all(|share| (0.0..=1.0).contains(&share)));
            assert!(shares.fold(0.0, f64::max) == 1.0);
            assert!(bars[0].0[1].cliff, "a tenth more of the dirty rate is a cliff");
        }
    }

    #[test]
    fn where_nothing_completes_there_are_no_bars_but_for_what_makes_it() {
        let scenario = Calculator::of_link("hv=qemu&dirty=900000pages/s&hot=2GiB&link=1Gbit/s").scenario;
        let found = influences(&scenario, Who::Bound);
        for (nearby, around) in bars(&found, Measure::Downtime) {
            assert!(nearby.into_iter().chain(around).all(|bar| bar.share == 0.0 || (bar.cliff && bar.share == -1.0)));
        }
    }
}
