//! Words of the map.

use precopy_model::explore::{Figures, Input, Target, Who};
use precopy_model::predict::Outcome;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, Seconds};

use crate::state::map::{Axes, Ends, Quantity};

/// Head of the part.
pub const HEAD: &str = "Map";
/// What it is.
pub const LEAD: &str = "The same migration over two inputs. Everything else stays as entered.";
/// Name of the choice of the input from left to right.
pub const ACROSS: &str = "Left to right";
/// Name of the choice of the input upwards.
pub const UP: &str = "Upwards";
/// Name of the choice of the number.
pub const QUANTITY: &str = "Shown";
/// Name of the choice of who says it.
pub const WHO: &str = "Said by";
/// On an axis: in equal ratios instead of equal differences.
pub const LOGARITHMIC: &str = "log";
/// The table.
pub const TABLE: &str = "The map as a table";
/// Where a table has no number.
pub const NO_GUEST: &str = "no such VM";
/// Where no pointer is.
pub const NOWHERE: &str = "Arrow keys go over the map, Enter takes the values of a point.";
/// To a finger: takes the values of the point that is read.
pub const TAKE: &str = "Use these values";
/// While the finer map is on its way.
pub const COARSE: &str = "computing …";

/// What goes over the map and reads it, for those who hear it.
pub const READER: &str = "Read the map";

/// An input's name.
#[must_use]
pub const fn input(input: Input) -> &'static str {
    match input {
        Input::Memory => "Memory",
        Input::WorkingSet => "Working set",
        Input::HotSet => "Hot set",
        Input::DirtyRate => "Dirty rate",
        Input::Link => "Link speed",
        Input::DowntimeLimit => "Downtime limit",
        Input::StopThreshold => "Stop threshold",
        Input::BandwidthCap => "Bandwidth cap",
        Input::FirstThrottle => "First throttle step",
    }
}

/// A number's name.
#[must_use]
pub const fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Downtime => "Downtime",
        Quantity::Time => "Migration time",
        Quantity::Data => "Data sent",
    }
}

/// Who says it.
#[must_use]
pub const fn who(who: Who) -> &'static str {
    match who {
        Who::Bound => "at most",
        Who::Rounds => "expected",
    }
}

/// What the colours say.
#[must_use]
pub fn legend(of: Quantity, by: Who) -> String {
    format!("{}, {}", quantity(of), who(by))
}

/// The name of an axis.
#[must_use]
pub fn axis(ends: &Ends) -> String {
    match ends.unit.beside_name() {
        "" => input(ends.input).to_owned(),
        unit => format!("{}, {unit}", input(ends.input)),
    }
}

/// The name of what chooses the scale of an axis.
#[must_use]
pub fn scale_of(name: &str) -> String {
    format!("{name}: log scale")
}

/// A number of the map.
#[must_use]
pub fn number(quantity: Quantity, number: f64) -> String {
    match quantity {
        Quantity::Downtime | Quantity::Time => short_seconds(Seconds::from_seconds(number)),
        Quantity::Data => short(Amount::Bytes(Bytes::from_bytes(number))),
    }
}

/// The name of where a migration never ends.
#[must_use]
pub const fn never(by: Who) -> &'static str {
    match by {
        Who::Bound => "may never end",
        Who::Rounds => "never ends",
    }
}

/// The name of where a migration is given up.
#[must_use]
pub const fn cancelled(by: Who) -> &'static str {
    match by {
        Who::Bound => "may be cancelled",
        Who::Rounds => "is cancelled",
    }
}

/// On which side of a line something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Higher up.
    Above,
    /// Further down.
    Below,
    /// To the right.
    Right,
    /// To the left.
    Left,
}

/// A line beyond which the ending is another one.
#[must_use]
pub fn cliff(ending: &str, beyond: Beyond) -> String {
    let side = match beyond {
        Beyond::Above => "above this",
        Beyond::Below => "below this",
        Beyond::Right => "right of this",
        Beyond::Left => "left of this",
    };
    format!("{ending} {side}")
}

/// The line at which the guest writes as fast as is sent.
pub const LOAD: &str = "written as fast as sent, λ = 1";

/// The line of what is wanted.
#[must_use]
pub fn wanted(target: Target) -> String {
    match target {
        Target::Downtime(time) => format!("wanted: {} down", short_seconds(time)),
        Target::MigrationTime(time) => format!("wanted: done in {}", short_seconds(time)),
        Target::Data(data) => format!("wanted: {}", short(Amount::Bytes(data))),
        Target::Completes => "completes".to_owned(),
    }
}

