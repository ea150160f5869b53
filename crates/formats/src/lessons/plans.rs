//! Plans of lessons: ready-made maintenance in one way, played.

use precopy_model::plan::{Plan, Task, Technique, Timeline, play, strategy::Strategy, worst_contention};
use precopy_model::problem::Problem;
use precopy_model::quantity::BytesPerSecond;

use crate::maintenance::{Maintenance, Techniques, ready};

/// Ready-made maintenance, and the way in which it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanName {
    /// Its short name ([`ready`]).
    pub id: &'static str,
    /// How.
    pub way: Way,
}

/// How a maintenance is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// In this order, with its own techniques.
    Strategy(Strategy),
    /// Everything as soon as it can be begun, with one technique for all, or each by its traffic.
    Techniques(Techniques),
    /// The same, with a technique for each VM.
    Each(Vec<Technique>),
}

/// What a number behind it makes a strategy of so many at a time.
const BATCHED: &str = "batched-";

impl PlanName {
    /// Reads a plan's name: `kherbache-1/batched-2`, `deshpande-two/post,pre`.
    ///
    /// # Errors
    /// No such maintenance, or no such way.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(text);
        let (id, way) = text.split_once('/').ok_or_else(|| wrong("A plan is a maintenance, a stroke, and a way."))?;
        let ready = ready::find(id).ok_or_else(|| wrong("There is no such maintenance."))?;
        let way = Way::read(way).ok_or_else(|| {
            wrong("There is no such way.").allowed(
                "sequential, parallel, batched-2, converging; pre-copy, post-copy, by-traffic; or pre and post for each VM",
            )
        })?;
        Ok(Self { id: ready.id, way })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}/{}", self.id, self.way.text())
    }

    /// Makes the plan and plays it.
    ///
    /// # Errors
    /// Sheets that make no maintenance, VMs that find no room, techniques for more or fewer VMs than there are.
    pub fn played(&self) -> Result<Played, Problem> {
        let wrong = |what: &str| Problem::general(what).given(self.text());
        let ready = ready::find(self.id).ok_or_else(|| wrong("There is no such maintenance."))?;
        let maintenance = (ready.make)().read().map_err(|problems| {
            problems.into_iter().next().map_or_else(|| wrong("These sheets make no plan."), |first| first.problem)
        })?;
        let rules = maintenance.all_rules();
        let site = &maintenance.site;
        let task = maintenance.task().map_err(|_| wrong("A VM finds no room."))?;
        let (task, strategy) = match &self.way {
            Way::Strategy(strategy) => (task, *strategy),
            Way::Techniques(techniques) => (task.with_techniques(site, *techniques), Strategy::Parallel),
            Way::Each(each) => {
                let mut task = task;
                if task.moves.len() != each.len() {
                    return Err(wrong("There are more or fewer VMs than techniques."));
                }
                for (wanted, technique) in task.moves.iter_mut().zip(each) {
                    wanted.technique = *technique;
                }
                (task, Strategy::Parallel)
            }
        };
        let plan = strategy.plan(site, &task, &rules);
        let timeline = play(site, &plan);
        let contention = worst_contention(site, &task);
        Ok(Played { maintenance, task, plan, timeline, contention })
    }
}

impl Way {
    fn read(text: &str) -> Option<Self> {
        let technique = |word: &str| match word {
            "pre" => Some(Technique::PreCopy),
            "post" => Some(Technique::PostCopy),
            _ => None,
        };
        Some(match text {
            "sequential" => Self::Strategy(Strategy::Sequential),
            "parallel" => Self::Strategy(Strategy::Parallel),
            "converging" => Self::Strategy(Strategy::ConvergenceAware),
            "pre-copy" => Self::Techniques(Techniques::PreCopy),
            "post-copy" => Self::Techniques(Techniques::PostCopy),
            "by-traffic" => Self::Techniques(Techniques::ByTraffic),
            text => match text.strip_prefix(BATCHED) {
                Some(number) => {
                    let most = number.parse::<u32>().ok().filter(|most| 0 < *most && number.len() < 4)?;
                    Self::Strategy(Strategy::Batched { per_host: Some(most), per_link: None })
                }
                None => Self::Each(text.split(',').map(technique).collect::<Option<Vec<_>>>()?),
            },
        })
    }

    fn text(&self) -> String {
        match self {
            Self::Strategy(Strategy::Sequential) => "sequential".to_owned(),
            Self::Strategy(Strategy::Parallel) => "parallel".to_owned(),
            Self::Strategy(Strategy::ConvergenceAware) => "converging".to_owned(),
            Self::Strategy(Strategy::Batched { per_host, .. }) => format!("{BATCHED}{}", per_host.unwrap_or(1)),
            Self::Techniques(Techniques::PreCopy) => "pre-copy".to_owned(),
            Self::Techniques(Techniques::PostCopy) => "post-copy".to_owned(),
            Self::Techniques(Techniques::ByTraffic) => "by-traffic".to_owned(),
            Self::Each(each) => {
                let word = |technique: &Technique| match technique {
                    Technique::PreCopy => "pre",
                    Technique::PostCopy => "post",
                };
                each.iter().map(word).collect::<Vec<_>>().join(",")
            }
        }
    }
}

/// A plan that has been played.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// What it is about.
    pub maintenance: Maintenance,
    /// What is to be done, with the technique of each VM.
    pub task: Task,
    /// In which order.
    pub plan: Plan,
    /// What came of it.
    pub timeline: Timeline,
    /// The largest load beside the migrations.
    pub contention: BytesPerSecond,
}

impl Played {
    /// Steps that were not done.
    #[must_use]
    pub fn unfinished(&self) -> usize {
        self.timeline.ran.iter().filter(|ran| !ran.is_done()).count()
    }
}
