//! Terms, answered by the model. What takes long is kept: plans that were played, inputs that vary.

use std::rc::Rc;

use precopy_model::explore::{Measure, Uncertainty, Who};
use precopy_model::predict::akoush::{self, Overheads};
use precopy_model::predict::{Outcome, Prediction, Terms, bound, paper, rounds};
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::Amount;
use precopy_model::quantity::{BitsPerSecond, Bytes, Pages, Seconds};
use precopy_model::scenario::{Checked, GOODPUT_TCP, Threshold};

use super::quantity::Subject;
use super::{Answer, By, Changes, PlanName, Played, Quantity, RunsOf, Scored, Setting, Source, Start, Term};
use crate::Value;

/// Bits of a byte.
const BITS_PER_BYTE: f64 = 8.0;

/// So many plans are kept, and so many spreads: more than a lesson shows at a time.
const KEPT: usize = 32;

/// What terms are asked of: the lesson's start, and what is there now.
#[derive(Clone, Debug, PartialEq)]
pub struct Bench {
    /// The lesson's start.
    pub start: Start,
    /// As the reader has turned it.
    pub now: Start,
}

impl Bench {
    /// Nothing has been turned.
    #[must_use]
    pub fn at(start: Start) -> Self {
        Self { now: start.clone(), start }
    }

    /// This has been turned.
    #[must_use]
    pub fn turned(start: Start, turned: &Changes) -> Self {
        Self { now: start.changed(turned), start }
    }

    /// As questions and claims see it: of the start.
    #[must_use]
    pub fn fixed(&self) -> Self {
        Self::at(self.start.clone())
    }

    /// What a term is of.
    #[must_use]
    pub fn of(&self, at: Option<&Changes>) -> Start {
        at.map_or_else(|| self.now.clone(), |at| self.start.changed(at))
    }
}

/// So many moments a band has, after its first.
const MOMENTS: u32 = 60;
/// How much longer the band goes on than what is not varied.
const LONGER: f64 = 1.5;
/// How many first passes it is shown of what never ends.
const ENDLESS: f64 = 4.0;

/// Answers terms.
#[derive(Clone, Debug, Default)]
pub struct Model {
    plans: Vec<(PlanName, Rc<Played>)>,
    spreads: Vec<(Start, Who, Rc<Uncertainty>)>,
    scores: Vec<Scored>,
}

impl Model {
    /// What is known of recorded runs, besides what is known already.
    pub fn learn(&mut self, scores: impl IntoIterator<Item = Scored>) {
        for scored in scores {
            if !self.scores.iter().any(|known| known.of == scored.of && known.by == scored.by) {
                self.scores.push(scored);
            }
        }
    }

    /// The answer to a term.
    ///
    /// # Errors
    /// A link with a problem, a plan that cannot be made.
    pub fn answer(&mut self, term: &Term, bench: &Bench) -> Result<Answer, Problem> {
        match &term.of {
            Source::Plan(name) => self.plan(name).map(|played| of_plan(term.quantity, &played)),
            Source::Runs(runs) => Ok(self.of_runs(term, runs)),
            Source::Scenario if term.quantity.subject() == Subject::Plan => {
                Err(Problem::general("Of which plan?").given(term.text()))
            }
            Source::Scenario => {
                let start = bench.of(term.at.as_ref());
                let setting = Setting::of(&start)?;
                let page = setting.scenario.hypervisor.page_size.value;
                let answer = self.of_scenario(term, start, &setting)?;
                Ok(answer.in_kind_of(term.unit, page))
            }
        }
    }

