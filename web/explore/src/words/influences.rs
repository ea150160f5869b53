//! What is said of how much the answer hangs on each input.

use precopy_model::explore::{Effect, Influence, Input, Measure, Turned, Who};
use precopy_model::quantity::text::Amount;

use super::figures::{input, number, value};
use crate::state::influences::Question;

/// The part.
pub const NAME: &str = "What matters most";
/// The choice of a number.
pub const WHICH: &str = "Effect on";
/// Heads.
pub const INPUT: &str = "Input";
/// Heads.
pub const BARS: &str = "Less or more of it";
/// Heads.
pub const NEARBY: &str = "A tenth less, more";
/// Heads.
pub const AROUND: &str = "As far as it may well be";
/// While it is reckoned.
pub const RECKONING: &str = "Turning each input …";

/// The choices.
pub const MEASURES: [(Measure, &str); 3] =
    [(Measure::Downtime, "downtime"), (Measure::MigrationTime, "time"), (Measure::Data, "data")];

/// What the rows say, in a sentence.
#[must_use]
pub fn what(measure: Measure, completes: bool, who: Who) -> String {
    if !completes {
        let told = match who {
            Who::Bound => "There is no bound on its end. Bars to the left lead to one.",
            Who::Rounds => "It does not complete. Bars to the left lead to an end.",
        };
        return told.to_owned();
    }
    let number = match measure {
        Measure::Downtime => "downtime",
        Measure::MigrationTime => "migration time",
        Measure::Data => "data sent",
    };
    format!("How the {number} changes when one input does. Dark: a tenth less or more. Pale: as far as it may well be.")
}

/// The inputs that change nothing of it.
#[must_use]
pub fn without_effect(inputs: &[Input], completes: bool) -> String {
    let mut text =
        if completes { "The same whatever becomes of: " } else { "By themselves these do not help: " }.to_owned();
    for (place, one) in inputs.iter().enumerate() {
        if 0 < place {
            text += ", ";
        }
        text += input(*one);
    }
    text + "."
}

/// What an effect comes to.
#[must_use]
fn effect(effect: Effect, measure: Measure, (completes, who): (bool, Who)) -> String {
    let no_end = match who {
        Who::Bound => "no bound",
        Who::Rounds => "no end",
    };
    match effect {
        Effect::Changes(by) if by < 0.0 => format!("−{}", number(measure, -by)),
        Effect::Changes(by) if 0.0 < by => format!("+{}", number(measure, by)),
        Effect::Changes(_) if completes => "same".to_owned(),
        Effect::Changes(_) | Effect::NoLongerCompletes => no_end.to_owned(),
        Effect::Completes => "completes".to_owned(),
    }
}

/// The two effects of a tenth; one word where both are the same.
#[must_use]
pub fn nearby(influence: &Influence, measure: Measure, who: Who) -> String {
    let completes = measure.of(&influence.now.figures).is_some();
    let [less, more] = influence.effects_nearby(measure).map(|one| effect(one, measure, (completes, who)));
    if less == more { less } else { format!("{less}, {more}") }
}

/// The values at both ends with their effects.
#[must_use]
pub fn around(influence: &Influence, measure: Measure, question: &Question, entered: Option<Amount>) -> [String; 2] {
    let Question { scenario, who } = question;
    let completes = measure.of(&influence.now.figures).is_some();
    let effects = influence.effects_around(measure);
    let at = |turned: Turned, one: Effect| {
        let value = value(influence.input, turned.value, scenario, entered);
        format!("{value}: {}", effect(one, measure, (completes, *who)))
    };
    let [lower, higher] = influence.around;
    let [less, more] = effects;
    [at(lower, less), at(higher, more)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::explore::influences;

    #[test]
    fn effects_have_a_sign_and_a_unit() {
        let scenario = Calculator::of_link("hv=qemu&dirty=30000pages/s&hot=512MiB").scenario;
        let found = influences(&scenario, Who::Bound);
        let rate = found.iter().find(|one| one.input == Input::DirtyRate).unwrap();
        let text = nearby(rate, Measure::MigrationTime, Who::Bound);
        assert!(text.starts_with('−') && text.ends_with("s, no bound"), "{text}");
        let question = Question { scenario, who: Who::Bound };
        let around = around(rate, Measure::MigrationTime, &question, None);
        assert!(around[0].starts_with("15,000 pages/s: −") && around[1] == "60,000 pages/s: no bound", "{around:?}");
    }
}
