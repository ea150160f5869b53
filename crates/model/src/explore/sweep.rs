//! How does the answer change over one input, or over two?

use super::{Figures, Input, Scale, Who};
use crate::scenario::{Checked, Scenario};

/// Values of an input, from one to another in equal steps of its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    input: Input,
    scale: Scale,
    from: f64,
    to: f64,
    count: u32,
}

impl Axis {
    /// The most values of an axis: more than a screen has pixels.
    pub const MOST: u32 = 8192;

    /// So many values (2 to [`Axis::MOST`]) from one to a larger one, both included, in the input's base unit. None where that is not
    /// possible: an end that is not finite, a wrong order, a logarithmic axis that does not begin above zero.
    ///
    /// ```
    /// use precopy_model::explore::{Axis, Input, Scale};
    /// let axis = Axis::new(Input::DirtyRate, Scale::Logarithmic, 100.0, 10_000.0, 3).unwrap();
    /// let values: Vec<f64> = axis.values().map(f64::round).collect();
    /// assert_eq!(values, [100.0, 1000.0, 10_000.0]);
    /// assert_eq!(Axis::new(Input::DirtyRate, Scale::Logarithmic, 0.0, 10_000.0, 3), None);
    /// ```
    #[must_use]
    pub fn new(input: Input, scale: Scale, from: f64, to: f64, count: u32) -> Option<Self> {
        let ends = from.is_finite() && to.is_finite() && from < to;
        let begins = scale == Scale::Linear || 0.0 < from;
        (ends && begins && (2..=Self::MOST).contains(&count)).then_some(Self { input, scale, from, to, count })
    }

    /// So many values over the plausible range of an input, on its own scale. None where the scenario has no such input, or where only
    /// one value is possible.
    #[must_use]
    pub fn plausible(input: Input, scenario: &Scenario, count: u32) -> Option<Self> {
        let span = input.plausible(scenario)?;
        Self::new(input, input.scale(), span.from, span.to, count)
    }

    /// The input.
    #[must_use]
    pub const fn input(&self) -> Input {
        self.input
    }

    /// How its values are spread.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// How many values it has.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// One of its values, counted from zero; beyond the last, the last.
    #[must_use]
    pub fn at(&self, index: u32) -> f64 {
        self.scale.between(self.from, self.to, f64::from(index) / f64::from(self.count - 1))
    }

    /// All of its values, rising.
    pub fn values(&self) -> impl Iterator<Item = f64> + use<> {
        let axis = *self;
        (0..axis.count).map(move |index| axis.at(index))
    }
}

/// One row of a sweep, or a piece of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which one, counted from zero.
    pub index: u32,
    /// Which cell of it comes first here, counted from zero; zero for a whole row.
    pub first: u32,
    /// The value of the input that goes down; none when there is only one input.
    pub value: Option<f64>,
    /// What each value of the input that goes across gives; none where there is no such scenario, as with a hot set larger than the
    /// working set.
    pub cells: Vec<Option<Figures>>,
}

/// Predictions over one input or two, row by row, so that whoever draws them can do something else in between.
///
/// Question: how do outcome and numbers change over these inputs, all else being equal? Each cell is the prediction of the scenario
/// with both values put into it ([`Input::put`]), in the order of [`Input::ALL`], whichever goes across: the hot set's own value counts,
/// and not what a memory size would make of it.
///
/// A row costs one prediction a cell and has no effect on the others; rows can be computed again, or left out ([`Sweep::go_to`]), and
/// where a row takes too long, it comes in pieces ([`Sweep::next_cells`]). Rounds are played and not told of.
///
/// Edges: cells without a scenario hold none, and cost nothing. After the last row there are none.
///
/// ```
/// // Salfner's Figures 6 to 10 go over hot set and dirty rate: where the guest writes faster than QEMU sends, nothing ends.
/// use precopy_model::explore::{Axis, Input, Scale, Sweep, Who};
/// use precopy_model::predict::Outcome;
/// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
/// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
///     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
/// }.check().unwrap();
/// let gib = |gib| Bytes::from_gib(gib).as_bytes();
/// let hot_set = Axis::new(Input::HotSet, Scale::Linear, gib(0.5), gib(1.5), 3).unwrap();
/// let rate = Axis::new(Input::DirtyRate, Scale::Linear, 10_000.0, 50_000.0, 2).unwrap();
/// let mut sweep = Sweep::over(&scenario, Who::Bound, hot_set, Some(rate)).unwrap();
/// let outcomes = |sweep: &mut Sweep| -> Vec<Outcome> {
///     sweep.next_row().unwrap().cells.iter().flatten().map(|cell| cell.outcome).collect()
/// };
/// assert_eq!(outcomes(&mut sweep), [Outcome::Completes; 3]);
/// assert_eq!(outcomes(&mut sweep), [Outcome::Never; 3]);
/// assert!(sweep.next_row().is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Sweep {
    scenario: Checked,
    who: Who,
    across: Axis,
    down: Option<Axis>,
    /// The row that comes next, and its cell.
    next: u32,
    next_cell: u32,
}

