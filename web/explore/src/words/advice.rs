//! What is said of advice: what to change, what that promises, and what it costs.

use precopy_formats::fields::ON_LIMIT;
use precopy_formats::targets::{Targets, Want};
use precopy_model::explore::{Advice, Change, Counsel, Headroom, Input, Who};
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::quantity::{BYTES_PER_MIB, Seconds};
use precopy_model::scenario::{DataUnit, LinkSpeed, Scenario, presets};

use crate::state::question::Question;

/// While it is looked for.
pub const LOOKING: &str = "Looking for what would change it …";
/// Buttons.
pub const APPLY: &str = "Apply";
/// Buttons.
pub const SETTING: &str = "Setting";
/// The advice that is not shown at first.
#[must_use]
pub fn more(count: usize) -> String {
    if count == 1 { "One more way".to_owned() } else { format!("{count} more ways") }
}
/// What has just been entered.
pub const APPLIED: &str = "Applied";
/// Said where nothing is wanted.
pub const WITH_TARGET: &str = "With a target above, this says what it would take.";
/// Takes the setting out of sight.
pub const CLOSE: &str = "Close";

/// What is wanted, as the beginning of a sentence.
#[must_use]
pub fn wanted(targets: &Targets) -> String {
    let mut parts = Vec::new();
    for (want, _) in targets.all() {
        let time = || want.print(targets.get(want).unwrap_or(0.0));
        match want {
            Want::Downtime => parts.push(format!("a downtime of at most {}", time())),
            Want::Time => parts.push(format!("an end within {}", time())),
            Want::Warning => {
                let left = targets.lead_time().map_or(0.0, Seconds::as_seconds);
                parts.push(format!("an end within the {} that the warning leaves", want.print(left)));
            }
            Want::Reaction | Want::PerMonth => {}
        }
    }
    if parts.is_empty() { "an end at all".to_owned() } else { joined(&parts) }
}

/// "a", "a and b", "a, b and c".
fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        if 0 < place {
            text += if place + 1 == parts.len() { " and " } else { ", " };
        }
        text += part;
    }
    text
}

/// What was found, in a sentence.
#[must_use]
pub fn found(counsel: &Counsel, targets: &Targets, question: &Question) -> String {
    let wanted = wanted(targets);
    if counsel.is_met() {
        return if targets.all().next().is_none() {
            "It completes as it is.".to_owned()
        } else {
            format!("Nothing has to change for {wanted}.")
        };
    }
    if counsel.advice.is_empty() {
        return match &counsel.nearest {
            Some(_) => format!("Nothing that was tried gives {wanted}. This comes nearest:"),
            None => format!("Nothing that was tried gives {wanted}."),
        };
    }
    let is_expected = question.who == Who::Bound && question.is_met_by(&counsel.other);
    if is_expected {
        return format!(
            "{} is expected, but not sure. For it to be sure, what disturbs least comes first.",
            capitalised(&wanted)
        );
    }
    if counsel.advice.len() == 1 {
        return format!("For {wanted}, one way was found:");
    }
    let is_sure = |one: &Advice| one.promised_by == question.who;
    let enough = if counsel.advice.iter().all(is_sure) {
        "Each by itself is enough."
    } else {
        "Each by itself is enough, but where it says that it is not sure."
    };
    format!("For {wanted}, what disturbs least comes first. {enough}")
}

/// How much more the guest may write.
#[must_use]
pub fn headroom(headroom: &Headroom, scenario: &Scenario) -> String {
    let rate = short(Amount::PagesPerSecond(headroom.dirty_rate));
    let Some(missed) = headroom.missed else {
        return "It stays so however much the guest writes.".to_owned();
    };
    if headroom.dirty_rate <= scenario.dirtying.rate {
        let missed = short(Amount::PagesPerSecond(missed));
        return format!("It is close: at {missed} it is no longer so.");
    }
    let times = headroom.dirty_rate / scenario.dirtying.rate;
    if times.is_finite() && 0.0 < scenario.dirtying.rate.as_pages_per_second() {
        let times = short(Amount::Count(times));
        return format!("It stays so up to a dirty rate of {rate}, {times} times the present one.");
    }
    format!("It stays so up to a dirty rate of {rate}.")
}

/// Some changes, as one tells somebody to make them. The scenario is the one that they are made to.
#[must_use]
pub fn title(changes: &[Change], scenario: &Scenario) -> String {
    let mut text = String::new();
    for (place, one) in changes.iter().enumerate() {
        let phrase = change(*one, scenario);
        if place == 0 {
            text = capitalised(&phrase);
        } else {
            text += ", and ";
            text += &phrase;
        }
    }
    text
}

fn capitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let mut text = String::with_capacity(phrase.len());
    text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
    text += letters.as_str();
    text
}

