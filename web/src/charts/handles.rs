//! Handles on the chart: what of it can be dragged, where its handle is, and which value a place means.
//!
//! Places are shares of the plot, 0 at its left and lower edge. A handle reaches a value by way of the prediction itself: the
//! value is sought whose curve goes through the place, so that the handle stays where it is held.

use precopy_model::numeric::within;
use precopy_model::predict::{LimitKind, Prediction, Terms};
use precopy_model::problem::Field;
use precopy_model::quantity::Seconds;
use precopy_model::scenario::{Checked, Threshold};

use super::Axes;
use super::landmarks::limit_ahead;

/// Something that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The level of the hot set, at the left edge.
    HotSet,
    /// The slope after the first pass, on the line.
    DirtyRate,
    /// The line of the stop threshold, at the right edge.
    Threshold,
    /// The line of the limit of pre-copy, at its foot.
    Limit,
}

/// Where a handle is: shares of the plot, from the left and from below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left edge.
    pub across: f64,
    /// From the lower edge.
    pub up: f64,
}

/// Where along the line after the first pass its handle is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    /// At so much of the part of it that is in sight.
    Share(f64),
    /// At a moment, in seconds, as far as the line goes: while it is held.
    Moment(f64),
}

impl Default for Spot {
    fn default() -> Self {
        Self::Share(0.5)
    }
}

/// Differences of this share of the plot are not seen: a sixth of a pixel on a common screen.
const UNSEEN: f64 = 5e-4;
/// Differences of this share are the noise of reckoning.
const ROUNDING: f64 = 1e-9;
/// Halvings until two places of a slider are one.
const HALVINGS: u32 = 18;

impl Handle {
    /// All of them, in the order in which they are gone through by keys.
    pub const ALL: [Self; 4] = [Self::HotSet, Self::DirtyRate, Self::Threshold, Self::Limit];

    /// The input that it changes; none where there is no such thing.
    #[must_use]
    pub fn field(self, scenario: &Checked) -> Option<Field> {
        match self {
            Self::HotSet => Some(Field::HotSet),
            Self::DirtyRate => Some(Field::DirtyRate),
            Self::Threshold => Some(match scenario.hypervisor.threshold.value {
                Threshold::DowntimeLimit { .. } => Field::DowntimeLimit,
                Threshold::Pages(_) => Field::StopThreshold,
            }),
            Self::Limit => match Terms::of(scenario).limit? {
                LimitKind::Time(_) => Some(Field::TimeLimit),
                LimitKind::Volume(_) => Some(Field::VolumeLimit),
                LimitKind::Rounds(_) => Some(Field::RoundLimit),
                LimitKind::LastStep(_) | LimitKind::OnDemand => None,
            },
        }
    }

    /// Whether it goes up and down rather than to and fro.
    #[must_use]
    pub const fn is_upright(self) -> bool {
        !matches!(self, Self::Limit)
    }

    /// Whether it needs the line of the bound.
    #[must_use]
    pub const fn is_on_the_bound(self) -> bool {
        matches!(self, Self::HotSet | Self::DirtyRate)
    }

