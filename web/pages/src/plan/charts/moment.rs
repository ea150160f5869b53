//! Where everything is at a moment: hosts, and what is on them; VMs that are on their way; what lanes carry.

use precopy_model::numeric::within;
use precopy_model::plan::Action;

use super::order::by_moment;
use super::{Bar, Fate, Scene};

/// Where a host is between off and on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostState {
    /// It is off.
    Off,
    /// It comes up.
    Booting,
    /// It runs.
    On,
    /// It goes down.
    GoingDown,
}

/// A host at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct HostNow {
    /// Where it is.
    pub state: HostState,
    /// The VMs that are on it, those that leave it included.
    pub guests: Vec<usize>,
    /// Memory of these, in bytes.
    pub held: f64,
    /// Memory that is kept for VMs on their way to it, in bytes.
    pub kept: f64,
}

/// Where a migration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The VM runs at the source.
    Live,
    /// It stands still.
    Still,
    /// It runs at the destination, and its memory follows.
    Follows,
}

/// A VM on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moving {
    /// The step.
    pub step: usize,
    /// The VM.
    pub guest: usize,
    /// From which host.
    pub from: usize,
    /// To which host.
    pub to: usize,
    /// How much of its time has gone by, from 0 to 1. One that never ends comes ever more slowly nearer to the end, and never there.
    pub share: f64,
    /// Where it is.
    pub stage: Stage,
    /// What will come of it.
    pub fate: Fate,
}

/// Everything at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When, in seconds.
    pub at: f64,
    /// By host.
    pub hosts: Vec<HostNow>,
    /// The VMs on their way, in the order in which they were begun.
    pub moving: Vec<Moving>,
}

/// Where one that never ends stays in the long run.
const NEVER_THERE: f64 = 0.85;

impl Moment {
    /// Everything at a moment of a plan that was played. What ends then has ended, what begins then has begun.
    #[must_use]
    pub fn of(scene: &Scene, at: f64) -> Self {
        let site = &scene.played.site;
        let memory = |guest: usize| site.guests.get(guest).map_or(0.0, |guest| guest.vm.memory.as_bytes());
        let mut places: Vec<usize> = site.guests.iter().map(|guest| guest.host).collect();
        let state = |is_on: bool| if is_on { HostState::On } else { HostState::Off };
        let none = |is_on: bool| HostNow { state: state(is_on), guests: Vec::new(), held: 0.0, kept: 0.0 };
        let mut hosts: Vec<HostNow> = site.hosts.iter().map(|host| none(host.is_on)).collect();
        let mut moving = Vec::new();
        let begun = scene.bars.iter().enumerate().filter(|(_, bar)| bar.start <= at);
        for (_, bar) in by_moment(begun.map(|(index, bar)| (bar.start, index))) {
            let Some(bar) = scene.bars.get(bar) else { continue };
            let Some(ran) = scene.played.timeline.ran.get(bar.step) else { continue };
            match ran.action {
                Action::Boot(host) | Action::Shutdown(host) => {
                    if let Some(now) = hosts.get_mut(host) {
                        now.state = match (bar.fate, bar.is_on_at(at)) {
                            (Fate::Boots, true) => HostState::Booting,
                            (Fate::Boots, false) => HostState::On,
                            (_, true) => HostState::GoingDown,
                            (_, false) => HostState::Off,
                        };
                    }
                }
                Action::Migrate { guest, to, .. } if bar.is_on_at(at) => {
                    if let Some(now) = hosts.get_mut(to) {
                        now.kept += memory(guest);
                    }
                    let (stage, share) = (stage(bar, at), share(scene, bar, at));
                    moving.push(Moving { step: bar.step, guest, from: bar.host, to, share, stage, fate: bar.fate });
                }
                Action::Migrate { guest, to, .. } => {
                    if let Some(place) = places.get_mut(guest).filter(|_| bar.fate.arrives()) {
                        *place = to;
                    }
                }
            }
        }
        for (guest, place) in places.into_iter().enumerate() {
            if let Some(now) = hosts.get_mut(place) {
                now.guests.push(guest);
                now.held += memory(guest);
            }
        }
        Self { at, hosts, moving }
    }
}

fn stage(bar: &Bar, at: f64) -> Stage {
    match bar.still {
        Some((stops, runs)) if stops <= at && at < runs => Stage::Still,
        Some((_, runs)) if runs <= at => Stage::Follows,
        _ => Stage::Live,
    }
}

fn share(scene: &Scene, bar: &Bar, at: f64) -> f64 {
    let gone = at - bar.start;
    if bar.end.is_finite() {
        return within(gone / (bar.end - bar.start).max(f64::MIN_POSITIVE), 0.0, 1.0);
    }
    let migrated = scene.played.timeline.ran.get(bar.step).and_then(|ran| ran.migrated());
    let pass = migrated.map_or(0.0, |migrated| migrated.prediction.first_pass_end.as_seconds());
    let pass = if 0.0 < pass && pass.is_finite() { pass } else { scene.whole };
    NEVER_THERE * gone / (gone + pass)
}
