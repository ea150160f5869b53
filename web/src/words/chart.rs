//! What the chart says: its labels, the read-out at a moment, the table, and the announcement after a change.

use precopy_base::player::track::{At, Track};
use precopy_model::predict::rounds::Simulation;
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds, with_places};
use precopy_model::quantity::{Bytes, Pages, Seconds};

use super::{Figure, beside, bound_beside, downtime_figure, sentence, time_figure, verdict};
use crate::charts::Scene;
use crate::charts::landmarks::{self, Event, Phase};
use crate::charts::reading::Reading;
use crate::state::{Curves, Pinned, Results, Zoom};

/// Buttons.
pub const LOG_PAGES: &str = "log pages";
/// Buttons.
pub const LOG_TIME: &str = "log time";
/// Buttons.
pub const SYMBOLS: &str = "symbols";
/// Buttons.
pub const PIN: &str = "Pin";
/// What that button does.
pub const PIN_TITLE: &str = "Keeps this scenario in the chart, to be compared with others";
/// Why it does nothing.
pub const PINS_FULL: &str = "Six scenarios are pinned, which is all there is room for";
/// What that button does.
pub const SYMBOLS_TITLE: &str = "The papers' symbols instead of words: t₁, f(t), c₁";
/// Name of the group of buttons.
pub const ZOOM: &str = "Part of time";
/// Name of the group of buttons.
pub const AXES: &str = "Axes and names";
/// The name of the crosshair.
pub const CROSSHAIR: &str = "Time in the chart";
/// What the crosshair says while it is nowhere.
pub const NO_TIME: &str = "No time chosen. The arrow keys choose one; page up and page down go from one moment that has a \
    name to the next; enter keeps it, escape lets it go; space plays the rounds; 1, 2 and 3 enlarge a phase, 0 shows all.";
/// What the crosshair says while the rounds are played.
pub const PLAYS: &str = "The rounds are played. Space stops them; the arrow keys go on from where they are.";
/// Name of the read-out.
pub const READING: &str = "Values at this time";
/// Buttons.
pub const COPY_VALUES: &str = "Copy values";
/// Said after the values have been copied.
pub const VALUES_COPIED: &str = "Copied";
/// Buttons.
pub const LET_GO: &str = "Let go";
/// Head and caption of the table.
pub const TABLE: &str = "The curve as a table";
/// What the table's numbers are.
#[must_use]
pub const fn table_caption(curves: Curves) -> &'static str {
    match curves {
        Curves::Both => "Pages: bound, its parts, expected, paper",
        Curves::Bound => "Pages: bound, its parts, paper",
        Curves::Expected => "Pages: expected, its parts, paper",
    }
}

/// What the vertical axis is.
#[must_use]
pub const fn title(symbols: bool) -> &'static str {
    if symbols { "f(t), pages" } else { super::CHART_TITLE }
}

/// A part of time, on its button.
#[must_use]
pub const fn zoom(zoom: Zoom, post_copy: bool, symbols: bool) -> &'static str {
    match (zoom, symbols) {
        (Zoom::Stopped, false) if post_copy => "Post-copy",
        (Zoom::Whole, false) => "Whole",
        (Zoom::FirstPass, false) => "First pass",
        (Zoom::Resending, false) => "Re-sending",
        (Zoom::Stopped, false) => "Stopped",
        (Zoom::Whole, true) => "t",
        (Zoom::FirstPass, true) => "t₀–t₁",
        (Zoom::Resending, true) => "t₁–t₂",
        (Zoom::Stopped, true) => "t₂–t₃",
    }
}

/// A phase, written above its part of the chart.
#[must_use]
pub const fn phase_label(zoom: Zoom, ends: bool, post_copy: bool, symbols: bool) -> &'static str {
    match (zoom, ends, symbols) {
        (Zoom::Stopped, _, false) if post_copy => "waits for pages",
        (Zoom::Whole, ..) => "",
        (Zoom::FirstPass, _, false) => "first pass: all memory",
        (Zoom::FirstPass, _, true) => "t < t₁: −r_u",
        (Zoom::Resending, true, false) => "rewritten pages only",
        (Zoom::Resending, false, false) => "rewritten again and again",
        (Zoom::Resending, _, true) => "t₁ ≤ t: −(r_u − RATE)",
        (Zoom::Stopped, _, false) => "stopped",
        (Zoom::Stopped, _, true) => "t₂ ≤ t < t₃",
    }
}

/// The three areas, from the ground up: hot, sent once, empty.
#[must_use]
pub const fn areas(symbols: bool) -> [&'static str; 3] {
    if symbols { ["h(t)", "p(t)", "e(t)"] } else { ["hot", "sent once", "empty"] }
}

