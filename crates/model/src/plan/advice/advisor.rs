//! Tries one change after the other, and keeps what is better.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::widening::Widening;
use super::{Change, Figures, figures};
use crate::plan::rules::Scope;
use crate::plan::timeline::Timeline;
use crate::plan::{Action, Plan, Step, Technique, least_share, play};
use crate::problem::Field;
use crate::scenario::{CheckedSite, LimitAction, Node, presets};

/// A piece of advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What is changed.
    pub change: Change,
    /// What comes of it.
    pub figures: Figures,
    /// The plan with the change; one about links leaves it as it is.
    pub plan: Plan,
}

/// Something that is to be tried: play the plan on the site, and tell the advisor what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial<'a> {
    /// What is changed; none: it is the plan as it is.
    pub change: Option<Change>,
    /// The site with the change.
    pub site: Cow<'a, CheckedSite>,
    /// The plan with the change.
    pub plan: Plan,
    work: Work,
}

/// What is tried.
#[derive(Clone, Debug, PartialEq)]
enum Work {
    /// A plan, once.
    Once,
    /// A wider link, by so many quarters, with what is to be tried next.
    Wider(Widening, u32),
}

/// Limits on concurrency that are tried.
const FEWER: [u32; 8] = [1, 2, 3, 4, 6, 8, 12, 16];
/// Links that are looked at, those that held back longest.
const LINKS: usize = 3;

/// Looks for advice, one play after the other.
///
/// Either [`Self::go_on`] plays the next trial as a whole, or whoever has less time at once takes it by [`Self::next_trial`], plays it event by event
/// ([`crate::plan::Player`]), and says by [`Self::tell`] what came of it.
#[derive(Clone, Debug)]
pub struct Advisor<'a> {
    site: &'a CheckedSite,
    plan: &'a Plan,
    trials: VecDeque<(Change, Work)>,
    /// What the plan comes to as it is; none before it has been played.
    now: Option<Figures>,
    has_begun: bool,
    advice: Vec<Advice>,
}

impl<'a> Advisor<'a> {
    /// Nothing has been tried.
    #[must_use]
    pub const fn new(site: &'a CheckedSite, plan: &'a Plan) -> Self {
        Self { site, plan, trials: VecDeque::new(), now: None, has_begun: false, advice: Vec::new() }
    }

    /// The same for a plan that has been played already.
    #[must_use]
    pub fn played(site: &'a CheckedSite, plan: &'a Plan, timeline: &Timeline) -> Self {
        let mut advisor = Self { has_begun: true, ..Self::new(site, plan) };
        advisor.begin(timeline);
        advisor
    }

    /// What the plan comes to as it is; none before it has been played.
    #[must_use]
    pub const fn now(&self) -> Option<&Figures> {
        self.now.as_ref()
    }

    /// What was found so far, the best first.
    #[must_use]
    pub fn advice(&self) -> &[Advice] {
        &self.advice
    }

    /// All that was found.
    #[must_use]
    pub fn finish(self) -> Vec<Advice> {
        self.advice
    }

    /// Plays the next trial; whether there may be more.
    pub fn go_on(&mut self) -> bool {
        let Some(trial) = self.next_trial() else { return false };
        let timeline = play(&trial.site, &trial.plan);
        self.tell(trial, &timeline);
        true
    }

