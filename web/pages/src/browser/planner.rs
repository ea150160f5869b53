//! Plays plans and searches better ones, in slices between which the browser has its turn.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, pause, turn};
use precopy_model::plan::advice::{Advice, Advisor};
use precopy_model::plan::strategy::{Halted, Objective, Proposal, Search};
use precopy_model::plan::{Plan, Player, Timeline};
use precopy_model::scenario::CheckedSite;

use crate::plan::state::Action;
use crate::plan::state::answers::Work;
use crate::plan::state::case::Case;
use crate::plan::state::how::How;
use crate::plan::state::outcome::Outcome;
use crate::plan::state::way::Way;

/// So long nothing has changed before the work begins.
const REST_MILLISECONDS: i32 = 150;
/// So often it is told how far the work has come.
const TELL_MILLISECONDS: f64 = 120.0;
/// Plans are found in the same order each time.
const SEED: u64 = 1;

/// What is to be worked on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// Which run this is.
    pub(crate) run: u32,
    /// What the plans are for.
    pub(crate) case: Rc<Case>,
    /// The ways that are to be played, in this order.
    pub(crate) ways: Vec<Way>,
    /// How plans are made.
    pub(crate) how: How,
}

/// Where a search was stopped, or had tried as many plans as it was to: another one for the same goes on there.
pub(crate) type Halt = Option<Left>;

/// What a search leaves behind.
#[derive(Debug)]
pub(crate) struct Left {
    case: Rc<Case>,
    objective: Objective,
    halted: Halted,
    /// The plan that was being played.
    proposal: Option<Proposal>,
}

/// Works on it as long as it is wanted, and tells what is found.
pub(crate) async fn work(asked: Asked, wanted: Rc<Cell<bool>>, halt: Rc<RefCell<Halt>>, tell: impl Fn(Action)) {
    let run = asked.run;
    pause(REST_MILLISECONDS).await;
    let pace = Pace { wanted, until: Cell::new(now() + SLICE_MILLISECONDS), told: Cell::new(now()) };
    let case = &asked.case;
    for way in asked.ways.iter().copied() {
        if !pace.wanted.get() {
            return;
        }
        let Some(plan) = way.plan(case, &asked.how) else {
            if pace.search(&asked, &halt, &tell).await.is_none() {
                return;
            }
            continue;
        };
        tell(Action::Work(run, Work::Playing(way, 0.0)));
        let played = pace.play(&case.site, &plan, |share| tell(Action::Work(run, Work::Playing(way, share)))).await;
        let Some(timeline) = played else { return };
        tell(Action::Found(run, Rc::new(Outcome::of(way, case, plan, timeline))));
    }
    tell(Action::Work(run, Work::Done));
}

/// When the browser gets its turn.
struct Pace {
    wanted: Rc<Cell<bool>>,
    until: Cell<f64>,
    told: Cell<f64>,
}

impl Pace {
    /// Lets the browser do what waits, when it is time. None when the work is no longer wanted.
    async fn breathe(&self) -> Option<()> {
        if now() < self.until.get() {
            return Some(());
        }
        turn().await;
        self.until.set(now() + SLICE_MILLISECONDS);
        self.wanted.get().then_some(())
    }

    /// Whether it is time to tell how far it has come.
    fn is_time_to_tell(&self) -> bool {
        let is_time = self.told.get() + TELL_MILLISECONDS <= now();
        if is_time {
            self.told.set(now());
        }
        is_time
    }

    async fn play(&self, site: &CheckedSite, plan: &Plan, tell: impl Fn(f64)) -> Option<Timeline> {
        let mut player = Player::new(site, plan);
        while player.go_on() {
            self.breathe().await?;
            if self.is_time_to_tell() {
                tell(player.progress());
            }
        }
        Some(player.timeline())
    }

    /// Searches until enough plans were tried, from where a search for the same was stopped.
    async fn search(&self, asked: &Asked, halt: &RefCell<Halt>, tell: &impl Fn(Action)) -> Option<()> {
        let Case { site, task, rules, .. } = &*asked.case;
        let (run, objective, tries) = (asked.run, asked.how.objective(), asked.how.tries);
        let is_same = |left: &Left| {
            Rc::ptr_eq(&left.case, &asked.case) && left.objective == objective && left.halted.tried() <= tries
        };
        let (mut search, mut open) = match halt.take().filter(is_same) {
            Some(left) => (Search::resume(site, task, rules, left.halted), left.proposal),
            None => (Search::new(site, task, rules, objective, SEED), None),
        };
        // What was found before belongs to what is asked now as well.
        let mut is_news = 0 < search.tried();
        tell(Action::Work(run, Work::Searching(search.tried())));
        let leave = |search: Search<'_>, proposal: Option<Proposal>| {
            halt.replace(Some(Left { case: Rc::clone(&asked.case), objective, halted: search.halt(), proposal }));
        };
        while open.is_some() || search.tried() < tries {
            let proposal = open.take().unwrap_or_else(|| search.propose());
            let tried = search.tried();
            let played = self.play(site, &proposal.plan, |_| tell(Action::Work(run, Work::Searching(tried)))).await;
            let Some(timeline) = played else {
                leave(search, Some(proposal));
                return None;
            };
            is_news |= search.take(proposal, timeline);
            if self.breathe().await.is_none() {
                leave(search, None);
                return None;
            }
            if self.is_time_to_tell() {
                tell(Action::Work(run, Work::Searching(tried)));
                if std::mem::take(&mut is_news) {
                    tell_best(asked, &search, tell);
                }
            }
        }
        if is_news {
            tell_best(asked, &search, tell);
        }
        leave(search, None);
        Some(())
    }
}

fn tell_best(asked: &Asked, search: &Search<'_>, tell: &impl Fn(Action)) {
    if let Some(best) = search.best().cloned() {
        let (plan, timeline, breaches) = (best.plan, best.timeline, best.breaches);
        let outcome = Outcome::judged(Way::Searched, &asked.case, plan, timeline, breaches);
        tell(Action::Found(asked.run, Rc::new(outcome)));
    }
}

/// What would make a plan better; none when that is no longer wanted.
pub(crate) async fn advise(outcome: Rc<Outcome>, wanted: Rc<Cell<bool>>) -> Option<Vec<Advice>> {
    pause(REST_MILLISECONDS).await;
    let pace = Pace { wanted, until: Cell::new(now() + SLICE_MILLISECONDS), told: Cell::new(now()) };
    pace.wanted.get().then_some(())?;
    let mut advisor = Advisor::played(&outcome.case.site, &outcome.plan, &outcome.timeline);
    while let Some(trial) = advisor.next_trial() {
        let timeline = pace.play(&trial.site, &trial.plan, |_| ()).await?;
        advisor.tell(trial, &timeline);
        pace.breathe().await?;
    }
    Some(advisor.finish())
}