/// The threshold's label.
#[must_use]
pub fn threshold(pages: Pages, symbols: bool) -> String {
    let count = grouped((pages.as_pages() + 1e-6).floor());
    if symbols { format!("c₁ = {count}") } else { format!("stop threshold {count} pages") }
}

/// The limit's label.
#[must_use]
pub const fn limit(symbols: bool) -> &'static str {
    if symbols { "t_c₂" } else { "limit" }
}

/// What the band is.
pub const BAND: &str = "5–95 % of cases";

/// A pinned curve that does not end on the chart.
#[must_use]
pub fn goes_on(letter: char) -> String {
    format!("{letter} goes on")
}

/// A pinned curve that is above the chart.
#[must_use]
pub fn is_above(letter: char) -> String {
    format!("{letter} is higher")
}

/// The phase at a moment.
#[must_use]
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::FirstPass => "first pass",
        Phase::Resending => "re-sending what is rewritten",
        Phase::Stopped => "guest stopped",
        Phase::Waiting => "runs at the destination, waits for pages",
        Phase::Done => "after the end",
        Phase::Cancelled => "cancelled",
    }
}

/// What happens at a moment.
const fn event(event: Event, symbols: bool) -> &'static str {
    match (event, symbols) {
        (Event::Start, false) => "start",
        (Event::Start, true) => "t₀",
        (Event::EmptyPagesGone, false) => "no empty page is left",
        (Event::EmptyPagesGone, true) => "e(t) = 0",
        (Event::FirstPassEnds, false) => "t₁: the first pass ends",
        (Event::FirstPassEnds, true) => "t₁",
        (Event::GuestStops, false) => "t₂: the guest is stopped",
        (Event::GuestStops, true) => "t₂",
        (Event::Switches, false) => "t₂: the guest moves, its memory follows",
        (Event::AllThere, false) => "t₃: the last page is there",
        (Event::Switches, true) => "t₂",
        (Event::AllThere, true) => "t₃",
        (Event::GuestRuns, false) => "t₃: the guest runs at the destination",
        (Event::GuestRuns, true) => "t₃",
        (Event::Cancelled, _) => "cancelled: the guest stays where it is",
        (Event::Limit, false) => "limit of pre-copy",
        (Event::Limit, true) => "t_c₂",
        (Event::Bend, _) => "",
    }
}

/// What happens at a row of the table; where nothing has a name, the phase.
#[must_use]
pub fn happens(events: &[Event], reading: &Reading, symbols: bool) -> String {
    let mut text = String::new();
    for name in events.iter().map(|&one| event(one, symbols)).filter(|name| !name.is_empty()) {
        if !text.is_empty() {
            text += "; ";
        }
        text += name;
    }
    if text.is_empty() { phase(reading.phase).to_owned() } else { text }
}

/// The heads of the table's columns, also the names in the read-out. (The style sheet makes their first letters large.)
#[must_use]
pub const fn columns(symbols: bool) -> [&'static str; 8] {
    if symbols {
        ["t", "what happens", "f(t)", "e(t)", "p(t)", "h(t)", "f(t), expected", "f(t), paper"]
    } else {
        ["time", "what happens", "remaining", "empty", "sent once", "hot", "expected", "paper"]
    }
}

/// A time with the digits that tell it from its neighbours, `step` seconds away.
#[must_use]
pub fn time(at: Seconds, step: f64) -> String {
    let seconds = at.as_seconds();
    if seconds == 0.0 {
        return "0 s".to_owned();
    }
    if 600.0 <= seconds && 1.0 <= step || !seconds.is_finite() {
        return short_seconds(at);
    }
    let (value, step, unit) = if seconds < 1.0 { (seconds * 1e3, step * 1e3, "ms") } else { (seconds, step, "s") };
    let places = (-step.max(1e-9).log10()).ceil().clamp(0.0, 6.0) as u8;
    with_places(value, places) + " " + unit
}

/// A number of whole pages, without its unit.
#[must_use]
pub fn pages(pages: f64) -> String {
    grouped((pages + 1e-6).floor().max(0.0))
}

/// So many pages as a size in bytes.
#[must_use]
pub fn size(pages: f64, page: Bytes) -> String {
    short(Amount::Bytes(Pages::from_pages(pages.max(0.0)).in_bytes(page)))
}

/// The rows of the read-out: name and pages. The expected one's where there is another one to compare it with, the paper's where
/// it is shown; then the pinned ones.
#[must_use]
pub fn values(reading: &Reading, scene: &Scene<'_>) -> Vec<(String, f64)> {
    let [_, _, total, empty, passive, hot, expected, paper] = columns(scene.view.symbols);
    let parts = reading.parts;
    let mut rows = vec![(total, parts.total), (empty, parts.empty), (passive, parts.passive), (hot, parts.hot)];
    if scene.shown.curves == Curves::Both {
        rows.push((expected, reading.expected));
    }
    if scene.shown.paper {
        rows.push((paper, reading.paper));
    }
    let rows = rows.into_iter().map(|(name, pages)| (name.to_owned(), pages));
    rows.chain(scene.pins.iter().map(|pin| (pin.letter.to_string(), pinned_pages(pin, reading.at)))).collect()
}

