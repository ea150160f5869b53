//! The span of time that is in sight, of all that there is.

use precopy_base::charts::{Range, Scale};
use precopy_model::numeric::within;

/// What is in sight, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// From when.
    pub from: f64,
    /// Until when.
    pub to: f64,
}

/// No less than this share of the whole is ever in sight.
const NARROWEST: f64 = 1e-6;

impl Window {
    /// All of a time from zero.
    #[must_use]
    pub fn whole(end: f64) -> Self {
        Self { from: 0.0, to: Range::around(0.0, end.max(0.0)).max() }
    }

    /// The span between two moments in either order, brought within the whole.
    #[must_use]
    pub fn between(one: f64, other: f64, whole: f64) -> Self {
        let whole = Self::whole(whole).to;
        let [one, other] =
            [one, other].map(|moment| if moment.is_nan() { 0.0 } else { within(moment, -whole, 2.0 * whole) });
        let (from, to) = if one <= other { (one, other) } else { (other, one) };
        let long = within(to - from, whole * NARROWEST, whole);
        let from = within(from, 0.0, whole - long);
        Self { from, to: from + long }
    }

    /// So many times as long a span, in which a moment stays where it is.
    #[must_use]
    pub fn zoomed(self, about: f64, times: f64, whole: f64) -> Self {
        let about = within(about, self.from, self.to);
        Self::between(about - (about - self.from) * times, about + (self.to - about) * times, whole)
    }

    /// As long a span, so much later.
    #[must_use]
    pub fn moved(self, by: f64, whole: f64) -> Self {
        Self::between(self.from + by, self.to + by, whole)
    }

    /// As long a span, in which a moment is in sight.
    #[must_use]
    pub fn with(self, moment: f64, whole: f64) -> Self {
        if self.holds(moment) {
            return self;
        }
        let long = self.to - self.from;
        let by = if moment < self.from { moment - self.from - long * 0.1 } else { moment - self.to + long * 0.1 };
        self.moved(by, whole)
    }

    /// Whether a moment is in sight.
    #[must_use]
    pub fn holds(self, moment: f64) -> bool {
        self.from <= moment && moment <= self.to
    }

    /// Whether it is all that there is.
    #[must_use]
    pub fn is_whole(self, whole: f64) -> bool {
        self == Self::whole(whole)
    }

    /// The range of the axis of time.
    #[must_use]
    pub fn range(self) -> Range {
        Range::around(self.from, self.to)
    }

    /// The scale of the axis of time.
    #[must_use]
    pub fn scale(self) -> Scale {
        Scale::linear(self.range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_stays_where_it_is_while_one_zooms() {
        let near = Window::whole(100.0).zoomed(30.0, 0.5, 100.0);
        assert_eq!(near, Window { from: 15.0, to: 65.0 });
        assert_eq!(near.zoomed(30.0, 2.0, 100.0), Window::whole(100.0));
        assert!(near.zoomed(30.0, 100.0, 100.0).is_whole(100.0));
    }

    #[test]
    fn what_is_in_sight_is_part_of_the_whole_whatever_is_asked() {
        for one in [-5.0, 0.0, 40.0, 100.0, 1e9, f64::NAN, f64::INFINITY] {
            for other in [-1.0, 40.0, 100.0, f64::NAN, f64::NEG_INFINITY] {
                for whole in [0.0, 1e-6, 100.0, f64::INFINITY, f64::NAN] {
                    let Window { from, to } = Window::between(one, other, whole);
                    assert!(from <= to && 0.0 <= from, "{one} {other} {whole}: {from} {to}");
                    let scale = Window { from, to }.scale();
                    assert!(scale.min() < scale.max() && scale.max().is_finite(), "{one} {other} {whole}");
                }
            }
        }
    }

    #[test]
    fn it_follows_a_moment() {
        let near = Window { from: 10.0, to: 20.0 };
        assert_eq!(near.with(15.0, 100.0), near);
        for moment in [0.0, 9.0, 21.0, 50.0, 100.0] {
            let with = near.with(moment, 100.0);
            assert!(with.holds(moment) && (with.to - with.from - 10.0).abs() < 1e-9, "{moment}: {with:?}");
        }
    }
}
