//! The moments of a migration that have a name, its phases, and the way from one moment to the next.

use precopy_model::predict::{Outcome, Prediction, Predictor, Reason};
use precopy_model::quantity::{Pages, Seconds};

use crate::state::Zoom;

/// A phase of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// All memory is sent for the first time.
    FirstPass,
    /// What was rewritten is sent again.
    Resending,
    /// The guest is stopped.
    Stopped,
    /// Post-copy: the guest runs at the destination and waits for pages.
    Waiting,
    /// Everything is there, and the guest runs at the destination.
    Done,
    /// The migration was cancelled: the guest stays where it is.
    Cancelled,
}

/// What happens at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// t0.
    Start,
    /// The last empty page has been announced.
    EmptyPagesGone,
    /// t1.
    FirstPassEnds,
    /// t2.
    GuestStops,
    /// t2, when the guest goes on at the destination without all of its memory.
    Switches,
    /// t3.
    GuestRuns,
    /// t3, after post-copy.
    AllThere,
    /// The migration is cancelled.
    Cancelled,
    /// Pre-copy would be given up.
    Limit,
    /// The curve bends.
    Bend,
}

/// A moment worth going to, and what happens then.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    /// When.
    pub at: Seconds,
    /// What happens; at least one.
    pub events: Vec<Event>,
}

/// When a migration ends: t3, or when it is cancelled; none when it never does.
fn end(bound: &Prediction) -> Option<f64> {
    bound.migration_time.map(Seconds::as_seconds)
}

/// From when to when a phase lasts; infinite for one without an end, none for one that does not come about.
#[must_use]
pub fn span(bound: &Prediction, zoom: Zoom) -> Option<(f64, f64)> {
    let t1 = bound.first_pass_end.as_seconds();
    let over = bound.stop.map(Seconds::as_seconds).or(end(bound)).unwrap_or(f64::INFINITY);
    match zoom {
        Zoom::Whole => None,
        Zoom::FirstPass => Some((0.0, t1.min(over))),
        Zoom::Resending => (t1 < over).then_some((t1, over)),
        Zoom::Stopped => bound.stop.zip(bound.end()).map(|(t2, t3)| (t2.as_seconds(), t3.as_seconds())),
    }
}

/// The phase at a moment; a phase begins at its first moment.
#[must_use]
pub fn phase(bound: &Prediction, at: Seconds) -> Phase {
    let is_past = |moment: Option<Seconds>| moment.is_some_and(|moment| moment <= at);
    if is_past(bound.migration_time) {
        if bound.outcome == Outcome::Cancelled { Phase::Cancelled } else { Phase::Done }
    } else if is_past(bound.stop) {
        if bound.ends_in_post_copy() { Phase::Waiting } else { Phase::Stopped }
    } else if bound.first_pass_end <= at {
        Phase::Resending
    } else {
        Phase::FirstPass
    }
}

/// Whether the limit is worth showing: one that a migration reached its threshold before is so only while it lies ahead.
#[must_use]
pub fn limit_ahead(bound: &Prediction) -> Option<Seconds> {
    let ahead = if matches!(bound.reason, Reason::Threshold { .. }) { bound.end() } else { None };
    bound.limit.filter(|limit| ahead.is_none_or(|ahead| ahead <= *limit))
}

/// All moments worth going to, in order of time: t0 to t3, the limit where it is on the chart, and every bend of the bound.
#[must_use]
pub fn landmarks(bound: &Prediction, until: Seconds) -> Vec<Landmark> {
    let mut found: Vec<Landmark> = Vec::with_capacity(12);
    let mut add = |at: Seconds, event: Event| insert(&mut found, until, at, event);
    add(Seconds::ZERO, Event::Start);
    let first = bound.remaining.at(Seconds::from_seconds(-1.0));
    if 0.0 < first.empty
        && let Some((at, _)) = bound.remaining.knots().find(|(_, parts)| parts.empty <= 0.0)
    {
        add(at, Event::EmptyPagesGone);
    }
    if bound.stop.or(bound.migration_time).is_none_or(|over| bound.first_pass_end <= over) {
        add(bound.first_pass_end, Event::FirstPassEnds);
    }
    if let Some(t2) = bound.stop {
        add(t2, if bound.ends_in_post_copy() { Event::Switches } else { Event::GuestStops });
    }
    if let Some(over) = bound.migration_time {
        add(
            over,
            match bound.outcome {
                Outcome::Cancelled => Event::Cancelled,
                _ if bound.ends_in_post_copy() => Event::AllThere,
                _ => Event::GuestRuns,
            },
        );
    }
    if let Some(limit) = limit_ahead(bound) {
        add(limit, Event::Limit);
    }
    add_bends(&mut found, bound, until);
    found
}

