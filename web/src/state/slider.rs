//! Positions of sliders and the values that they stand for. Native range inputs have whole positions; the scale behind them
//! is logarithmic where values span decades, with a stop at zero where zero makes sense.

use precopy_formats::Value;
use precopy_model::numeric::within;
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, to_digits};
use precopy_model::quantity::{
    BITS_PER_GBIT, BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, BYTES_PER_TIB, BitsPerSecond, Bytes, BytesPerSecond,
    Pages, PagesPerSecond, Seconds, limits,
};

use super::State;

/// The largest position of every slider.
pub const POSITIONS: u32 = 1000;

/// What a slider's positions stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// From `min` to `max`, each step the same factor; with `zero`, position 0 is zero and `min` is position 1.
    Log {
        /// The smallest value that is not zero.
        min: f64,
        /// The largest value.
        max: f64,
        /// Whether position 0 is zero.
        zero: bool,
    },
    /// From 0 to `max` in equal steps.
    Linear {
        /// The largest value.
        max: f64,
    },
}

impl Scale {
    /// The value at a position.
    #[must_use]
    pub fn value(self, position: u32) -> f64 {
        self.between(f64::from(position))
    }

    /// The value at a place between two positions, or at one.
    #[must_use]
    pub fn between(self, place: f64) -> f64 {
        let steps = f64::from(POSITIONS);
        let place = within(place, 0.0, steps);
        match self {
            Self::Linear { max } => max * place / steps,
            // There is nothing between zero and the first position but equal steps.
            Self::Log { min, zero: true, .. } if place < 1.0 => min * place,
            Self::Log { min, max, zero } => {
                let first = if zero { 1.0 } else { 0.0 };
                let share = (place - first) / (steps - first);
                min * libm::exp(libm::log(max / min) * share)
            }
        }
    }

    /// The position nearest to a value; values beyond the ends are at the ends.
    #[must_use]
    pub fn position(self, value: f64) -> u32 {
        let steps = f64::from(POSITIONS);
        let position = match self {
            Self::Linear { max } => value / max * steps,
            Self::Log { zero: true, .. } if value <= 0.0 => 0.0,
            Self::Log { min, max, zero } => {
                let first = if zero { 1.0 } else { 0.0 };
                first + libm::log(value.max(min) / min) / libm::log(max / min) * (steps - first)
            }
        };
        // Casts of floats saturate, and NaN becomes 0.
        within(position.round(), 0.0, steps) as u32
    }
}

/// A field's slider apart from the state: for those who look for a value between two positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler {
    field: Field,
    scale: Scale,
    /// The present value: those on the slider are of its unit family.
    now: Amount,
}

impl Ruler {
    /// The slider of a field; none when the field has none.
    #[must_use]
    pub fn of(state: &State, field: Field) -> Option<Self> {
        let now = state.inputs.effective(field).0.amount()?;
        Some(Self { field, scale: scale(state, field)?, now })
    }

    /// Where the present value stands.
    #[must_use]
    pub fn position(&self) -> u32 {
        number(self.now).map_or(0, |now| self.scale.position(now))
    }

    /// The value at a position or between two, rounded to so many digits: 3 are what a person would type.
    #[must_use]
    pub fn value(&self, place: f64, digits: usize) -> Option<Value> {
        rounded(self.field, self.scale, self.now, self.scale.between(place), digits)
    }

    /// The value after a step of that many positions. Where positions lie closer than values, a single step goes to the
    /// next value.
    #[must_use]
    pub fn stepped_to(&self, position: u32) -> Option<Value> {
        let (now, at) = (self.position(), |position: u32| self.value(f64::from(position), 3));
        let present = at(now);
        let mut next = position.min(POSITIONS);
        if next.abs_diff(now) == 1 {
            while at(next) == present && 0 < next && next < POSITIONS {
                next = if now < next { next + 1 } else { next - 1 };
            }
        }
        at(next)
    }
}

