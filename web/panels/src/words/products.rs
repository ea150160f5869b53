//! What is said of the same VM under every product.

use precopy_base::words::ending;
use precopy_model::predict::{Outcome, Prediction};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, short, short_seconds};

use crate::state::products::{Column, Row, Said};

/// What the table is.
pub const WHAT: &str = "This VM, its dirtying and the link as they are entered, under each product with its default options. Large: what is \
    expected of the product's own loop. Small: what it does not exceed (the bound), where that is sure.";
/// Name of the table's own box.
pub const TABLE: &str = "All products";
/// The choice about sharing.
pub const ALONE: &str = "Every product alone on the link";
/// Said while it is chosen.
pub const IS_ALONE: &str = "Nobody shares the link here; some products let several migrations share it by default.";
/// Said while it is not.
pub const IS_SHARED: &str = "As many migrations share the link as is entered, or as each product lets by default.";
/// The button of a row.
pub const USE: &str = "use";
/// The same in the row of the chosen product.
pub const CHOSEN: &str = "chosen";
/// Said of the chosen product's options.
pub const OWN: &str = "with the options entered";

/// The head of a column.
#[must_use]
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::Product => "Product",
        Column::Outcome => "Outcome",
        Column::Downtime => "Downtime",
        Column::MigrationTime => "Migration time",
        Column::Data => "Data sent",
        Column::Brownout => "Brownout",
    }
}

/// What the button of a row does.
#[must_use]
pub fn use_it(row: &Row) -> String {
    if row.own { format!("{} is chosen", row.preset.name) } else { format!("Use {}", row.preset.name) }
}

/// What stands below a product's name.
#[must_use]
pub fn note(row: &Row) -> String {
    match (row.own, row.shared_by) {
        (true, 1) => OWN.to_owned(),
        (true, shared_by) => format!("{OWN}, {shared_by} share the link"),
        (false, 1) => String::new(),
        (false, shared_by) => format!("{shared_by} share the link"),
    }
}

/// How it ends: what is expected, and what the bound adds where it says something else.
#[must_use]
pub fn outcome(said: &Said) -> [String; 2] {
    let surely = match (said.expected.outcome, said.bound.outcome) {
        (Outcome::Never, _) | (Outcome::Completes, Outcome::Completes) | (Outcome::Cancelled, Outcome::Cancelled) => "",
        (_, Outcome::Never) => "not surely",
        (Outcome::Completes, Outcome::Cancelled) => "may be cancelled",
        (Outcome::Cancelled, Outcome::Completes) => "may complete",
    };
    [ending(said.expected.outcome, said.expected.reason), surely.to_owned()]
}

/// A number of a row: what is expected, and at most, where that holds.
#[must_use]
pub fn cell(said: &Said, column: Column) -> [String; 2] {
    let time = |time: Option<Seconds>| time.map(short_seconds);
    let completes = |prediction: &Prediction| prediction.outcome == Outcome::Completes;
    let text = |prediction: &Prediction| match column {
        Column::Downtime if completes(prediction) => time(prediction.downtime),
        Column::MigrationTime => time(prediction.migration_time),
        Column::Data => prediction.data.map(|data| short(Amount::Bytes(data))),
        Column::Brownout if completes(prediction) => {
            (Seconds::ZERO < prediction.brownout).then(|| short_seconds(prediction.brownout))
        }
        Column::Product | Column::Outcome | Column::Downtime | Column::Brownout => None,
    };
    let Said { expected, bound } = said;
    let (large, most) = (text(expected), text(bound).filter(|_| said.bounds(column)));
    [large.unwrap_or_else(|| "–".to_owned()), most.map_or_else(String::new, |most| format!("≤ {most}"))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Calculator;
    use crate::state::products::rows;

    fn said(link: &str, id: &str) -> Said {
        let rows = rows(&Calculator::of_link(link), true);
        rows.into_iter().find(|row| row.preset.id == id).unwrap().said.unwrap()
    }

    #[test]
    fn numbers_have_their_bound_beside_them() {
        let calm = said("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s", "qemu");
        assert_eq!(outcome(&calm), ["converges", ""]);
        assert_eq!(cell(&calm, Column::Downtime), ["51.7 ms", "≤ 54.6 ms"]);
        assert_eq!(cell(&calm, Column::Brownout), ["–", ""]);
    }

    #[test]
    fn a_bound_that_doubling_breaks_is_not_said() {
        let doubled = said("hv=proxmox&dirty=284000pages/s&hot=1GiB", "proxmox");
        assert_eq!(outcome(&doubled), ["converges", ""]);
        assert!(doubled.bound.downtime < doubled.expected.downtime);
        assert_eq!(cell(&doubled, Column::Downtime)[1], "");
        assert!(cell(&doubled, Column::MigrationTime)[1].starts_with("≤ "), "what it still bounds stays");
    }

    #[test]
    fn what_may_complete_after_all_has_no_bound() {
        let cancelled = said("hv=kubevirt&mem=64GiB&dirty=400000pages/s", "kubevirt");
        assert_eq!(
            (outcome(&cancelled), cell(&cancelled, Column::Downtime)),
            (["cancelled".into(), "".into()], ["–".into(), "".into()])
        );
        let time = cell(&cancelled, Column::MigrationTime);
        assert!(time[0].ends_with("min") && time[1].is_empty(), "{time:?}");
    }

    #[test]
    fn what_never_ends_has_no_numbers() {
        let busy = said("hv=qemu&dirty=45000pages/s&link=1Gbit/s", "qemu");
        assert_eq!(outcome(&busy), ["no end", ""]);
        assert_eq!(cell(&busy, Column::MigrationTime), ["–", ""]);
        let slowed = said("hv=qemu&dirty=45000pages/s&link=1Gbit/s", "qemu-auto-converge");
        assert_eq!(outcome(&slowed), ["converges", "not surely"]);
        assert!(cell(&slowed, Column::Brownout)[0].ends_with('s'));
        assert_eq!(outcome(&said("hv=qemu&dirty=45000pages/s&link=1Gbit/s", "xen"))[0], "stops after 5 rounds");
    }
}