impl Sweep {
    /// A sweep over an input that goes across and, if wanted, another that goes down; nothing is predicted yet.
    ///
    /// None where the scenario has no such input, or both are the same one.
    #[must_use]
    pub fn over(scenario: &Checked, who: Who, across: Axis, down: Option<Axis>) -> Option<Self> {
        let has = |axis: &Axis| axis.input.applies(scenario);
        let differ = down.is_none_or(|down| down.input != across.input);
        let sound = has(&across) && down.as_ref().is_none_or(has) && differ;
        sound.then(|| Self { scenario: scenario.clone(), who, across, down, next: 0, next_cell: 0 })
    }

    /// The input that goes across.
    #[must_use]
    pub const fn across(&self) -> &Axis {
        &self.across
    }

    /// The input that goes down; none when there is only one.
    #[must_use]
    pub const fn down(&self) -> Option<&Axis> {
        self.down.as_ref()
    }

    /// How many rows it has: one where nothing goes down.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        match self.down {
            Some(down) => down.count,
            None => 1,
        }
    }

    /// Which row comes next, counted from zero; as many as there are when all are done.
    #[must_use]
    pub const fn next_index(&self) -> u32 {
        self.next
    }

    /// Goes on with another row: an earlier one to compute it again, a later one to leave some out.
    pub fn go_to(&mut self, row: u32) {
        self.next = row.min(self.rows());
        self.next_cell = 0;
    }

    /// Computes the next row, or what is left of one that was begun; none after the last.
    #[must_use]
    pub fn next_row(&mut self) -> Option<Row> {
        self.next_cells(u32::MAX)
    }

    /// Computes so many cells (at least one) of the next row, or what is left of it when that is less; none after the last row.
    ///
    /// A loop that goes on for thousands of rounds takes its time: a page that has a few milliseconds asks for a few cells.
    #[must_use]
    pub fn next_cells(&mut self, most: u32) -> Option<Row> {
        let (index, first) = (self.next, self.next_cell);
        if self.rows() <= index {
            return None;
        }
        let end = first.saturating_add(most.max(1)).min(self.across.count);
        (self.next, self.next_cell) = if end == self.across.count { (index + 1, 0) } else { (index, end) };
        let values = (first..end).map(|cell| self.across.at(cell));
        let value = self.down.map(|down| down.at(index));
        let cells = match self.down {
            None => values.map(|across| self.cell(&self.scenario, across)).collect(),
            // What goes down is put first where something may follow it, once for all of them.
            Some(down) if down.input < self.across.input => match down.input.put(&self.scenario, down.at(index)) {
                Some(scenario) => values.map(|across| self.cell(&scenario, across)).collect(),
                None => values.map(|_| None).collect(),
            },
            Some(down) => {
                let cell = |across: f64| {
                    let scenario = self.across.input.put(&self.scenario, across)?;
                    Some(self.who.figures(&down.input.put(&scenario, down.at(index))?))
                };
                values.map(cell).collect()
            }
        };
        Some(Row { index, first, value, cells })
    }

    fn cell(&self, scenario: &Checked, across: f64) -> Option<Figures> {
        Some(self.who.figures(&self.across.input.put(scenario, across)?))
    }
}

impl Iterator for Sweep {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.next_row()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.rows() - self.next) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Sweep {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    use crate::scenario::{Dirtying, Link, Vm, presets};

