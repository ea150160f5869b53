//! Every sentence that a person reads on the page. (Reasons and problems come from the model, in the same words.)

pub mod chart;
pub mod files;
pub mod glossary;
pub mod handles;
pub mod history;
mod link;
pub mod pattern;
pub mod picture;
pub mod pins;
pub mod player;
mod product;
pub mod scenarios;
pub mod shelf;
pub mod targets;
pub mod trust;
mod why;

pub use link::{copy_rate_steps, not_included, one_line_check};
pub use precopy_base::words::{LINK_SELECTED, field_text, problem_line, source_value};
pub use product::{option_line, rules, source_label, source_line};
pub use why::{verdict, why};

use precopy_formats::Value;
use precopy_formats::fields::{Takes, row};
use precopy_model::predict::{Outcome, Prediction};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, short, short_seconds, with_places};
use precopy_model::quantity::{Bytes, Pages, Seconds};
use precopy_model::scenario::{Raised, Threshold};

use crate::state::{Page, Results, State};

/// The name of the project.
pub const NAME: &str = "Precopy";
/// What it is, in one line.
pub const TAGLINE: &str =
    "Will this virtual machine migrate live, how long will it take, and how long will it be down?";
/// Name of the way to the other pages.
pub const PAGES: &str = "Pages";

/// The names of the pages.
#[must_use]
pub const fn page(page: Page) -> &'static str {
    match page {
        Page::Calculator => "Calculator",
        Page::Plan => "Plan",
        Page::Records => "Records",
        Page::Learn => "Learn",
        Page::Evidence => "Evidence",
    }
}

/// Column heads of the inputs.
pub const HYPERVISOR: &str = "Hypervisor";
/// Head of the memory inputs.
pub const VIRTUAL_MACHINE: &str = "Virtual machine";
/// Head of the link inputs.
pub const LINK: &str = "Link";
/// Figures.
pub const DOWNTIME: &str = "Downtime";
/// Figures.
pub const MIGRATION_TIME: &str = "Migration time";
/// Figures.
pub const DATA_SENT: &str = "Data sent";
/// Added to a figure that is a bound.
pub const AT_MOST: &str = "at most";
/// The same where the product may raise its limit beyond what the bound knows.
pub const IF_NEVER_DOUBLED: &str = "if never doubled";
/// The same where the migration may be cancelled, and may as well complete.
pub const IF_CANCELLED: &str = "if cancelled";
/// What the two times mean; always visible.
pub const WHAT_TIMES_MEAN: &str =
    "Downtime: the guest runs nowhere. Migration time: until the old host is no longer needed.";
/// Where nothing is sure.
pub const NO_BOUND: &str = "no bound";
/// Title of the chart.
pub const CHART_TITLE: &str = "Pages still to send";
/// Curves.
pub const BOUND: &str = "bound";
/// Curves.
pub const EXPECTED: &str = "expected";
/// Curves.
pub const PAPER: &str = "paper";
/// Name of the group of buttons.
pub const CURVES: &str = "Curves";
/// Why one of these buttons does nothing.
pub const ONE_STAYS: &str = "One of bound and expected is always shown";
/// Said beside results that do not belong to what is written.
pub const STALE: &str = "These are the last good results: an input needs a look.";
/// Buttons.
pub const COPY_LINK: &str = "Copy link";
/// Said after the link has been copied.
pub const LINK_COPIED: &str = "Link copied";
/// Buttons.
pub const START_AFRESH: &str = "Start afresh";
/// Buttons.
pub const DISMISS: &str = "Dismiss";
/// Buttons.
pub const DEFAULT: &str = "default";
/// The mark of an input that the page's author has fixed.
pub const FIXED: &str = "fixed";
/// What it means.
pub const LOCKED: &str = "Fixed by the author of this page";
/// Head of the list of problems with a link.
pub const LINK_PROBLEMS: &str = "The link could not be read in full; defaults stand in:";
/// Head of a product's options after the first.
#[must_use]
pub fn more_options(count: usize) -> String {
    match count {
        1 => "One more option".to_owned(),
        _ => format!("{count} more options"),
    }
}

