//! The sets of pages, how fast they are rewritten, the stop threshold, and the first pass.

use super::step::{Steps, Value, byte_rate, bytes, number, pages, seconds};
use super::{bound_place, equation};
use crate::predict::terms::measured_bandwidth;
use crate::predict::{Predictor, Rising, Terms};
use crate::quantity::{Bytes, Seconds};
use crate::scenario::{Checked, Source, Threshold};

/// Everything that is known before the loop.
pub(super) fn add(steps: &mut Steps, scenario: &Checked, terms: &Terms, predictor: Predictor) {
    sets(steps, scenario, terms);
    let hypervisor = &scenario.hypervisor;
    if predictor == Predictor::Paper {
        let with = format!("{} − {}", number(terms.wset), number(terms.hwset));
        steps.add("Passive set", "PSET = WSET − HWSET", with, Value::pages(terms.pset), equation("equation (5)"));
    }
    steps.add("Dirty rate", "RATE, page writes per second", "", Value::rate(terms.first_rate), Source::ENTERED);
    if terms.throttled {
        steps.add(
            "Dirty rate after the first pass",
            "the product slows the guest down below the copy rate",
            "",
            Value::rate(terms.rate),
            hypervisor.throttle.source,
        );
    }
    let ratio = format!("{} / {}", number(terms.rate), number(terms.r_u));
    steps.add(
        "Writes against copies",
        "λ = RATE / r_u",
        ratio,
        Value::Share(terms.lambda()),
        bound_place("symbols, and the line A"),
    );
    threshold(steps, scenario, terms);
    steps.add(
        "End of the first pass",
        "t1 = ESET / r_e + WSET / r_u",
        format!("{} / {} + {} / {}", number(terms.eset), number(terms.r_e), number(terms.wset), number(terms.r_u)),
        Value::seconds(terms.t1),
        equation("equation (12)"),
    );
}

fn sets(steps: &mut Steps, scenario: &Checked, terms: &Terms) {
    let page = scenario.hypervisor.page_size;
    let mut set = |title: &'static str, formula: &'static str, size: Bytes, count: f64| {
        let with = format!("{} / {}", bytes(size), bytes(page.value));
        steps.add(title, formula, with, Value::pages(count), page.source);
    };
    set("Memory", "VMSIZE = memory size / page", scenario.vm.memory, terms.vmsize);
    set("Working set", "WSET = working set / page", scenario.vm.working_set, terms.wset);
    set("Hot set", "HWSET = hot set / page", scenario.dirtying.hot_set, terms.hwset);
    let with = format!("{} − {}", number(terms.vmsize), number(terms.wset));
    steps.add("Empty set", "ESET = VMSIZE − WSET", with, Value::pages(terms.eset), equation("equation (3)"));
}

fn threshold(steps: &mut Steps, scenario: &Checked, terms: &Terms) {
    let threshold = scenario.hypervisor.threshold;
    let Threshold::DowntimeLimit { limit, estimate, .. } = threshold.value else {
        let formula = "c1: the guest is stopped when so few pages are left";
        steps.add("Stop threshold", formula, "", Value::pages(terms.c1), threshold.source);
        return;
    };
    let (title, limit): (&'static str, Seconds) = match terms.rising {
        Rising::Never => ("Stop threshold", limit),
        Rising::OverTime(steps) => ("Stop threshold, first step", steps.step(0).limit),
        Rising::ByRounds(steps) => ("Stop threshold, last step", steps.last()),
        Rising::Doubling(_) => ("Stop threshold, before it is doubled", limit),
    };
    let measured = measured_bandwidth(estimate, &scenario.link.copy_rate(&scenario.hypervisor));
    let page = bytes(scenario.hypervisor.page_size.value);
    steps.add(
        title,
        "c1 = measured bandwidth × downtime limit / page",
        format!("{} × {} / {page}", byte_rate(measured), seconds(limit.as_seconds())),
        Value::pages(terms.c1),
        threshold.source,
    );
}

/// Pages that became dirty in the first pass, at most.
pub(super) fn dirtied(steps: &mut Steps, terms: &Terms) {
    steps.add(
        "Dirtied in the first pass",
        "d(t1) = min(HWSET, RATE · t1)",
        format!("min({}, {} × {})", pages(terms.hwset), number(terms.first_rate), seconds(terms.t1)),
        Value::pages(terms.dirtied_by(terms.t1)),
        bound_place("conditions, 2"),
    );
}