    /// Where it is; none where what it moves is out of sight. One that is kept stays in sight, at the edge
    /// if need be.
    #[must_use]
    pub fn place(self, prediction: &Prediction, axes: &Axes, spot: Spot, kept: bool) -> Option<Place> {
        let Axes { times, pages, .. } = *axes;
        let on_axis = |level: f64| kept || level <= pages.max();
        match self {
            Self::HotSet => {
                let level = self.level(prediction, axes, 0.0)?;
                let seen = kept || times.min() < prediction.first_pass_end.as_seconds();
                (seen && on_axis(level)).then_some(Place { across: 0.0, up: pages.share(level) })
            }
            Self::Threshold => {
                let level = self.level(prediction, axes, 0.0)?;
                on_axis(level).then_some(Place { across: 1.0, up: pages.share(level) })
            }
            Self::Limit => {
                let limit = if kept { prediction.limit } else { limit_ahead(prediction) }?.as_seconds();
                (kept || times.holds(limit)).then_some(Place { across: times.share(limit), up: 0.0 })
            }
            Self::DirtyRate => {
                let (from, to) = line(prediction);
                if !kept && (to <= from || !times.meets(from, to)) {
                    return None;
                }
                let (left, right) = (times.share(from), times.share(to.max(from)));
                let across = match spot {
                    Spot::Share(share) => left + (right - left) * share,
                    Spot::Moment(moment) => within(times.share(moment), left, right),
                };
                let total = prediction.remaining.at(Seconds::from_seconds(times.value(across))).total;
                on_axis(total).then_some(Place { across, up: pages.share(total) })
            }
        }
    }

    /// Which share of the part in sight a moment of the line is: where its handle stays when it is let go.
    #[must_use]
    pub fn spot_at(prediction: &Prediction, axes: &Axes, moment: f64) -> Spot {
        let (from, to) = line(prediction);
        let (left, right) = (axes.times.share(from), axes.times.share(to));
        let share = (axes.times.share(moment) - left) / (right - left);
        if share.is_finite() { Spot::Share(within(share, 0.0, 1.0)) } else { Spot::default() }
    }

    /// The moment of the line that lies there: none before its first pass is over.
    #[must_use]
    pub fn moment(prediction: &Prediction, axes: &Axes, across: f64) -> f64 {
        axes.times.value(across).max(line(prediction).0)
    }

    /// What it moves, as a share of its axis, for the prediction with some value: the more, the larger the value. The slope is told
    /// by how high the line is at a moment. None where there is no such thing.
    #[must_use]
    pub fn share(self, prediction: &Prediction, axes: &Axes, moment: f64) -> Option<f64> {
        let level = self.level(prediction, axes, moment)?;
        Some(if self.is_upright() { axes.pages.share(level) } else { axes.times.share(level) })
    }

    fn level(self, prediction: &Prediction, axes: &Axes, moment: f64) -> Option<f64> {
        match self {
            Self::HotSet => Some(prediction.remaining.at(Seconds::from_seconds(axes.times.min())).hot),
            Self::Threshold => Some(prediction.threshold.as_pages()),
            Self::Limit => prediction.limit.map(Seconds::as_seconds),
            Self::DirtyRate => {
                // What is over by then would have to be slower.
                let is_over = line(prediction).1 < moment;
                Some(if is_over { 0.0 } else { prediction.remaining.at(Seconds::from_seconds(moment)).total })
            }
        }
    }
}

/// From when to when what was rewritten is sent again; not infinitely far, and not at all where there is no such time.
fn line(prediction: &Prediction) -> (f64, f64) {
    let over = prediction.stop.or(prediction.migration_time).map_or(f64::INFINITY, Seconds::as_seconds);
    (prediction.first_pass_end.as_seconds(), over)
}

/// The place of a slider, from 0 to `end`, at which a handle is as near as it can be to where it is wanted: of several, that nearest to
/// the present one. `share` says where the handle is for a place of the slider, the more the further; none counts as too far.
#[must_use]
pub fn fit(end: f64, wanted: f64, present: f64, share: &dyn Fn(f64) -> Option<f64>) -> f64 {
    let share = |place: f64| share(place).unwrap_or(f64::INFINITY);
    let (least, most) = (share(0.0), share(end));
    // Who goes beyond an end wants that end, and not what looks like it.
    let (wanted, slack) = if most < wanted {
        (most, ROUNDING)
    } else if wanted <= least {
        (least, ROUNDING)
    } else {
        (wanted, UNSEEN)
    };
    // The first place that is not too low, and the last one that is not too high.
    let (_, first) = halve(end, &|place| share(place) < wanted - slack);
    let (last, _) = halve(end, &|place| share(place) <= wanted + slack);
    if first <= last {
        return within(present, first, last);
    }
    // It leaps past.
    let (below, above) = (wanted - share(last), share(first) - wanted);
    if below <= above { last } else { first }
}

