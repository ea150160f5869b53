//! Which recorded runs a figure shows, and by whom they are predicted.

use precopy_formats::lessons::{By, RunsShown};
use precopy_model::records::Forecast;

use crate::evidence::state::library::{Row, Shown};

/// What every part of a table is.
const ALL: &str = "all";
/// What the file of a table ends in.
const ENDING: &str = ".csv";

/// The runs of a figure.
#[must_use]
pub fn rows(of: &RunsShown, shown: &Shown) -> Vec<Row> {
    let is_any = |wanted: &str, text: &str| wanted.is_empty() || wanted == text;
    let wanted = |row: &&Row| {
        row.rig.file.strip_suffix(ENDING) == Some(of.of.table.as_str())
            && (of.of.part == ALL || row.part.id() == of.of.part)
            && is_any(&of.block, &row.run.block)
            && is_any(&of.id, &row.run.id)
            && is_any(&of.regime, row.regime.id())
    };
    shown.rows.iter().filter(wanted).copied().collect()
}

/// Those of the predictors that recorded runs are compared with, in the order of the lesson.
#[must_use]
pub fn forecasts(of: &RunsShown) -> Vec<Forecast> {
    let forecast = |by: &By| match by {
        By::Bound => Some(Forecast::Bound),
        By::Rounds => Some(Forecast::Unknown),
        By::Paper => Some(Forecast::Paper),
        By::AsPrinted | By::Average | By::Least | By::Most => None,
    };
    of.by.iter().filter_map(forecast).collect()
}

#[cfg(test)]
mod tests {
    use precopy_formats::lessons::{RunsOf, RunsShow};

    use super::*;
    use crate::evidence::state::library::tests::recorded;

    #[test]
    fn a_figure_shows_the_runs_that_it_names() {
        let shown = recorded();
        let of = |part: &str, id: &str| RunsShown {
            of: RunsOf { table: "qemu-runs".to_owned(), part: part.to_owned() },
            by: vec![By::Paper, By::Rounds, By::Least],
            show: RunsShow::Scatter,
            block: String::new(),
            id: id.to_owned(),
            regime: String::new(),
        };
        let (all, check) = (rows(&of("all", ""), &shown).len(), rows(&of("check", ""), &shown).len());
        assert!(all == shown.rows.len() && 0 < check && check < all, "{check} of {all}");
        let one = rows(&of("all", "05151eb8d0"), &shown);
        assert_eq!(one.len(), 1);
        assert!(shown.course(&one[0].run.id).is_some(), "the lessons draw its course");
        assert_eq!(forecasts(&of("all", "")), [Forecast::Paper, Forecast::Unknown]);
    }
}
