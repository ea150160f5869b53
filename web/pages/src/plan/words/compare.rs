//! The ways beside each other.

use precopy_formats::maintenance::ready::Published;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::grouped;

use super::amounts::{above_short, data, energy, power, time};
use crate::plan::state::answers::Work;
use crate::plan::state::how::{Goal, How};
use crate::plan::state::outcome::Outcome;
use crate::plan::state::way::Way;

/// The head of the part.
pub const HEAD: &str = "Strategies side by side";
/// What stands below it.
pub const LEAD: &str = "Each is played, event by event, under the shares of the links that its migrations have at every moment. The chosen one is \
    drawn and told below, and is what can be taken away.";
/// The heads of the columns.
pub const COLUMNS: [&str; 9] = [
    "Strategy",
    "Done after",
    "Mean migration",
    "Downtime, all",
    "Sent",
    "Energy",
    "Peak power",
    "At once",
    "Not right",
];
/// A field.
pub const PER_HOST: &str = "At each host";
/// A field.
pub const PER_LINK: &str = "over each link";
/// What it says while it is empty.
pub const ANY: &str = "any";
/// A field.
pub const OBJECTIVE: &str = "Search for the least";
/// A field.
pub const TRIES: &str = "Plans to try";
/// Where there is no number yet.
pub const NONE: &str = "–";
/// A button.
pub const STOP: &str = "Stop";
/// A button.
pub const GO_ON: &str = "Go on";
/// Where nothing is to be done.
pub const IDLE: &str = "Nothing is to be done: no host is emptied, and no VM has a destination.";

/// A way.
#[must_use]
pub const fn way(way: Way) -> &'static str {
    match way {
        Way::Sequential => "Sequential",
        Way::Parallel => "Parallel",
        Way::Batched => "Batched",
        Way::ConvergenceAware => "Convergence-aware",
        Way::Searched => "Searched",
    }
}

/// What it does.
#[must_use]
pub fn way_line(way: Way, how: &How) -> String {
    match way {
        Way::Sequential => "one thing after another".to_owned(),
        Way::Parallel => "all that can be begun".to_owned(),
        Way::Batched => {
            let at_hosts = format!("{} at each host", grouped(f64::from(how.per_host)));
            how.per_link
                .map_or(at_hosts.clone(), |most| format!("{at_hosts}, {} over a link", grouped(f64::from(most))))
        }
        Way::ConvergenceAware => "as many as still converge".to_owned(),
        Way::Searched => "the best of many".to_owned(),
    }
}

/// What a search makes least.
#[must_use]
pub const fn goal(goal: Goal) -> &'static str {
    match goal {
        Goal::Completion => "time until all is done",
        Goal::Mean => "mean migration time",
        Goal::Downtime => "downtime of all",
        Goal::Energy => "energy",
        Goal::Peak => "peak power",
        Goal::Weighted => "weighted sum",
    }
}

/// The name of the weights.
pub const WEIGHTS: &str = "Weights of the sum";
/// What they mean.
pub const WEIGHTS_LINE: &str = "The least sum is searched of what each comes to, times its weight. 0 leaves it out.";

/// What a weight is one of.
#[must_use]
pub const fn weight(part: Goal) -> &'static str {
    match part {
        Goal::Completion => "A second until all is done",
        Goal::Mean => "A second of the mean migration",
        Goal::Downtime => "A second of downtime",
        Goal::Energy => "A kilojoule",
        Goal::Peak => "A watt of the peak",
        Goal::Weighted => "",
    }
}

/// The cells of a row, and what stands small below each.
#[must_use]
pub fn cells(outcome: &Outcome) -> [(String, String); 8] {
    let figures = &outcome.figures;
    let none = String::new;
    [
        (time(figures.completion), outcome.above_least().map(above_short).unwrap_or_default()),
        (figures.mean_migration_time.map_or_else(|| NONE.to_owned(), |mean| time(Some(mean))), none()),
        (time(figures.total_downtime), longest(figures.longest_downtime)),
        (data(figures.sent), none()),
        (energy(figures.energy), none()),
        (power(figures.peak_power), none()),
        (grouped(f64::from(figures.at_once)), none()),
        (wrong(outcome), none()),
    ]
}

/// Below the downtime of all.
#[must_use]
pub fn longest(downtime: Option<Seconds>) -> String {
    format!("longest {}", time(downtime))
}

/// What a paper printed of a plan by this strategy: under which name, and its cells.
#[must_use]
pub fn published(one: &Published) -> (String, [String; 8]) {
    let none = || NONE.to_owned();
    let cells = [
        time(Some(one.completion)),
        one.mean_migration.map_or_else(none, |mean| time(Some(mean))),
        none(),
        one.sent.map_or_else(none, data),
        one.energy.map_or_else(none, energy),
        one.peak_power.map_or_else(none, power),
        none(),
        String::new(),
    ];
    (format!("measured: {}", one.place), cells)
}

/// What is not right with it: migrations that do not converge, steps that are not done, rules that are broken.
fn wrong(outcome: &Outcome) -> String {
    let figures = &outcome.figures;
    let mut said = Vec::new();
    let mut say = |count: usize, what: &str| {
        if 0 < count {
            said.push(format!("{} {what}", grouped(count as f64)));
        }
    };
    say(figures.not_converging, "not converging");
    say(figures.undone, "not done");
    say(figures.broken, if figures.broken == 1 { "rule broken" } else { "rules broken" });
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

/// What is being worked on.
#[must_use]
pub fn work(work: Work, tries: u32) -> String {
    match work {
        Work::Done => String::new(),
        Work::Playing(way, share) => format!("{}: {} % played", self::way(way), grouped((share * 100.0).floor())),
        Work::Searching(tried) => {
            format!("Searching: {} of {} plans tried", grouped(f64::from(tried)), grouped(f64::from(tries)))
        }
    }
}

/// Said to those who hear the page, once all is there.
#[must_use]
pub fn done(outcome: &Outcome) -> String {
    format!("{} is done after {}.", way(outcome.way), time(outcome.figures.completion))
}
