//! Plays a plan: begins what can be begun, lets all migrations go on under the shares that they have, until the next thing happens.

use super::convergence::least_share;
use super::flows::Flows;
use super::hosts::{CORES_PER_MIGRATION, HostState, Hosts};
use super::running::{Running, Sent};
use super::timeline::{Ended, Migrated, NotStarted, Ran, Served, Steps, Timeline};
use super::{Action, Plan, Technique};
use crate::predict::rounds::Event;
use crate::predict::{Outcome, Prediction};
use crate::quantity::{Bytes, Seconds};
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
/// Edges: a migration that would go on for ever goes on as long as anything else does, for it may then get more; it is [`Ended::ForEver`]
/// if not. A step that never can be begun is [`Ended::NotStarted`], with the reason. Nothing fails; the same plan gives the same timeline.
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
    /// By VM: the least share under which its migration converges, once it was asked.
    least: Vec<Option<f64>>,
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
            least: vec![None; site.guests.len()],
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
        self.count_power();
        let moments = self.running.iter().filter_map(|one| Some(one.next?.0));
        let moments = moments.chain(self.switching.iter().map(|(.., end)| *end));
        let mut next = moments.fold(f64::INFINITY, f64::min);
        for &at in &self.ready {
            let not_before = self.plan.steps.get(at).map_or(0.0, |step| step.not_before.as_seconds());
            if self.now < not_before {
                next = next.min(not_before);
            }
        }
        if !next.is_finite() {
            return false;
        }
        self.now = next.max(self.now);
        self.end_switching();
        self.play_running();
        true
    }

    /// Begins all that can be begun now, in the order of the plan.
    fn begin(&mut self) {
        let mut at = 0;
        // Beginning one may take from the others what they need, and never gives it to them.
        while let Some(&step) = self.ready.get(at) {
            if self.why_not(step).is_none() {
                self.ready.remove(at);
                self.begin_step(step);
            } else {
                at += 1;
            }
        }
    }

    /// Why a step that waits for no other cannot be begun now; none if it can.
    fn why_not(&mut self, step: usize) -> Option<NotStarted> {
        let step = self.plan.steps.get(step)?;
        if self.now < step.not_before.as_seconds() {
            return Some(NotStarted::Waits);
        }
        let at_once = self.plan.at_once;
        let reached = |limit: Option<u32>, count: u32| limit.is_some_and(|limit| limit <= count);
        match step.action {
            Action::Boot(host) => match self.hosts.state(host) {
                Some(HostState::Off) => reached(at_once.booting, self.counts.booting).then_some(NotStarted::TooMany),
                Some(HostState::GoingDown) => Some(NotStarted::Waits),
                Some(HostState::Booting | HostState::On) | None => Some(NotStarted::Nothing),
            },
            Action::Shutdown(host) => match self.hosts.state(host) {
                Some(HostState::On) => (!self.hosts.is_empty(host)).then_some(NotStarted::NotEmpty),
                Some(HostState::Booting) => Some(NotStarted::Waits),
                Some(HostState::Off | HostState::GoingDown) | None => Some(NotStarted::Nothing),
            },
            Action::Migrate { guest, to, .. } => self.why_not_migrate(guest, to),
        }
    }

    fn why_not_migrate(&mut self, guest: usize, to: usize) -> Option<NotStarted> {
        let (Some(data), Some(&from), Some(host)) =
            (self.site.guests.get(guest), self.places.get(guest), self.site.hosts.get(to))
        else {
            return Some(NotStarted::Nothing);
        };
        if from == to {
            return Some(NotStarted::Nothing);
        }
        if self.is_moving.get(guest) == Some(&true) {
            return Some(NotStarted::Waits);
        }
        if [to, from].map(|host| self.hosts.state(host)) != [Some(HostState::On); 2] {
            return Some(NotStarted::HostOff);
        }
        if host.memory < self.hosts.held(to) + data.vm.memory {
            return Some(NotStarted::NoMemory);
        }
        let at_once = self.plan.at_once;
        let reached = |limit: Option<u32>, count: u32| limit.is_some_and(|limit| limit <= count);
        let count = |all: &[u32], at: usize| all.get(at).copied().unwrap_or_default();
        let (out, into) = (count(&self.counts.from, from), count(&self.counts.to, to));
        let at_source = out + count(&self.counts.to, from);
        let at_destination = into + count(&self.counts.from, to);
        if reached(at_once.from_host, out)
            || reached(at_once.to_host, into)
            || reached(at_once.per_host, at_source.max(at_destination))
            || reached(at_once.in_all, self.running.len() as u32)
        {
            return Some(NotStarted::TooMany);
        }
        let Some(lanes) = self.site.lanes().between(from, to) else { return Some(NotStarted::NoWay) };
        if lanes.iter().any(|&lane| reached(at_once.per_link, count(&self.counts.lanes, lane))) {
            return Some(NotStarted::TooMany);
        }
        if at_once.while_they_converge && !self.running.is_empty() && !self.all_converge_with(guest, &lanes) {
            return Some(NotStarted::TooMany);
        }
        None
    }

    /// Whether every migration that goes on, and one more, would still converge with the shares that they would have.
    fn all_converge_with(&mut self, guest: usize, lanes: &[usize]) -> bool {
        let mut all: Vec<(usize, &[usize])> =
            self.running.iter().map(|one| (one.guest, one.lanes.as_slice())).collect();
        all.push((guest, lanes));
        let mut least = std::mem::take(&mut self.least);
        let needs: Vec<f64> = all
            .iter()
            .map(|&(guest, _)| match least.get_mut(guest) {
                Some(Some(known)) => *known,
                Some(unknown) => *unknown.insert(
                    self.site
                        .migration(guest)
                        .map_or(f64::INFINITY, |scenario| least_share(scenario).as_bytes_per_second()),
                ),
                None => f64::INFINITY,
            })
            .collect();
        self.least = least;
        // Sooner than sharing it out: what all need together does not fit through a lane.
        for &lane in lanes {
            let through = all.iter().zip(&needs).filter(|((_, lanes), _)| lanes.contains(&lane));
            let needed: f64 = through.map(|(_, needs)| needs).sum();
            let carries = self.site.lanes().all().get(lane).map_or(0.0, |lane| lane.rate.as_bytes_per_second());
            if carries < needed {
                return false;
            }
        }
        let flows: Vec<(f64, &[usize])> = all.iter().map(|&(_, lanes)| (f64::INFINITY, lanes)).collect();
        let shares = self.flows.clone().share(&flows, self.now);
        shares.iter().zip(&needs).all(|(share, needs)| *needs <= share.rate)
    }

    fn begin_step(&mut self, step: usize) {
        let Some(data) = self.plan.steps.get(step) else { return };
        if let Some(state) = self.steps.get_mut(step) {
            *state = StepState::Begun(self.now);
        }
        match data.action {
            Action::Boot(host) => {
                self.hosts.set(host, HostState::Booting);
                self.counts.booting += 1;
                let takes = self.site.hosts.get(host).map_or(0.0, |host| host.boot.as_seconds());
                self.switching.push((step, host, self.now + takes));
            }
            Action::Shutdown(host) => {
                self.hosts.set(host, HostState::GoingDown);
                self.flows.switch_host(host, self.site, false, self.now);
                let takes = self.site.hosts.get(host).map_or(0.0, |host| host.shutdown.as_seconds());
                self.switching.push((step, host, self.now + takes));
            }
            Action::Migrate { guest, to, technique } => self.begin_migration(step, guest, to, technique),
        }
    }

    fn begin_migration(&mut self, step: usize, guest: usize, to: usize, technique: Technique) {
        let from = self.places.get(guest).copied().unwrap_or_default();
        let Some((scenario, lanes)) = self.site.migration(guest).zip(self.site.lanes().between(from, to)) else {
            return;
        };
        for (counts, at) in [(&mut self.counts.from, from), (&mut self.counts.to, to)] {
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        for &lane in &lanes {
            if let Some(count) = self.counts.lanes.get_mut(lane) {
                *count += 1;
            }
        }
        if let Some(is_moving) = self.is_moving.get_mut(guest) {
            *is_moving = true;
        }
        self.hosts.hold(to, scenario.vm.memory);
        for end in [from, to] {
            self.hosts.keep_busy(end, CORES_PER_MIGRATION);
        }
        let mut running = Running::new(step, [guest, from, to], lanes, self.now, scenario);
        if technique == Technique::PostCopy && running.machine.switch_to_post_copy() {
            self.is_stopped(&running);
        }
        self.running.push(running);
    }

    /// Divides the links anew among all that send now.
    fn share_links(&mut self) {
        let demands: Vec<(f64, &[usize])> =
            self.running.iter().map(|one| (one.demand(), one.lanes.as_slice())).collect();
        let shares = self.flows.share(&demands, self.now);
        for at in 0..self.running.len() {
            let Some((one, share)) = self.running.get_mut(at).zip(shares.get(at)) else { continue };
            one.is_held_back(share.held_back_by, self.now);
            if one.is_another(share.rate) {
                // Up to now it had what it had.
                let (sent, event) = one.play_to(self.now);
                self.record(at, sent);
                if let Some(event) = event {
                    self.happens(at, event);
                }
                if let Some(one) = self.running.get_mut(at) {
                    one.give(share.rate);
                }
            }
        }
    }

    /// Lets all that has its next event now go on to it.
    fn play_running(&mut self) {
        for at in 0..self.running.len() {
            while let Some(one) = self.running.get_mut(at).filter(|one| one.next.is_some_and(|(at, _)| at <= self.now))
            {
                let (sent, event) = one.play_to(self.now);
                one.look_ahead();
                self.record(at, sent);
                if let Some(event) = event {
                    self.happens(at, event);
                }
            }
        }
        let mut at = 0;
        while let Some(one) = self.running.get(at) {
            if one.machine.is_over() {
                let one = self.running.swap_remove(at);
                self.end_migration(one);
            } else {
                at += 1;
            }
        }
    }

    fn record(&mut self, at: usize, sent: Option<Sent>) {
        let Some((one, sent)) = self.running.get(at).zip(sent) else { return };
        for &lane in &one.lanes {
            if let Some(changes) = self.sent.get_mut(lane) {
                changes.extend([(sent.from, sent.rate), (sent.until, -sent.rate)]);
            }
        }
    }

    /// What an event of a migration means for its VM.
    fn happens(&mut self, at: usize, event: Event) {
        let Some(one) = self.running.get_mut(at) else { return };
        match event {
            Event::MemoryBegins => {
                let technique = self.plan.steps.get(one.step).map(|step| step.action);
                let is_post_copy = matches!(technique, Some(Action::Migrate { technique: Technique::PostCopy, .. }));
                if is_post_copy && one.machine.switch_to_post_copy() {
                    one.look_ahead();
                    let one = one.clone();
                    self.is_stopped(&one);
                }
            }
            Event::Stops => {
                let one = one.clone();
                self.is_stopped(&one);
            }
            Event::Switches => {
                let (guest, to) = (one.guest, one.to);
                self.runs_at(guest, to);
            }
            // Seen to by whoever looks for those that are over.
            Event::Ends => {}
        }
    }

    /// A VM stands still.
    fn is_stopped(&mut self, one: &Running<'_>) {
        let cores = self.site.guests.get(one.guest).map_or(0.0, |guest| guest.cores);
        self.hosts.keep_busy(one.from, -cores);
        self.flows.move_guest(one.guest, self.site, None, self.now);
        if let Some(place) = self.places.get_mut(one.guest) {
            *place = usize::MAX;
        }
    }

    /// A VM runs on a host, having stood still.
    fn runs_at(&mut self, guest: usize, host: usize) {
        let cores = self.site.guests.get(guest).map_or(0.0, |guest| guest.cores);
        self.hosts.keep_busy(host, cores);
        self.flows.move_guest(guest, self.site, Some(host), self.now);
        if let Some(place) = self.places.get_mut(guest) {
            *place = host;
        }
    }

    fn end_migration(&mut self, mut one: Running<'a>) {
        let prediction = one.machine.prediction();
        let completes = prediction.outcome == Outcome::Completes;
        let memory = self.site.guests.get(one.guest).map_or(Bytes::ZERO, |guest| guest.vm.memory);
        for (counts, at) in [(&mut self.counts.from, one.from), (&mut self.counts.to, one.to)] {
            if let Some(count) = counts.get_mut(at) {
                *count = count.saturating_sub(1);
            }
        }
        for &lane in &one.lanes {
            if let Some(count) = self.counts.lanes.get_mut(lane) {
                *count = count.saturating_sub(1);
            }
        }
        for end in [one.from, one.to] {
            self.hosts.keep_busy(end, -CORES_PER_MIGRATION);
        }
        if let Some(is_moving) = self.is_moving.get_mut(one.guest) {
            *is_moving = false;
        }
        self.hosts.release(if completes { one.from } else { one.to }, memory);
        let stands_still = self.places.get(one.guest) == Some(&usize::MAX);
        if stands_still {
            self.runs_at(one.guest, if completes { one.to } else { one.from });
        }
        let step = one.step;
        let migrated = migrated(&mut one, prediction, self.now);
        self.end_step(step, Ended::Migrated(Box::new(migrated)));
    }

    /// Hosts that have come up or gone down by now.
    fn end_switching(&mut self) {
        let mut at = 0;
        while let Some(&(step, host, end)) = self.switching.get(at) {
            if self.now < end {
                at += 1;
                continue;
            }
            self.switching.remove(at);
            if self.hosts.state(host) == Some(HostState::Booting) {
                self.counts.booting = self.counts.booting.saturating_sub(1);
                self.hosts.set(host, HostState::On);
                self.flows.switch_host(host, self.site, true, self.now);
            } else {
                self.hosts.set(host, HostState::Off);
            }
            self.end_step(step, Ended::Switched);
        }
    }

    fn end_step(&mut self, step: usize, ended: Ended) {
        let Some((state, data)) = self.steps.get_mut(step).zip(self.plan.steps.get(step)) else { return };
        let start = if let StepState::Begun(at) = state { Some(Seconds::from_seconds(*at)) } else { None };
        let end = Some(Seconds::from_seconds(self.now));
        *state = StepState::Over(Ran { action: data.action, start, end, ended });
        self.last_end = self.now;
        for &follower in self.followers.get(step).into_iter().flatten() {
            let Some(awaited) = self.awaited.get_mut(follower) else { continue };
            *awaited -= 1;
            if *awaited == 0 {
                let place = self.ready.partition_point(|&ready| ready < follower);
                self.ready.insert(place, follower);
            }
        }
    }

    /// What all hosts draw from now on.
    fn count_power(&mut self) {
        self.power.set(self.now, self.hosts.draw(self.site).as_watts());
        self.at_once.set(self.now, self.running.len() as f64);
    }

    /// What came of it; of a plan that is still being played, what came of it so far.
    #[must_use]
    pub fn timeline(mut self) -> Timeline {
        self.flows.end(self.now);
        let mut unfinished: Vec<Option<Ended>> = vec![None; self.steps.len()];
        for mut one in std::mem::take(&mut self.running) {
            let prediction = one.machine.prediction();
            let step = one.step;
            let migrated = migrated(&mut one, prediction, self.now);
            if let Some(ended) = unfinished.get_mut(step) {
                *ended = Some(Ended::ForEver(Box::new(migrated)));
            }
        }
        let waiting: Vec<(usize, NotStarted)> = (0..self.steps.len())
            .map(|step| {
                let waits = self.awaited.get(step).is_some_and(|&awaited| 0 < awaited);
                (step, if waits { NotStarted::Waits } else { self.why_not(step).unwrap_or(NotStarted::TooMany) })
            })
            .collect();
        let steps = std::mem::take(&mut self.steps);
        let ran = steps.into_iter().zip(unfinished).zip(waiting).zip(&self.plan.steps);
        let ran = ran.map(|(((state, unfinished), (_, why)), step)| match state {
            StepState::Over(ran) => ran,
            StepState::Waiting => Ran { action: step.action, start: None, end: None, ended: Ended::NotStarted(why) },
            StepState::Begun(at) => Ran {
                action: step.action,
                start: Some(Seconds::from_seconds(at)),
                end: None,
                ended: unfinished.unwrap_or(Ended::NotStarted(NotStarted::Waits)),
            },
        });
        Timeline {
            ran: ran.collect(),
            end: Seconds::from_seconds(self.last_end),
            migrating: self.sent.into_iter().map(summed).collect(),
            applications: self.flows.changes.into_iter().map(summed).collect(),
            served: self
                .flows
                .served
                .into_iter()
                .map(|[wanted, carried]| Served {
                    wanted: Bytes::from_bytes(wanted),
                    carried: Bytes::from_bytes(carried),
                })
                .collect(),
            power: self.power,
            at_once: self.at_once,
        }
    }
}

fn migrated(one: &mut Running<'_>, prediction: Prediction, now: f64) -> Migrated {
    one.is_held_back(None, now);
    let held = std::mem::take(&mut one.held_back);
    let held_back = held.into_iter().map(|(lane, seconds)| (lane, Seconds::from_seconds(seconds))).collect();
    Migrated { from: one.from, prediction, held_back }
}

/// Sums changes up to what there is from each moment on.
fn summed(mut changes: Vec<(f64, f64)>) -> Steps {
    changes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut steps = Steps::default();
    let largest = changes.iter().map(|(_, by)| by.abs()).fold(0.0, f64::max);
    let mut sum = 0.0;
    for (at, by) in changes {
        sum += by;
        // What rounding leaves of a sum that is nothing.
        steps.set(at, if sum.abs() <= largest * 1e-9 { 0.0 } else { sum });
    }
    steps
}
