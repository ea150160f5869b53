//! What can be begun now, what cannot and why, and what it takes to begin it.

use super::{Player, StepState};
use crate::plan::hosts::{CORES_PER_MIGRATION, HostState};
use crate::plan::running::Running;
use crate::plan::timeline::NotStarted;
use crate::plan::{Action, Technique};

impl Player<'_> {
    /// Begins all that can be begun now, in the order of the plan.
    pub(super) fn begin(&mut self) {
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
    pub(super) fn why_not(&mut self, step: usize) -> Option<NotStarted> {
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

    pub(super) fn why_not_migrate(&mut self, guest: usize, to: usize) -> Option<NotStarted> {
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
    pub(super) fn all_converge_with(&mut self, guest: usize, lanes: &[usize]) -> bool {
        let mut all: Vec<(usize, &[usize])> =
            self.running.iter().map(|one| (one.guest, one.lanes.as_slice())).collect();
        all.push((guest, lanes));
        let needs: Vec<f64> = all.iter().map(|&(guest, _)| self.needs.of(self.site, guest)).collect();
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
        let shares = self.flows.would_share(&flows);
        shares.iter().zip(&needs).all(|(share, needs)| *needs <= share.rate)
    }

    pub(super) fn begin_step(&mut self, step: usize) {
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

    pub(super) fn begin_migration(&mut self, step: usize, guest: usize, to: usize, technique: Technique) {
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
}
