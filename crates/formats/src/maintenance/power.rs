//! Power as text: watts and kilowatts.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{self, Amount, Kind, written_out};
use precopy_model::quantity::{WATTS_PER_KILOWATT, Watts};

use super::cell::given;

/// More than anybody has.
const MOST_WATTS: f64 = 1e9;

/// Reads power.
///
/// ```
/// use precopy_formats::maintenance::{parse_power, print_power};
/// let cap = parse_power("4.5 kW").unwrap();
/// assert_eq!((cap.as_watts(), print_power(cap).as_str()), (4500.0, "4.5 kW"));
/// assert!(parse_power("4500").unwrap_err().hint.is_some());
/// ```
///
/// # Errors
/// A text that is no number with W or kW.
pub fn parse_power(text: &str) -> Result<Watts, Problem> {
    let text = text.trim();
    let unit_at = text.char_indices().rev().take_while(|(_, letter)| letter.is_ascii_alphabetic()).last();
    let (number, unit) = text.split_at_checked(unit_at.map_or(text.len(), |(at, _)| at)).unwrap_or((text, ""));
    let problem = |what: &str| given(what, text).allowed("for example 250 W or 1.2 kW");
    let number = number.trim();
    let factor = match unit {
        "W" | "w" | "watt" | "watts" => 1.0,
        "kW" | "KW" | "kw" => WATTS_PER_KILOWATT,
        "" => 0.0,
        _ => return Err(problem("This is no unit of power that is known here.")),
    };
    match text::parse(number, Kind::Count) {
        Ok(Amount::Count(0.0)) => Ok(Watts::ZERO),
        Ok(Amount::Count(_)) if factor == 0.0 => Err(problem("The unit is missing.").hint(format!("{number} W"))),
        Ok(Amount::Count(number)) if number * factor <= MOST_WATTS => Ok(Watts::from_watts(number * factor)),
        Ok(_) => Err(problem("This number is too large.")),
        Err(error) => Err(problem(&error.what)),
    }
}

/// Writes power; [`parse_power`] reads it back to the same.
#[must_use]
pub fn print_power(power: Watts) -> String {
    let watts = power.as_watts();
    let kilowatts = watts / WATTS_PER_KILOWATT;
    if 1.0 <= kilowatts && kilowatts * WATTS_PER_KILOWATT == watts {
        let text = written_out(kilowatts);
        if text.len() <= written_out(watts).len() {
            return text + " kW";
        }
    }
    written_out(watts) + " W"
}