    /// A plan, played; kept for the next question.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn plan(&mut self, name: &PlanName) -> Result<Rc<Played>, Problem> {
        if let Some((_, played)) = self.plans.iter().find(|(known, _)| known == name) {
            return Ok(Rc::clone(played));
        }
        let played = Rc::new(name.played()?);
        if KEPT <= self.plans.len() {
            self.plans.remove(0);
        }
        self.plans.push((name.clone(), Rc::clone(&played)));
        Ok(played)
    }

    /// What comes of inputs that vary; kept for the next question.
    ///
    /// # Errors
    /// When the link has a problem.
    pub fn spread(&mut self, start: &Start, who: Who) -> Result<Rc<Uncertainty>, Problem> {
        if let Some((.., runs)) = self.spreads.iter().find(|(known, of, _)| known == start && *of == who) {
            return Ok(Rc::clone(runs));
        }
        let Setting { scenario, varied, .. } = Setting::of(start)?;
        let wrong = || Problem::general("This cannot vary.").given(start.text());
        let uncertain = varied.distributions(&scenario).map_err(|_| wrong())?;
        let moments = moments(&scenario);
        let runs = Uncertainty::over(&scenario, &uncertain, who, varied.seed(), Uncertainty::USUAL, &moments);
        let mut runs = runs.ok_or_else(wrong)?;
        while 0 < runs.next_runs(Uncertainty::USUAL) {}
        let runs = Rc::new(runs);
        if KEPT <= self.spreads.len() {
            self.spreads.remove(0);
        }
        self.spreads.push((start.clone(), who, Rc::clone(&runs)));
        Ok(runs)
    }

    fn of_runs(&self, term: &Term, runs: &RunsOf) -> Answer {
        let scored = self.scores.iter().find(|scored| scored.of == *runs && Some(scored.by) == term.by);
        scored
            .and_then(|scored| scored.number(term.quantity))
            .map_or(Answer::NotKnown, |number| Answer::Amount(Amount::Share(number)))
    }

    fn of_scenario(&mut self, term: &Term, start: Start, setting: &Setting) -> Result<Answer, Problem> {
        let Some(by) = term.by else { return Ok(of_setting(term.quantity, setting)) };
        if let Quantity::Quantile(..) | Quantity::CompletesShare = term.quantity {
            let who = if by == By::Bound { Who::Bound } else { Who::Rounds };
            return Ok(of_spread(term.quantity, &*self.spread(&start, who)?));
        }
        let scenario = &setting.scenario;
        if let By::Least | By::Most = by {
            return Ok(of_bounds(term.quantity, by, scenario));
        }
        if let (Quantity::LeftFirstPass, By::Rounds | By::Average) = (term.quantity, by) {
            let first = rounds::simulate(scenario).rounds.into_iter().next();
            return Ok(first.map_or(Answer::Never, |first| pages(first.left)));
        }
        let prediction = predict(by, scenario);
        Ok(prediction.map_or(Answer::Never, |prediction| of_prediction(term.quantity, &prediction)))
    }
}

/// When the band of what remains is looked at: half as long again as it takes with nothing varied.
fn moments(scenario: &Checked) -> Vec<Seconds> {
    let usual = rounds::simulate(scenario).prediction;
    let end = usual.end().unwrap_or(usual.first_pass_end * ENDLESS) * LONGER;
    (0..=MOMENTS).map(|at| end * (f64::from(at) / f64::from(MOMENTS))).collect()
}

/// A prediction, with its curve; none for bounds that have none, and for a guest that AVG does not take.
#[must_use]
pub fn predict(by: By, scenario: &Checked) -> Option<Prediction> {
    match by {
        By::Bound => Some(bound::predict(scenario)),
        By::Rounds => Some(rounds::simulate(scenario).prediction),
        By::Paper => Some(paper::predict(scenario)),
        By::AsPrinted => Some(paper::predict_as_printed(scenario)),
        By::Average => akoush::average(scenario, overheads(scenario)),
        By::Least | By::Most => None,
    }
}

/// The fixed phases that the scenario itself has.
fn overheads(scenario: &Checked) -> Overheads {
    let hypervisor = &scenario.hypervisor;
    Overheads { before: hypervisor.setup.value, after: hypervisor.device_state.value }
}

fn of_bounds(quantity: Quantity, by: By, scenario: &Checked) -> Answer {
    let bandwidth = scenario.link.copy_rate(&scenario.hypervisor).bandwidth;
    let all = akoush::bounds(scenario.vm.memory, bandwidth, overheads(scenario));
    let between = if quantity == Quantity::Downtime { all.downtime } else { all.migration_time };
    seconds(Some(if by == By::Least { between.least } else { between.most }))
}

