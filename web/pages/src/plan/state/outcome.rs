//! What comes of a plan: the figures by which plans are compared, and what each is held back by.

use std::rc::Rc;

use precopy_model::plan::{Action, Breach, Broken, Ended, Migrated, Plan, Ran, Rule, Technique, Timeline, breaches};
use precopy_model::predict::{Outcome as Ending, Reason};
use precopy_model::quantity::{Bytes, Joules, Seconds, Watts};

use super::case::Case;
use super::way::Way;

/// A plan that has been played.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it was made.
    pub way: Way,
    /// What it is a plan for.
    pub case: Rc<Case>,
    /// The plan.
    pub plan: Rc<Plan>,
    /// What comes of it.
    pub timeline: Rc<Timeline>,
    /// What it does not keep to.
    pub breaches: Vec<Breach>,
    /// In figures.
    pub figures: Figures,
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// What plans are compared by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// When all is over; none when it never is.
    pub completion: Option<Seconds>,
    /// The mean of a migration; none without any that ended.
    pub mean_migration_time: Option<Seconds>,
    /// All VMs together; none when one stands still for ever or never gets there.
    pub total_downtime: Option<Seconds>,
    /// The longest of one VM.
    pub longest_downtime: Option<Seconds>,
    /// What all migrations sent.
    pub sent: Bytes,
    /// Of all hosts until the end.
    pub energy: Joules,
    /// The most that all hosts draw at once.
    pub peak_power: Watts,
    /// The most migrations at once.
    pub at_once: u32,
    /// Migrations that do not converge.
    pub not_converging: usize,
    /// Steps that are never done.
    pub undone: usize,
    /// Rules that are broken, and hosts without enough memory.
    pub broken: usize,
}

impl Outcome {
    /// Judges what came of a plan.
    #[must_use]
    pub fn of(way: Way, case: &Rc<Case>, plan: Plan, timeline: Timeline) -> Self {
        let breaches = breaches(&case.site, &timeline, &case.rules);
        Self::judged(way, case, plan, timeline, breaches)
    }

    /// The same, where it has been judged before.
    #[must_use]
    pub fn judged(way: Way, case: &Rc<Case>, plan: Plan, timeline: Timeline, breaches: Vec<Breach>) -> Self {
        let figures = Figures::of(&timeline, &breaches);
        Self { way, case: Rc::clone(case), plan: Rc::new(plan), timeline: Rc::new(timeline), breaches, figures }
    }

    /// How much longer it takes than anything can: 0.06 is 6 %. None where it never ends, or where nothing is to be done.
    #[must_use]
    pub fn above_least(&self) -> Option<f64> {
        let (completion, least) = (self.figures.completion?.as_seconds(), self.case.least.0.as_seconds());
        (0.0 < least).then(|| (completion / least - 1.0).max(0.0))
    }

    /// What holds it back.
    #[must_use]
    pub fn held_by(&self) -> HeldBy {
        let undone = self.timeline.ran.iter().position(|ran| !ran.is_done());
        if let Some(step) = undone {
            return HeldBy::Undone(step);
        }
        let lanes = self.case.site.lanes().all().len();
        let mut held = vec![(0.0, 0_usize); lanes];
        let mut all = 0.0;
        for (ran, migrated) in self.timeline.migrations() {
            all += time_of(ran).map_or(0.0, Seconds::as_seconds);
            for (lane, seconds) in &migrated.held_back {
                if let Some(held) = held.get_mut(*lane) {
                    *held = (held.0 + seconds.as_seconds(), held.1 + 1);
                }
            }
        }
        let longest = held.iter().enumerate().max_by(|one, other| one.1.0.total_cmp(&other.1.0));
        match longest {
            Some((lane, (seconds, migrations))) if all * COUNTS <= *seconds && 0.0 < *seconds => {
                HeldBy::Lane { lane, seconds: Seconds::from_seconds(*seconds), migrations: *migrations }
            }
            _ => match self.last() {
                Some(Action::Migrate { guest, .. }) => HeldBy::Guest(guest),
                Some(Action::Boot(host) | Action::Shutdown(host)) => HeldBy::Host(host),
                None => HeldBy::Nothing,
            },
        }
    }