fn change(change: Change, scenario: &Scenario) -> String {
    let verb = |now: Option<f64>, value: f64| match now {
        Some(now) if value < now => "lower",
        Some(_) => "raise",
        None => "set",
    };
    let hypervisor = &scenario.hypervisor;
    match change {
        Change::DowntimeLimit(time) => {
            let verb = verb(Input::DowntimeLimit.value(scenario), time.as_seconds());
            format!("{verb} the downtime limit to {}", short_seconds(time))
        }
        Change::StopThreshold(pages) => {
            let verb = verb(Input::StopThreshold.value(scenario), pages.as_pages());
            format!("{verb} the stop threshold to {}", short(Amount::Pages(pages)))
        }
        Change::BandwidthCap(None) => "lift the bandwidth cap".to_owned(),
        Change::BandwidthCap(Some(cap)) => {
            let verb =
                verb(hypervisor.bandwidth_cap.value.map(|cap| cap.as_bytes_per_second()), cap.as_bytes_per_second());
            format!("{verb} the bandwidth cap to {} MiB/s", grouped(cap.as_bytes_per_second() / BYTES_PER_MIB))
        }
        Change::RaisedEvery(every) => format!("raise the limit every {} for each GiB", short_seconds(every)),
        Change::RoundLimit(rounds) => format!("allow {} rounds", grouped(f64::from(rounds))),
        Change::TimeLimit(time) => {
            let each = match hypervisor.time_limit.value.map(|limit| limit.per) {
                Some(DataUnit::GbRoundedUp) => " for each GB",
                Some(DataUnit::GibAtLeastTwo) => " for each GiB",
                Some(DataUnit::Migration) | None => "",
            };
            format!("set the time limit to {}{each}", short_seconds(time))
        }
        Change::OnLimit(action) => {
            let words = ON_LIMIT.iter().find(|word| word.id == action.id()).map_or(action.id(), |word| word.name);
            format!("at the limit, {words}")
        }
        Change::SharedBy(1) => "let it have the link to itself".to_owned(),
        Change::SharedBy(count) => format!("let only {count} migrations share the link"),
        Change::Streams(count) => format!("send through {count} connections"),
        Change::SlowedDown => "slow the guest down while it writes too fast".to_owned(),
        Change::Policy(id) => {
            let name = presets::find(id).map_or(id, |preset| preset.name);
            format!("use the policy {name}")
        }
        Change::DirtyRate(rate) => {
            format!("wait for a quieter time, with at most {}", short(Amount::PagesPerSecond(rate)))
        }
        Change::Link(speed) => format!(
            "use a link of {}",
            short(match speed {
                LinkSpeed::Line(rate) => Amount::BitsPerSecond(rate),
                LinkSpeed::Payload(rate) => Amount::BytesPerSecond(rate),
                LinkSpeed::CopyRate(rate) => Amount::PagesPerSecond(rate),
            })
        ),
    }
}

/// What it costs, and whether it is sure: where the bound was asked and says nothing of a guest that is slowed down, the simulation promises.
#[must_use]
pub fn cost(advice: &Advice, asked: Who) -> String {
    let mut text = advice.disturbance.reason().to_owned();
    if advice.promised_by != asked {
        text += " Expected, but not sure.";
    }
    if Seconds::ZERO < advice.promised.brownout {
        text += " Brownout: ";
        text += &short_seconds(advice.promised.brownout);
        text += ".";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::explore::{Target, Who, advise};
    use precopy_model::quantity::BytesPerSecond;

    fn scenario(link: &str) -> precopy_model::scenario::Checked {
        Calculator::of_link(link).scenario
    }

    #[test]
    fn what_only_the_simulation_promises_says_so() {
        let given = scenario("hv=qemu&dirty=45000pages/s&link=10Gbit/s");
        let counsel = advise(&given, &[Target::Completes], Who::Bound);
        let slowed = counsel.advice.iter().find(|advice| advice.changes == [Change::SlowedDown]).unwrap();
        assert!(cost(slowed, Who::Bound).contains(" Expected, but not sure."));
        assert!(!cost(slowed, Who::Rounds).contains("not sure"));
        let raised =
            counsel.advice.iter().find(|advice| matches!(advice.changes[..], [Change::BandwidthCap(_)])).unwrap();
        assert!(!cost(raised, Who::Bound).contains("not sure"));
        let mut question = Question::of(&Calculator::of_link("hv=qemu&dirty=45000pages/s&link=10Gbit/s"));
        question.who = Who::Bound;
        assert!(found(&counsel, &Targets::default(), &question).ends_with("it is not sure."));
        let sure = Counsel { advice: vec![raised.clone(), raised.clone()], ..counsel.clone() };
        assert!(found(&sure, &Targets::default(), &question).ends_with("Each by itself is enough."));
    }

    #[test]
    fn a_change_is_told_as_something_to_do() {
        let given = scenario("hv=qemu&dirty=45000pages/s&link=10Gbit/s");
        let cap = Change::BandwidthCap(Some(BytesPerSecond::from_mib_per_second(200.0)));
        let limit = Change::DowntimeLimit(Seconds::from_milliseconds(100.0));
        assert_eq!(
            title(&[cap, limit], &given),
            "Raise the bandwidth cap to 200 MiB/s, and lower the downtime limit to 100 ms"
        );
        for preset in presets::all() {
            let given = scenario(&format!("hv={}&mem=8GiB&hot=2GiB&dirty=300000pages/s&link=10Gbit/s", preset.id));
            for targets in [vec![], vec![Target::Downtime(Seconds::from_seconds(0.4))]] {
                for advice in advise(&given, &targets, Who::Bound).advice {
                    let title = title(&advice.changes, &given);
                    assert!(
                        title.starts_with(|letter: char| letter.is_ascii_uppercase()) && title.len() < 120,
                        "{title}"
                    );
                    println!("{}: {title}. {}", preset.id, cost(&advice, Who::Bound));
                }
            }
        }
    }

    #[test]
    fn what_is_wanted_is_a_sentence() {
        let targets = |link: &str| crate::state::question::targets(&Calculator::of_link(link));
        assert_eq!(wanted(&targets("")), "an end at all");
        assert_eq!(
            wanted(&targets("want-downtime=300ms&want-time=10min&warning=90s&reaction=10s")),
            "a downtime of at most 300 ms, an end within 10 min and an end within the 80 s that the warning leaves"
        );
    }
}