/// A point: "Hot set 2 GiB, dirty rate 300 MiB/s".
#[must_use]
pub fn point(axes: &Axes, (across, up): (f64, f64)) -> String {
    let second = input(axes.up.input);
    let small = second.chars().next().map(|first| first.to_ascii_lowercase()).into_iter();
    let second: String = small.chain(second.chars().skip(1)).collect();
    format!("{} {}, {second} {}", input(axes.across.input), axes.across.unit.text(across), axes.up.unit.text(up))
}

/// What is predicted at a point, in two lines: the answer, and the rest.
#[must_use]
pub fn answer(figures: Option<&Figures>, by: Who) -> [String; 2] {
    let Some(figures) = figures else { return [NO_GUEST.to_owned(), String::new()] };
    let time = |time: Option<Seconds>| short_seconds(time.unwrap_or(Seconds::INFINITY));
    match figures.outcome {
        Outcome::Completes => [
            format!("{} down, {}", time(figures.downtime), who(by)),
            format!(
                "{} in all, {} sent",
                time(figures.migration_time),
                short(Amount::Bytes(figures.data.unwrap_or(Bytes::ZERO)))
            ),
        ],
        Outcome::Cancelled => {
            [cancelled(by).to_owned(), format!("after {}; the VM stays where it is", time(figures.migration_time))]
        }
        Outcome::Never => [never(by).to_owned(), String::new()],
    }
}

/// What a cell of the table says.
#[must_use]
pub fn cell(figures: Option<&Figures>, of: Quantity, by: Who) -> String {
    match figures.map(|figures| (figures.outcome, of.of(figures))) {
        None => NO_GUEST.to_owned(),
        Some((_, Some(value))) => number(of, value),
        Some((Outcome::Cancelled, None)) => cancelled(by).to_owned(),
        Some((_, None)) => never(by).to_owned(),
    }
}

/// The slider of one of the two values at the edge of the map.
#[must_use]
pub fn handle(of: Input) -> String {
    format!("{}, on the map", input(of))
}

/// What one hears at such a slider: its value, and the answer.
#[must_use]
pub fn handle_value(ends: &Ends, value: f64, [answer, rest]: &[String; 2]) -> String {
    let rest = if rest.is_empty() { String::new() } else { format!("; {rest}") };
    format!("{}: {answer}{rest}", ends.unit.text(value))
}

/// What the picture is, for those who do not see it.
#[must_use]
pub fn summary(axes: &Axes, of: Quantity, by: Who, completing: f64, range: Option<(f64, f64)>) -> String {
    let (across, up) = (input(axes.across.input), input(axes.up.input));
    // A whole number: the library's printing of others is large.
    let share = (completing * 100.0).round() as u8;
    let values = match range {
        Some((least, most)) => format!(" {}, from {} to {}.", legend(of, by), number(of, least), number(of, most)),
        None => String::new(),
    };
    format!(
        "Map over {} from {} to {} and {} from {} to {}: on {share} % of it the migration completes.{values}",
        across.to_ascii_lowercase(),
        axes.across.unit.text(axes.across.from),
        axes.across.unit.text(axes.across.to),
        up.to_ascii_lowercase(),
        axes.up.unit.text(axes.up.from),
        axes.up.unit.text(axes.up.to),
    )
}

/// What the table is.
#[must_use]
pub fn caption(axes: &Axes, of: Quantity, by: Who) -> String {
    format!(
        "{}; {} in columns, {} in rows.",
        legend(of, by),
        input(axes.across.input).to_ascii_lowercase(),
        input(axes.up.input).to_ascii_lowercase()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::map::{Choice, figures};
    use precopy_base::calculator::Calculator;

    #[test]
    fn a_point_and_its_answer() {
        let calculator = Calculator::of_link("mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=300MiB/s&map=hot,dirty,bound");
        let axes = Axes::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("axes");
        let at = (axes.across.to / 2.0, 76_800.0);
        assert_eq!(point(&axes, at), "Hot set 1.4 GiB, dirty rate 300 MiB/s");
        let answered = answer(figures(&calculator, &axes, Who::Bound, at).as_ref(), Who::Bound);
        assert_eq!(handle_value(&axes.up, 76_800.0, &answered), format!("300 MiB/s: {}", answered[0]));
        assert_eq!(answer(None, Who::Bound)[0], NO_GUEST);
    }
}
