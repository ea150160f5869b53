//! The simulated loop, round by round.

use super::ending::{cancelled, device_state, never, value_of, what_goes_first, wire};
use super::step::{Step, Steps, Value, bytes, number, pages, seconds};
use super::{Quantity, link, memory};
use crate::predict::rounds::{Played, Round, Simulation, played};
use crate::predict::{Outcome, Prediction, Predictor, Terms};
use crate::quantity::{Bytes, Pages, PagesPerSecond, Seconds};
use crate::scenario::{Checked, LimitAction, LoopFamily, Pattern, Source};

/// Rounds at the beginning, and at the end, that have a step of their own.
const AT_THE_BEGINNING: usize = 20;
const AT_THE_END: usize = 19;

pub(super) fn steps(scenario: &Checked, quantity: Quantity) -> Vec<Step> {
    let terms = Terms::of(scenario);
    let Played { simulation, sent_empty, sent_used, sent, resent_rate } = played(scenario);
    let Simulation { prediction, rounds } = simulation;
    let loops = place(scenario.hypervisor.family.value);
    let mut steps = Steps::default();
    link::add(&mut steps, scenario, &terms);
    memory::add(&mut steps, scenario, &terms, Predictor::Rounds);
    if 0.0 < terms.lead {
        what_goes_first(&mut steps, scenario, &terms);
    }
    pattern(&mut steps, scenario, loops);
    if compressed_again(scenario) {
        again(&mut steps, scenario, resent_rate);
    }
    told(&mut steps, &rounds, loops);
    match prediction.outcome {
        Outcome::Never => never(&mut steps, &prediction, loops),
        Outcome::Cancelled => cancelled(&mut steps, &prediction, quantity, scenario.hypervisor.on_limit.source),
        Outcome::Completes if quantity == Quantity::Data => {
            let saved = terms.on_wire(sent_empty, sent_used) - sent;
            let mut with = wire(&terms, sent_used, sent_empty);
            if compressed_again(scenario) {
                with += &format!(" − {}", bytes(saved.max(Bytes::ZERO)));
            }
            if Bytes::ZERO < terms.other_data {
                with += &format!(" + {}", bytes(terms.other_data));
            }
            let formula =
                "all pages sent, those sent again included, less what compression saves on those, and other data";
            steps.add("Data sent", formula, with, value_of(&prediction, quantity), loops);
        }
        Outcome::Completes => times(&mut steps, scenario, &prediction, quantity, loops),
    }
    steps.done()
}

/// Which page is written when.
fn pattern(steps: &mut Steps, scenario: &Checked, source: Source) {
    let name = match scenario.dirtying.pattern {
        Pattern::RoundRobin => "one after the other",
        Pattern::InOrder => "in the order of addresses",
        Pattern::Uniform => "at random",
        Pattern::HotSets(_) => "several hot sets",
        Pattern::Load(_) => "a rate that changes",
        Pattern::Distinct(_) => "as measured",
    };
    let formula = "D: pages that are dirty again after a time, by the pattern of writing";
    steps.add("Pattern of writing", formula, "", Value::Text(name), source);
}

/// Whether pages that are sent again take less on the wire.
fn compressed_again(scenario: &Checked) -> bool {
    let compression = scenario.hypervisor.compression.value;
    compression.of_resent() < compression.of_first()
}

/// The copy rate of pages that are sent again.
fn again(steps: &mut Steps, scenario: &Checked, rate: PagesPerSecond) {
    let hypervisor = &scenario.hypervisor;
    let used = Value::PagesPerSecond(scenario.link.copy_rate(hypervisor).used).in_words();
    let (page, compressed) = (bytes(hypervisor.page_on_wire()), bytes(hypervisor.resent_page_on_wire()));
    steps.add(
        "Copy rate of pages that are sent again",
        "copy rate · (page + header) / (compressed page + header)",
        format!("{used} × {page} / {compressed}"),
        Value::PagesPerSecond(rate),
        hypervisor.compression.source,
    );
}