fn of_setting(quantity: Quantity, setting: &Setting) -> Answer {
    let scenario = &setting.scenario;
    let hypervisor = &scenario.hypervisor;
    let (memory, working_set, hot_set) = (scenario.vm.memory, scenario.vm.working_set, scenario.dirtying.hot_set);
    let amount = |amount: Amount| Answer::Amount(amount);
    match quantity {
        Quantity::Input(Field::Memory) => amount(Amount::Bytes(memory)),
        Quantity::Input(Field::WorkingSet) => amount(Amount::Bytes(working_set)),
        Quantity::Input(Field::HotSet) => amount(Amount::Bytes(hot_set)),
        Quantity::Input(Field::DirtyRate) => amount(Amount::PagesPerSecond(scenario.dirtying.rate)),
        Quantity::Input(field) => match setting.inputs.effective(field).0 {
            Value::Amount(value) => amount(value),
            Value::Word(word) => Answer::Word(word),
            Value::Text(text) => Answer::Sentence(text.to_string()),
        },
        Quantity::Product => Answer::Word(setting.inputs.preset().name),
        Quantity::CopyRate => amount(Amount::PagesPerSecond(scenario.link.copy_rate(hypervisor).used)),
        Quantity::WriteShare => amount(Amount::Share(Terms::of(scenario).lambda())),
        Quantity::EmptySet => amount(Amount::Bytes((memory - working_set).max(Bytes::ZERO))),
        Quantity::PassiveSet => amount(Amount::Bytes((working_set - hot_set).max(Bytes::ZERO))),
        Quantity::Rewritten => match hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => {
                pages(Pages::from_pages(Terms::of(scenario).dirtied_by(limit.as_seconds())))
            }
            Threshold::Pages(_) => Answer::Never,
        },
        _ => Answer::Never,
    }
}

fn of_prediction(quantity: Quantity, prediction: &Prediction) -> Answer {
    match quantity {
        Quantity::FirstPass => seconds(Some(prediction.first_pass_end)),
        Quantity::LeftFirstPass => pages(Pages::from_pages(prediction.remaining.at(prediction.first_pass_end).total)),
        Quantity::Stop => seconds(prediction.stop),
        Quantity::Left => prediction.left.map_or(Answer::Never, pages),
        Quantity::Threshold => pages(prediction.threshold),
        Quantity::Limit => seconds(prediction.limit),
        Quantity::MigrationTime => seconds(prediction.migration_time),
        Quantity::Downtime => seconds(prediction.downtime),
        Quantity::Brownout => seconds(Some(prediction.brownout)),
        Quantity::Data => prediction.data.map_or(Answer::Never, |data| Answer::Amount(Amount::Bytes(data))),
        Quantity::RoundsTaken => {
            prediction.rounds.map_or(Answer::Never, |count| Answer::Amount(Amount::Count(f64::from(count))))
        }
        Quantity::Outcome => Answer::Word(prediction.outcome.id()),
        Quantity::EndedBy => Answer::Word(match prediction.reason.id() {
            "none" => "nothing",
            id => id,
        }),
        Quantity::Reason => Answer::Sentence(format!("It {}.", prediction.reason_in_words())),
        _ => Answer::Never,
    }
}

fn of_spread(quantity: Quantity, runs: &Uncertainty) -> Answer {
    match quantity {
        Quantity::CompletesShare => Answer::Amount(Amount::Share(runs.share(Outcome::Completes))),
        Quantity::Quantile(measure, percent) => {
            let value = runs.quantile(measure, f64::from(percent) / 100.0).and_then(|quantile| quantile.value);
            match (value, measure) {
                (None, _) => Answer::Never,
                (Some(value), Measure::Data) => Answer::Amount(Amount::Bytes(Bytes::from_bytes(value))),
                (Some(value), Measure::Downtime | Measure::MigrationTime) => {
                    seconds(Some(Seconds::from_seconds(value)))
                }
            }
        }
        _ => Answer::Never,
    }
}

fn of_plan(quantity: Quantity, played: &Played) -> Answer {
    let timeline = &played.timeline;
    match quantity {
        Quantity::Completion => seconds(timeline.is_done().then_some(timeline.end)),
        Quantity::MeanMigration => seconds(timeline.mean_migration_time()),
        Quantity::Energy => Answer::Energy(timeline.energy()),
        Quantity::PeakPower => Answer::Power(timeline.peak_power()),
        Quantity::Unfinished => Answer::Amount(Amount::Count(played.unfinished() as f64)),
        Quantity::Contention => {
            // Sheets give traffic as line rates, of which the payload is this share.
            let bits = played.contention.as_bytes_per_second() * BITS_PER_BYTE / GOODPUT_TCP;
            Answer::Amount(Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(bits)))
        }
        _ => Answer::Never,
    }
}

fn seconds(time: Option<Seconds>) -> Answer {
    time.map_or(Answer::Never, |time| Answer::Amount(Amount::Seconds(time)))
}

const fn pages(pages: Pages) -> Answer {
    Answer::Amount(Amount::Pages(pages))
}
