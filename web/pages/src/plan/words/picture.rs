//! What is said in and about the pictures of a plan.

use precopy_model::plan::{Action, NotStarted};
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds, with_places};
use precopy_model::quantity::{Bytes, BytesPerSecond, Seconds, Watts};
use precopy_model::scenario::{CheckedSite, Node};

use crate::plan::charts::topology::Picked;
use crate::plan::charts::{Bar, Fate, HeldBack, HostNow, HostState, Moment, Moving, Played, Reading, Scene, Stage};

/// Head of the bars.
pub const GANTT: &str = "What is done when";
/// Head of the topology.
pub const TOPOLOGY: &str = "Where everything is";
/// The plot, for those who come to it by keys.
pub const PLOT: &str = "The plan along its time: left and right move the moment, page up and down go from event to event, up and down choose a step, plus and minus zoom, home and end go to the ends";
/// The rows, where they are scrolled.
pub const ROWS: &str = "Rows of the plan";
/// Below the bars.
pub const HOW: &str = "Click a bar to choose its step. Drag over a span to zoom into it; so do Ctrl and the wheel.";
/// What the shapes mean.
pub const KEY: &str = "Pale: the VM runs at its source. Dark: it stands still. Half as high: it runs at its destination and its memory follows. With a pointed mark: it does not converge. Rising: a host comes up; falling: it goes down. Underlined: the end hangs on it.";
/// Where a picture is cut off.
pub const CUT: &str = " Further rows are left out.";
/// Said where nothing goes over any link.
pub const NO_LINK: &str = "Nothing goes over any link.";
/// Buttons.
pub const ZOOM_IN: &str = "Zoom in";
/// Buttons.
pub const ZOOM_OUT: &str = "Zoom out";
/// Buttons.
pub const WHOLE: &str = "Whole";
/// Buttons.
pub const EARLIER: &str = "Earlier";
/// Buttons.
pub const LATER: &str = "Later";
/// The button that goes to the moment of greatest contention.
pub const TO_CONTENTION: &str = "Go there";
/// The list of links.
pub const LANE: &str = "Link";
/// The first of that list.
pub const MOST_USED: &str = "the most used";
/// Head and caption of the table of steps.
pub const STEPS: &str = "The steps as a table";
/// Its columns.
pub const STEP_COLUMNS: [&str; 7] = ["step", "from", "to", "begun", "over", "stands still", "what comes of it"];
/// Head and caption of the table of hosts.
pub const HOSTS: &str = "The hosts at this moment, as a table";
/// Its columns.
pub const HOST_COLUMNS: [&str; 5] = ["host", "state", "memory", "VMs", "on their way to it"];
/// Name of the controls below the topology.
pub const PLAYER: &str = "The plan, played";
/// Buttons.
pub const PLAY: &str = "▷ Play";
/// Buttons.
pub const PAUSE: &str = "Pause";
/// Buttons.
pub const BEFORE: &str = "Previous event";
/// Buttons.
pub const NEXT: &str = "Next event";
/// Name of the slider.
pub const MOMENT: &str = "Moment";
/// Name of the list of speeds.
pub const SPEED: &str = "Speed";
/// Speeds: their word, their name, and in how many seconds the whole is played.
pub const SPEEDS: [(&str, &str, f64); 4] =
    [("10", "in 10 s", 10.0), ("20", "in 20 s", 20.0), ("60", "in 1 min", 60.0), ("180", "in 3 min", 180.0)];
/// Where nothing is picked in it.
pub const PICK: &str =
    "Click a host to have its name and what is on it said here, and a host or a link to have its use drawn above.";
/// Below the topology.
pub const TOPOLOGY_KEY: &str = "Boxes are filled as far as their memory is taken, paler for what is kept for VMs on their way. Lines are as wide as they are used, dashed when full. Marks are VMs on their way: round, square while they stand still, hollow when their memory follows, pointed when they do not converge.";
/// The same in a box that is too small for more.
pub const OFF: &str = "off";

/// A time for the eye.
#[must_use]
pub fn time(seconds: f64) -> String {
    short_seconds(Seconds::from_seconds(seconds))
}

/// A rate in bytes/s for the eye.
#[must_use]
pub fn rate(bytes_per_second: f64) -> String {
    short(Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(bytes_per_second)))
}

/// A number of things.
#[must_use]
pub fn count(number: f64) -> String {
    grouped(number)
}