/// Where a value comes from that the page began with.
pub const STARTING_VALUE: &str = "starting value";
/// The same, in a sentence.
pub const STARTING_VALUE_LINE: &str = "The page began with it.";
/// Head of the printed table of inputs.
pub const SHEET: &str = "Inputs and assumptions";
/// Name of the inputs as a whole.
pub const INPUTS: &str = "Inputs";
/// Head of the inputs that most people leave alone.
pub const MORE_VALUES: &str = "More values of this product";
/// Head of the link's inputs that most people leave alone.
pub const MORE_OF_LINK: &str = "More about the link";
/// Head of the list of constants.
pub const SOURCES: &str = "Where this product's numbers come from";
/// Columns.
pub const FROM_LINE_TO_PAGES: &str = "From the link to pages per second";
/// Columns.
pub const HOW_IT_STOPS: &str = "How this product stops";
/// Columns.
pub const HOW_SURE: &str = "What the bound rests on";
/// Conditions of the bound.
pub const CONDITIONS: [&str; 3] = [
    "The link carries at least the copy rate above, all the time.",
    "The guest never rewrites more distinct pages in any span of time than its rate and its hot set allow.",
    "Device state takes no longer than entered.",
];
/// How the bound and the paper differ.
pub const BOUND_AND_PAPER: &str = "The paper tests the stop rule at every instant; products look now and then. The bound \
    waits for them; the paper's times can be too small. Its downtime can be too large, because it keeps the cap while the \
    guest is stopped.";
/// Said at the foot of the page.
pub const NOTHING_LEAVES: &str = " · Everything is computed in this page; nothing leaves it.";
/// What the small button beside a changed value does.
pub const BACK_TO_DEFAULT: &str = "Take the default again";
/// Columns of the list of sources.
pub const SOURCE_COLUMNS: [&str; 4] = ["Value", "Is", "Known from", "Where"];
/// What the other answer rests on.
pub const EXPECTATION: &str = "What is expected is the product's own loop, played with exactly these values: the link never \
    wavers, and the guest writes as evenly as described. Real migrations scatter around that, below the bound.";
/// Labels and titles of the buttons that show where a value comes from.
pub const WHERE_FROM: &str = "Where this value comes from";

/// The quiet line below a field: what its value comes to.
#[must_use]
pub fn consequence(results: &Results, field: Field, value: &Value) -> String {
    let scenario = &results.scenario;
    let page = scenario.hypervisor.page_size.value;
    let (vm, dirtying) = (&scenario.vm, &scenario.dirtying);
    let percent = |part: Bytes, whole: Bytes| {
        if Bytes::ZERO < whole { short(Amount::Share(part / whole)) } else { "0 %".to_owned() }
    };
    let is_share = matches!(value, Value::Amount(Amount::Share(_)));
    match field {
        Field::Memory => {
            let pages = vm.memory.in_pages_of(page);
            let pages = format!("{} of {}", short(Amount::Pages(pages)), short(Amount::Bytes(page)));
            // Decimal and binary are easily confused: 64 GB are 59.6 GiB.
            let is_decimal = value.text().ends_with('B') && !value.text().ends_with("iB");
            if is_decimal { format!("{} · {pages}", short(Amount::Bytes(vm.memory))) } else { pages }
        }
        Field::WorkingSet if is_share => format!("{} hold data", short(Amount::Bytes(vm.working_set))),
        Field::WorkingSet => format!("{} of memory holds data", percent(vm.working_set, vm.memory)),
        Field::HotSet if is_share => format!("{} are rewritten", short(Amount::Bytes(dirtying.hot_set))),
        Field::HotSet => format!("{} of the working set is rewritten", percent(dirtying.hot_set, vm.working_set)),
        Field::DirtyRate => {
            let other = match value {
                Value::Amount(Amount::BytesPerSecond(_)) => short(Amount::PagesPerSecond(dirtying.rate)),
                _ => format!(
                    "{}/s",
                    short(Amount::Bytes(Bytes::from_bytes(dirtying.rate.in_bytes(page).as_bytes_per_second(),)))
                ),
            };
            let share = dirtying.rate / results.copy_rate.used;
            format!("{other} · {} of the copy rate", short(Amount::Share(share)))
        }
        Field::Link => link::link_line(results),
        Field::DowntimeLimit => product::option_line(results, field, value)
            .unwrap_or_else(|| format!("stops when at most {} are left", count(results.bound.threshold))),
        Field::Shape => pattern::shape_line(&dirtying.pattern),
        Field::SharedBy => match results.scenario.link.shared_by {
            1 => "this migration has the link to itself".to_owned(),
            _ => format!("each gets {}", short(Amount::BytesPerSecond(results.copy_rate.share))),
        },
        _ => product::option_line(results, field, value).unwrap_or_else(|| row(field).help.to_owned()),
    }
}

