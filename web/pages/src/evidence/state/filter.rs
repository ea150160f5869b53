//! Which of the recorded runs are looked at.

use precopy_model::quantity::Seconds;
use precopy_model::records::{Forecast, Part, Regime, Span};

use super::library::{Row, Shown, Writes};

/// A rectangle of the picture: measured and predicted from one value to another, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brush {
    /// What was measured.
    pub measured: (f64, f64),
    /// What was predicted.
    pub predicted: (f64, f64),
    /// Whether it reaches to the upper edge, where "never" stands.
    pub holds_never: bool,
}

impl Brush {
    fn holds(&self, measured: Seconds, predicted: Option<Seconds>) -> bool {
        let within = |(from, to): (f64, f64), value: f64| from <= value && value <= to;
        within(self.measured, measured.as_seconds())
            && predicted.map_or(self.holds_never, |predicted| within(self.predicted, predicted.as_seconds()))
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself.
    Converged,
    /// By force.
    Forced,
}

impl Ending {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Converged, Self::Forced];
}

/// Which runs are looked at. An empty list wants all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Also those that a model may learn from.
    pub all_parts: bool,
    /// Of this table only, by its place.
    pub rig: Option<usize>,
    /// Of these regimes.
    pub regimes: Vec<Regime>,
    /// Of these patterns.
    pub writes: Vec<Writes>,
    /// With this ending.
    pub ending: Option<Ending>,
    /// Only those whose prediction is off by more than 5 %.
    pub far_off: bool,
    /// Only those with a recorded course.
    pub with_course: bool,
    /// Only those within a rectangle of the picture.
    pub brush: Option<Brush>,
}

/// What a person does to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// All parts, or *check* only.
    Parts(bool),
    /// A table is wanted, or no longer.
    Rig(usize),
    /// A regime is wanted, or no longer.
    Regime(Regime),
    /// A pattern is wanted, or no longer.
    Writes(Writes),
    /// An ending is wanted, or no longer.
    Ending(Ending),
    /// Misses only, or not.
    FarOff(bool),
    /// Those with a course only, or not.
    WithCourse(bool),
    /// A rectangle was drawn, or taken away.
    Brush(Option<Brush>),
    /// Everything of the chosen parts is wanted.
    Clear,
}

/// Errors beyond this share of what was measured are misses.
const FAR_OFF: f64 = 0.05;

impl Filter {
    /// The filter after a change.
    #[must_use]
    pub fn after(mut self, change: Change) -> Self {
        match change {
            Change::Parts(all) => self.all_parts = all,
            Change::Rig(rig) => self.rig = (self.rig != Some(rig)).then_some(rig),
            Change::Regime(regime) => toggle(&mut self.regimes, regime),
            Change::Writes(writes) => toggle(&mut self.writes, writes),
            Change::Ending(ending) => self.ending = (self.ending != Some(ending)).then_some(ending),
            Change::FarOff(far_off) => self.far_off = far_off,
            Change::WithCourse(with_course) => self.with_course = with_course,
            Change::Brush(brush) => self.brush = brush,
            Change::Clear => self = Self { all_parts: self.all_parts, ..Self::default() },
        }
        self
    }

    /// Whether it wants all of the chosen parts.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        *self == Self { all_parts: self.all_parts, ..Self::default() }
    }

    /// Whether a run is looked at.
    #[must_use]
    pub fn holds(&self, row: &Row, chosen: (Forecast, Span), shown: &Shown) -> bool {
        let pair = row.pair(chosen);
        let ending = if row.run.measured.forced { Ending::Forced } else { Ending::Converged };
        let of_rig = |rig: usize| shown.rigs.get(rig).is_some_and(|rig| std::ptr::eq(*rig, row.rig));
        (self.all_parts || row.part == Part::Check)
            && self.rig.is_none_or(of_rig)
            && (self.regimes.is_empty() || self.regimes.contains(&row.regime))
            && (self.writes.is_empty() || self.writes.contains(&row.writes))
            && self.ending.is_none_or(|wanted| wanted == ending)
            && (!self.far_off || !pair.is_within(FAR_OFF))
            && (!self.with_course || shown.course(&row.run.id).is_some())
            && self.brush.is_none_or(|brush| brush.holds(pair.measured, pair.predicted))
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, one: T) {
    match list.iter().position(|other| *other == one) {
        Some(place) => drop(list.remove(place)),
        None => list.push(one),
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::tests::recorded;
    use super::*;

    const CHOSEN: (Forecast, Span) = (Forecast::Known, Span::MigrationTime);

    fn count(shown: &Shown, filter: &Filter) -> usize {
        shown.rows.iter().filter(|row| filter.holds(row, CHOSEN, shown)).count()
    }

    #[test]
    fn each_wish_narrows_and_wishes_of_one_kind_add_up() {
        let shown = recorded();
        let check = Filter::default();
        let all = check.clone().after(Change::Parts(true));
        assert_eq!((count(&shown, &all), count(&shown, &check)), (968, 488));
        let cap = all.clone().after(Change::Regime(Regime::Cap));
        let both = cap.clone().after(Change::Regime(Regime::Link));
        assert!(count(&shown, &cap) < count(&shown, &both) && count(&shown, &both) < 968);
        assert_eq!(cap.clone().after(Change::Regime(Regime::Cap)), all, "pressed again");
        for change in [
            Change::Writes(Writes::Uniform),
            Change::Ending(Ending::Forced),
            Change::FarOff(true),
            Change::WithCourse(true),
        ] {
            let some = count(&shown, &all.clone().after(change));
            assert!(0 < some && some < 968, "{change:?}: {some}");
        }
        let forced = all.clone().after(Change::Ending(Ending::Forced));
        let converged = forced.clone().after(Change::Ending(Ending::Converged));
        assert_eq!(count(&shown, &forced) + count(&shown, &converged), 968);
        let several = cap.after(Change::FarOff(true)).after(Change::Ending(Ending::Forced));
        assert!(!several.is_clear() && several.after(Change::Clear) == all);
    }

    #[test]
    fn a_rectangle_holds_its_edges_and_never_only_at_the_top() {
        let seconds = Seconds::from_seconds;
        let brush = Brush { measured: (1.0, 2.0), predicted: (1.0, 3.0), holds_never: false };
        assert!(brush.holds(seconds(1.0), Some(seconds(3.0))) && !brush.holds(seconds(2.1), Some(seconds(3.0))));
        assert!(!brush.holds(seconds(1.5), None) && Brush { holds_never: true, ..brush }.holds(seconds(1.5), None));
    }
}