/// Power for the eye: watts, or kilowatts.
#[must_use]
pub fn power(watts: Watts) -> String {
    let watts = watts.as_watts();
    if watts < 9_999.5 { grouped(watts) + " W" } else { with_places(watts / 1000.0, 1) + " kW" }
}

fn bytes(bytes: f64) -> String {
    short(Amount::Bytes(Bytes::from_bytes(bytes)))
}

/// A share as a whole percentage.
fn percent(share: f64) -> String {
    grouped(share * 100.0) + " %"
}

/// What a host is called.
#[must_use]
pub fn host_name(site: &CheckedSite, host: usize) -> String {
    site.hosts.get(host).map_or_else(String::new, |host| host.name.clone())
}

/// What a VM is called.
#[must_use]
pub fn guest_name(site: &CheckedSite, guest: usize) -> String {
    site.guests.get(guest).map_or_else(String::new, |guest| guest.name.clone())
}

/// What a step is about: the name of its VM or host.
#[must_use]
pub fn step_name(played: &Played, step: usize) -> String {
    match played.timeline.ran.get(step).map(|ran| ran.action) {
        Some(Action::Boot(host) | Action::Shutdown(host)) => host_name(&played.site, host),
        Some(Action::Migrate { guest, .. }) => guest_name(&played.site, guest),
        None => String::new(),
    }
}

/// What is written at a bar: in rows of hosts what it is about, else where it goes.
#[must_use]
pub fn bar_name(played: &Played, bar: &Bar, by_host: bool) -> String {
    match played.timeline.ran.get(bar.step).map(|ran| ran.action) {
        Some(Action::Boot(_)) => "comes up".to_owned(),
        Some(Action::Shutdown(_)) => "goes down".to_owned(),
        Some(Action::Migrate { guest, .. }) if by_host => guest_name(&played.site, guest),
        Some(Action::Migrate { to, .. }) => host_name(&played.site, bar.host) + " → " + &host_name(&played.site, to),
        None => String::new(),
    }
}

/// What came of a step, in a few words.
#[must_use]
pub fn fate(fate: Fate) -> String {
    match fate {
        Fate::Boots => "comes up",
        Fate::GoesDown => "goes down",
        Fate::Converges => "converges",
        Fate::PostCopy => "post-copy",
        Fate::Forced => "does not converge: stopped at its limit",
        Fate::SwitchesOver => "does not converge: switched to post-copy at its limit",
        Fate::Cancelled => "does not converge: cancelled at its limit",
        Fate::Never => "does not converge: goes on for ever",
        Fate::NotBegun(why) => return "never begun: ".to_owned() + not_begun(why),
    }
    .to_owned()
}

const fn not_begun(why: NotStarted) -> &'static str {
    match why {
        NotStarted::Waits => "what it waits for is never over",
        NotStarted::Nothing => "there is nothing to be done",
        NotStarted::NoWay => "there is no way over the network",
        NotStarted::HostOff => "a host is off",
        NotStarted::NoMemory => "the destination never has the memory",
        NotStarted::NotEmpty => "VMs are left on the host",
        NotStarted::TooMany => "more would go on at once than may",
    }
}

/// What one end of a link is called.
fn node(site: &CheckedSite, node: Node) -> String {
    match node {
        Node::Host(host) => host_name(site, host),
        Node::Switch(switch) => site.network.switches.get(switch).cloned().unwrap_or_default(),
    }
}

/// A lane: its link, its direction, and its cable where that counts.
#[must_use]
pub fn lane(site: &CheckedSite, lane: usize) -> String {
    let Some(lane) = site.lanes().all().get(lane) else { return String::new() };
    let Some(link) = site.network.links.get(lane.link) else { return String::new() };
    let [a, b] = link.ends.map(|end| node(site, end));
    let (from, to) = if lane.forward { (a, b) } else { (b, a) };
    let is_one = link.rate.as_bytes_per_second() < lane.rate.as_bytes_per_second() || link.cables < 2;
    let cable = if is_one { String::new() } else { " cable ".to_owned() + &grouped(f64::from(lane.cable) + 1.0) };
    from + " → " + &to + " (" + &link.name + &cable + ")"
}

/// Head of the course of a link; where applications send over it, it says which is which.
#[must_use]
pub fn link_head(site: &CheckedSite, at: usize, has_applications: bool) -> String {
    let what = if has_applications { ": migrations, applications on top" } else { "" };
    "Link use, ".to_owned() + &lane(site, at) + what
}

/// Head of the course of migrations at once.
#[must_use]
pub fn at_once_head(most: f64) -> String {
    "Migrations at once, at most ".to_owned() + &grouped(most)
}

