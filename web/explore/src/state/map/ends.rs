//! The axes of the map: the two inputs, and how far each goes.

use precopy_base::calculator::Calculator;
use precopy_base::charts::{self, Range};
use precopy_model::explore::{Axis, Input, Scale};
use precopy_model::scenario::Checked;

use super::{Choice, Side, Unit};

/// One axis.
///
/// | input | linear | logarithmic |
/// | --- | --- | --- |
/// | hot set | from nothing to the working set | the last three decades of that |
/// | working set | from nothing to the memory | the last three decades of that |
/// | dirty rate | from nothing to twice the copy rate | the last three decades of that |
/// | others | to twice the present value, at most fourfold | from a decade below the present value's own to a decade above it |
///
/// A decade of bytes is four doublings. Ends are round, but for those that are another size; each axis is longer where the present value would not be on it. As long as a
/// value stays on its axis, or in its decade, the axis stays too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// The input.
    pub input: Input,
    /// How its values are spread.
    pub scale: Scale,
    /// In what it is counted.
    pub unit: Unit,
    /// The smallest value, in the base unit.
    pub from: f64,
    /// The largest value.
    pub to: f64,
}

/// The two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axes {
    /// From left to right.
    pub across: Ends,
    /// Upwards.
    pub up: Ends,
}

/// So far down a logarithmic axis goes.
const DECADES: f64 = 1000.0;

impl Ends {
    fn of(side: Side, other: Input, calculator: &Calculator) -> Option<Self> {
        let Calculator { inputs, scenario, .. } = calculator;
        let input = side.input;
        let (value, accepted) = (input.value(scenario)?, input.accepted(scenario)?);
        let unit = Unit::of(input, inputs, scenario);
        let parent = |parent: Input, size: f64| match other == parent {
            // The parent is turned too: as far as its own axis goes.
            true => Self::of(Side::usual(parent), input, calculator).map_or(size, |ends| ends.to),
            false => size,
        };
        let whole = match input {
            Input::HotSet => Some(parent(Input::WorkingSet, scenario.vm.working_set.as_bytes())),
            Input::WorkingSet => Some(parent(Input::Memory, scenario.vm.memory.as_bytes())),
            Input::DirtyRate => {
                let copy_rate = scenario.link.copy_rate(&scenario.hypervisor).used.as_pages_per_second();
                Some(unit.round_from((copy_rate * 2.0).max(value)))
            }
            _ => None,
        };
        let (from, to) = match (side.scale, whole) {
            (Scale::Linear, Some(whole)) => (0.0, whole),
            (Scale::Linear, None) => (0.0, unit.round_from(value * 2.0)),
            (Scale::Logarithmic, Some(whole)) => {
                let least = whole / DECADES;
                (if 0.0 < value && value < least { unit.decade(value) } else { least }, whole)
            }
            (Scale::Logarithmic, None) => {
                let (decade, factor) =
                    (unit.decade(if 0.0 < value { value } else { accepted.from }), unit.per_decade());
                (decade / factor, decade * factor * factor)
            }
        };
        let sized = matches!(input, Input::HotSet | Input::WorkingSet);
        let to = if sized { to } else { to.min(accepted.to) };
        let from = from.max(accepted.from.min(to));
        // A logarithm needs an end above zero, and at least a decade.
        let from = if side.scale == Scale::Logarithmic { from.max(to * 1e-9).min(to / 10.0) } else { from };
        (from.is_finite() && to.is_finite() && from < to).then_some(Self { input, scale: side.scale, unit, from, to })
    }

    /// So many values along it.
    #[must_use]
    pub fn axis(&self, count: u32) -> Option<Axis> {
        Axis::new(self.input, self.scale, self.from, self.to, count)
    }

    /// The value at a share of the way.
    #[must_use]
    pub fn value(&self, share: f64) -> f64 {
        self.scale.between(self.from, self.to, share)
    }

    /// Where a value lies; values beyond are at the ends.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        self.chart_scale().share(value)
    }

    /// The same for drawing.
    #[must_use]
    pub fn chart_scale(&self) -> charts::Scale {
        match self.scale {
            Scale::Linear => charts::Scale::linear(Range::around(self.from, self.to)),
            Scale::Logarithmic => charts::Scale::logarithmic(self.from, Range::around(0.0, self.to)),
        }
    }
}

