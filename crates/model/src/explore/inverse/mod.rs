//! Which value of an input meets a target?

use super::{Figures, Input, Side, Span, Target, Verdict, Who};
use crate::numeric::within;
use crate::scenario::Checked;

/// Cells of the grid over an input's plausible range, for the bound.
const CELLS: u32 = 64;
/// The same for played rounds, whose steps and lucky moments are finer.
const CELLS_OF_ROUNDS: u32 = 256;
/// Parts into which a cell is divided before it is halved.
const PARTS: u32 = 8;
/// Halvings of such a part: what is left of it is less than the hundred-millionth part.
const HALVINGS: u32 = 27;

const fn cells(who: Who) -> u32 {
    match who {
        Who::Bound => CELLS,
        Who::Rounds => CELLS_OF_ROUNDS,
    }
}

/// Two neighbouring values: at one the target is met, at the other it is not. Both have been predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// Here it is met: the safe one.
    pub met: f64,
    /// Here it is not.
    pub missed: f64,
}

impl Bracket {
    /// Halves it until it is as narrow as numbers go, or so many times.
    fn halved(mut self, input: Input, mut is_met: impl FnMut(f64) -> bool) -> Self {
        for _ in 0..HALVINGS {
            let middle = input.scale().between(self.missed, self.met, 0.5);
            if middle == self.met || middle == self.missed {
                break;
            }
            if is_met(middle) {
                self.met = middle;
            } else {
                self.missed = middle;
            }
        }
        self
    }
}

/// Where no value meets the target: the one that comes nearest to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearestMiss {
    /// The value; where none makes the migration complete, the last on the good side.
    pub value: f64,
    /// What it gives.
    pub figures: Figures,
    /// How far off that is.
    pub verdict: Verdict,
}

/// For which values a target is met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// For all that are plausible.
    Everywhere,
    /// From the safe boundary on, to the good side.
    From(Bracket),
    /// Not to the end of the good side, but in a range; an end that is none is that of the plausible range.
    Between {
        /// Its lower end.
        lower: Option<Bracket>,
        /// Its upper end.
        upper: Option<Bracket>,
    },
    /// For none that was tried.
    Nowhere(NearestMiss),
}

/// What came of solving for an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The input that was solved for; all values are in its base unit.
    pub input: Input,
    /// The side on which the target is easier to meet.
    pub good_side: Side,
    /// The values that were looked at.
    pub searched: Span,
    /// The present value.
    pub present: f64,
    /// What that gives.
    pub now: Figures,
    /// Whether that meets the target.
    pub met_now: bool,
    /// The answer.
    pub answer: Answer,
    /// Ranges outside of the answer in which the target is met as well, in rising order. Their ends meet it, and lie on the grid;
    /// between two of them, and between them and the answer, there are values that do not.
    pub islands: Vec<Span>,
    /// How many predictions it took.
    pub predictions: u32,
}

impl Solution {
    /// The most predictions that it takes: the present scenario; grid, present value and zero; a finer look around the nearest miss;
    /// two ends.
    ///
    /// ```
    /// # use precopy_model::explore::{Solution, Who};
    /// assert_eq!([Who::Bound, Who::Rounds].map(Solution::most_predictions), [150, 342]);
    /// ```
    #[must_use]
    pub const fn most_predictions(who: Who) -> u32 {
        1 + cells(who) + 1 + 2 + 2 * (PARTS - 1) + 2 * (PARTS - 1 + HALVINGS)
    }

    /// The range of the answer: values that meet the target; none where there is none.
    #[must_use]
    pub fn range(&self) -> Option<Span> {
        let Span { from, to } = self.searched;
        Some(match (self.answer, self.good_side) {
            (Answer::Everywhere, _) => self.searched,
            (Answer::From(bracket), Side::Higher) => Span { from: bracket.met, to },
            (Answer::From(bracket), Side::Lower) => Span { from, to: bracket.met },
            (Answer::Between { lower, upper }, _) => {
                Span { from: lower.map_or(from, |end| end.met), to: upper.map_or(to, |end| end.met) }
            }
            (Answer::Nowhere(_), _) => return None,
        })
    }

    /// The value of the answer that is nearest to the present one, and has been predicted to meet the target: the present one itself
    /// where it lies in the answer's range. None where there is none.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.range().map(|range| within(self.present, range.from, range.to))
    }
}