    /// What is to be tried next; none when all has been.
    pub fn next_trial(&mut self) -> Option<Trial<'a>> {
        if !self.has_begun {
            self.has_begun = true;
            return Some(Trial {
                change: None,
                site: Cow::Borrowed(self.site),
                plan: self.plan.clone(),
                work: Work::Once,
            });
        }
        loop {
            let (change, work) = self.trials.pop_front()?;
            if let Some((site, plan)) = change.made(self.site, self.plan) {
                return Some(Trial { change: Some(change), site, plan, work });
            }
        }
    }

    /// What came of a trial.
    pub fn tell(&mut self, trial: Trial<'a>, timeline: &Timeline) {
        let Some((now, change)) = self.now.zip(trial.change) else {
            if self.now.is_none() {
                self.begin(timeline);
            }
            return;
        };
        let figures = Figures::of(timeline, change.left_out());
        if let Work::Wider(mut widening, quarters) = trial.work {
            widening.tried(quarters, &figures, &now);
            self.widen(widening);
        }
        if figures.is_better_than(&now) {
            self.keep(Advice { change, figures, plan: trial.plan });
        }
    }

    /// Of each kind the best stays.
    fn keep(&mut self, advice: Advice) {
        let is_same_kind = |other: &Advice| match (&other.change, &advice.change) {
            (Change::Widen { links, .. }, Change::Widen { links: others, .. }) => links == others,
            (Change::AtMost { .. } | Change::WhileTheyConverge, Change::AtMost { .. } | Change::WhileTheyConverge) => {
                true
            }
            (Change::PostCopy { .. }, Change::PostCopy { .. }) | (Change::LeaveOut { .. }, Change::LeaveOut { .. }) => {
                true
            }
            _ => false,
        };
        if let Some(at) = self.advice.iter().position(is_same_kind) {
            let stays = self.advice.get(at).is_some_and(|known| !is_preferred(&advice, known));
            if stays {
                return;
            }
            self.advice.remove(at);
        }
        let comes_before = |other: &Advice| {
            advice.figures.comes_before(&other.figures)
                || !other.figures.comes_before(&advice.figures) && advice.change.disturbs() < other.change.disturbs()
        };
        let place = self.advice.iter().take_while(|other| !comes_before(other)).count();
        self.advice.insert(place, advice);
    }

    /// The plan has been played: what there is to try follows from that.
    fn begin(&mut self, timeline: &Timeline) {
        let now = Figures::of(timeline, 0);
        self.now = Some(now);
        if now.migrations == 0 {
            return;
        }
        self.try_fewer(timeline);
        self.try_post_copy(timeline);
        self.try_leaving_out();
        let held = held_back(self.site, timeline);
        let longest: Vec<usize> = held.into_iter().take(LINKS).collect();
        for &link in &longest {
            self.widen(Widening::of(vec![link]));
        }
        // All links of the kind that migrations pass, together: one that is wider by itself may only leave the next one full.
        if let Some(&first) = longest.first() {
            let passed = passed(self.site, timeline).into_iter();
            let alike: Vec<usize> = passed.filter(|&link| is_alike(self.site, first, link)).collect();
            if 1 < alike.len() {
                self.widen(Widening::of(alike));
            }
        }
    }

    fn widen(&mut self, widening: Widening) {
        let first = widening.links.first().and_then(|&link| self.site.network.links.get(link));
        let Some((quarters, link)) = widening.next().zip(first) else { return };
        let change = Change::Widen { links: widening.links.clone(), rate: link.rate * Widening::factor(quarters) };
        self.trials.push_back((change, Work::Wider(widening, quarters)));
    }

    fn try_fewer(&mut self, timeline: &Timeline) {
        if timeline.at_once.peak() <= 1.0 {
            return;
        }
        if !self.plan.at_once.while_they_converge {
            self.trials.push_back((Change::WhileTheyConverge, Work::Once));
        }
        let most = most_at_once(self.site, timeline);
        for (scope, most) in [Scope::Host, Scope::Link, Scope::Site].into_iter().zip(most) {
            for migrations in FEWER.into_iter().filter(|&fewer| fewer < most) {
                self.trials.push_back((Change::AtMost { migrations, scope }, Work::Once));
            }
        }
    }

    fn try_post_copy(&mut self, timeline: &Timeline) {
        let misses = timeline.migrations().filter(|(ran, migrated)| !figures::converged(ran, migrated));
        let guests: Vec<usize> = misses
            .filter_map(|(ran, _)| match ran.action {
                Action::Migrate { guest, technique: Technique::PreCopy, .. } => Some(guest),
                Action::Migrate { .. } | Action::Boot(_) | Action::Shutdown(_) => None,
            })
            .collect();
        if !guests.is_empty() && has_post_copy(self.site) {
            self.trials.push_back((Change::PostCopy { guests }, Work::Once));
        }
    }

    fn try_leaving_out(&mut self) {
        let converges = |guest: usize| {
            self.site.migration(guest).is_none_or(|scenario| least_share(scenario).as_bytes_per_second().is_finite())
        };
        let pre_copied = |step: &Step| match step.action {
            Action::Migrate { guest, technique: Technique::PreCopy, .. } => Some(guest),
            Action::Migrate { .. } | Action::Boot(_) | Action::Shutdown(_) => None,
        };
        let guests: Vec<usize> =
            self.plan.steps.iter().filter_map(pre_copied).filter(|&guest| !converges(guest)).collect();
        if guests.is_empty() {
            return;
        }
        let mut stay_on: Vec<usize> =
            guests.iter().filter_map(|&guest| self.site.guests.get(guest)).map(|guest| guest.host).collect();
        crate::numeric::sort(&mut stay_on);
        stay_on.dedup();
        self.trials.push_back((Change::LeaveOut { guests, stay_on }, Work::Once));
    }
}

