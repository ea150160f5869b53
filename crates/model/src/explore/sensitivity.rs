//! Which input matters most at this point?

use super::target::ROUNDING;
use super::{Around, Figures, Input, Measure, Who};
use crate::numeric::within;
use crate::scenario::Checked;

/// An input at another value, and what that gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turned {
    /// The value, in the input's base unit.
    pub value: f64,
    /// What it gives.
    pub figures: Figures,
}

/// What turning an input does to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// The number changes by so much, in its base unit; nothing where it does not complete, neither now nor then.
    Changes(f64),
    /// A cliff: it completes now, and then no longer.
    NoLongerCompletes,
    /// The other way: it does not complete now, and then does.
    Completes,
}

impl Effect {
    /// How large it is: without end when it decides whether the migration completes.
    #[must_use]
    pub const fn size(self) -> f64 {
        match self {
            Self::Changes(by) => by.abs(),
            Self::NoLongerCompletes | Self::Completes => f64::INFINITY,
        }
    }

    fn between(now: Option<f64>, then: Option<f64>) -> Self {
        match (now, then) {
            // What differs in its last digits is the same number.
            (Some(now), Some(then)) if (then - now).abs() <= ROUNDING * now.abs() => Self::Changes(0.0),
            (Some(now), Some(then)) => Self::Changes(then - now),
            (Some(_), None) => Self::NoLongerCompletes,
            (None, Some(_)) => Self::Completes,
            (None, None) => Self::Changes(0.0),
        }
    }
}

/// What turning one input does, all else being equal.
///
/// Question: how much does the answer hang on this input here? Four predictions by `who`: with 0.9 and 1.1 times the present value, and at
/// both ends of what is [`around`](Input::around) it; what follows the input follows ([`Input::put`]).
///
/// | effect | |
/// | --- | --- |
/// | on a number | number with the other value − number now; zero up to a billionth part of it, which is rounding |
/// | on the outcome | larger than any number, when the migration completes here and not there, or there and not here |
///
/// Conditions: one input at a time; what two do together is not the sum of what each does, and a [`Sweep`](super::Sweep) over both shows
/// it. Between the ends the number need not change evenly: rounds make steps.
///
/// Edges: a value beyond what is accepted is cut to that, and what is turned to its present value changes nothing.
///
/// ```
/// // QEMU's cap of 128 MiB/s binds long before a link of 10 Gbit/s does, which only counts while the guest is stopped. The next
/// // slower port is slower than the cap, and with it the guest writes faster than pages go.
/// use precopy_model::explore::{influences, tornado, Effect, Input, Measure, Who};
/// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
/// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(30_000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
///     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
/// }.check().unwrap();
/// let all = influences(&scenario, Who::Bound);
/// let link = all.iter().find(|influence| influence.input == Input::Link).unwrap();
/// assert!(link.effects_nearby(Measure::MigrationTime).iter().all(|effect| effect.size() < 0.01)); // seconds
/// assert_eq!(link.effects_around(Measure::MigrationTime)[0], Effect::NoLongerCompletes);
/// // A tenth more of the dirty rate is enough for that: it comes first.
/// assert_eq!(tornado(all, Measure::MigrationTime)[0].input, Input::DirtyRate);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The input.
    pub input: Input,
    /// Its present value, and what that gives.
    pub now: Turned,
    /// At 0.9 and 1.1 times that.
    pub nearby: [Turned; 2],
    /// At the lower and the upper end of what is around it.
    pub around: [Turned; 2],
    /// Why these ends, as a sentence.
    pub reason: &'static str,
}

impl Influence {
    /// Turns one input of a scenario for which `now` is predicted already: four predictions. None where it has no such input.
    #[must_use]
    pub fn of(scenario: &Checked, input: Input, who: Who, now: Figures) -> Option<Self> {
        let value = input.value(scenario)?;
        let accepted = input.accepted(scenario)?;
        let Around { span, reason } = input.around(scenario)?;
        let now = Turned { value, figures: now };
        let turned = |to: f64| {
            let to = within(to, accepted.from, accepted.to);
            let changed = if to == value { None } else { input.put(scenario, to) };
            changed.map_or(now, |changed| Turned { value: to, figures: who.figures(&changed) })
        };
        let nearby = [0.9, 1.1].map(|times| turned(times * value));
        let around = [span.from, span.to].map(turned);
        Some(Self { input, now, nearby, around, reason })
    }

    /// The effects of a tenth less and more on a number.
    #[must_use]
    pub fn effects_nearby(&self, measure: Measure) -> [Effect; 2] {
        self.effects(measure, &self.nearby)
    }

    /// The effects of the two ends on a number.
    #[must_use]
    pub fn effects_around(&self, measure: Measure) -> [Effect; 2] {
        self.effects(measure, &self.around)
    }

    fn effects(&self, measure: Measure, turned: &[Turned; 2]) -> [Effect; 2] {
        let now = measure.of(&self.now.figures);
        turned.map(|turned| Effect::between(now, measure.of(&turned.figures)))
    }

    /// The largest of all four effects, and the larger of those nearby.
    fn sizes(&self, measure: Measure) -> [f64; 2] {
        let larger = |[one, other]: [Effect; 2]| one.size().max(other.size());
        let nearby = larger(self.effects_nearby(measure));
        [larger(self.effects_around(measure)).max(nearby), nearby]
    }
}

/// What turning each input of a scenario does, in the order of [`Input::ALL`]: four predictions for each, and one.
///
/// Whoever has little time between two frames asks for one input at a time ([`Influence::of`]).
#[must_use]
pub fn influences(scenario: &Checked, who: Who) -> Vec<Influence> {
    let now = who.figures(scenario);
    Input::ALL.into_iter().filter_map(|input| Influence::of(scenario, input, who, now)).collect()
}