/// Adds every bend of a curve. A saw-tooth bends all the time: its rounds are gone through otherwise.
pub(super) fn add_bends(found: &mut Vec<Landmark>, of: &Prediction, until: Seconds) {
    if of.predictor != Predictor::Rounds {
        for (at, _) in of.remaining.knots() {
            insert(found, until, at, Event::Bend);
        }
    }
}

/// Adds a moment, or what happens at one that is there.
fn insert(found: &mut Vec<Landmark>, until: Seconds, at: Seconds, event: Event) {
    // So close that no chart and no table could tell them apart.
    let near = |one: &&mut Landmark| (one.at.as_seconds() - at.as_seconds()).abs() <= at.as_seconds() * 1e-9;
    if let Some(same) = found.iter_mut().find(near) {
        if event != Event::Bend && !same.events.contains(&event) {
            same.events.push(event);
        }
    } else if at <= until {
        let place = found.iter().take_while(|one| one.at <= at).count();
        found.insert(place, Landmark { at, events: vec![event] });
    }
}

/// The landmark before a moment, or after it.
#[must_use]
pub fn neighbour(landmarks: &[Landmark], at: Seconds, forward: bool) -> Option<Seconds> {
    let mut moments = landmarks.iter().map(|landmark| landmark.at);
    if forward { moments.find(|moment| at < *moment) } else { moments.rfind(|moment| *moment < at) }
}

/// The first moment at which so many pages or fewer remain.
#[must_use]
pub(super) fn crossing(prediction: &Prediction, pages: f64) -> f64 {
    prediction.remaining.first_at_or_below(Pages::from_pages(pages)).map_or(0.0, Seconds::as_seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    fn bound(link: &str) -> Prediction {
        State::from_link(link).results.bound.clone()
    }

    const CONVERGES: &str = "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";
    const NEVER: &str = "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=45000pages/s&link=10Gbit/s";
    const CANCELLED: &str = "hv=custom&dirty=50000000pages/s&time-limit=30s&on-limit=cancel";

    #[test]
    fn steps_go_through_all_landmarks_and_back() {
        for link in [CONVERGES, NEVER, CANCELLED] {
            let bound = bound(link);
            let all = landmarks(&bound, Seconds::from_seconds(1e6));
            let mut at = Seconds::from_seconds(-1.0);
            let mut seen = Vec::new();
            while let Some(next) = neighbour(&all, at, true) {
                assert!(at < next);
                seen.push(next);
                at = next;
            }
            assert_eq!(seen.len(), all.len(), "{link}");
            while let Some(before) = neighbour(&all, at, false) {
                assert!(before < at);
                at = before;
            }
            assert_eq!(at, Seconds::ZERO, "{link}");
        }
    }

    #[test]
    fn landmarks_are_named_once_and_in_order() {
        let bound = bound(CONVERGES);
        let all = landmarks(&bound, Seconds::from_seconds(1e6));
        let named: Vec<Event> =
            all.iter().flat_map(|one| one.events.clone()).filter(|event| *event != Event::Bend).collect();
        assert_eq!(
            named,
            [Event::Start, Event::EmptyPagesGone, Event::FirstPassEnds, Event::GuestStops, Event::GuestRuns]
        );
        assert!(all.windows(2).all(|pair| pair[0].at < pair[1].at));
    }

    #[test]
    fn a_phase_begins_at_its_first_moment() {
        let bound = bound(CONVERGES);
        let (t1, t2, t3) = (bound.first_pass_end, bound.stop.unwrap(), bound.end().unwrap());
        assert_eq!(phase(&bound, Seconds::ZERO), Phase::FirstPass);
        assert_eq!(phase(&bound, t1), Phase::Resending);
        assert_eq!(phase(&bound, t2), Phase::Stopped);
        assert_eq!(phase(&bound, t3), Phase::Done);
        assert_eq!(phase(&bound, Seconds::from_seconds(1e9)), Phase::Done);
    }

    #[test]
    fn phases_follow_each_other_without_a_gap() {
        let bound = bound(CONVERGES);
        let [first, again, stopped] =
            [Zoom::FirstPass, Zoom::Resending, Zoom::Stopped].map(|zoom| span(&bound, zoom).unwrap());
        assert_eq!((first.0, first.1, again.1), (0.0, again.0, stopped.0));
        assert_eq!(stopped.1, bound.migration_time.unwrap().as_seconds());
    }

    #[test]
    fn a_migration_without_end_is_never_stopped() {
        let never = bound(NEVER);
        assert_eq!(span(&never, Zoom::Stopped), None);
        assert_eq!(phase(&never, Seconds::from_seconds(1e12)), Phase::Resending);
        let cancelled = bound(CANCELLED);
        assert_eq!(span(&cancelled, Zoom::Stopped), None);
        assert_eq!(phase(&cancelled, Seconds::from_seconds(1e12)), Phase::Cancelled);
    }
}
