//! What is said where scenarios are compared.

use precopy_base::words::{ending, field_text, source_value};
use precopy_model::quantity::text::{Amount, short, to_digits, written_out};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};

use crate::state::compare::{Column, Difference, Line, Quantity, Refused, Value, Who};

/// The heading.
pub const HEAD: &str = "Compare";
/// Said while nothing is pinned.
pub const WHAT: &str =
    "Pin it, change something, and see both side by side, here and in the chart. Up to six stay in the link.";
/// The button.
pub const PIN: &str = "Pin this scenario";
/// The choice of the base.
pub const BASE: &str = "Differences from";
/// The switch.
pub const ALL_INPUTS: &str = "All inputs";
/// Name of the table's own box.
pub const TABLE: &str = "Scenarios side by side";
/// What stands in the field for a name while there is none.
pub const NAME: &str = "Name";
/// The first column.
pub const ROW: &str = "What";
/// The present scenario.
pub const PRESENT: &str = "Present";
/// Takes a pinned one over.
pub const OPEN: &str = "Open";
/// Unpins it.
pub const REMOVE: &str = "Remove";
/// Where there is no value.
pub const NONE: &str = "–";
/// Heads of groups of rows.
pub const INPUTS: &str = "Inputs";
/// Heads of groups of rows.
pub const ANSWERS: &str = "Answers";

/// Why it cannot be pinned.
#[must_use]
pub const fn refused(why: Refused) -> &'static str {
    match why {
        Refused::Full => "Six are pinned; remove one to pin another.",
        Refused::TooLong => "The link is as long as links may be; remove a pinned scenario first.",
    }
}

/// A column's name in short: its letter and what it is called.
#[must_use]
pub fn column(column: &Column) -> String {
    match (column.letter(), column.name.is_empty()) {
        (None, _) => PRESENT.to_owned(),
        (Some(letter), true) => letter.to_string(),
        (Some(letter), false) => format!("{letter} · {}", column.name),
    }
}

/// What a button of a column does, for those who do not see where it stands.
#[must_use]
pub fn of_column(what: &str, column: &Column) -> String {
    format!("{what} {}", self::column(column))
}

/// The label of the field for the name of a pinned one.
#[must_use]
pub fn name_of(column: &Column) -> String {
    format!("Name of {}", column.letter().map_or_else(String::new, |letter| letter.to_string()))
}

/// The head of a row.
#[must_use]
pub fn line(line: Line) -> String {
    match line {
        Line::Input(field) => field.name().to_owned(),
        Line::Ending(who) => match who {
            Who::Expected => "Outcome, expected".to_owned(),
            Who::Bound => "Outcome by the bound".to_owned(),
        },
        Line::Number(quantity, who) => format!("{}, {}", self::quantity(quantity), self::who(who)),
    }
}

const fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Downtime => "Downtime",
        Quantity::Time => "Migration time",
        Quantity::Data => "Data sent",
        Quantity::Brownout => "Brownout",
    }
}

const fn who(who: Who) -> &'static str {
    match who {
        Who::Bound => "at most",
        Who::Expected => "expected",
    }
}

/// What stands in a cell.
#[must_use]
pub fn value(line: Line, value: &Value) -> String {
    match (line, value) {
        (_, Value::None) => NONE.to_owned(),
        (Line::Input(field), Value::Amount { shown, .. }) => {
            source_value(field, &precopy_formats::Value::Amount(*shown))
        }
        (Line::Input(field), Value::Word(word)) => source_value(field, word),
        (_, Value::Amount { shown, .. }) => short(*shown),
        (_, Value::Word(word)) => field_text(word),
        (_, Value::Ending(outcome, reason)) => ending(*outcome, *reason),
    }
}

/// How it differs from the base: "+3.2 s", "×2", or that it does.
#[must_use]
pub fn difference(difference: Difference) -> String {
    match difference {
        Difference::None => String::new(),
        Difference::Other => "differs".to_owned(),
        Difference::Times(times) => format!("×{}", written_out(to_digits(times, 2))),
        Difference::By(unit, by) => {
            let sign = if by < 0.0 { '−' } else { '+' };
            format!("{sign}{}", short(in_unit(unit, by.abs())))
        }
    }
}

/// A number in the base unit of an amount.
const fn in_unit(unit: Amount, number: f64) -> Amount {
    match unit {
        Amount::Bytes(_) => Amount::Bytes(Bytes::from_bytes(number)),
        Amount::Pages(_) => Amount::Pages(Pages::from_pages(number)),
        Amount::Share(_) => Amount::Share(number),
        Amount::PagesPerSecond(_) => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
        Amount::BytesPerSecond(_) => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
        Amount::BitsPerSecond(_) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)),
        Amount::Seconds(_) => Amount::Seconds(Seconds::from_seconds(number)),
        Amount::Count(_) | Amount::Unlimited => Amount::Count(number),
    }
}

#[cfg(test)]
mod tests {
    use precopy_base::calculator::Calculator;
    use precopy_model::problem::Field;

    use super::*;
    use crate::state::compare::{self, lines};

    fn pinned(pin: &str) -> Vec<Column> {
        let calculator = Calculator::of_link(&format!(
            "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s&pin-a={pin}"
        ));
        let mut columns = Column::pinned(&calculator.others);
        columns.push(Column::present(&calculator));
        columns
    }

    fn cells(columns: &[Column], line: Line) -> [String; 3] {
        let [from, to] = [0, 1].map(|index| columns[index].value(line));
        [value(line, &from), value(line, &to), difference(compare::difference(&from, &to))]
    }

    #[test]
    fn differences_are_said_in_words_and_numbers() {
        let columns = pinned("Before;mem:4GiB;ws:2.8GiB;hot:512MiB;dirty:11000pages/s;link:8Gbit/s;cap:100MiB/s");
        assert_eq!(
            cells(&columns, Line::Input(Field::DirtyRate)),
            ["11,000 pages/s", "22,000 pages/s", "×2"].map(str::to_owned)
        );
        assert_eq!(
            cells(&columns, Line::Input(Field::Link)),
            ["8 Gbit/s", "10 Gbit/s", "+2 Gbit/s"].map(str::to_owned)
        );
        assert_eq!(cells(&columns, Line::Input(Field::Hypervisor))[2], "");
        let [_, _, time] = cells(&columns, Line::Number(Quantity::Time, Who::Bound));
        assert!(time.starts_with(['+', '−']) && time.ends_with(" s"), "{time}");
        assert_eq!(column(&columns[0]), "A · Before");
        assert_eq!((column(&columns[1]), name_of(&columns[0])), ("Present".to_owned(), "Name of A".to_owned()));
    }

    #[test]
    fn what_has_no_end_has_no_numbers_and_differs() {
        let columns = pinned(";dirty:45000pages/s;link:1Gbit/s");
        assert_eq!(cells(&columns, Line::Ending(Who::Expected)), ["no end", "converges", "differs"].map(str::to_owned));
        assert_eq!(cells(&columns, Line::Number(Quantity::Downtime, Who::Expected))[0], NONE);
        assert_eq!(column(&columns[0]), "A");
    }

    #[test]
    fn every_row_has_a_head_of_its_own() {
        let lines = lines(&pinned("a;hv:xen"), true);
        let mut heads: Vec<String> = lines.iter().map(|one| line(*one)).collect();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), lines.len());
    }
}
