//! The bound, step by step.

use super::derivation;
use super::ending::{behind_other_data, cancelled, device_state, limit, never, value_of, wire};
use super::step::{Step, Steps, Value, number, pages, seconds};
use super::{Quantity, bound_place, link, memory};
use crate::predict::bound::{Course, Ending, Rest, course, prediction, rest};
use crate::predict::{Outcome, Prediction, Predictor, Terms};
use crate::scenario::{Checked, LimitAction};

pub(super) fn steps(scenario: &Checked, quantity: Quantity) -> Vec<Step> {
    let terms = Terms::of(scenario);
    let course = course(scenario, &terms);
    let alone = prediction(scenario, &terms, &course);
    let mut steps = Steps::default();
    link::add(&mut steps, scenario, &terms);
    memory::add(&mut steps, scenario, &terms, Predictor::Bound);
    memory::dirtied(&mut steps, &terms);
    if let Some(step) = course.step {
        let with = format!("downtime limit {}", seconds(step.limit.as_seconds()));
        let formula = "c1 of the limit that can be in force at the end";
        steps.add("Threshold in force", formula, with, Value::pages(step.c1), scenario.hypervisor.threshold.source);
    }
    let left = until_stop(&mut steps, scenario, &terms, &course, alone.outcome);
    match (alone.outcome, left) {
        (Outcome::Completes, Some((t2, left))) => {
            let after = After { scenario, terms: &terms, course: &course, alone: &alone, t2, left };
            match quantity {
                Quantity::Downtime => after.downtime(&mut steps),
                Quantity::MigrationTime => after.migration_time(&mut steps),
                Quantity::Data => after.data(&mut steps),
            }
        }
        (Outcome::Cancelled, _) => {
            cancelled(&mut steps, &alone, quantity, scenario.hypervisor.on_limit.source);
        }
        (Outcome::Completes | Outcome::Never, _) => {
            never(&mut steps, &alone, bound_place("what is not promised"));
            return steps.done();
        }
    }
    let whole = alone.clone().behind_other_data(&terms);
    behind_other_data(&mut steps, scenario, &terms, (&alone, &whole), quantity);
    steps.done()
}

/// The derivation, up to when the guest is stopped and what is left then.
fn until_stop(
    steps: &mut Steps,
    scenario: &Checked,
    terms: &Terms,
    course: &Course,
    outcome: Outcome,
) -> Option<(f64, f64)> {
    let family = derivation::add(steps, scenario, terms, course);
    match course.ending {
        Ending::Threshold { t2, left } => {
            steps.add("The guest is stopped by", family.rule, family.with, Value::seconds(t2), family.place);
            if let Some(kind) = terms.limit {
                limit(steps, scenario, terms, (kind, terms.t_c2), false);
            }
            steps.add("Pages left, at most", family.left, "", Value::pages(left), family.place);
            Some((t2, left))
        }
        Ending::Limit { limit: kind, at, t2, left } => {
            limit(steps, scenario, terms, (kind, at), true);
            if at < t2 {
                steps.add("It is noticed by", family.noticed, "", Value::seconds(t2), family.place);
            }
            if outcome == Outcome::Completes {
                steps.add("Pages left, at most", family.left_at_limit, "", Value::pages(left), family.place);
            }
            Some((t2, left))
        }
        Ending::Outpaced | Ending::NoPageAllowed => None,
    }
}

/// From t2 to the number that was asked for.
struct After<'a> {
    scenario: &'a Checked,
    terms: &'a Terms,
    course: &'a Course,
    alone: &'a Prediction,
    t2: f64,
    left: f64,
}

impl After<'_> {
    fn action(&self) -> LimitAction {
        self.alone.reason.action().unwrap_or(LimitAction::StopAndCopy)
    }

    /// How long so many pages take.
    fn copied(&self, steps: &mut Steps, title: &'static str, left: f64) -> Rest {
        let rest = rest(self.scenario, self.terms, self.course, left, self.action());
        let Rest { pages: count, rate, empty, r_e, again, waits } = rest;
        let mut with = format!("{} / {}", number(count), number(rate));
        if empty != 0.0 {
            with += &format!(" + {} / {}", number(empty), number(r_e));
        }
        if again != 0.0 {
            with += &format!(" + {} / {}", number(again), number(rate));
        }
        if waits != 0.0 {
            with += &format!(" + {}", seconds(waits));
        }
        let formula = match (empty != 0.0, again != 0.0 || waits != 0.0) {
            (false, false) => "left / the copy rate while the guest is stopped",
            (true, false) => "left / the copy rate while the guest is stopped + empty pages / r_e",
            (false, true) => "left / r_u + pages that go twice / r_u + waiting: the loop goes on without a look first",
            (true, true) => "left / r_u + empty pages / r_e + pages that go twice / r_u + waiting",
        };
        let source = if rate == self.terms.r_u {
            bound_place("pages left")
        } else {
            self.scenario.hypervisor.cap_in_stop.source
        };
        steps.add(title, formula, with, Value::seconds(rest.seconds()), source);
        rest
    }

    fn downtime(&self, steps: &mut Steps) {
        let stopped = if self.alone.ends_in_post_copy() {
            let sooner = self.left.min(self.course.sooner);
            self.copied(steps, "If its threshold stops it a moment before the switch", sooner)
        } else {
            self.copied(steps, "Stop phase, at most", self.left)
        };
        device_state(steps, self.scenario);
        let with = format!(
            "{} + {}",
            seconds(stopped.seconds()),
            seconds(self.scenario.hypervisor.device_state.value.as_seconds())
        );
        let result = value_of(self.alone, Quantity::Downtime);
        steps.add(
            "Downtime, at most",
            "downtime ≤ stop phase + device state",
            with,
            result,
            bound_place("conditions, 3"),
        );
    }

    fn migration_time(&self, steps: &mut Steps) {
        let title = if self.alone.ends_in_post_copy() {
            "What follows after the switch, at most"
        } else {
            "Stop phase, at most"
        };
        let copied = self.copied(steps, title, self.left);
        device_state(steps, self.scenario);
        let with = format!(
            "{} + {} + {}",
            seconds(self.t2),
            seconds(copied.seconds()),
            seconds(self.scenario.hypervisor.device_state.value.as_seconds())
        );
        let result = value_of(self.alone, Quantity::MigrationTime);
        let formula = "t3 ≤ t2 + the rest + device state";
        steps.add("Migration time, at most", formula, with, result, bound_place("conditions, 3"));
    }

    fn data(&self, steps: &mut Steps) {
        let Self { terms, course, t2, left, .. } = *self;
        let used = course.used_sent(terms, t2);
        let with =
            format!("{} + {} × ({} − {})", number(terms.wset), number(terms.r_u), seconds(t2), seconds(terms.t1));
        let place = bound_place("the line A");
        let formula = "WSET + r_u · max(0, t2 − t1)";
        steps.add("Pages with content sent until then, at most", formula, with, Value::pages(used), place);
        let rest = left.min(terms.wset);
        steps.add("Pages sent while the guest is stopped", "min(left, WSET)", pages(left), Value::pages(rest), place);
        let formula = "pages with content × (page + header) + ESET × an empty page";
        let with = wire(terms, used + rest, terms.eset);
        steps.add("Data sent, at most", formula, with, value_of(self.alone, Quantity::Data), place);
    }
}
