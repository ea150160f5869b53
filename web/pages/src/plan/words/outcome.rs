//! What is said of a plan: what holds it back, what it breaks, how each migration ends.

use precopy_base::words::ending;
use precopy_model::plan::{Action, Breach, Broken, Ended, Excess, Limit, Migrated, NotStarted, Ran, Technique};
use precopy_model::quantity::text::{Amount, grouped, short};

use super::amounts::{above, counted, power, time};
use super::names::{guest, host, lane, list, subject};
use crate::plan::state::case::Case;
use crate::plan::state::outcome::{HeldBy, Outcome};

/// What limits a plan, in a sentence or two: what holds it back, and how far it is from the least possible.
#[must_use]
pub fn limits(outcome: &Outcome) -> String {
    let site = &outcome.case.site;
    let held = match outcome.held_by() {
        HeldBy::Nothing => return "There is nothing to do.".to_owned(),
        HeldBy::Undone(_) => return "Not everything is done.".to_owned(),
        HeldBy::Lane { lane: at, seconds, migrations } => {
            let who = counted(migrations, "migration", "migrations");
            capital(&format!("{} limits it: {who} waited for it, {} together.", lane(site, at), time(Some(seconds))))
        }
        HeldBy::Guest(at) => {
            format!("No link limits it: {} is over last, at the pace of the product.", guest(site, at))
        }
        HeldBy::Host(at) => format!("No link limits it: {} is ready last.", host(site, at)),
    };
    match outcome.above_least() {
        Some(share) => format!("{held} It is {}: {}", above(share), least(&outcome.case)),
        None => held,
    }
}

/// What nothing is quicker than.
#[must_use]
pub fn least(case: &Case) -> String {
    let least = time(Some(case.least.0));
    match case.least.1 {
        Limit::Nothing => "there is nothing to do.".to_owned(),
        Limit::Lane(at) => format!("what has to go over {} takes {least} at least.", lane(&case.site, at)),
        Limit::Guest(at) => format!("{} alone takes {least} at least.", guest(&case.site, at)),
        Limit::Host(at) => format!("{} takes {least} at least.", host(&case.site, at)),
    }
}

/// A text with a capital in front.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + letters.as_str(),
        None => String::new(),
    }
}

/// What a plan does not keep to.
#[must_use]
pub fn breach(outcome: &Outcome, breach: &Breach, rule: impl Fn(usize) -> String) -> String {
    let at = breach.at.map(|at| format!(" at {}", time(Some(at)))).unwrap_or_default();
    let site = &outcome.case.site;
    match breach.broken {
        Broken::Step(step) => outcome.timeline.ran.get(step).map_or_else(String::new, |ran| undone(outcome, ran)),
        Broken::Memory => {
            let about = breach.about.first().map_or_else(String::new, |about| subject(site, *about));
            capital(&format!("{about} has not enough memory{at}{}.", excess(breach.excess)))
        }
        Broken::Rule(number) => {
            let about = list_of(outcome, breach);
            format!("“{}” is broken{about}{at}{}.", rule(number), excess(breach.excess))
        }
    }
}

fn list_of(outcome: &Outcome, breach: &Breach) -> String {
    let all: Vec<String> = breach.about.iter().map(|about| subject(&outcome.case.site, *about)).collect();
    if all.is_empty() { String::new() } else { format!(" by {}", list(all.iter().map(String::as_str))) }
}

fn excess(excess: Excess) -> String {
    let beside = |given: String, allowed: String| format!(": {given}, where {allowed} is allowed");
    match excess {
        Excess::None => String::new(),
        Excess::Count(given, allowed) => beside(grouped(f64::from(given)), grouped(f64::from(allowed))),
        Excess::Time(given, allowed) => beside(time(Some(given)), time(Some(allowed))),
        Excess::Power(given, allowed) => beside(power(given), power(allowed)),
        Excess::Memory(given, there) => {
            format!(": {}, where there is {}", short(Amount::Bytes(given)), short(Amount::Bytes(there)))
        }
    }
}

/// Why a step is not done.
fn undone(outcome: &Outcome, ran: &Ran) -> String {
    let site = &outcome.case.site;
    let what = match ran.action {
        Action::Boot(at) => format!("{} is not switched on", host(site, at)),
        Action::Shutdown(at) => format!("{} is not switched off", host(site, at)),
        Action::Migrate { guest: at, .. } => format!("{} is not moved", guest(site, at)),
    };
    let why = match &ran.ended {
        Ended::Switched => return String::new(),
        Ended::Migrated(migrated) | Ended::ForEver(migrated) => {
            format!("its migration {}", migrated.prediction.reason_in_words())
        }
        Ended::NotStarted(why) => not_started(*why).to_owned(),
    };
    format!("{what}: {why}.")
}

/// Why a step was never begun.
#[must_use]
pub const fn not_started(why: NotStarted) -> &'static str {
    match why {
        NotStarted::Waits => "it waits for something that never ends",
        NotStarted::Nothing => "there is nothing to do",
        NotStarted::NoWay => "there is no way over the network",
        NotStarted::HostOff => "the destination is off",
        NotStarted::NoMemory => "the destination never has the memory",
        NotStarted::NotEmpty => "VMs are left on it",
        NotStarted::TooMany => "more would go on at once than may",
    }
}

/// How a migration is done.
#[must_use]
pub const fn technique(technique: Technique) -> &'static str {
    match technique {
        Technique::PreCopy => "pre-copy",
        Technique::PostCopy => "post-copy",
    }
}

/// How a step ends, in a few words.
#[must_use]
pub fn ends(ran: &Ran) -> String {
    match (&ran.ended, ran.action) {
        (Ended::NotStarted(why), _) => format!("not begun: {}", not_started(*why)),
        (Ended::ForEver(_), _) => "does not converge".to_owned(),
        (Ended::Migrated(_), Action::Migrate { technique: Technique::PostCopy, .. }) => "arrives".to_owned(),
        (Ended::Migrated(migrated), _) => ending(migrated.prediction.outcome, migrated.prediction.reason),
        (Ended::Switched, _) => "done".to_owned(),
    }
}

/// At which concurrency a VM would converge.
#[must_use]
pub fn beside(most: Option<u32>) -> String {
    match most {
        None => "would not converge alone either".to_owned(),
        Some(1) => "converges only alone on its way".to_owned(),
        Some(most) if most == u32::MAX => "converges under any share".to_owned(),
        Some(most) => format!("converges with at most {} beside it", grouped(f64::from(most - 1))),
    }
}

/// What held a migration back.
#[must_use]
pub fn held_back(outcome: &Outcome, migrated: &Migrated) -> String {
    let longest = migrated.held_back.iter().max_by(|one, other| one.1.as_seconds().total_cmp(&other.1.as_seconds()));
    match longest {
        Some((at, seconds)) => format!("{}, {}", lane(&outcome.case.site, *at), time(Some(*seconds))),
        None => "nothing but its product".to_owned(),
    }
}