/// Head of the course of power.
#[must_use]
pub fn power_head(peak: Watts, cap: Option<Watts>) -> String {
    let cap = cap.map_or_else(String::new, |cap| ", allowed ".to_owned() + &power(cap));
    "Power of all hosts, at most ".to_owned() + &power(peak) + &cap
}

/// When and where there is the greatest contention.
#[must_use]
pub fn contention(scene: &Scene) -> String {
    match scene.contention {
        None => "Nowhere is more wanted of a link than it carries.".to_owned(),
        Some(contention) => {
            let migrations =
                if contention.migrations == 1 { " migration and what else is sent want " } else { " migrations want " };
            let times = with_places(contention.times, 1) + " times what it carries";
            "Greatest contention at ".to_owned()
                + &time(contention.at)
                + ": "
                + &lane(&scene.played.site, contention.lane)
                + " is full, and "
                + &grouped(contention.migrations as f64)
                + migrations
                + &times
                + "."
        }
    }
}

/// What the label at that moment says.
pub const CONTENTION: &str = "greatest contention";

/// What is read at a moment, as name and value.
#[must_use]
pub fn reading(site: &CheckedSite, reading: &Reading) -> Vec<(String, String)> {
    let mut rows = Vec::with_capacity(5);
    if let Some((at, [migrations, applications], capacity)) = reading.lane {
        let full = if reading.is_full { ", full" } else { "" };
        rows.push((lane(site, at), percent((migrations + applications) / capacity) + full));
        rows.push(("by migrations".to_owned(), rate(migrations)));
        if 0.0 < applications {
            rows.push(("by applications".to_owned(), rate(applications)));
        }
    }
    rows.push(("migrations at once".to_owned(), grouped(reading.at_once as f64)));
    if 0 < reading.still {
        rows.push(("VMs that stand still".to_owned(), grouped(reading.still as f64)));
    }
    rows.push(("power".to_owned(), power(reading.power)));
    rows
}

/// The same in a line, for those who hear it.
#[must_use]
pub fn spoken(site: &CheckedSite, at: f64, told: &Reading, step: Option<&str>) -> String {
    let mut line = time(at);
    for (name, value) in reading(site, told) {
        line += "; ";
        line += &name;
        line += ": ";
        line += &value;
    }
    if let Some(step) = step {
        line += "; chosen: ";
        line += step;
    }
    line
}

/// A step in a line: what, from where to where, when, and what comes of it.
#[must_use]
pub fn step(scene: &Scene, step: usize) -> String {
    let played = &scene.played;
    let Some(ran) = played.timeline.ran.get(step) else { return String::new() };
    let name = step_name(played, step);
    let Some(bar) = scene.bar(step) else { return name + ", " + &fate(Fate::of(ran)) };
    let way = match ran.action {
        Action::Migrate { to, .. } => {
            ", ".to_owned() + &host_name(&played.site, bar.host) + " → " + &host_name(&played.site, to)
        }
        Action::Boot(_) | Action::Shutdown(_) => String::new(),
    };
    let end = if bar.end.is_finite() { " to ".to_owned() + &time(bar.end) } else { " on".to_owned() };
    let still = bar
        .still
        .filter(|(_, runs)| runs.is_finite())
        .map_or_else(String::new, |(stops, runs)| ", stands still for ".to_owned() + &time(runs - stops));
    let critical = if scene.is_critical.get(step) == Some(&true) { ", the end hangs on it" } else { "" };
    name + &way + ", from " + &time(bar.start) + &end + still.as_str() + ", " + &fate(bar.fate) + critical
}

/// What held a migration back, and who was beside it there.
#[must_use]
pub fn held_back(site: &CheckedSite, held: &HeldBack) -> String {
    "Held back by ".to_owned() + &super::outcome::held_back(site, Some(held)) + "."
}

/// The cells of a step in its table, after its name.
#[must_use]
pub fn step_cells(scene: &Scene, step: usize) -> [String; 6] {
    let played = &scene.played;
    let none = String::new;
    let Some(ran) = played.timeline.ran.get(step) else { return [none(), none(), none(), none(), none(), none()] };
    let bar = scene.bar(step);
    let (from, to) = match ran.action {
        Action::Boot(_) | Action::Shutdown(_) => (none(), none()),
        Action::Migrate { guest, to, .. } => {
            let at_first = played.site.guests.get(guest).map(|guest| guest.host);
            let from = bar.map(|bar| bar.host).or(at_first);
            (from.map_or_else(none, |host| host_name(&played.site, host)), host_name(&played.site, to))
        }
    };
    let still = bar.and_then(|bar| bar.still).filter(|(_, runs)| runs.is_finite());
    [
        from,
        to,
        bar.map_or_else(|| "–".to_owned(), |bar| time(bar.start)),
        bar.map_or_else(|| "–".to_owned(), |bar| time(bar.end)),
        still.map_or_else(|| "–".to_owned(), |(stops, runs)| time(runs - stops)),
        fate(Fate::of(ran)),
    ]
}

