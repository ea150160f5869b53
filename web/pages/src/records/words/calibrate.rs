//! What is said of what a log says of its site.

use precopy_model::quantity::BytesPerSecond;
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::records::log::{Base, Estimated, FEWEST, Site, Usual};

use super::amounts::percent;

/// The head.
pub const TITLE: &str = "What your site says to the calculator";
/// Name of the table.
pub const NUMBERS: &str = "Calibrated from completed migrations";
/// Its columns.
pub const COLUMNS: [&str; 3] = ["", "Estimate", "95 % interval, or 5th to 95th percentile"];
/// A button.
pub const USE: &str = "Use these in the calculator";
/// What it does.
pub const USE_LINE: &str = "Enters the effective link, without sharing or a cap since both are in it, the fixed overhead and, where it is known, the \
    rate of empty pages. Everything else of the calculator stays as it is, and undo takes it back.";
/// Where it cannot be done.
pub const LOCKED: &str = "Inputs of this calculator are locked, so that nothing can be entered there.";
/// The picture of what is left.
pub const RESIDUALS: &str = "Each migration that was calibrated with: what the line makes it take, against what it took. Drag across to look only at what took so long.";
/// For those who do not see it.
pub const PICTURE: &str = "Residuals of the calibration";

/// When there is nothing to be said.
#[must_use]
pub fn none() -> String {
    format!(
        "At least {FEWEST} completed migrations of different sizes have to tell their time and their size or what they sent; these do not."
    )
}

/// What the line is fitted over.
#[must_use]
pub fn base(site: &Site) -> String {
    let by = match site.base {
        Base::Sent => "what was sent",
        Base::Memory => "the size of the VM, since the log does not say what was sent",
    };
    format!("From {} completed migrations, by {by}: time = fixed overhead + amount / rate.", grouped(site.used as f64))
}

/// The rows of the table.
#[must_use]
pub fn rows(site: &Site) -> Vec<[String; 3]> {
    let rate = |rate: BytesPerSecond| short(Amount::BytesPerSecond(rate));
    let mut rows = vec![
        estimated("Effective rate of one migration", &site.rate, rate),
        estimated("Fixed overhead", &site.fixed, short_seconds),
    ];
    if let Some(empty) = &site.empty {
        rows.push(estimated("Rate at which empty memory is passed over", empty, rate));
    }
    rows.push(usual("Rate, migration by migration", &site.rates, rate));
    rows.push(usual("Sent, as a share of the memory", &site.sent_share, percent));
    if let Some(downtime) = &site.downtime {
        rows.push(usual("Downtime", downtime, short_seconds));
    }
    rows.push(usual("Time, as a share of what the line says", &site.against_line, percent));
    rows
}

fn estimated<T: Copy>(name: &str, one: &Estimated<T>, text: impl Fn(T) -> String) -> [String; 3] {
    [name.to_owned(), text(one.value), format!("{} to {}", text(one.least), text(one.most))]
}

fn usual<T: Copy>(name: &str, one: &Usual<T>, text: impl Fn(T) -> String) -> [String; 3] {
    [name.to_owned(), text(one.typical), format!("{} to {}", text(one.low), text(one.high))]
}