/// Which value of an input, nearest to the present one, meets a target, all else being equal, and from there on?
///
/// Method. The input's plausible range is scanned on a grid of 64 cells, for rounds 256 (by ratios or differences, see [`Input::scale`]), with the
/// present value and, where it is accepted, zero. Values that meet the target make ranges. The one that reaches the end of the good
/// side is the answer; where none does, it is the one nearest to the present value. Each end of it lies between a value that meets
/// the target and one that does not: that cell is divided into 8 parts, of which the one next to the answer in which the verdict
/// changes is halved 27 times, so that its two ends agree to eight digits. The other ranges are islands: simulated rounds make
/// steps, and a lucky round may meet a target that the next ones miss.
///
/// Conditions: the answer is what `who` predicts. "From there on" has been verified at the points of the grid and of the divided cell, not
/// between them. Over 3864 questions to all products (one VM, three dirty rates, seven targets), 201 other points of each answer that reaches the
/// good side met the target without exception for the bound; for rounds 0.1 % of them did not, in 86 of 1931 answers: who must be sure
/// asks the bound. A range narrower than a cell can be overlooked; it is looked for next to the nearest miss of what completes.
///
/// Edges: none where the scenario has no such input. No answer is an outcome, with the nearest miss. A target that is met everywhere
/// has no boundary. Deterministic; at most [`Solution::most_predictions`].
///
/// ```
/// // A guest that writes faster than QEMU's default cap lets pages go: what cap would let it complete?
/// use precopy_model::explore::{solve_for, Answer, Input, Target, Who};
/// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
/// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(4.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_gib(1.0), PagesPerSecond::from_pages_per_second(50_000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
///     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
/// }.check().unwrap();
/// let solution = solve_for(&scenario, Input::BandwidthCap, Target::Completes, Who::Bound).unwrap();
/// assert!(!solution.met_now);
/// // 50,000 pages/s of 4104 bytes, and a little more.
/// let cap = solution.value().unwrap();
/// assert!((cap / (50_000.0 * 4104.0) - 1.0).abs() < 0.01, "{cap}");
/// ```
#[must_use]
pub fn solve_for(scenario: &Checked, input: Input, target: Target, who: Who) -> Option<Solution> {
    let present = input.value(scenario)?;
    let values = grid(scenario, input, present, cells(who))?;
    let now = who.figures(scenario);
    let met_now = target.judge(&now).is_met();
    let mut search = Search { scenario, input, target, who, predictions: 1 };
    let mut tried: Vec<Tried> = values.into_iter().filter_map(|value| search.try_value(value)).collect();
    let good_side = target.good_side(input);
    let mut runs = runs_of_met(&tried);
    if runs.is_empty() {
        search.look_around_the_nearest(&mut tried, good_side);
        runs = runs_of_met(&tried);
    }
    let searched = Span { from: tried.first()?.value, to: tried.last()?.value };
    let chosen = chosen(&runs, good_side, present);
    let answer = match chosen.and_then(|index| runs.get(index)) {
        None => Answer::Nowhere(nearest_miss(&tried, good_side)?),
        Some(run) => {
            let lower = run.before.map(|missed| search.end(Bracket { met: run.span.from, missed }));
            let upper = run.after.map(|missed| search.end(Bracket { met: run.span.to, missed }));
            match (good_side, lower, upper) {
                (_, None, None) => Answer::Everywhere,
                (Side::Higher, Some(bracket), None) | (Side::Lower, None, Some(bracket)) => Answer::From(bracket),
                (_, lower, upper) => Answer::Between { lower, upper },
            }
        }
    };
    let others = runs.iter().enumerate().filter(|(index, _)| Some(*index) != chosen);
    let islands = others.map(|(_, run)| run.span).collect();
    let predictions = search.predictions;
    Some(Solution { input, good_side, searched, present, now, met_now, answer, islands, predictions })
}

/// The values that are tried first, in rising order.
fn grid(scenario: &Checked, input: Input, present: f64, cells: u32) -> Option<Vec<f64>> {
    let Span { from, to } = input.plausible(scenario)?;
    let mut values: Vec<f64> = Vec::with_capacity(cells as usize + 3);
    if input.accepted(scenario)?.contains(0.0) {
        values.push(0.0);
    }
    for cell in 0..=cells {
        let value = input.scale().between(from, to, f64::from(cell) / f64::from(cells));
        let last = values.last().copied();
        if last.is_some_and(|last| last < present) && present < value {
            values.push(present);
        }
        if last.is_none_or(|last| last < value) {
            values.push(value);
        }
    }
    Some(values)
}

/// A value that was tried.
#[derive(Clone, Copy)]
struct Tried {
    value: f64,
    figures: Figures,
    verdict: Verdict,
}

/// Neighbouring values that meet the target, and the ones before and after them that do not.
struct Run {
    before: Option<f64>,
    span: Span,
    after: Option<f64>,
}