/// What the bars show, for those who do not see them.
#[must_use]
pub fn summary(scene: &Scene) -> String {
    let out = scene.bars.iter().filter(|bar| bar.fate.stands_out()).count();
    let end = time(scene.played.timeline.end.as_seconds());
    let out = match out {
        0 => String::new(),
        1 => " One migration does not converge.".to_owned(),
        many => " ".to_owned() + &grouped(many as f64) + " migrations do not converge.",
    };
    grouped(scene.bars.len() as f64) + " steps, the last one over at " + &end + "." + &out
}

/// Where a host is.
#[must_use]
pub const fn state(state: HostState) -> &'static str {
    match state {
        HostState::Off => OFF,
        HostState::Booting => "comes up",
        HostState::On => "on",
        HostState::GoingDown => "goes down",
    }
}

/// Memory of a host at a moment.
#[must_use]
pub fn memory(site: &CheckedSite, host: usize, now: &HostNow) -> String {
    let all = site.hosts.get(host).map_or(0.0, |host| host.memory.as_bytes());
    let kept = if 0.0 < now.kept { ", and ".to_owned() + &bytes(now.kept) + " kept" } else { String::new() };
    bytes(now.held) + " of " + &bytes(all) + &kept
}

/// VMs by their names; of many, the first ones.
#[must_use]
pub fn guests(site: &CheckedSite, guests: impl Iterator<Item = usize>) -> String {
    const MOST: usize = 12;
    let mut text = String::new();
    let mut more = 0_usize;
    for (at, guest) in guests.enumerate() {
        if MOST <= at {
            more += 1;
            continue;
        }
        if 0 < at {
            text += ", ";
        }
        text += &guest_name(site, guest);
    }
    if 0 < more {
        text = text + " and " + &grouped(more as f64) + " more";
    }
    if text.is_empty() { "none".to_owned() } else { text }
}

/// What is picked in the topology, at a moment.
#[must_use]
pub fn picked(scene: &Scene, moment: &Moment, picked: Picked) -> String {
    let site = &scene.played.site;
    let used = |lane: usize| {
        let [migrations, applications] = scene.carried(lane, moment.at);
        let share = (migrations + applications) / scene.capacity(lane).max(f64::MIN_POSITIVE);
        self::lane(site, lane) + ", of which " + &percent(share) + " is used"
    };
    match (picked.host.and_then(|host| Some((host, moment.hosts.get(host)?))), picked.lane) {
        (Some((host, now)), lane) => {
            let link = lane.map_or_else(String::new, |lane| " Drawn above: ".to_owned() + &used(lane) + ".");
            host_name(site, host)
                + " at "
                + &time(moment.at)
                + ": "
                + state(now.state)
                + ", "
                + &memory(site, host, now)
                + "; VMs: "
                + &guests(site, now.guests.iter().copied())
                + "."
                + &link
        }
        (None, Some(lane)) => "Drawn above: ".to_owned() + &used(lane) + " at " + &time(moment.at) + ".",
        (None, None) => PICK.to_owned(),
    }
}

/// What goes on at a moment, in a sentence or two.
#[must_use]
pub fn story(scene: &Scene, at: f64, moving: &[Moving]) -> String {
    let site = &scene.played.site;
    let head = time(at) + ": ";
    let still = moving.iter().filter(|one| one.stage == Stage::Still);
    let still = guests(site, still.map(|one| one.guest));
    let on = match moving {
        [] => "nothing is on its way".to_owned(),
        [one] => {
            guest_name(site, one.guest)
                + " is on its way from "
                + &host_name(site, one.from)
                + " to "
                + &host_name(site, one.to)
        }
        many => {
            grouped(many.len() as f64) + " VMs are on their way: " + &guests(site, many.iter().map(|one| one.guest))
        }
    };
    let rest = if still == "none" { ".".to_owned() } else { ". Standing still: ".to_owned() + &still + "." };
    head + &on + &rest
}
