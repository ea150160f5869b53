//! Judges a plan: plays it, and holds what came of it against every rule. It knows no strategy, and takes nothing from what the plan says
//! of itself: memory, hosts and concurrency are counted anew, from when each step was begun and was over.

use super::rules::{Rule, Scope};
use super::timeline::{Ended, Ran, Timeline};
use super::{Action, Plan, play};
use crate::quantity::{Bytes, Seconds, Watts};
use crate::scenario::{CheckedSite, Subject};

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A step of the plan was never done, or its migration did not complete.
    Step(usize),
    /// A host has no memory for all that are on it or on their way to it.
    Memory,
    /// A rule, by number.
    Rule(usize),
}

/// How far it is from what is allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Excess {
    /// There is no measure for it.
    None,
    /// So many, where so many are allowed.
    Count(u32, u32),
    /// So late or so long, where so much is allowed.
    Time(Seconds, Seconds),
    /// So much power, where so much is allowed.
    Power(Watts, Watts),
    /// So much memory, where there is so much.
    Memory(Bytes, Bytes),
}

/// One thing that a plan does not keep to: where it is broken first, or worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// What.
    pub broken: Broken,
    /// When.
    pub at: Option<Seconds>,
    /// What it is about: VMs, hosts, links.
    pub about: Vec<Subject>,
    /// By how much.
    pub excess: Excess,
}

/// What came of a plan, and what it does not keep to.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What came of it.
    pub timeline: Timeline,
    /// Nothing, if it keeps to everything.
    pub breaches: Vec<Breach>,
}

/// Plays a plan and judges it.
///
/// Question: is everything done that the plan says, does memory suffice at every moment, and is every rule kept?
///
/// Conditions: moments at which one thing ends and another begins count as after the end. Edges: a rule about what the plan does not touch is
/// kept; so is one about a VM or host that does not exist.
#[must_use]
pub fn check(site: &CheckedSite, plan: &Plan, rules: &[Rule]) -> Checked {
    let timeline = play(site, plan);
    let breaches = breaches(site, &timeline, rules);
    Checked { timeline, breaches }
}

/// What a timeline does not keep to.
#[must_use]
pub fn breaches(site: &CheckedSite, timeline: &Timeline, rules: &[Rule]) -> Vec<Breach> {
    let seen = Seen::new(site, timeline);
    let mut all: Vec<Breach> = Vec::new();
    for (at, ran) in timeline.ran.iter().enumerate() {
        if !ran.is_done() {
            let about = match ran.action {
                Action::Boot(host) | Action::Shutdown(host) => Subject::Host(host),
                Action::Migrate { guest, .. } => Subject::Guest(guest),
            };
            let broken = Broken::Step(at);
            all.push(Breach { broken, at: ran.end.or(ran.start), about: vec![about], excess: Excess::None });
        }
    }
    all.extend(seen.memory());
    for (at, rule) in rules.iter().enumerate() {
        let found = seen.breach(rule);
        all.extend(found.map(|(moment, about, excess)| Breach { broken: Broken::Rule(at), at: moment, about, excess }));
    }
    all
}

/// From when, until when, and how much it counts.
type Span = (f64, f64, f64);

/// When, about what, and by how much.
type Found = (Option<Seconds>, Vec<Subject>, Excess);

/// A migration as it was seen: when it was begun and was over; one that never was over takes for ever.
#[derive(Clone, Copy, Debug)]
struct Move {
    guest: usize,
    from: usize,
    to: usize,
    start: f64,
    end: f64,
    /// Whether the VM is at its destination afterwards.
    arrives: bool,
}

impl Move {
    fn is_at(&self, host: usize, scope: Scope) -> bool {
        match scope {
            Scope::FromHost => self.from == host,
            Scope::ToHost => self.to == host,
            Scope::Host => self.from == host || self.to == host,
            Scope::Link | Scope::Site => false,
        }
    }
}

/// What was seen of a plan.
struct Seen<'a> {
    site: &'a CheckedSite,
    timeline: &'a Timeline,
    moves: Vec<Move>,
    /// By host: who is on it or on the way to it.
    stays: Vec<Vec<(usize, f64, f64)>>,
}

impl<'a> Seen<'a> {
    fn new(site: &'a CheckedSite, timeline: &'a Timeline) -> Self {
        let moves = timeline.migrations().filter_map(|(ran, migrated)| {
            let Action::Migrate { guest, to, .. } = ran.action else { return None };
            Some(Move {
                guest,
                from: migrated.from,
                to,
                start: ran.start?.as_seconds(),
                end: ran.end.map_or(f64::INFINITY, Seconds::as_seconds),
                arrives: ran.is_done(),
            })
        });
        let moves: Vec<Move> = moves.collect();
        let stays = Self::stays(site, &moves);
        Self { site, timeline, moves, stays }
    }

