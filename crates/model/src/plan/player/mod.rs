//! Plays a plan: begins what can be begun, lets all migrations go on under the shares that they have, until the next thing happens.

mod beginning;
mod going_on;
mod needs;
mod summing_up;

use self::needs::Needs;
use super::Plan;
use super::flows::Flows;
use super::hosts::Hosts;
use super::running::Running;
use crate::plan::timeline::{Ran, Steps, Timeline};
use crate::quantity::Seconds;
use crate::scenario::CheckedSite;

/// Plays a whole plan.
///
/// Question: when is what done, how long does each migration take and its VM stand still, what do links carry and hosts draw?
///
/// Method. Discrete events. A step is begun when the steps that it waits for are over, what it needs is there (the destination is on and has
/// the memory, the host to be switched on is off, the one to be switched off is empty) and not too much goes on already. Each migration is
/// the product's own loop; at every event the flows over each direction of each link divide it max-min fairly
/// ([`crate::numeric::fair_share`]), applications among them, and the loops go on under their new bandwidths. Memory of a VM that moves is
/// held at both ends.
///
/// Conditions: shares change at once and are used in full; the applications of a VM send from where it runs; a VM that stands still sends
/// nothing, and keeps no processor busy.
///
/// Edges: a migration that would go on for ever goes on as long as anything else does, for it may then get more; it is [`Ended::ForEver`](super::Ended::ForEver)
/// if not. A step that never can be begun is [`Ended::NotStarted`](super::Ended::NotStarted), with the reason. Nothing fails; the same plan gives the same timeline.
#[must_use]
pub fn play(site: &CheckedSite, plan: &Plan) -> Timeline {
    let mut player = Player::new(site, plan);
    while player.go_on() {}
    player.timeline()
}

/// Where a step is.
#[derive(Clone, Debug)]
enum StepState {
    Waiting,
    Begun(f64),
    Over(Ran),
}

/// Migrations that go on, counted.
#[derive(Clone, Debug)]
struct Counts {
    from: Vec<u32>,
    to: Vec<u32>,
    lanes: Vec<u32>,
    booting: u32,
}

/// A plan that is being played, event by event, so that whoever plays it can pause in between.
#[derive(Clone, Debug)]
pub struct Player<'a> {
    site: &'a CheckedSite,
    plan: &'a Plan,
    now: f64,
    steps: Vec<StepState>,
    /// Steps that wait for nothing but what they need, in order; and how many steps each other one waits for.
    ready: Vec<usize>,
    awaited: Vec<usize>,
    /// By step: those that wait for it.
    followers: Vec<Vec<usize>>,
    hosts: Hosts,
    /// By VM: where it is, and whether it is being moved.
    places: Vec<usize>,
    is_moving: Vec<bool>,
    running: Vec<Running<'a>>,
    /// Hosts that come up or go down: step, host, and when that is over.
    switching: Vec<(usize, usize, f64)>,
    counts: Counts,
    flows: Flows,
    needs: Needs,
    /// By lane: moments, and what migrations send more of from then on.
    sent: Vec<Vec<(f64, f64)>>,
    power: Steps,
    at_once: Steps,
    last_end: f64,
}

impl<'a> Player<'a> {
    /// Nothing has been done yet.
    #[must_use]
    pub fn new(site: &'a CheckedSite, plan: &'a Plan) -> Self {
        let (hosts, lanes) = (site.hosts.len(), site.lanes().all().len());
        let mut player = Self {
            site,
            plan,
            now: 0.0,
            steps: vec![StepState::Waiting; plan.steps.len()],
            ready: Vec::new(),
            awaited: Vec::with_capacity(plan.steps.len()),
            followers: vec![Vec::new(); plan.steps.len()],
            hosts: Hosts::new(site),
            places: site.guests.iter().map(|guest| guest.host).collect(),
            is_moving: vec![false; site.guests.len()],
            running: Vec::new(),
            switching: Vec::new(),
            counts: Counts { from: vec![0; hosts], to: vec![0; hosts], lanes: vec![0; lanes], booting: 0 },
            flows: Flows::new(site),
            needs: Needs::new(site.guests.len()),
            sent: vec![Vec::new(); lanes],
            power: Steps::default(),
            at_once: Steps::default(),
            last_end: 0.0,
        };
        for guest in &site.guests {
            player.hosts.hold(guest.host, guest.vm.memory);
            player.hosts.keep_busy(guest.host, guest.cores);
        }
        for (at, step) in plan.steps.iter().enumerate() {
            let mut waits_for = 0;
            for &before in &step.after {
                // A step that does not exist, or itself, is never over.
                waits_for += 1;
                if let Some(followers) = player.followers.get_mut(before).filter(|_| before != at) {
                    followers.push(at);
                }
            }
            player.awaited.push(waits_for);
            if waits_for == 0 {
                player.ready.push(at);
            }
        }
        player
    }

    /// How far it has been played.
    #[must_use]
    pub fn now(&self) -> Seconds {
        Seconds::from_seconds(self.now)
    }

    /// The share of the steps that are over.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let over = self.steps.iter().filter(|step| matches!(step, StepState::Over(_))).count();
        if self.steps.is_empty() { 1.0 } else { over as f64 / self.steps.len() as f64 }
    }

    /// Begins what can be begun, and goes on to the next event. False when there is none: nothing more will happen.
    pub fn go_on(&mut self) -> bool {
        self.begin();
        self.share_links();
        if self.end_those_over() {
            // A stop that leaves nothing to be sent is over at the moment at which its share is taken back.
            return true;
        }
        self.count_power();
        let known = self.running.iter().filter_map(Running::next_event);
        let mut next = known.chain(self.switching.iter().map(|(.., end)| *end)).fold(f64::INFINITY, f64::min);
        for &at in &self.ready {
            let not_before = self.plan.steps.get(at).map_or(0.0, |step| step.not_before.as_seconds());
            if self.now < not_before {
                next = next.min(not_before);
            }
        }
        // The others are looked at no further than to the first event that is known by then: that may change what they get.
        for one in &mut self.running {
            one.look_ahead(next);
            next = one.next_event().map_or(next, |at| next.min(at));
        }
        if !next.is_finite() {
            return false;
        }
        self.now = next.max(self.now);
        self.end_switching();
        self.play_running();
        true
    }

    /// What all hosts draw from now on.
    fn count_power(&mut self) {
        self.power.set(self.now, self.hosts.draw(self.site).as_watts());
        self.at_once.set(self.now, self.running.len() as f64);
    }
}