/// One step a round; where there are many, those in the middle in one.
fn told(steps: &mut Steps, rounds: &[Round], source: Source) {
    let last = rounds.len().saturating_sub(AT_THE_END);
    // One round in the middle is as short as its sum.
    let skipped = if AT_THE_BEGINNING + 1 < last { AT_THE_BEGINNING..last } else { 0..0 };
    for (index, round) in rounds.iter().enumerate() {
        if !skipped.contains(&index) {
            let title = format!("Round {}", round.number);
            let formula = "left = what was unsent, or written since the last look";
            let told = round.in_words();
            let with = told.split_once(':').map_or(&*told, |(_, told)| told.trim_start()).to_owned();
            steps.add(title, formula, with, Value::Pages(round.left), source);
        } else if index == skipped.start
            && let Some(middle @ [first, .., last]) = rounds.get(skipped.clone())
        {
            let sent: f64 = middle.iter().map(|round| round.sent.as_pages()).sum();
            let with = format!(
                "{} rounds send {} in {}; {} are left after the last of them",
                middle.len(),
                pages(sent),
                seconds((last.end - first.start).as_seconds()),
                number(last.left.as_pages())
            );
            let title = format!("Rounds {} to {}", first.number, last.number);
            steps.add(title, "the same, again and again", with, Value::Pages(last.left), source);
        }
    }
}

/// From the stop to a time.
fn times(steps: &mut Steps, scenario: &Checked, prediction: &Prediction, quantity: Quantity, source: Source) {
    let (Some(stop), Some(downtime)) = (prediction.stop, prediction.downtime) else { return };
    steps.add("The guest is stopped", "t2", prediction.reason_in_words(), Value::Seconds(stop), source);
    let left = prediction.left.unwrap_or(Pages::ZERO);
    steps.add("Pages left", "K after one more look", "", Value::Pages(left), source);
    let device = scenario.hypervisor.device_state.value;
    let post_copy = prediction.ends_in_post_copy();
    if !post_copy {
        let copied = (downtime - device).max(Seconds::ZERO);
        let formula = if prediction.reason.action() == Some(LimitAction::Pause) {
            "the guest is paused, and the loop goes on until everything is there"
        } else {
            "the rest is sent while the guest is stopped, at the rate that then holds"
        };
        steps.add("Stop phase", formula, pages(left.as_pages()), Value::Seconds(copied), source);
    }
    device_state(steps, scenario);
    let result = value_of(prediction, quantity);
    let (copied, device) = (seconds((downtime - device).as_seconds().max(0.0)), seconds(device.as_seconds()));
    if quantity == Quantity::Downtime {
        let (formula, with) = if post_copy {
            ("post-copy: the guest is stopped for its device state only", device)
        } else {
            ("downtime = stop phase + device state", format!("{copied} + {device}"))
        };
        steps.add("Downtime", formula, with, result, source);
    } else {
        let stopped = seconds(stop.as_seconds());
        let (formula, with) = if post_copy {
            // Not the brownout: a guest that was slowed down before the switch has more of that.
            let over = prediction.migration_time.unwrap_or(stop);
            let rest = seconds((over - stop - downtime).as_seconds().max(0.0));
            ("t3 = t2 + device state + the rest, which follows", format!("{stopped} + {device} + {rest}"))
        } else {
            ("t3 = t2 + stop phase + device state", format!("{stopped} + {copied} + {device}"))
        };
        steps.add("Migration time", formula, with, result, source);
    }
}

/// Where the rules of a family stand.
const fn place(family: LoopFamily) -> Source {
    let part = match family {
        LoopFamily::Fluid { .. } => "F: a look at every tick",
        LoopFamily::ThresholdSync { .. } => "T: looks when little is left",
        LoopFamily::FixedRounds { .. } | LoopFamily::OvertakenRounds => "R: complete rounds",
        LoopFamily::EstimateRounds { .. } => "E: rounds that are estimated first",
        LoopFamily::Vote { .. } => "V: votes",
    };
    Source::inferred("docs/loops.md", part)
}