/// The glossary's word for a field.
#[must_use]
pub const fn word_of(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Memory => "memory size",
        Field::WorkingSet => "working set",
        Field::HotSet => "hot set",
        Field::DirtyRate => "dirty rate",
        Field::DowntimeLimit => "downtime limit",
        Field::StopThreshold => "stop threshold",
        Field::BandwidthCap => "cap",
        Field::Goodput => "goodput",
        Field::DeviceState => "device state",
        Field::RoundLimit => "round",
        Field::TimeLimit | Field::VolumeLimit => "pre-copy limit",
        Field::EmptyRate => "empty set",
        _ => return None,
    })
}

/// A line as a sentence: with a capital and a full stop.
#[must_use]
pub fn sentence(line: &str) -> String {
    let mut letters = line.chars();
    match letters.next() {
        // The lines are ours and begin with plain letters; tables for all the others would be loaded by everyone.
        Some(first) => format!("{}{}.", first.to_ascii_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// A figure: the number and its unit apart, so that the number can be large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number, or a word.
    pub number: String,
    /// Its unit; empty after a word.
    pub unit: String,
}

/// A time as a figure; none: never.
#[must_use]
pub fn time_figure(time: Option<Seconds>) -> Figure {
    match time {
        None => Figure { number: "no end".to_owned(), unit: String::new() },
        Some(time) if time.as_seconds() < 600.0 => {
            // Seconds nearly throughout, so that the unit does not jump while one drags.
            let seconds = time.as_seconds();
            if 0.0 < seconds && seconds < 0.0005 {
                return Figure { number: with_places(seconds * 1000.0, 3), unit: "ms".to_owned() };
            }
            let places = if seconds < 0.9995 {
                3
            } else if seconds < 9.995 {
                2
            } else if seconds < 99.95 {
                1
            } else {
                0
            };
            Figure { number: with_places(seconds, places), unit: "s".to_owned() }
        }
        Some(time) => Figure { number: short_seconds(time), unit: String::new() },
    }
}

/// The downtime as a figure.
#[must_use]
pub fn downtime_figure(prediction: &Prediction) -> Figure {
    match prediction.outcome {
        Outcome::Completes => time_figure(prediction.downtime),
        Outcome::Cancelled => Figure { number: "none".to_owned(), unit: String::new() },
        Outcome::Never => Figure { number: NO_BOUND.to_owned(), unit: String::new() },
    }
}

/// An amount of data as a figure.
#[must_use]
pub fn data_figure(data: Option<Bytes>) -> Figure {
    let Some(data) = data else { return Figure { number: "no end".to_owned(), unit: String::new() } };
    let text = short(Amount::Bytes(data));
    let (number, unit) = text.split_once(' ').unwrap_or((&text, ""));
    Figure { number: number.to_owned(), unit: unit.to_owned() }
}

/// The expected downtime as a figure.
#[must_use]
pub fn expected_downtime(expected: &Prediction) -> Figure {
    match expected.outcome {
        Outcome::Never => time_figure(None),
        Outcome::Completes | Outcome::Cancelled => downtime_figure(expected),
    }
}

/// A figure after a word, in the small line below another one.
#[must_use]
pub fn beside(word: &str, Figure { number, unit }: &Figure) -> String {
    let mut text = word.to_owned();
    for part in [number, unit] {
        if !part.is_empty() {
            text += " ";
            text += part;
        }
    }
    text
}

/// The bound in the small line below what is expected.
#[must_use]
pub fn bound_beside(at_most: &str, figure: &Figure, bound: &Prediction) -> String {
    match bound.outcome {
        Outcome::Never => NO_BOUND.to_owned(),
        _ => beside(if at_most.is_empty() { BOUND } else { at_most }, figure),
    }
}

/// What is added to a figure: that it is a bound, and under which condition where the simulation does not keep it; nothing where it
/// bounds nothing.
#[must_use]
pub fn at_most(results: &Results, is_downtime: bool) -> &'static str {
    let (bound, expected) = (&results.bound, &results.simulation.prediction);
    let doubles = matches!(
        results.scenario.hypervisor.threshold.value,
        Threshold::DowntimeLimit { raised: Raised::Doubling(_), .. }
    );
    match (bound.outcome, expected.outcome) {
        (Outcome::Completes, _) if is_downtime && doubles && bound.downtime < expected.downtime => IF_NEVER_DOUBLED,
        (Outcome::Completes, _) => AT_MOST,
        (Outcome::Cancelled, Outcome::Completes) => IF_CANCELLED,
        (Outcome::Cancelled | Outcome::Never, _) => "",
    }
}

/// How often the working set goes over the wire.
#[must_use]
pub fn times_the_working_set(results: &Results, data: Option<Bytes>) -> String {
    let working_set = results.scenario.vm.working_set;
    match data {
        Some(data) if Bytes::ZERO < working_set => short(Amount::Count(data / working_set)) + " × working set",
        _ => String::new(),
    }
}

/// A number of whole pages, as the model's reasons count them: a threshold of 245.76 pages lets 245 be left.
#[must_use]
pub fn count(pages: Pages) -> String {
    short(Amount::Pages(Pages::from_pages((pages.as_pages() + 1e-6).floor())))
}

/// What a slider says to a screen reader.
#[must_use]
pub fn slider_text(results: &Results, field: Field, value: &Value) -> String {
    format!("{}, {}", field_text(value), consequence(results, field, value))
}

/// A description of the chart for those who do not see it.
#[must_use]
pub fn chart_summary(results: &Results) -> String {
    let bound = &results.bound;
    let start = count(Pages::from_pages(bound.remaining.at(Seconds::ZERO).total));
    let mut text = format!("Remaining pages over time. First pass until {}.", short_seconds(bound.first_pass_end));
    text += " Bound:";
    text += &comes_down(bound, " by ", "at most ").unwrap_or_else(|| match (bound.outcome, bound.migration_time) {
        (Outcome::Cancelled, Some(time)) => format!(" it may be cancelled, after {} at most.", short_seconds(time)),
        _ => " it does not come down to an end.".to_owned(),
    });
    text += " Simulated:";
    let simulated = &results.simulation.prediction;
    text += &comes_down(simulated, " at ", "").unwrap_or_else(|| match (simulated.outcome, simulated.migration_time) {
        (Outcome::Cancelled, Some(time)) => format!(" it is cancelled after {}.", short_seconds(time)),
        _ => " it does not end.".to_owned(),
    });
    format!("{text} It starts from {start}.")
}

/// When a curve comes down to its end; none for one that does not.
fn comes_down(one: &Prediction, by: &str, at_most: &str) -> Option<String> {
    let (stop, left, time) = (one.stop?, one.left?, one.migration_time?);
    let happens = if one.ends_in_post_copy() { "goes on at the destination" } else { "is stopped" };
    Some(format!(
        " the guest {happens}{by}{} with {at_most}{} left, and everything is there{by}{}.",
        short_seconds(stop),
        count(left),
        short_seconds(time)
    ))
}

/// What a field takes instead; an example is no rule.
#[must_use]
pub fn allowed(allowed: &str) -> String {
    match allowed.strip_prefix("for example ") {
        Some(example) => format!(" Example: {example}."),
        None => format!(" Allowed: {allowed}."),
    }
}

/// Keys of a link that this version does not know.
#[must_use]
pub fn unknown_keys(keys: &[&str]) -> String {
    format!("Kept, but not understood by this version: {}.", keys.join(", "))
}

/// An example for a field's placeholder.
#[must_use]
pub fn example(field: Field) -> &'static str {
    match row(field).takes {
        Takes::Amount(kind) => kind.example(),
        Takes::Words(_) | Takes::Preset | Takes::Shape => "",
    }
}