/// The scale of a field's slider, in the unit family of its present value; none when the field has no slider.
#[must_use]
pub fn scale(state: &State, field: Field) -> Option<Scale> {
    let page = state.results.scenario.hypervisor.page_size.value.as_bytes();
    let vm = &state.results.scenario.vm;
    let amount = state.inputs.effective(field).0.amount()?;
    let log = |min, max, zero| Some(Scale::Log { min, max, zero });
    match (field, amount) {
        (Field::Memory, Amount::Bytes(_)) => log(64.0 * BYTES_PER_MIB, 32.0 * BYTES_PER_TIB, false),
        (Field::Memory, Amount::Pages(_)) => log(64.0 * BYTES_PER_MIB / page, 32.0 * BYTES_PER_TIB / page, false),
        // A share of the memory: bounded on both sides, so equal steps.
        (Field::WorkingSet, Amount::Share(_)) => Some(Scale::Linear { max: 1.0 }),
        (Field::WorkingSet, Amount::Bytes(_)) => Some(Scale::Linear { max: vm.memory.as_bytes() }),
        (Field::WorkingSet, Amount::Pages(_)) => Some(Scale::Linear { max: vm.memory.as_bytes() / page }),
        // The hot set spans decades below the working set.
        (Field::HotSet, Amount::Share(_)) => log(1e-5, 1.0, true),
        (Field::HotSet, Amount::Bytes(_)) => {
            let max = vm.working_set.as_bytes().max(page);
            log((max * 1e-5).max(page).min(max * 0.5), max, true)
        }
        (Field::HotSet, Amount::Pages(_)) => {
            let max = (vm.working_set.as_bytes() / page).max(1.0);
            log((max * 1e-5).max(1.0).min(max * 0.5), max, true)
        }
        (Field::DirtyRate, Amount::PagesPerSecond(_)) => log(10.0, 50e6, true),
        (Field::DirtyRate, Amount::BytesPerSecond(_)) => log(10.0 * page, 50e6 * page, true),
        (Field::Link, Amount::BitsPerSecond(_)) => log(0.01 * BITS_PER_GBIT, 800.0 * BITS_PER_GBIT, false),
        (Field::Link, Amount::BytesPerSecond(_)) => log(1e6, 1e11, false),
        (Field::Link, Amount::PagesPerSecond(_)) => log(250.0, 25e6, false),
        (Field::DowntimeLimit, Amount::Seconds(_)) => log(0.001, 60.0, false),
        (Field::StopThreshold, Amount::Pages(_)) => log(1.0, 1e7, true),
        (Field::RoundLimit, Amount::Count(_)) => log(1.0, limits::ROUNDS.max, false),
        (Field::VolumeLimit, Amount::Count(_)) => log(0.1, 1000.0, false),
        (Field::TimeLimit, Amount::Seconds(_)) => log(1.0, 1e5, false),
        _ => None,
    }
}

/// Where a field's slider stands.
#[must_use]
pub fn position(state: &State, field: Field) -> Option<u32> {
    Ruler::of(state, field).map(|ruler| ruler.position())
}

/// The value at a position of a field's slider, rounded to what a person would type.
#[must_use]
pub fn value_at(state: &State, field: Field, position: u32) -> Option<Value> {
    Ruler::of(state, field)?.stepped_to(position)
}

/// A value of a slider, rounded to so many digits.
fn rounded(field: Field, scale: Scale, now: Amount, value: f64, digits: usize) -> Option<Value> {
    // Equal steps need a digit more, to stay apart near the end.
    let round = |value: f64| to_some_digits(value, if let Scale::Linear { .. } = scale { digits + 1 } else { digits });
    let max = match scale {
        Scale::Linear { max } | Scale::Log { max, .. } => max,
    };
    Some(Value::Amount(match now {
        // Rounding must not lift a part above its parent.
        Amount::Bytes(_) => Amount::Bytes(in_fitting_unit(Bytes::from_bytes(value), round).min(Bytes::from_bytes(max))),
        Amount::Pages(_) if field == Field::StopThreshold => Amount::Pages(Pages::from_pages(round(value).round())),
        Amount::Pages(_) => Amount::Pages(Pages::from_pages(round(value).min(max))),
        // As many digits as the percentage has, which is what is read.
        Amount::Share(_) => Amount::Share(to_some_digits(value, digits).min(1.0)),
        Amount::PagesPerSecond(_) => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(round(value))),
        Amount::BytesPerSecond(_) if field == Field::DirtyRate => Amount::BytesPerSecond(
            BytesPerSecond::from_bytes_per_second(in_fitting_unit(Bytes::from_bytes(value), round).as_bytes()),
        ),
        Amount::BytesPerSecond(_) => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(round(value))),
        Amount::BitsPerSecond(_) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(round(value))),
        Amount::Seconds(_) => Amount::Seconds(Seconds::from_seconds(round(value))),
        Amount::Count(_) if field == Field::RoundLimit => Amount::Count(round(value).round()),
        Amount::Count(_) => Amount::Count(round(value)),
        Amount::Unlimited => return None,
    }))
}

/// Three significant digits in the binary unit that fits.
#[must_use]
pub fn round_size(size: Bytes) -> Bytes {
    in_fitting_unit(size, three_digits)
}

fn in_fitting_unit(size: Bytes, round: impl Fn(f64) -> f64) -> Bytes {
    let bytes = size.as_bytes();
    let unit = [BYTES_PER_TIB, BYTES_PER_GIB, BYTES_PER_MIB, BYTES_PER_KIB]
        .into_iter()
        .find(|&unit| unit * 0.9995 <= bytes)
        .unwrap_or(1.0);
    Bytes::from_bytes(round(bytes / unit) * unit)
}