/// The pages of a pinned curve at a moment.
#[must_use]
pub fn pinned_pages(pin: &Pinned, at: Seconds) -> f64 {
    pin.results.bound.remaining.at(at).total
}

/// The head of a pinned curve's column.
#[must_use]
pub fn pinned_column(pin: &Pinned) -> String {
    if pin.name.is_empty() { pin.letter.to_string() } else { format!("{}: {}", pin.letter, pin.name) }
}

/// The read-out in words: for those who hear it, and to be copied.
#[must_use]
pub fn spoken(reading: &Reading, scene: &Scene<'_>, step: f64) -> String {
    let mut text = format!("{}, {}", time(reading.at, step), phase(reading.phase));
    let page = scene.results.scenario.hypervisor.page_size.value;
    for (index, (name, value)) in values(reading, scene).into_iter().enumerate() {
        text += "; ";
        text += &name;
        text += " ";
        text += &pages(value);
        if index == 0 {
            text += " pages, ";
            text += &size(value, page);
        }
    }
    if let Some(simulation) = scene.expected() {
        text += ". ";
        text += &story(simulation, reading.at);
    }
    text
}

/// What the simulated loop does at a moment.
#[must_use]
pub fn story(simulation: &Simulation, at: Seconds) -> String {
    match Track::of(simulation).at(at) {
        At::Round(round) => round.in_words(),
        At::Alike(first, last) => {
            let number = super::player::number;
            format!("Rounds {} to {} go like those before.", number(first), number(last))
        }
        At::None => sentence(phase(landmarks::phase(&simulation.prediction, at))),
    }
}

/// What is said once a change has come to rest: verdict, downtime, migration time, in the order of the figures: of the bound and then
/// of what is expected, or the other way round where the bound is not shown.
#[must_use]
pub fn announcement(results: &Results, curves: Curves) -> String {
    let (bound, expected) = (&results.bound, &results.simulation.prediction);
    let downtimes = (super::expected_downtime(expected), downtime_figure(bound));
    let times = (time_figure(expected.migration_time), time_figure(bound.migration_time));
    let one = |name: &str, is_downtime: bool, (expected, sure): &(Figure, Figure)| {
        let most = super::at_most(results, is_downtime);
        match (curves.has_bound(), most) {
            (true, "") => beside(name, sure),
            (true, most) => beside(&format!("{name} {most}"), sure),
            (false, most) => {
                beside(&format!("{name} {}", super::EXPECTED), expected) + ", " + &bound_beside(most, sure, bound)
            }
        }
    };
    let (downtime, time) = (one(super::DOWNTIME, true, &downtimes), one(super::MIGRATION_TIME, false, &times));
    let text = format!("{} {downtime}. {time}.", verdict(results, curves).0);
    if curves.has_bound() {
        text + &beside(" Expected:", &downtimes.0) + "," + &beside("", &times.0) + "."
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    const SLOWED: &str = "hv=qemu-auto-converge&dirty=45000pages/s";

    #[test]
    fn what_is_shown_is_what_is_said() {
        let say = |link: &str, curves| announcement(&State::from_link(link).results, curves);
        let both = say(SLOWED, Curves::Both);
        assert!(
            both.starts_with(
                "Not without slowing the guest down. Downtime no bound. Migration time no end. Expected: "
            )
        );
        let expected = say(SLOWED, Curves::Expected);
        assert!(expected.starts_with("Converges. Downtime expected 0."), "{expected}");
        assert!(
            expected.contains(" s, no bound. Migration time expected ") && !expected.contains("Expected:"),
            "{expected}"
        );
        assert_eq!(say("", Curves::Bound), say("", Curves::Both));
        assert!(say("", Curves::Expected).contains(" s, at most "));
    }

    #[test]
    fn times_have_the_digits_that_tell_them_apart() {
        let say = |seconds: f64, step: f64| time(Seconds::from_seconds(seconds), step);
        assert_eq!(say(35.5123, 0.4), "35.5 s");
        assert_eq!(say(35.5123, 0.003), "35.512 s");
        assert_eq!(say(0.0123, 0.0002), "12.3 ms");
        assert_eq!(say(7265.0, 60.0), "2 h 1 min");
        assert_eq!(say(7265.04, 0.1), "7265.0 s");
        assert_eq!(say(0.0, 0.1), "0 s");
        assert_eq!(say(f64::INFINITY, 0.1), "never");
    }
}
