//! Who held whom back: what else went over the lane that held a migration back longest, while it went on.

use precopy_model::plan::{Action, Migrated, Ran, Timeline};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::CheckedSite;

/// What held a migration back longest, and who was beside it there.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldBack {
    /// The lane that was full.
    pub lane: usize,
    /// For how long.
    pub seconds: Seconds,
    /// The largest takers first.
    pub beside: Vec<Taker>,
}

/// Something that took a part of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// The migration of a VM.
    Guest(usize),
    /// What applications sent.
    Applications,
}

/// What held the migration of a step back; none where its product alone did. What another migration took meanwhile is reckoned by its mean rate.
#[must_use]
pub fn held_back(site: &CheckedSite, timeline: &Timeline, step: usize) -> Option<HeldBack> {
    let ran = timeline.ran.get(step)?;
    let longest = |migrated: &Migrated| {
        let all = migrated.held_back.iter().copied();
        all.max_by(|one, other| one.1.as_seconds().total_cmp(&other.1.as_seconds()))
    };
    let (lane, seconds) = longest(ran.migrated()?)?;
    let (start, end) = span(timeline, ran)?;
    let mut takers: Vec<(f64, Taker)> = Vec::new();
    for (_, other) in timeline.ran.iter().enumerate().filter(|(at, _)| *at != step) {
        let (Action::Migrate { guest, to, .. }, Some(migrated)) = (other.action, other.migrated()) else { continue };
        let Some((from, until)) = span(timeline, other) else { continue };
        let both = until.min(end) - from.max(start);
        if both <= 0.0 || !site.lanes().between(migrated.from, to).is_some_and(|lanes| lanes.contains(&lane)) {
            continue;
        }
        takers.push((migrated.sent.as_bytes() * both / (until - from), Taker::Guest(guest)));
    }
    if let Some(applications) = timeline.applications.get(lane) {
        let sent = applications.area(end) - applications.area(start);
        if 0.0 < sent {
            takers.push((sent, Taker::Applications));
        }
    }
    precopy_model::numeric::sort_by(&mut takers, |one, other| other.0.total_cmp(&one.0));
    Some(HeldBack { lane, seconds, beside: takers.into_iter().map(|(_, taker)| taker).collect() })
}

/// From when to when a step went on.
fn span(timeline: &Timeline, ran: &Ran) -> Option<(f64, f64)> {
    Some((ran.start?.as_seconds(), ran.end.unwrap_or(timeline.end).as_seconds()))
}