    /// What all hosts may draw together, by the tightest rule.
    #[must_use]
    pub fn cap(&self) -> Option<Watts> {
        let caps = self.case.rules.iter().filter_map(|rule| match rule {
            Rule::PowerCap(cap) => Some(*cap),
            _ => None,
        });
        caps.min_by(|one, other| one.as_watts().total_cmp(&other.as_watts()))
    }

    /// The steps whose migrations do not converge.
    pub fn misses(&self) -> impl Iterator<Item = (usize, &Ran)> {
        self.timeline.ran.iter().enumerate().filter(|(_, ran)| does_not_converge(ran))
    }

    /// What is over last.
    fn last(&self) -> Option<Action> {
        let end = |ran: &Ran| ran.end.map_or(0.0, Seconds::as_seconds);
        let last = self.timeline.ran.iter().max_by(|one, other| end(one).total_cmp(&end(other)))?;
        Some(last.action)
    }
}

/// A link is named as what holds a plan back where migrations wait for it for so much of their time.
const COUNTS: f64 = 0.1;

/// What holds a plan back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HeldBy {
    /// There is nothing to do.
    Nothing,
    /// A step that is never done.
    Undone(usize),
    /// A lane that was full.
    Lane {
        /// Which.
        lane: usize,
        /// How long migrations waited for it, all of them together.
        seconds: Seconds,
        /// How many did.
        migrations: usize,
    },
    /// No link: a VM is over last, at the pace of its product.
    Guest(usize),
    /// No link: a host comes up or goes down last.
    Host(usize),
}

impl Figures {
    /// Whether anything of the plan is not as it should be.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        0 < self.not_converging || 0 < self.undone || 0 < self.broken
    }

    fn of(timeline: &Timeline, breaches: &[Breach]) -> Self {
        let never = timeline.ran.iter().any(|ran| ran.end.is_none());
        let downtimes = || timeline.migrations().map(|(_, migrated)| migrated.prediction.downtime);
        let longest = downtimes().flatten().map(Seconds::as_seconds).fold(0.0, f64::max);
        let undone = breaches.iter().filter(|breach| matches!(breach.broken, Broken::Step(_))).count();
        let ends = downtimes().all(|downtime| downtime.is_some());
        Self {
            completion: (!never).then_some(timeline.end),
            mean_migration_time: timeline.mean_migration_time(),
            total_downtime: ends.then(|| timeline.total_downtime()),
            longest_downtime: ends.then(|| Seconds::from_seconds(longest)),
            sent: timeline.migrations().fold(Bytes::ZERO, |sum, (_, migrated)| sum + migrated.sent),
            energy: timeline.energy(),
            peak_power: timeline.peak_power(),
            at_once: timeline.at_once.peak() as u32,
            not_converging: timeline.ran.iter().filter(|ran| does_not_converge(ran)).count(),
            undone,
            broken: breaches.len() - undone,
        }
    }
}

/// How long a step took.
#[must_use]
pub fn time_of(ran: &Ran) -> Option<Seconds> {
    Some(Seconds::from_seconds(ran.end?.as_seconds() - ran.start?.as_seconds()))
}

/// Whether a step is a migration by pre-copy that something else than its threshold ends, or nothing.
#[must_use]
pub fn does_not_converge(ran: &Ran) -> bool {
    let Action::Migrate { technique: Technique::PreCopy, .. } = ran.action else { return false };
    match &ran.ended {
        Ended::ForEver(_) => true,
        Ended::Migrated(migrated) => !converges(migrated),
        Ended::Switched | Ended::NotStarted(_) => false,
    }
}

fn converges(migrated: &Migrated) -> bool {
    let prediction = &migrated.prediction;
    prediction.outcome == Ending::Completes && matches!(prediction.reason, Reason::Threshold { .. })
}