/// Where what holds at first ceases to hold: the last place where it does, and the first where it does not; twice the same end where
/// it never does, or always.
fn halve(end: f64, holds: &dyn Fn(f64) -> bool) -> (f64, f64) {
    if !holds(0.0) {
        return (0.0, 0.0);
    }
    if holds(end) {
        return (end, end);
    }
    let (mut low, mut high) = (0.0, end);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::predict::bound;
    use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    use precopy_model::scenario::{Dirtying, Link, Scenario, TimeLimit, Vm, presets};

    use crate::charts::{Range, Scale};

    fn scenario(product: &str, hot: f64, rate: f64, change: impl Fn(&mut Scenario)) -> Checked {
        let mut scenario = Scenario {
            vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
            dirtying: Dirtying::round_robin(Bytes::from_mib(hot), PagesPerSecond::from_pages_per_second(rate)),
            link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
            hypervisor: presets::find(product).unwrap().hypervisor(),
        };
        change(&mut scenario);
        scenario.check().unwrap()
    }

    fn axes() -> Axes {
        Axes {
            times: Scale::linear(Range::around(0.0, 40.0)),
            pages: Scale::linear(Range::around(0.0, 1.1e6)),
            since: None,
        }
    }

    #[test]
    fn handles_are_on_what_they_move() {
        let bound = bound::predict(&scenario("qemu", 512.0, 22_000.0, |_| {}));
        let place = |handle: Handle| handle.place(&bound, &axes(), Spot::default(), false);
        let near = |place: Option<Place>, across: f64, up: f64| {
            let place = place.unwrap();
            assert!((place.across - across).abs() < 1e-3 && (place.up - up).abs() < 1e-3, "{place:?} {across} {up}");
        };
        near(place(Handle::HotSet), 0.0, 131_072.0 / 1.1e6);
        near(place(Handle::Threshold), 1.0, bound.threshold.as_pages() / 1.1e6);
        assert_eq!(place(Handle::Limit), None);
        let middle = f64::midpoint(bound.first_pass_end.as_seconds(), bound.stop.unwrap().as_seconds());
        let total = bound.remaining.at(Seconds::from_seconds(middle)).total;
        near(place(Handle::DirtyRate), middle / 40.0, total / 1.1e6);
    }

    #[test]
    fn what_is_out_of_sight_has_no_handle_unless_it_is_kept() {
        let bound = bound::predict(&scenario("qemu", 512.0, 22_000.0, |_| {}));
        let low = Axes { pages: Scale::linear(Range::around(0.0, 5000.0)), ..axes() };
        let late = Axes { times: Scale::linear(Range::around(100.0, 200.0)), ..axes() };
        for (handle, axes) in [
            (Handle::Threshold, low),
            (Handle::HotSet, low),
            (Handle::HotSet, late),
            (Handle::DirtyRate, low),
            (Handle::DirtyRate, late),
        ] {
            assert_eq!(handle.place(&bound, &axes, Spot::default(), false), None, "{handle:?}");
            assert!(handle.place(&bound, &axes, Spot::default(), true).is_some(), "{handle:?}");
        }
    }

    #[test]
    fn each_product_has_the_fields_of_its_own_rules() {
        let field = |product: &str, handle: Handle| handle.field(&scenario(product, 512.0, 22_000.0, |_| {}));
        assert_eq!(field("qemu", Handle::Threshold), Some(Field::DowntimeLimit));
        assert_eq!(field("xen", Handle::Threshold), Some(Field::StopThreshold));
        assert_eq!(field("qemu", Handle::Limit), None);
        assert_eq!(field("xen", Handle::Limit), Some(Field::RoundLimit));
        let with_time = |scenario: &mut Scenario| {
            scenario.hypervisor.time_limit.enter(Some(TimeLimit::fixed(Seconds::from_seconds(30.0))));
        };
        assert_eq!(Handle::Limit.field(&scenario("custom", 512.0, 22_000.0, with_time)), Some(Field::TimeLimit));
    }

    /// Where a handle is wanted and where the value puts it that is found.
    fn dragged(handle: Handle, wanted: f64, moment: f64, of: impl Fn(f64) -> Checked) -> f64 {
        let share = |value: f64| handle.share(&bound::predict(&of(value)), &axes(), moment);
        share(fit(1000.0, wanted, 500.0, &share)).unwrap()
    }

    #[test]
    fn a_handle_goes_where_it_is_wanted() {
        let by_rate = |place: f64| scenario("qemu", 512.0, 45.0 * place, |_| {});
        let by_hot_set = |place: f64| scenario("qemu", 2.8 * 1.024 * place, 22_000.0, |_| {});
        let by_pages = |place: f64| {
            scenario("xen", 512.0, 22_000.0, |scenario| {
                let pages = precopy_model::quantity::Pages::from_pages(place * 500.0);
                scenario.hypervisor.threshold.enter(Threshold::Pages(pages));
            })
        };
        for wanted in [0.02, 0.05, 0.08, 0.11] {
            for (handle, found) in [
                (Handle::DirtyRate, dragged(Handle::DirtyRate, wanted, 30.0, by_rate)),
                (Handle::HotSet, dragged(Handle::HotSet, wanted, 0.0, by_hot_set)),
                (Handle::Threshold, dragged(Handle::Threshold, wanted, 0.0, by_pages)),
            ] {
                assert!((found - wanted).abs() <= 2.0 * UNSEEN, "{handle:?} {wanted} {found}");
            }
        }
        // Beyond its end a handle is at that end, and so is the value.
        let share_of_hot = |place: f64| Handle::HotSet.share(&bound::predict(&by_hot_set(place)), &axes(), 0.0);
        assert!(fit(1000.0, -0.1, 500.0, &share_of_hot) < 0.01 && 999.9 < fit(1000.0, 1.5, 500.0, &share_of_hot));
        // Above what the hot set allows it is as high as it can be.
        assert!((dragged(Handle::DirtyRate, 0.9, 30.0, by_rate) - 131_072.0 / 1.1e6).abs() < 0.01);
        assert!(dragged(Handle::DirtyRate, 0.0, 30.0, by_rate) <= UNSEEN);
    }

    #[test]
    fn of_several_values_the_nearest_to_the_present_one_is_taken() {
        let flat = |place: f64| Some(within(place, 300.0, 600.0) / 1000.0);
        assert_eq!(fit(1000.0, 0.1, 200.0, &flat), 200.0);
        assert!((fit(1000.0, 0.1, 800.0, &flat) - 300.0).abs() < 1.0);
        assert!((fit(1000.0, 0.9, 200.0, &flat) - 600.0).abs() < 1.0);
        assert_eq!(fit(1000.0, 0.9, 800.0, &flat), 800.0);
        assert!((fit(1000.0, 0.45, 0.0, &flat) - 450.0).abs() < 1.0);
    }

    #[test]
    fn a_leap_is_taken_to_its_nearer_side() {
        let leap = |place: f64| Some(if place < 400.0 { 0.1 } else { 0.9 });
        assert!(fit(1000.0, 0.3, 0.0, &leap) < 400.0);
        assert!(400.0 <= fit(1000.0, 0.7, 0.0, &leap));
        let ends = |place: f64| (place < 400.0).then_some(0.1);
        assert!(fit(1000.0, 0.3, 900.0, &ends) < 401.0);
        assert!((0.0..=1000.0).contains(&fit(1000.0, f64::NAN, 500.0, &leap)));
    }
}