fn runs_of_met(tried: &[Tried]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut missed_before = None;
    let mut inside = false;
    for &Tried { value, verdict, .. } in tried {
        match (verdict.is_met(), inside, runs.last_mut()) {
            (true, true, Some(run)) => run.span.to = value,
            (true, ..) => runs.push(Run { before: missed_before, span: Span { from: value, to: value }, after: None }),
            (false, true, Some(run)) => run.after = Some(value),
            (false, ..) => {}
        }
        inside = verdict.is_met();
        if !inside {
            missed_before = Some(value);
        }
    }
    runs
}

/// The range that is the answer: that which reaches the end of the good side, else the nearest.
fn chosen(runs: &[Run], good_side: Side, present: f64) -> Option<usize> {
    let last = runs.len().checked_sub(1)?;
    let reaching = match good_side {
        Side::Higher => runs.last().filter(|run| run.after.is_none()).map(|_| last),
        Side::Lower => runs.first().filter(|run| run.before.is_none()).map(|_| 0),
    };
    let away = |run: &Run| (within(present, run.span.from, run.span.to) - present).abs();
    reaching.or_else(|| {
        let mut nearest: Option<(usize, f64)> = None;
        for (index, run) in runs.iter().enumerate() {
            let away = away(run);
            let nearer = nearest.is_none_or(|(_, least)| away < least);
            if nearer || (good_side == Side::Higher && nearest.is_some_and(|(_, least)| away == least)) {
                nearest = Some((index, away));
            }
        }
        nearest.map(|(index, _)| index)
    })
}

/// Where among the values the least is missed; of equals the one on the good side.
fn index_of_nearest_miss(tried: &[Tried], good_side: Side) -> Option<usize> {
    let mut nearest: Option<(usize, f64)> = None;
    for (index, tried) in tried.iter().enumerate() {
        let miss = tried.verdict.miss();
        let nearer = nearest.is_none_or(|(_, least)| miss < least || (good_side == Side::Higher && miss == least));
        if nearer {
            nearest = Some((index, miss));
        }
    }
    nearest.map(|(index, _)| index)
}

fn nearest_miss(tried: &[Tried], good_side: Side) -> Option<NearestMiss> {
    let &Tried { value, figures, verdict } = tried.get(index_of_nearest_miss(tried, good_side)?)?;
    Some(NearestMiss { value, figures, verdict })
}

/// A question, and how often it has been asked.
struct Search<'a> {
    scenario: &'a Checked,
    input: Input,
    target: Target,
    who: Who,
    predictions: u32,
}

impl Search<'_> {
    fn try_value(&mut self, value: f64) -> Option<Tried> {
        let changed = self.input.put(self.scenario, value)?;
        self.predictions += 1;
        let figures = self.who.figures(&changed);
        Some(Tried { value, figures, verdict: self.target.judge(&figures) })
    }

    fn is_met(&mut self, value: f64) -> bool {
        self.try_value(value).is_some_and(|tried| tried.verdict.is_met())
    }

    /// The points that divide the way from one value to another into parts, without its ends.
    fn parts(&self, from: f64, to: f64) -> impl Iterator<Item = f64> + use<> {
        let scale = self.input.scale();
        (1..PARTS).map(move |part| scale.between(from, to, f64::from(part) / f64::from(PARTS)))
    }

    /// Narrows one end of the answer: on the way from the value that misses, the last change of the verdict.
    fn end(&mut self, cell: Bracket) -> Bracket {
        let mut last = cell;
        let mut missed = true;
        for value in self.parts(cell.missed, cell.met) {
            let met = self.is_met(value);
            if !met {
                last = Bracket { missed: value, met: cell.met };
            } else if missed {
                last.met = value;
            }
            missed = !met;
        }
        last.halved(self.input, |value| self.is_met(value))
    }

    /// Divides the cells on both sides of the nearest miss: a narrow range often lies where it no longer completes.
    fn look_around_the_nearest(&mut self, tried: &mut Vec<Tried>, good_side: Side) {
        let Some(index) = index_of_nearest_miss(tried, good_side) else { return };
        let at = |index: usize| tried.get(index).map(|tried| (tried.value, tried.verdict));
        let Some((nearest, Verdict::Missed(_))) = at(index) else { return };
        let after = at(index + 1).map(|(value, _)| value);
        let before = index.checked_sub(1).and_then(at).map(|(value, _)| value);
        let mut insert = |from: Option<f64>, to: Option<f64>, place: usize| {
            let (Some(from), Some(to)) = (from, to) else { return };
            let finer: Vec<Tried> = self.parts(from, to).filter_map(|value| self.try_value(value)).collect();
            tried.splice(place..place, finer);
        };
        // The later one first, so that the place of the earlier one stays.
        insert(Some(nearest), after, index + 1);
        insert(before, Some(nearest), index);
    }
}

#[cfg(test)]
mod tests;