    fn scenarios() -> impl Iterator<Item = Checked> {
        presets::all().map(|preset| {
            let scenario = Scenario {
                vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
                dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(2e4)),
                link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
                hypervisor: preset.hypervisor(),
            };
            scenario.check().expect("sound")
        })
    }

    /// Pairs of inputs, each in both orders over all products.
    fn sweeps(who: Who) -> impl Iterator<Item = (Checked, Sweep)> {
        scenarios().enumerate().flat_map(move |(number, scenario)| {
            let has: Vec<Input> = Input::ALL.into_iter().filter(|input| input.applies(&scenario)).collect();
            let across = has[number % has.len()];
            let down = has[(number + 1 + number / has.len()) % has.len()];
            let axis = |input, count| Axis::plausible(input, &scenario, count).expect("plausible");
            [(across, down), (down, across)].map(|(across, down)| {
                let sweep = Sweep::over(&scenario, who, axis(across, 5), Some(axis(down, 4))).expect("applies");
                (scenario.clone(), sweep)
            })
        })
    }

    #[test]
    fn a_cell_is_the_single_prediction() {
        let (mut cells, mut empty) = (0, 0);
        for who in [Who::Bound, Who::Rounds] {
            for (scenario, sweep) in sweeps(who) {
                let (across, down) = (*sweep.across(), *sweep.down().expect("two inputs"));
                for (index, row) in sweep.enumerate() {
                    assert_eq!((row.index as usize, row.cells.len()), (index, 5));
                    assert_eq!(row.value, Some(down.at(row.index)));
                    for (cell, value) in row.cells.iter().zip(across.values()) {
                        let mut both = [(across.input(), value), (down.input(), down.at(row.index))];
                        both.sort_by_key(|(input, _)| *input);
                        let [(first, a), (second, b)] = both;
                        let single = first.put(&scenario, a).and_then(|scenario| second.put(&scenario, b));
                        assert_eq!(*cell, single.map(|single| Figures::of(&who.predict(&single))));
                        cells += 1;
                        empty += u32::from(cell.is_none());
                    }
                }
            }
        }
        println!("{cells} cells, {empty} without a scenario");
        assert!(empty * 4 < cells);
    }

    #[test]
    fn the_map_is_the_same_whichever_input_goes_across() {
        for (scenario, sweep) in sweeps(Who::Bound) {
            let (across, down) = (*sweep.across(), *sweep.down().expect("two inputs"));
            let turned = Sweep::over(&scenario, Who::Bound, down, Some(across)).expect("applies");
            let [map, turned]: [Vec<Row>; 2] = [sweep.collect(), turned.collect()];
            for (y, row) in map.iter().enumerate() {
                for (x, cell) in row.cells.iter().enumerate() {
                    assert_eq!(*cell, turned[x].cells[y]);
                }
            }
        }
    }

    #[test]
    fn one_input_is_one_row() {
        for scenario in scenarios() {
            let axis = Axis::plausible(Input::Link, &scenario, 7).expect("plausible");
            let mut sweep = Sweep::over(&scenario, Who::Rounds, axis, None).expect("applies");
            let row = sweep.next_row().expect("one");
            assert_eq!((row.value, row.cells.len(), sweep.rows(), sweep.next_row()), (None, 7, 1, None));
            for (cell, value) in row.cells.into_iter().zip(axis.values()) {
                let single = Input::Link.put(&scenario, value).expect("plausible");
                assert_eq!(cell, Some(Who::Rounds.figures(&single)));
            }
        }
    }

    #[test]
    fn rows_can_be_left_out_and_computed_again() {
        for (_, sweep) in sweeps(Who::Bound) {
            let all: Vec<Row> = sweep.clone().collect();
            let mut other = sweep.clone();
            assert_eq!(other.len(), 4);
            other.go_to(2);
            assert_eq!((other.next_row().as_ref(), other.next_index(), other.len()), (all.get(2), 3, 1));
            other.go_to(0);
            assert_eq!(other.next_row().as_ref(), all.first());
            other.go_to(u32::MAX);
            assert_eq!((other.next_row(), other.len()), (None, 0));
        }
    }

    #[test]
    fn pieces_make_the_same_rows() {
        for (_, sweep) in sweeps(Who::Bound) {
            let all: Vec<Row> = sweep.clone().collect();
            for most in [0, 1, 2, 4, 5, 6] {
                let mut other = sweep.clone();
                let mut pieces: Vec<Row> = Vec::new();
                while let Some(piece) = other.next_cells(most) {
                    assert!(piece.cells.len() <= most.max(1) as usize);
                    match pieces.last_mut() {
                        Some(row) if row.index == piece.index => {
                            assert_eq!(row.cells.len(), piece.first as usize);
                            row.cells.extend(piece.cells);
                        }
                        _ => pieces.push(piece),
                    }
                }
                assert_eq!(pieces, all);
            }
            // The rest of a row that was begun, and the next one from its beginning.
            let mut other = sweep.clone();
            let begun = other.next_cells(2).expect("a piece");
            let rest = other.next_row().expect("the rest");
            assert_eq!((rest.index, rest.first, [begun.cells, rest.cells].concat()), (0, 2, all[0].cells.clone()));
            assert_eq!(other.next_row().as_ref(), all.get(1));
        }
    }

    #[test]
    fn what_cannot_be_swept_is_none() {
        let (Some(scenario), gib) = (scenarios().next(), Bytes::from_gib(1.0).as_bytes()) else { panic!("no product") };
        let axis = |input, to: f64| Axis::new(input, Scale::Linear, 1.0, to, 4).expect("sound");
        let hot_set = axis(Input::HotSet, 4.0 * gib);
        assert!(Sweep::over(&scenario, Who::Bound, hot_set, Some(hot_set)).is_none());
        for input in Input::ALL.into_iter().filter(|input| !input.applies(&scenario)) {
            assert!(Sweep::over(&scenario, Who::Bound, axis(input, 2.0), None).is_none());
            assert!(Sweep::over(&scenario, Who::Bound, hot_set, Some(axis(input, 2.0))).is_none());
        }
        // Larger than the working set: no such guest.
        let row = Sweep::over(&scenario, Who::Bound, hot_set, None).and_then(|mut sweep| sweep.next_row());
        let cells = row.expect("one").cells;
        assert_eq!(cells.iter().map(Option::is_some).collect::<Vec<_>>(), [true, true, true, false]);
        for (from, to, count) in [(0.0, 1.0, 4), (2.0, 1.0, 4), (1.0, 2.0, 1), (1.0, f64::NAN, 4), (1.0, 2.0, 9000)] {
            assert_eq!(Axis::new(Input::Link, Scale::Logarithmic, from, to, count), None);
        }
    }
}
