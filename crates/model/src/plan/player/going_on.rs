//! From one event to the next: links are divided anew, migrations and hosts go on, and what that means for the VMs.

use super::summing_up::migrated;
use super::{Player, StepState};
use crate::plan::hosts::{CORES_PER_MIGRATION, HostState};
use crate::plan::running::{Running, Sent};
use crate::plan::timeline::{Ended, Ran};
use crate::plan::{Action, Technique};
use crate::predict::Outcome;
use crate::predict::rounds::Event;
use crate::quantity::{Bytes, Seconds};

impl<'a> Player<'a> {
    /// Divides the links anew among all that send now.
    pub(super) fn share_links(&mut self) {
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
    pub(super) fn play_running(&mut self) {
        for at in 0..self.running.len() {
            while let Some(one) =
                self.running.get_mut(at).filter(|one| one.next_event().is_some_and(|at| at <= self.now))
            {
                let (sent, event) = one.play_to(self.now);
                one.begin_looking();
                one.look_ahead(self.now);
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

    pub(super) fn record(&mut self, at: usize, sent: Option<Sent>) {
        let Some((one, sent)) = self.running.get(at).zip(sent) else { return };
        for &lane in &one.lanes {
            if let Some(changes) = self.sent.get_mut(lane) {
                changes.extend([(sent.from, sent.rate), (sent.until, -sent.rate)]);
            }
        }
    }

    /// What an event of a migration means for its VM.
    pub(super) fn happens(&mut self, at: usize, event: Event) {
        let Some(one) = self.running.get_mut(at) else { return };
        match event {
            Event::MemoryBegins => {
                let technique = self.plan.steps.get(one.step).map(|step| step.action);
                let is_post_copy = matches!(technique, Some(Action::Migrate { technique: Technique::PostCopy, .. }));
                if is_post_copy && one.machine.switch_to_post_copy() {
                    one.begin_looking();
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
    pub(super) fn is_stopped(&mut self, one: &Running<'_>) {
        let cores = self.site.guests.get(one.guest).map_or(0.0, |guest| guest.cores);
        self.hosts.keep_busy(one.from, -cores);
        self.flows.move_guest(one.guest, self.site, None, self.now);
        if let Some(place) = self.places.get_mut(one.guest) {
            *place = usize::MAX;
        }
    }

    /// A VM runs on a host, having stood still.
    pub(super) fn runs_at(&mut self, guest: usize, host: usize) {
        let cores = self.site.guests.get(guest).map_or(0.0, |guest| guest.cores);
        self.hosts.keep_busy(host, cores);
        self.flows.move_guest(guest, self.site, Some(host), self.now);
        if let Some(place) = self.places.get_mut(guest) {
            *place = host;
        }
    }

    pub(super) fn end_migration(&mut self, mut one: Running<'a>) {
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
    pub(super) fn end_switching(&mut self) {
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

    pub(super) fn end_step(&mut self, step: usize, ended: Ended) {
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
}
