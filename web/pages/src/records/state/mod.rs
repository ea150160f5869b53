//! What the page of records knows: plain data and one pure step from one state to the next.

pub mod day;
pub mod held;
pub mod large;
pub mod listing;
pub mod looked_at;
pub mod part;
pub mod pressed;
pub mod rule;
pub mod source;
pub mod table;
pub mod throttle;

use precopy_model::quantity::text::{Amount, Kind as TextKind, parse};
use precopy_model::quantity::{BITS_PER_BYTE, BytesPerSecond, Seconds};
use precopy_model::records::log::{CostUnit, Filter, Group, Log, Measure};
use precopy_model::scenario::GOODPUT_TCP;

use large::Large;
use part::{Band, Part};
use source::{Kind, Source};

/// What takes longer is the tail, unless said otherwise: the slides' sixteen minutes.
const TAIL: &str = "16 min";
/// The share of failures that is wanted at most, unless said otherwise.
const TARGET: &str = "2 %";
/// What a host's link carries, unless said otherwise.
const LINK: &str = "10 Gbit/s";

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The share of all bytes.
    pub share: f64,
    /// So many migrations.
    pub records: usize,
}

/// What stays while the page is closed, as long as the document is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What was read.
    pub sources: Vec<Source>,
    /// All migrations of it; none before anything was brought in.
    pub log: Option<Large<Log>>,
    /// Which of them are looked at.
    pub part: Part,
    /// By what failures are told apart.
    pub group: Group,
    /// Beyond which time the tail begins, as typed.
    pub tail: String,
    /// By what pressure is measured.
    pub measure: Measure,
    /// What a migration costs.
    pub unit: CostUnit,
    /// Which rule is played.
    pub rule: rule::Kind,
    /// Where its slider stands, from 1; none: in the middle.
    pub place: Option<u32>,
    /// Which share of failures is wanted at most, as typed.
    pub target: String,
    /// What a host's link carries, as typed.
    pub link: String,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            log: None,
            part: Part::default(),
            group: Group::Cause,
            tail: TAIL.to_owned(),
            measure: Measure::Count,
            unit: CostUnit::Bytes,
            rule: rule::Kind::AtMost,
            place: None,
            target: TARGET.to_owned(),
            link: LINK.to_owned(),
        }
    }
}

impl Kept {
    /// Beyond which time the tail begins; none while what is typed is no time.
    #[must_use]
    pub fn tail(&self) -> Option<Seconds> {
        match parse(&self.tail, TextKind::Duration).ok()? {
            Amount::Seconds(time) => Some(time),
            _ => None,
        }
    }

    /// Which share of failures is wanted at most; none while what is typed is no share.
    #[must_use]
    pub fn target(&self) -> Option<f64> {
        match parse(&self.target, TextKind::Share).ok()? {
            Amount::Share(share) if 0.0 < share && share < 1.0 => Some(share),
            _ => None,
        }
    }

    /// What a host's link carries of payload; none while what is typed is no rate.
    #[must_use]
    pub fn link(&self) -> Option<BytesPerSecond> {
        let rate = match parse(&self.link, TextKind::LinkSpeed).ok()? {
            Amount::BytesPerSecond(rate) => rate,
            Amount::BitsPerSecond(rate) => {
                BytesPerSecond::from_bytes_per_second(rate.as_bits_per_second() / BITS_PER_BYTE * GOODPUT_TCP)
            }
            _ => return None,
        };
        (0.0 < rate.as_bytes_per_second()).then_some(rate)
    }
}

/// The state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Which calculator of the document this belongs to.
    pub instance: u32,
    /// What stays.
    pub kept: Kept,
    /// While something is read.
    pub reading: Option<Progress>,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// Reading goes on.
    Reading(Progress),
    /// All of it was read.
    Read(Vec<Source>, Log),
    /// Everything is taken away.
    Clear,
    /// Others are looked at.
    Filter(Filter),
    /// And only those under such a pressure.
    Band(Band),
    /// All are looked at.
    All,
    /// Failures are told apart by something else.
    Group(Group),
    /// The tail begins elsewhere.
    Tail(String),
    /// Pressure is measured by something else.
    Measure(Measure),
    /// A migration costs something else.
    Unit(CostUnit),
    /// Another rule is played.
    Rule(rule::Kind),
    /// Its slider is moved.
    Place(u32),
    /// Another share of failures is wanted.
    Target(String),
    /// Links carry something else.
    Link(String),
}

impl State {
    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Reading(progress) => next.reading = Some(progress),
            Action::Read(sources, log) => {
                next.kept.sources = sources;
                next.kept.log = (!log.records.is_empty()).then(|| Large::new(log));
                // Names are those of a log.
                next.kept.part = Part::default();
                next.reading = None;
            }
            Action::Clear => next = Self { instance: self.instance, ..Self::default() },
            Action::Filter(filter) => next.kept.part.filter = filter,
            Action::Band(band) => next.kept.part.band = Some(band),
            Action::All => next.kept.part = Part::default(),
            Action::Group(group) => next.kept.group = group,
            Action::Tail(tail) => next.kept.tail = tail,
            Action::Measure(measure) => next.kept.measure = measure,
            Action::Unit(unit) => next.kept.unit = unit,
            Action::Rule(rule) => {
                next.kept.rule = rule;
                next.kept.place = None;
            }
            Action::Place(place) => next.kept.place = Some(place),
            Action::Target(target) => next.kept.target = target,
            Action::Link(link) => next.kept.link = link,
        }
        next
    }

    /// Whether what is looked at is made up.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        self.kept.sources.iter().any(|source| source.kind == Kind::Example)
    }

    /// How many migrations come without a zone.
    #[must_use]
    pub fn without_zone(&self) -> usize {
        self.kept.sources.iter().map(|source| source.without_zone).sum()
    }
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::Recipe;

    use super::*;

    #[test]
    fn another_log_is_looked_at_as_a_whole() {
        let log = Recipe { records: 10, ..Recipe::sample() }.made();
        let host = log.records[0].source;
        let read = State::default().after(Action::Read(Vec::new(), log.clone()));
        let filtered = read.after(Action::Filter(Filter { host, ..Filter::default() }));
        assert_ne!(filtered.kept.part.filter, Filter::default());
        assert_eq!(filtered.after(Action::Read(Vec::new(), log)).kept.part, Part::default());
        assert_eq!(filtered.after(Action::Clear), State::default());
        assert_eq!(State::default().after(Action::Read(Vec::new(), Log::default())).kept.log, None);
    }

    #[test]
    fn the_tail_is_read_like_any_time() {
        let tail = |text: &str| State::default().after(Action::Tail(text.to_owned())).kept.tail();
        assert_eq!(tail("5 min"), Some(Seconds::from_seconds(300.0)));
        assert_eq!(tail("soon"), None);
        assert_eq!(State::default().kept.tail(), Some(Seconds::from_seconds(960.0)));
    }
}
