//! A form that is filled in: what stands around the lines, and a line for each knob.

use precopy_model::explore::Change;
use precopy_model::quantity::text::written_out;
use precopy_model::quantity::{BYTES_PER_KIB, BYTES_PER_MIB, BytesPerSecond};
use precopy_model::scenario::{Mark, Scenario, Source, Threshold};

use super::{Acts, Language, Snippet};

/// A form.
pub(super) struct Form {
    pub(super) language: Language,
    pub(super) acts: Acts,
    pub(super) note: &'static str,
    /// Before all lines.
    pub(super) head: &'static str,
    /// Between two lines.
    pub(super) between: &'static str,
    /// After all lines.
    pub(super) tail: &'static str,
    /// Whether it begins a migration, so that it has to say what was entered before as well.
    pub(super) begins: bool,
    pub(super) lines: &'static [Line],
}

/// A knob.
pub(super) struct Line {
    pub(super) takes: Takes,
    /// Before the value.
    pub(super) text: &'static str,
    /// After it.
    pub(super) after: &'static str,
    /// What has to be known where this line is said; the form's own note comes first.
    pub(super) note: &'static str,
    pub(super) source: Source,
}

/// Which change a knob makes, and how it takes the value. Whole numbers are rounded down: a little less of a limit than was meant; but
/// never to nothing, which most products take for no limit at all.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// The downtime limit in whole milliseconds.
    DowntimeMilliseconds,
    /// The downtime limit in seconds, with decimal places.
    DowntimeSeconds,
    /// A cap in bytes/s.
    CapBytes,
    /// A cap in KiB/s.
    CapKib,
    /// A cap in MiB/s.
    CapMib,
    /// That there is no cap; no value.
    NoCap,
    /// The time limit in whole seconds.
    TimeSeconds,
    /// What is done at a limit, by its short name; no value.
    Action(&'static str),
    /// The time between two raises in whole seconds.
    RaisedSeconds,
    /// A count of rounds.
    Rounds,
    /// A threshold in pages.
    Pages,
    /// How many migrate at a time.
    SharedBy,
    /// Connections.
    Streams,
    /// That there are several connections; no value.
    SeveralStreams,
    /// Slowing down; no value.
    SlowedDown,
    /// A policy, by its short name; no value.
    Policy(&'static str),
}

impl Takes {
    /// The value of a change as a text, which may be none; nothing where it is another change.
    fn value(self, change: Change) -> Option<String> {
        let whole = |number: f64| Some((number + 1e-6).floor()).filter(|&whole| 1.0 <= whole).map(written_out);
        let rate = |cap: BytesPerSecond, unit: f64| whole(cap.as_bytes_per_second() / unit);
        let if_so = |is: bool| is.then(String::new);
        match (self, change) {
            (Self::DowntimeMilliseconds, Change::DowntimeLimit(time)) => whole(time.as_milliseconds()),
            (Self::DowntimeSeconds, Change::DowntimeLimit(time)) => Some(written_out(time.as_seconds())),
            (Self::CapBytes, Change::BandwidthCap(Some(cap))) => rate(cap, 1.0),
            (Self::CapKib, Change::BandwidthCap(Some(cap))) => rate(cap, BYTES_PER_KIB),
            (Self::CapMib, Change::BandwidthCap(Some(cap))) => rate(cap, BYTES_PER_MIB),
            (Self::NoCap, Change::BandwidthCap(None)) | (Self::SlowedDown, Change::SlowedDown) => if_so(true),
            (Self::TimeSeconds, Change::TimeLimit(time)) | (Self::RaisedSeconds, Change::RaisedEvery(time)) => {
                whole(time.as_seconds())
            }
            (Self::Action(id), Change::OnLimit(action)) => if_so(action.id() == id),
            (Self::Rounds, Change::RoundLimit(count))
            | (Self::SharedBy, Change::SharedBy(count))
            | (Self::Streams, Change::Streams(count)) => whole(f64::from(count)),
            (Self::SeveralStreams, Change::Streams(count)) => if_so(1 < count),
            (Self::Pages, Change::StopThreshold(pages)) => whole(pages.as_pages()),
            (Self::Policy(id), Change::Policy(policy)) => if_so(policy == id),
            _ => None,
        }
    }
}

/// A line with what it takes, and where that is said.
pub(super) const fn line(takes: Takes, text: &'static str, source: Source) -> Line {
    Line { takes, text, after: "", note: "", source }
}

impl Form {
    /// Whether there is a knob for a change.
    pub(super) fn has(&self, change: Change) -> bool {
        self.lines.iter().any(|line| line.takes.value(change).is_some())
    }

    /// The lines for what was entered.
    pub(super) fn options(&self, scenario: &Scenario) -> String {
        let entered = entered(scenario);
        let mut text = String::new();
        for line in self.lines {
            let Some(value) = entered.iter().find_map(|change| line.takes.value(*change)) else { continue };
            if !text.is_empty() {
                text.push_str(self.between);
            }
            for part in [line.text, &value, line.after] {
                text.push_str(part);
            }
        }
        text
    }

    /// The form, filled in; none where it has no knob for any of the changes.
    pub(super) fn snippet(&self, scenario: &Scenario, changes: &[Change]) -> Option<Snippet> {
        let made: Vec<Change> = changes.iter().copied().filter(|change| self.has(*change)).collect();
        if made.is_empty() {
            return None;
        }
        let entered = if self.begins { entered(scenario) } else { Vec::new() };
        let is_new = |change: &Change| changes.iter().all(|other| other.field() != change.field());
        let all: Vec<Change> = changes.iter().copied().chain(entered.into_iter().filter(is_new)).collect();
        let (mut text, mut note, mut sources, mut first) = (self.head.to_owned(), self.note, Vec::new(), true);
        for line in self.lines {
            let Some(value) = all.iter().find_map(|change| line.takes.value(*change)) else { continue };
            if !first {
                text.push_str(self.between);
            }
            first = false;
            for part in [line.text, &value, line.after] {
                text.push_str(part);
            }
            if note.is_empty() {
                note = line.note;
            }
            if !sources.contains(&line.source) {
                sources.push(line.source);
            }
        }
        text.push_str(self.tail);
        Some(Snippet { language: self.language, text, acts: self.acts, changes: made, note, sources })
    }
}

/// What was entered for a product's options, as changes.
pub(super) fn entered(scenario: &Scenario) -> Vec<Change> {
    let hypervisor = &scenario.hypervisor;
    let is_entered = |source: Source| source.mark == Mark::Entered;
    let mut all = Vec::new();
    if is_entered(hypervisor.threshold.source) {
        all.push(match hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => Change::DowntimeLimit(limit),
            Threshold::Pages(pages) => Change::StopThreshold(pages),
        });
    }
    if is_entered(hypervisor.bandwidth_cap.source) {
        all.push(Change::BandwidthCap(hypervisor.bandwidth_cap.value));
    }
    if let Some(limit) = hypervisor.time_limit.value.filter(|_| is_entered(hypervisor.time_limit.source)) {
        all.push(Change::TimeLimit(limit.time));
    }
    if let Some(rounds) = hypervisor.round_limit.value.filter(|_| is_entered(hypervisor.round_limit.source)) {
        all.push(Change::RoundLimit(rounds));
    }
    if is_entered(hypervisor.on_limit.source) {
        all.push(Change::OnLimit(hypervisor.on_limit.value));
    }
    if hypervisor.throttle.value.is_some() && is_entered(hypervisor.throttle.source) {
        all.push(Change::SlowedDown);
    }
    if scenario.link.streams != hypervisor.streams.value {
        all.push(Change::Streams(scenario.link.streams));
    }
    all
}