/// The same, ordered by the largest effect on a number, largest first: cliffs before all else, and of those the ones that a tenth is
/// enough for. Equals keep their order.
#[must_use]
pub fn tornado(influences: Vec<Influence>, measure: Measure) -> Vec<Influence> {
    // A few rows: each is put in its place.
    let mut ordered: Vec<Influence> = Vec::with_capacity(influences.len());
    for influence in influences {
        let [size, nearby] = influence.sizes(measure);
        let is_before = |other: &&Influence| {
            let [other_size, other_nearby] = other.sizes(measure);
            size < other_size || (size == other_size && nearby <= other_nearby)
        };
        let place = ordered.iter().take_while(is_before).count();
        ordered.insert(place, influence);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::predict::Outcome;
    use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    use crate::scenario::{Dirtying, Link, Scenario, Vm, presets};

    const BOTH: [Who; 2] = [Who::Bound, Who::Rounds];

    /// All products with a guest that the link can follow, just so, or not.
    fn scenarios() -> impl Iterator<Item = Checked> {
        presets::all().zip([9_000.0, 26_000.0, 300_000.0].into_iter().cycle()).map(|(preset, rate)| {
            let scenario = Scenario {
                vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
                dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(rate)),
                link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
                hypervisor: preset.hypervisor(),
            };
            scenario.check().expect("sound")
        })
    }

    #[test]
    fn each_is_a_single_prediction() {
        for who in BOTH {
            for scenario in scenarios() {
                let all = influences(&scenario, who);
                let has = Input::ALL.into_iter().filter(|input| input.applies(&scenario));
                assert!(has.eq(all.iter().map(|influence| influence.input)));
                for Influence { input, now, nearby, around, .. } in all {
                    assert_eq!(now.figures, who.figures(&scenario));
                    assert_eq!(input.value(&scenario), Some(now.value));
                    let accepted = input.accepted(&scenario).expect("applies");
                    let wanted = [0.9 * now.value, 1.1 * now.value];
                    for (turned, wanted) in nearby.iter().zip(wanted) {
                        assert!(turned.value == wanted || turned.value == accepted.to, "{input:?} {turned:?}");
                    }
                    for turned in nearby.into_iter().chain(around) {
                        let single = who.figures(&input.put(&scenario, turned.value).expect("accepted"));
                        let same = turned.figures == single || turned.value == now.value;
                        assert!(same, "{} {input:?} {turned:?} {single:?}", scenario.hypervisor.id);
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_matter_has_no_effect() {
        let mut checked = 0;
        for scenario in scenarios() {
            // A product without a cap: one above what the link carries.
            if scenario.hypervisor.bandwidth_cap.value.is_none() {
                let now = Who::Bound.figures(&scenario);
                let cap = Influence::of(&scenario, Input::BandwidthCap, Who::Bound, now).expect("applies");
                for measure in Measure::ALL {
                    let [more, double] = [cap.effects_nearby(measure)[1], cap.effects_around(measure)[1]];
                    assert_eq!([more, double], [Effect::Changes(0.0); 2], "{}", scenario.hypervisor.id);
                }
                checked += 1;
            }
            // A guest that writes nothing: how large a set it would write to does not matter.
            let idle = Input::DirtyRate.put(&scenario, 0.0).expect("accepted");
            let now = Who::Bound.figures(&idle);
            let rate = Influence::of(&idle, Input::DirtyRate, Who::Bound, now).expect("applies");
            assert_eq!(rate.around.map(|turned| turned.value), [0.0; 2]);
            for measure in Measure::ALL {
                assert_eq!(rate.effects_around(measure), [Effect::Changes(0.0); 2]);
            }
        }
        assert!(0 < checked);
    }

    #[test]
    fn the_largest_effect_comes_first_and_equals_keep_their_order() {
        let mut cliffs = 0;
        for who in BOTH {
            for scenario in scenarios() {
                for measure in Measure::ALL {
                    let all = influences(&scenario, who);
                    let ordered = tornado(all.clone(), measure);
                    let mut sorted = all;
                    sorted.sort_by(|a, b| {
                        let [a, b] = [a, b].map(|influence| influence.sizes(measure));
                        b.partial_cmp(&a).expect("numbers")
                    });
                    assert_eq!(ordered, sorted);
                    for influence in ordered {
                        for (effect, turned) in influence.effects_around(measure).iter().zip(influence.around) {
                            let completes = |figures: Figures| figures.outcome == Outcome::Completes;
                            let [now, then] = [completes(influence.now.figures), completes(turned.figures)];
                            assert_eq!(now && !then, *effect == Effect::NoLongerCompletes);
                            assert_eq!(!now && then, *effect == Effect::Completes);
                            cliffs += u32::from(now != then);
                        }
                    }
                }
            }
        }
        assert!(20 < cliffs, "{cliffs}");
    }

    #[test]
    fn effects_have_signs_and_sizes() {
        let effect = |now, then| Effect::between(now, then);
        assert_eq!(effect(Some(2.0), Some(1.5)), Effect::Changes(-0.5));
        assert_eq!(effect(Some(2.0), Some(2.0 + 1e-10)), Effect::Changes(0.0));
        assert_eq!(effect(Some(0.0), Some(1e-20)), Effect::Changes(1e-20));
        assert_eq!(effect(None, None).size(), 0.0);
        assert_eq!(effect(Some(-3.0), Some(-1.0)).size(), 2.0);
        assert!([effect(None, Some(1.0)), effect(Some(1.0), None)].iter().all(|effect| effect.size() == f64::INFINITY));
    }
}