/// What the chosen word of a field means.
#[must_use]
pub fn meaning(state: &State, field: Field) -> &'static str {
    if field == Field::Pattern { pattern::meaning(state.pattern()) } else { row(field).help }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Curves;

    #[test]
    fn only_what_completes_has_a_most() {
        let say = |link: &str| {
            let results = State::from_link(link).results;
            let figure = downtime_figure(&results.bound);
            let most = [true, false].map(|is_downtime| at_most(&results, is_downtime));
            (most, bound_beside(most[0], &figure, &results.bound), chart::announcement(&results, Curves::Both))
        };
        let (most, beside, announced) = say("");
        assert_eq!((most, beside.starts_with("at most ")), ([AT_MOST; 2], true));
        assert!(announced.contains(" Migration time at most "), "{announced}");
        let cancelled = "&on-limit=cancel&hv=custom&dirty=22000pages/s&time-limit=";
        // The simulated migration ends after the time at which the bound cancels it.
        let (most, beside, announced) = say(&format!("{cancelled}2.6s"));
        assert_eq!((most, &beside[..]), ([IF_CANCELLED; 2], "if cancelled none"));
        assert!(
            announced.starts_with(
                "May be cancelled. Downtime if cancelled none. Migration time if cancelled 2.65 s. Expected: 0."
            ),
            "{announced}"
        );
        let (most, beside, announced) = say(&format!("{cancelled}2s"));
        assert_eq!((most, &beside[..]), ([""; 2], "bound none"));
        assert!(
            announced.starts_with("Is cancelled. Downtime none. Migration time 2.05 s. Expected: none, "),
            "{announced}"
        );
        let (most, beside, _) = say("dirty=45000pages/s");
        assert_eq!((most, &beside[..]), ([""; 2], NO_BOUND));
        let doubled = say("hv=proxmox&dirty=284000pages/s&hot=1GiB").0;
        assert_eq!(doubled, [IF_NEVER_DOUBLED, AT_MOST]);
    }

    #[test]
    fn what_is_cancelled_ends() {
        let say = |link: &str| chart_summary(&State::from_link(link).results);
        let cancelled = say("hv=custom&dirty=22000pages/s&time-limit=2s&on-limit=cancel");
        assert!(
            cancelled
                .contains(" Bound: it may be cancelled, after 2.05 s at most. Simulated: it is cancelled after 2 s. "),
            "{cancelled}"
        );
        let never = say("dirty=45000pages/s");
        assert!(never.contains(" Bound: it does not come down to an end. Simulated: it does not end. "), "{never}");
    }

    #[test]
    fn large_numbers_are_grouped_and_still_read() {
        let value = row(Field::DirtyRate).parse("1234567.5 pages/s").unwrap();
        assert_eq!(field_text(&value), "1,234,567.5 pages/s");
        assert_eq!(row(Field::DirtyRate).parse(&field_text(&value)), Ok(value));
    }
}
