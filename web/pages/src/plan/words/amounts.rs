//! Numbers of plans for the eye.

use precopy_model::quantity::text::{Amount, grouped, plain_number, short, short_seconds, with_places};
use precopy_model::quantity::{Bytes, JOULES_PER_WATT_HOUR, Joules, Seconds, WATTS_PER_KILOWATT, Watts};

/// A span of time; none: "never".
#[must_use]
pub fn time(seconds: Option<Seconds>) -> String {
    seconds.map_or_else(|| "never".to_owned(), short_seconds)
}

/// What is sent: "10 GiB".
#[must_use]
pub fn data(data: Bytes) -> String {
    short(Amount::Bytes(data))
}

/// Energy: "253 Wh", "1.2 kWh".
#[must_use]
pub fn energy(energy: Joules) -> String {
    scaled(energy.as_joules() / JOULES_PER_WATT_HOUR, ["Wh", "kWh"])
}

/// Power: "940 W", "1.25 kW".
#[must_use]
pub fn power(power: Watts) -> String {
    scaled(power.as_watts(), ["W", "kW"])
}

fn scaled(number: f64, [unit, thousand]: [&str; 2]) -> String {
    let (number, unit) =
        if number < WATTS_PER_KILOWATT { (number, unit) } else { (number / WATTS_PER_KILOWATT, thousand) };
    format!("{} {unit}", short(Amount::Count(number)))
}

/// "1 migration", "12 migrations".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as f64), if count == 1 { one } else { many })
}

/// A whole number that was typed; none where it is none.
#[must_use]
pub fn count_text(text: &str) -> Option<u32> {
    let number = plain_number(text.trim())?;
    (1.0..=1e6).contains(&number).then_some(number as u32)
}

/// How much longer something takes than the least: "6 %", "2.3 times as long".
#[must_use]
pub fn above(share: f64) -> String {
    if share < 1.0 {
        let places = if share < 0.0995 { 1 } else { 0 };
        format!("within {} % of what is possible", with_places(share * 100.0, places))
    } else {
        format!("{} times the least possible", short(Amount::Count(share + 1.0)))
    }
}

/// The same in a table.
#[must_use]
pub fn above_short(share: f64) -> String {
    if share < 1.0 {
        format!("least + {} %", with_places(share * 100.0, if share < 0.0995 { 1 } else { 0 }))
    } else {
        format!("least × {}", short(Amount::Count(share + 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(energy(Joules::from_joules(3600.0 * 253.4)), "253 Wh");
        assert_eq!(energy(Joules::from_joules(3600.0 * 1234.0)), "1.23 kWh");
        assert_eq!(power(Watts::from_watts(940.0)), "940 W");
        assert_eq!([counted(1, "VM", "VMs"), counted(1200, "VM", "VMs")], ["1 VM", "1,200 VMs"]);
        assert_eq!(above(0.061), "within 6.1 % of what is possible");
        assert_eq!(above(0.5), "within 50 % of what is possible");
        assert_eq!(above(1.31), "2.31 times the least possible");
    }
}