    /// Hosts that have no memory for all that are there: where it is worst.
    fn memory(&self) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for (host, (data, stays)) in self.site.hosts.iter().zip(&self.stays).enumerate() {
            let held = |(guest, from, until): &(usize, f64, f64)| {
                (*from, *until, self.site.guests.get(*guest).map_or(0.0, |guest| guest.vm.memory.as_bytes()))
            };
            let (most, at) = most_at_once(stays.iter().map(held));
            if data.memory.as_bytes() < most {
                breaches.push(Breach {
                    broken: Broken::Memory,
                    at: Some(Seconds::from_seconds(at)),
                    about: vec![Subject::Host(host)],
                    excess: Excess::Memory(Bytes::from_bytes(most), data.memory),
                });
            }
        }
        breaches
    }

    /// By host, who is on it or on the way to it: the VM, from when, and until when.
    fn stays(site: &CheckedSite, moves: &[Move]) -> Vec<Vec<(usize, f64, f64)>> {
        let mut of_guest: Vec<Vec<&Move>> = vec![Vec::new(); site.guests.len()];
        for one in moves {
            if let Some(of_guest) = of_guest.get_mut(one.guest) {
                of_guest.push(one);
            }
        }
        let mut all = vec![Vec::new(); site.hosts.len()];
        for (guest, (data, mut moves)) in site.guests.iter().zip(of_guest).enumerate() {
            crate::numeric::sort_by(&mut moves, |a, b| a.start.total_cmp(&b.start));
            let mut hosts = vec![data.host];
            for one in &moves {
                hosts.extend([one.from, one.to].into_iter().filter(|host| !hosts.contains(host)).collect::<Vec<_>>());
            }
            for host in hosts {
                let Some(stays) = all.get_mut(host) else { continue };
                let mut since = (data.host == host).then_some(0.0);
                for one in &moves {
                    if one.to == host {
                        since = since.or(Some(one.start));
                        if !one.arrives {
                            stays.extend(since.take().map(|since| (guest, since, one.end)));
                        }
                    } else if one.from == host && one.arrives {
                        stays.extend(since.take().map(|since| (guest, since, one.end)));
                    }
                }
                stays.extend(since.map(|since| (guest, since, f64::INFINITY)));
            }
        }
        all
    }

    /// Where a rule is broken, if it is.
    fn breach(&self, rule: &Rule) -> Option<Found> {
        match rule {
            Rule::Before { first, then } => self.before(*first, *then),
            Rule::EndTogether { guests, within } => self.end_together(guests, *within),
            Rule::NeverTogether(guests) => {
                let of = self.moves.iter().filter(|one| guests.contains(&one.guest));
                let (most, at) = most_at_once(of.map(|one| (one.start, one.end, 1.0)));
                let about = || guests.iter().map(|&guest| Subject::Guest(guest)).collect();
                (1.0 < most).then(|| (Some(Seconds::from_seconds(at)), about(), Excess::Count(most as u32, 1)))
            }
            Rule::AtMost { migrations, scope } => self.at_most(*migrations, *scope),
            Rule::Deadline(by) => {
                let never = self.timeline.ran.iter().any(|ran| ran.end.is_none());
                let end = if never { Seconds::INFINITY } else { self.timeline.end };
                (*by < end).then(|| (Some(*by), Vec::new(), Excess::Time(end, *by)))
            }
            Rule::PowerCap(most) => {
                let over = self.timeline.power.values.iter().find(|(_, watts)| most.as_watts() < *watts)?;
                let peak = self.timeline.peak_power();
                Some((Some(Seconds::from_seconds(over.0)), Vec::new(), Excess::Power(peak, *most)))
            }
            Rule::HostsOn { hosts, most } => {
                let on = hosts.iter().flat_map(|&host| self.on(host));
                let (count, at) = most_at_once(on.map(|(from, until)| (from, until, 1.0)));
                let about = || hosts.iter().map(|&host| Subject::Host(host)).collect();
                (f64::from(*most) < count)
                    .then(|| (Some(Seconds::from_seconds(at)), about(), Excess::Count(count as u32, *most)))
            }
            Rule::Apart(guests) => (0..self.site.hosts.len()).find_map(|host| {
                let (at, count) = self.together(host, guests)?;
                Some((Some(Seconds::from_seconds(at)), vec![Subject::Host(host)], Excess::Count(count, 1)))
            }),
        }
    }

    /// When one of these VMs first comes to a host where another one of them is, and how many they are then. Those that are together to begin
    /// with are no plan's doing.
    fn together(&self, host: usize, guests: &[usize]) -> Option<(f64, u32)> {
        let stays = self.stays.get(host)?.iter().filter(|(guest, ..)| guests.contains(guest));
        let stays: Vec<(usize, f64, f64)> = stays.copied().collect();
        let was_there = |guest: usize| self.site.guests.get(guest).is_some_and(|guest| guest.host == host);
        let arrives = |&(guest, from, _): &(usize, f64, f64)| !was_there(guest) || 0.0 < from;
        let is_there = |&(_, from, until): &(usize, f64, f64), at: f64| from <= at && at < until;
        let moments = stays.iter().flat_map(|one| {
            let others = stays.iter().filter(|other| other.0 != one.0 && arrives(one));
            others.map(|other| other.1.max(one.1)).filter(|&at| is_there(one, at))
        });
        let count = |at: f64| stays.iter().filter(|stay| is_there(stay, at)).count() as u32;
        let broken = moments.map(|at| (at, count(at))).filter(|(_, count)| 1 < *count);
        broken.min_by(|one, other| one.0.total_cmp(&other.0))
    }

    fn before(&self, first: Subject, then: Subject) -> Option<Found> {
        let about = |subject: Subject| self.timeline.ran.iter().filter(move |ran| is_about(ran, subject));
        let begun = about(then).filter_map(|ran| ran.start).map(Seconds::as_seconds).fold(f64::INFINITY, f64::min);
        let end = |ran: &Ran| ran.end.map_or(f64::INFINITY, Seconds::as_seconds);
        let over = about(first).map(end).fold(0.0, f64::max);
        let at = Seconds::from_seconds(begun);
        (begun < over).then(|| (Some(at), vec![first, then], Excess::Time(Seconds::from_seconds(over), at)))
    }

    fn end_together(&self, guests: &[usize], within: Seconds) -> Option<Found> {
        let ends = self.moves.iter().filter(|one| guests.contains(&one.guest)).map(|one| one.end);
        let (first, last) = ends.fold((f64::INFINITY, 0.0_f64), |(first, last), end| (first.min(end), last.max(end)));
        let apart = Seconds::from_seconds(last - first);
        let about = || guests.iter().map(|&guest| Subject::Guest(guest)).collect();
        (first.is_finite() && within < apart)
            .then(|| (Some(Seconds::from_seconds(first)), about(), Excess::Time(apart, within)))
    }

    fn at_most(&self, migrations: u32, scope: Scope) -> Option<Found> {
        let spans = |one: &Move| (one.start, one.end, 1.0);
        let places: Vec<(Subject, Vec<Span>)> = match scope {
            Scope::Site => {
                let (most, at) = most_at_once(self.moves.iter().map(spans));
                let excess = Excess::Count(most as u32, migrations);
                return (f64::from(migrations) < most).then(|| (Some(Seconds::from_seconds(at)), Vec::new(), excess));
            }
            Scope::Link => {
                let lanes = self.site.lanes();
                let mut places: Vec<(Subject, Vec<Span>)> =
                    lanes.all().iter().map(|lane| (Subject::Link(lane.link), Vec::new())).collect();
                for one in &self.moves {
                    for lane in lanes.between(one.from, one.to).unwrap_or_default() {
                        if let Some((_, over)) = places.get_mut(lane) {
                            over.push(spans(one));
                        }
                    }
                }
                places
            }
            Scope::FromHost | Scope::ToHost | Scope::Host => (0..self.site.hosts.len())
                .map(|host| {
                    let at = self.moves.iter().filter(|one| one.is_at(host, scope));
                    (Subject::Host(host), at.map(spans).collect())
                })
                .collect(),
        };
        places.into_iter().find_map(|(place, spans)| {
            let (most, at) = most_at_once(spans.into_iter());
            let excess = Excess::Count(most as u32, migrations);
            (f64::from(migrations) < most).then(|| (Some(Seconds::from_seconds(at)), vec![place], excess))
        })
    }

    /// When a host was on, came up or went down.
    fn on(&self, host: usize) -> Vec<(f64, f64)> {
        let mut spans = Vec::new();
        let mut since = self.site.hosts.get(host).filter(|host| host.is_on).map(|_| 0.0);
        let mut ran: Vec<&Ran> = self.timeline.ran.iter().filter(|ran| is_about(ran, Subject::Host(host))).collect();
        ran.retain(|ran| matches!(ran.ended, Ended::Switched));
        crate::numeric::sort_by(&mut ran, |a, b| {
            a.start.map_or(0.0, Seconds::as_seconds).total_cmp(&b.start.map_or(0.0, Seconds::as_seconds))
        });
        for one in ran {
            match one.action {
                Action::Boot(_) => since = since.or(one.start.map(Seconds::as_seconds)),
                Action::Shutdown(_) => {
                    let end = one.end.map_or(f64::INFINITY, Seconds::as_seconds);
                    spans.extend(since.take().map(|since| (since, end)));
                }
                Action::Migrate { .. } => {}
            }
        }
        spans.extend(since.map(|since| (since, f64::INFINITY)));
        spans
    }
}

fn is_about(ran: &Ran, subject: Subject) -> bool {
    match (ran.action, subject) {
        (Action::Boot(host) | Action::Shutdown(host), Subject::Host(of)) => host == of,
        (Action::Migrate { guest, .. }, Subject::Guest(of)) => guest == of,
        _ => false,
    }
}

/// The most that there is at once of things with a span of time and a weight, and when that is so first. Ends come before beginnings.
fn most_at_once(spans: impl Iterator<Item = Span>) -> (f64, f64) {
    let mut changes: Vec<(f64, bool, f64)> = Vec::new();
    for (from, until, weight) in spans.filter(|(from, until, _)| from < until) {
        changes.extend([(from, true, weight), (until, false, -weight)]);
    }
    crate::numeric::sort_by(&mut changes, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut sum, mut most) = (0.0, (0.0, 0.0));
    for (at, _, by) in changes {
        sum += by;
        if most.0 < sum {
            most = (sum, at);
        }
    }
    most
}