/// Whether one is to be told instead of another of its kind. A link that is wide enough is not to be wider, unless that is what makes them converge.
fn is_preferred(one: &Advice, other: &Advice) -> bool {
    if let (Change::Widen { rate, .. }, Change::Widen { rate: known, .. }) = (&one.change, &other.change) {
        let missed = |advice: &Advice| (advice.figures.undone, advice.figures.migrations - advice.figures.converged);
        return (missed(one), rate.as_bytes_per_second()) < (missed(other), known.as_bytes_per_second());
    }
    one.figures.comes_before(&other.figures)
}

/// The links that held migrations back: first those that hold most of them for ever, then those that did longest, all of them together.
fn held_back(site: &CheckedSite, timeline: &Timeline) -> Vec<usize> {
    let mut held: Vec<Option<(u32, f64)>> = vec![None; site.network.links.len()];
    for (ran, migrated) in timeline.migrations() {
        for (lane, time) in &migrated.held_back {
            let link = site.lanes().all().get(*lane).and_then(|lane| held.get_mut(lane.link));
            if let Some(held) = link {
                let (for_ever, seconds) = held.get_or_insert((0, 0.0));
                *for_ever += u32::from(ran.end.is_none());
                *seconds += time.as_seconds();
            }
        }
    }
    let mut all: Vec<(usize, (u32, f64))> =
        held.into_iter().enumerate().filter_map(|(link, held)| Some((link, held?))).collect();
    crate::numeric::sort_by(&mut all, |(a, x), (b, y)| y.0.cmp(&x.0).then(y.1.total_cmp(&x.1)).then(a.cmp(b)));
    all.into_iter().map(|(link, _)| link).collect()
}

/// The links that migrations pass.
fn passed(site: &CheckedSite, timeline: &Timeline) -> Vec<usize> {
    let mut is_passed = vec![false; site.network.links.len()];
    for (ran, migrated) in timeline.migrations() {
        let Action::Migrate { to, .. } = ran.action else { continue };
        for lane in site.lanes().between(migrated.from, to).unwrap_or_default() {
            let link = site.lanes().all().get(lane).and_then(|lane| is_passed.get_mut(lane.link));
            if let Some(is_passed) = link {
                *is_passed = true;
            }
        }
    }
    is_passed.iter().enumerate().filter(|(_, is_passed)| **is_passed).map(|(link, _)| link).collect()
}

/// Whether two links are of one kind: as fast, with as many cables, and both at a host or both between switches.
fn is_alike(site: &CheckedSite, a: usize, b: usize) -> bool {
    let kind = |link: usize| {
        let link = site.network.links.get(link)?;
        let at_host = link.ends.iter().any(|end| matches!(end, Node::Host(_)));
        Some((link.rate, link.cables, at_host))
    };
    kind(a) == kind(b)
}

/// The most migrations at once: at a host, over a lane, in all.
fn most_at_once(site: &CheckedSite, timeline: &Timeline) -> [u32; 3] {
    // A moment, whether something begins then, and where.
    let mut changes: Vec<(f64, bool, [usize; 2], Vec<usize>)> = Vec::new();
    for (ran, migrated) in timeline.migrations() {
        let (Action::Migrate { to, .. }, Some(start)) = (ran.action, ran.start) else { continue };
        let way = site.lanes().between(migrated.from, to).unwrap_or_default();
        let hosts = [migrated.from, to];
        changes.extend(ran.end.map(|end| (end.as_seconds(), false, hosts, way.clone())));
        changes.push((start.as_seconds(), true, hosts, way));
    }
    crate::numeric::sort_by(&mut changes, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut at_hosts, mut over_lanes) = (vec![0_u32; site.hosts.len()], vec![0_u32; site.lanes().all().len()]);
    let (mut at_a_host, mut over_a_lane) = (0, 0);
    let count = |counts: &mut [u32], places: &[usize], begins: bool, most: &mut u32| {
        for &place in places {
            if let Some(count) = counts.get_mut(place) {
                *count = if begins { *count + 1 } else { count.saturating_sub(1) };
                *most = (*most).max(*count);
            }
        }
    };
    for (_, begins, hosts, way) in &changes {
        count(&mut at_hosts, hosts, *begins, &mut at_a_host);
        count(&mut over_lanes, way, *begins, &mut over_a_lane);
    }
    [at_a_host, over_a_lane, timeline.at_once.peak() as u32]
}

/// Whether the product has post-copy: by its own options, or because it is a QEMU of today, to which it can be told at any time.
fn has_post_copy(site: &CheckedSite) -> bool {
    let hypervisor = &site.hypervisor;
    let word = LimitAction::PostCopy.id();
    let setting = presets::find(hypervisor.id).and_then(|preset| preset.setting(Field::OnLimit));
    setting.is_some_and(|setting| setting.words.contains(&word))
        || hypervisor.on_limit.value == LimitAction::PostCopy
        || ["qemu", "qemu-auto-converge", "custom"].contains(&hypervisor.id)
}