impl Axes {
    /// The axes that are chosen, around the present values; none where an input has only one possible value.
    #[must_use]
    pub fn of(calculator: &Calculator, choice: &Choice) -> Option<Self> {
        Some(Self {
            across: Ends::of(choice.across, choice.up.input, calculator)?,
            up: Ends::of(choice.up, choice.across.input, calculator)?,
        })
    }

    /// A scenario with values of both inputs, in the order in which what follows an input comes after it; none where there is no such
    /// guest.
    #[must_use]
    pub fn put(&self, scenario: &Checked, (across, up): (f64, f64)) -> Option<Checked> {
        let (first, then) = ((self.across.input, across), (self.up.input, up));
        let ((first, a), (then, b)) = if first.0 < then.0 { (first, then) } else { (then, first) };
        then.put(&first.put(scenario, a)?, b)
    }

    /// The values at shares of the way.
    #[must_use]
    pub fn values(&self, (across, up): (f64, f64)) -> (f64, f64) {
        (self.across.value(across), self.up.value(up))
    }

    /// Where a scenario stands, as shares; none where it has not these inputs.
    #[must_use]
    pub fn place(&self, scenario: &Checked) -> Option<(f64, f64)> {
        let share = |ends: &Ends| ends.input.value(scenario).map(|value| ends.share(value));
        Some((share(&self.across)?, share(&self.up)?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::offered;
    use super::*;
    use precopy_model::quantity::{BYTES_PER_GIB, BYTES_PER_MIB};

    fn axes(link: &str) -> Axes {
        let calculator = Calculator::of_link(link);
        Axes::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("axes")
    }

    #[test]
    fn ends_are_round_and_stay_while_the_value_moves() {
        let usual = axes("mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s");
        assert_eq!((usual.across.from, usual.across.to), (0.0, 2.8 * BYTES_PER_GIB));
        assert_eq!((usual.up.from, usual.up.to), (0.0, 80_000.0));
        assert_eq!(usual, axes("mem=4GiB&ws=2.8GiB&hot=2GiB&dirty=79000pages/s&link=10Gbit/s"));
        assert_eq!(axes("dirty=90000pages/s").up.to, 1e5);
        let links = axes("map=link,dirty-log&link=10Gbit/s");
        assert_eq!((links.across.from, links.across.to), (1e9, 1e12));
        assert_eq!(links.across, axes("map=link,dirty-log&link=40Gbit/s&dirty=100pages/s").across);
        let memory = axes("map=mem,dirty&mem=4GiB&ws=70pct&hot=20pct").across;
        assert_eq!((memory.from, memory.to), (256.0 * BYTES_PER_MIB, 1024.0 * BYTES_PER_GIB));
    }

    #[test]
    fn every_pair_has_axes_that_hold_the_present_value() {
        let links = [
            "",
            "hv=xen",
            "hv=custom",
            "hv=nova",
            "mem=64MiB&ws=64MiB&hot=0B&dirty=0pages/s",
            "mem=32TiB&ws=20TiB&hot=19TiB",
            "dirty=1e12pages/s",
            "hot=1B&dirty=0.001pages/s",
            "link=100pages/s",
            "link=800MiB/s&dirty=3MiB/s",
            "max-downtime=1ms",
            "max-downtime=2000s",
        ];
        let mut seen = 0;
        for link in links {
            let calculator = Calculator::of_link(link);
            let offered = offered(&calculator);
            for across in &offered {
                for up in offered.iter().filter(|up| *up != across) {
                    for (across, up) in [
                        (Side::usual(*across), Side::usual(*up)),
                        (Side::usual(*across).turned(), Side::usual(*up).turned()),
                    ] {
                        let usual = Choice::of(&calculator).expect("a choice");
                        let axes = Axes::of(&calculator, &Choice { across, up, ..usual });
                        let axes = axes.unwrap_or_else(|| panic!("{link} {across:?} {up:?}"));
                        for ends in [axes.across, axes.up] {
                            let value = ends.input.value(&calculator.scenario).expect("applies");
                            let is_on = ends.from <= value && value <= ends.to;
                            let is_least = ends.scale == Scale::Logarithmic && value <= ends.from;
                            assert!(is_on || is_least, "{link} {ends:?} {value}");
                            assert!(ends.axis(16).is_some(), "{link} {ends:?}");
                            let middle = ends.value(0.5);
                            assert!((ends.share(middle) - 0.5).abs() < 1e-9, "{ends:?}");
                            seen += 1;
                        }
                    }
                }
            }
        }
        println!("{seen} axes");
        assert!(100 < seen);
    }
}
