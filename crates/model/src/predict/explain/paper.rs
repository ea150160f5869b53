//! Salfner's equations, step by step.

use super::ending::{behind_other_data, cancelled, limit, never, stop, value_of, wire};
use super::step::{Step, Steps, Value, number, pages, seconds};
use super::{Quantity, equation, link, memory};
use crate::predict::paper::{Moments, equations, moments, used_sent};
use crate::predict::{Outcome, Prediction, Predictor, Terms};
use crate::quantity::Seconds;
use crate::scenario::Checked;

pub(super) fn steps(scenario: &Checked, quantity: Quantity) -> Vec<Step> {
    let terms = Terms::of(scenario);
    let alone = equations(scenario, &terms);
    let (_, moments) = moments(&terms);
    let mut steps = Steps::default();
    link::add(&mut steps, scenario, &terms);
    memory::add(&mut steps, scenario, &terms, Predictor::Paper);
    crossings(&mut steps, scenario, &terms, &moments);
    match alone.outcome {
        Outcome::Never => {
            never(&mut steps, &alone, equation("equation (13)"));
            return steps.done();
        }
        Outcome::Cancelled => cancelled(&mut steps, &alone, quantity, scenario.hypervisor.on_limit.source),
        Outcome::Completes => completes(&mut steps, &terms, &moments, &alone, quantity),
    }
    let whole = alone.clone().behind_other_data(&terms);
    behind_other_data(&mut steps, scenario, &terms, (&alone, &whole), quantity);
    steps.done()
}

/// t_c1 and t_c2, and which comes first.
fn crossings(steps: &mut Steps, scenario: &Checked, terms: &Terms, moments: &Moments) {
    let Moments { at_t1, t_c1, step, t_c2, limit: kind } = *moments;
    steps.add(
        "Left after the first pass",
        "f(t1) = h1(t1) = min(HWSET, HWSET + (RATE − HWSET/WSET · r_u) · t1)",
        format!(
            "HWSET {}, RATE {}, r_u {}, t1 {}",
            number(terms.hwset),
            number(terms.first_rate),
            number(terms.r_u),
            seconds(terms.t1)
        ),
        Value::pages(at_t1),
        equation("equations (6), (7)"),
    );
    let c1 = step.map_or(terms.c1, |step| step.c1);
    if let Some(step) = step {
        let with = format!("{} from {} on", seconds(step.limit.as_seconds()), seconds(step.at));
        let formula = "the downtime limit that is met first";
        steps.add("Threshold in force", formula, with, Value::pages(c1), scenario.hypervisor.threshold.source);
    }
    let within = format!("c1 {}", pages(c1));
    let (formula, with) = if t_c1 == f64::INFINITY {
        ("RATE ≥ r_u: f does not fall any more", format!("{} ≥ {}", number(terms.rate), number(terms.r_u)))
    } else if t_c1 <= terms.t1 {
        ("t_c1: f(t) has come down to c1 inside the first pass", within)
    } else if step.is_some_and(|step| step.at == t_c1) {
        ("t_c1: f(t) is below c1 when that comes into force", within)
    } else {
        let with = format!(
            "{} + ({} − {}) / ({} − {})",
            seconds(terms.t1),
            number(at_t1),
            number(c1),
            number(terms.r_u),
            number(terms.rate)
        );
        ("t_c1 = t1 + (f(t1) − c1) / (r_u − RATE)", with)
    };
    let value = if t_c1.is_finite() { Value::seconds(t_c1) } else { Value::Text("never") };
    steps.add("The threshold is met", formula, with, value, equation("equation (8)"));
    if let Some(kind) = kind {
        limit(steps, scenario, terms, (kind, t_c2), t_c2 < t_c1);
        if t_c1.min(t_c2).is_finite() {
            stop(steps, t_c1, t_c2);
        }
    }
}

/// From t2 to the number that was asked for.
fn completes(steps: &mut Steps, terms: &Terms, moments: &Moments, alone: &Prediction, quantity: Quantity) {
    let (Some(stop), Some(left)) = (alone.stop, alone.left) else { return };
    let (t2, left) = (stop.as_seconds(), left.as_pages());
    let (formula, with) = if terms.t1 <= t2 {
        let with = format!(
            "{} + ({} − {}) × ({} − {}), from 0 to {}",
            number(moments.at_t1),
            number(terms.rate),
            number(terms.r_u),
            seconds(t2),
            seconds(terms.t1),
            pages(terms.hwset)
        );
        ("f(t2) = f(t1) + (RATE − r_u)(t2 − t1), no more than HWSET", with)
    } else {
        let parts = alone.remaining.at(stop);
        let with = format!("{} + {} + {}", number(parts.empty), number(parts.passive), number(parts.hot));
        ("f(t2) = e(t2) + p(t2) + h(t2), inside the first pass", with)
    };
    steps.add("Pages left", formula, with, Value::pages(left), equation("equations (1), (8)"));
    let result = value_of(alone, quantity);
    let rest = format!("{} / {}", number(left), number(terms.r_u));
    match quantity {
        Quantity::Downtime if alone.ends_in_post_copy() => {
            let formula = "post-copy: the guest goes on at the destination at once";
            steps.add("Downtime", formula, "", result, equation("equation (11), without a rest to wait for"));
        }
        Quantity::Downtime => {
            steps.add("Downtime", "t3 − t2 = f(t2) / r_u", rest, result, equation("equations (11), (14)"));
        }
        Quantity::MigrationTime => {
            let with = format!("{} + {rest}", seconds(t2));
            steps.add("Migration time", "t3 = t2 + f(t2) / r_u", with, result, equation("equations (10), (14)"));
        }
        Quantity::Data => {
            let parts = alone.remaining.at(Seconds::from_seconds(t2));
            let before = used_sent(terms, t2);
            let formula = "min(WSET, r_u · t2) + r_u · max(0, t2 − t1)";
            let with = format!("r_u {}, t2 {}, t1 {}", number(terms.r_u), seconds(t2), seconds(terms.t1));
            let source = equation("follows from (4), (7), (8)");
            steps.add("Pages with content sent until then", formula, with, Value::pages(before), source);
            let with = wire(terms, before + parts.passive + parts.hot, terms.eset);
            let formula = "pages with content × (page + header) + ESET × an empty page";
            steps.add("Data sent", formula, with, result, source);
        }
    }
}
