//! What is said of how much the answer hangs on each input.

use precopy_model::explore::{Effect, Influence, Input, Measure};
use precopy_model::quantity::text::Amount;
use precopy_model::scenario::Scenario;

use super::figures::{input, number, value};

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
pub fn what(measure: Measure, completes: bool) -> String {
    if !completes {
        return "It does not complete. What decides that is to the left.".to_owned();
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
pub fn effect(effect: Effect, measure: Measure, completes: bool) -> String {
    match effect {
        Effect::Changes(by) if by < 0.0 => format!("−{}", number(measure, -by)),
        Effect::Changes(by) if 0.0 < by => format!("+{}", number(measure, by)),
        Effect::Changes(_) if completes => "same".to_owned(),
        Effect::Changes(_) => "no end".to_owned(),
        Effect::NoLongerCompletes => "no end".to_owned(),
        Effect::Completes => "completes".to_owned(),
    }
}

/// The two effects of a tenth; one word where both are the same.
#[must_use]
pub fn nearby(influence: &Influence, measure: Measure) -> String {
    let completes = measure.of(&influence.now.figures).is_some();
    let [less, more] = influence.effects_nearby(measure).map(|one| effect(one, measure, completes));
    if less == more { less } else { format!("{less}, {more}") }
}

/// The values at both ends with their effects.
#[must_use]
pub fn around(influence: &Influence, measure: Measure, scenario: &Scenario, entered: Option<Amount>) -> [String; 2] {
    let completes = measure.of(&influence.now.figures).is_some();
    let effects = influence.effects_around(measure);
    let at = |turned: precopy_model::explore::Turned, one: Effect| {
        let value = value(influence.input, turned.value, scenario, entered);
        format!("{value}: {}", effect(one, measure, completes))
    };
    let [lower, higher] = influence.around;
    let [less, more] = effects;
    [at(lower, less), at(higher, more)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::explore::{Who, influences};

    #[test]
    fn effects_have_a_sign_and_a_unit() {
        let scenario = Calculator::of_link("hv=qemu&dirty=30000pages/s&hot=512MiB").scenario;
        let found = influences(&scenario, Who::Bound);
        let rate = found.iter().find(|one| one.input == Input::DirtyRate).unwrap();
        let text = nearby(rate, Measure::MigrationTime);
        assert!(text.starts_with('−') && text.ends_with("s, no end"), "{text}");
        let around = around(rate, Measure::MigrationTime, &scenario, None);
        assert!(around[0].starts_with("15,000 pages/s: −") && around[1] == "60,000 pages/s: no end", "{around:?}");
    }
}