/// Three significant digits; more where they are whole (1023 stays).
fn three_digits(value: f64) -> f64 {
    to_some_digits(value, 3)
}

fn to_some_digits(value: f64, digits: usize) -> f64 {
    if value <= 0.0 || !value.is_finite() { 0.0 } else { to_digits(value, digits) }
}

fn number(amount: Amount) -> Option<f64> {
    Some(match amount {
        Amount::Bytes(value) => value.as_bytes(),
        Amount::Pages(value) => value.as_pages(),
        Amount::Share(value) | Amount::Count(value) => value,
        Amount::PagesPerSecond(value) => value.as_pages_per_second(),
        Amount::BytesPerSecond(value) => value.as_bytes_per_second(),
        Amount::BitsPerSecond(value) => value.as_bits_per_second(),
        Amount::Seconds(value) => value.as_seconds(),
        Amount::Unlimited => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;

    #[test]
    fn positions_and_values_belong_to_each_other() {
        for scale in [
            Scale::Log { min: 10.0, max: 5e7, zero: true },
            Scale::Log { min: 64.0, max: 1e6, zero: false },
            Scale::Linear { max: 7.0 },
        ] {
            for position in 0..=POSITIONS {
                assert_eq!(scale.position(scale.value(position)), position, "{scale:?}");
            }
            assert_eq!(scale.position(f64::MAX), POSITIONS);
            assert_eq!(scale.position(-1.0), 0);
        }
    }

    #[test]
    fn every_position_of_every_slider_is_taken() {
        for start in ["", "ws=70pct&hot=20pct&dirty=90MiB/s&link=30000pages/s", "mem=1000000pages&link=1GB/s"] {
            let start = State::from_link(start);
            for field in
                [Field::Memory, Field::WorkingSet, Field::HotSet, Field::DirtyRate, Field::Link, Field::DowntimeLimit]
            {
                let mut last = None;
                for position in 0..=POSITIONS {
                    let state = start.reduce(Action::Slide(field, position));
                    assert!(!state.is_stale(), "{field:?} {position}: {:?}", state.problem(field));
                    let text = state.text(field);
                    assert_ne!(last, Some(text.clone()), "{field:?} {position}");
                    assert!(text.len() <= 20, "{field:?} {position}: {text}");
                    last = Some(text);
                    // The slider stays where the hand left it.
                    let now = super::position(&state, field).unwrap();
                    assert!(now.abs_diff(position) <= 3, "{field:?} {position} -> {now}");
                }
            }
        }
    }

    #[test]
    fn a_step_always_leads_to_another_value() {
        for (link, field) in [
            ("hv=xen", Field::RoundLimit),
            ("hv=xen", Field::StopThreshold),
            ("hv=custom&volume=2", Field::VolumeLimit),
            ("hv=custom&time-limit=30s", Field::TimeLimit),
            ("hv=custom&loop=rounds&rounds=5", Field::RoundLimit),
        ] {
            let start = State::from_link(link);
            for forward in [true, false] {
                let mut state = start.clone();
                for step in 0..12 {
                    let before = state.text(field);
                    let at = super::position(&state, field).unwrap();
                    if at == 0 || at == POSITIONS {
                        break;
                    }
                    state = state.reduce(Action::Slide(field, if forward { at + 1 } else { at - 1 }));
                    assert_ne!(state.text(field), before, "{link} {field:?} {forward} {step}");
                }
            }
        }
    }

    #[test]
    fn between_two_positions_values_are_finer() {
        let ruler = Ruler::of(&State::from_link("dirty=20000pages/s"), Field::DirtyRate).unwrap();
        let place = f64::from(ruler.position());
        let text = |by: f64, digits| ruler.value(place + by, digits).unwrap().text();
        assert_eq!(text(0.0, 3), text(0.02, 3));
        assert_ne!(text(0.0, 6), text(0.02, 6));
    }

    #[test]
    fn the_ends_are_round() {
        let state = State::from_link("");
        let end = |field, position| state.reduce(Action::Slide(field, position)).text(field);
        assert_eq!((end(Field::Memory, 0), end(Field::Memory, POSITIONS)), ("64 MiB".into(), "32 TiB".into()));
        assert_eq!(
            (end(Field::DirtyRate, 0), end(Field::DirtyRate, POSITIONS)),
            ("0 pages/s".into(), "50,000,000 pages/s".into())
        );
        assert_eq!((end(Field::Link, 0), end(Field::Link, POSITIONS)), ("10 Mbit/s".into(), "800 Gbit/s".into()));
    }
}
