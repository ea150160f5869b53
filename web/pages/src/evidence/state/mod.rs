//! What the page knows: plain data, one enum of actions, one pure `reduce`. Tested without a browser.

pub mod filter;
pub mod library;
pub mod opened;
pub mod scores;
pub mod sources;

use precopy_model::records::{Forecast, Span};
use precopy_model::scenario::Mark;

use self::filter::{Change, Filter};
use self::library::{Row, Shown};

/// A part of the page of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Recorded runs against the predictors.
    #[default]
    Runs,
    /// Where the constants come from.
    Sources,
    /// When the bound holds.
    Validity,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Runs, Self::Sources, Self::Validity];

    /// In names of elements.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Sources => "sources",
            Self::Validity => "validity",
        }
    }
}

/// How far loading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// The tables are being fetched.
    #[default]
    Fetching,
    /// The runs are being predicted.
    Predicting,
    /// All is there that can be had.
    Done,
}

/// What stays while the page is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The part that is shown.
    pub view: View,
    /// The predictor and the span of time that are drawn.
    pub chosen: (Forecast, Span),
    /// Which runs are looked at.
    pub filter: Filter,
    /// The run that is open, by its name.
    pub open: Option<String>,
    /// How many rows the table of runs has.
    pub listed: usize,
    /// Which marks of sources are shown; none: all.
    pub mark: Option<Mark>,
}

/// So many rows are added to the table of runs.
pub const MORE: usize = 20;
/// So many it has at first.
const FIRST: usize = 10;

impl Default for Kept {
    fn default() -> Self {
        Self {
            view: View::default(),
            chosen: (Forecast::Unknown, Span::MigrationTime),
            filter: Filter::default(),
            open: None,
            listed: FIRST,
            mark: None,
        }
    }
}

/// The state of the page of evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Which calculator of the document this belongs to: part of the names of elements.
    pub instance: u32,
    /// How far loading has come.
    pub progress: Progress,
    /// The recorded runs that are there.
    pub shown: Shown,
    /// Files that could not be fetched.
    pub missing: Vec<String>,
    /// What a person has chosen.
    pub kept: Kept,
}

/// One thing that happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// More runs are there.
    Arrived(Progress, Shown),
    /// A file could not be fetched.
    Missing(String),
    /// Another part is shown.
    View(View),
    /// A predictor is drawn.
    Forecast(Forecast),
    /// A span of time is drawn.
    Span(Span),
    /// Other runs are looked at.
    Filter(Change),
    /// A run is opened, or closed.
    Open(Option<String>),
    /// More rows of the table of runs.
    More,
    /// Sources of one mark only, or all.
    Mark(Option<Mark>),
}

impl State {
    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        let kept = &mut next.kept;
        match action {
            Action::Arrived(progress, shown) => (next.progress, next.shown) = (progress, shown),
            Action::Missing(file) => next.missing.push(file),
            Action::View(view) => kept.view = view,
            Action::Forecast(forecast) => (kept.chosen.0, kept.listed) = (forecast, FIRST),
            Action::Span(span) => {
                (kept.chosen.1, kept.listed) = (span, FIRST);
                // The rectangle was drawn in the other picture.
                kept.filter.brush = None;
            }
            Action::Filter(change) => {
                kept.filter = std::mem::take(&mut kept.filter).after(change);
                kept.listed = FIRST;
            }
            Action::Open(run) => kept.open = run,
            Action::More => kept.listed += MORE,
            Action::Mark(mark) => kept.mark = mark,
        }
        next
    }

    /// The runs that are looked at.
    #[must_use]
    pub fn looked_at(&self) -> Vec<Row> {
        let Kept { filter, chosen, .. } = &self.kept;
        self.shown.rows.iter().filter(|row| filter.holds(row, *chosen, &self.shown)).copied().collect()
    }

    /// The run that is open.
    #[must_use]
    pub fn open_row(&self) -> Option<&Row> {
        let open = self.kept.open.as_deref()?;
        self.shown.rows.iter().find(|row| row.run.id == open)
    }
}

#[cfg(test)]
mod tests {
    use super::filter::Brush;
    use super::library::tests::recorded;
    use super::*;

    fn state() -> State {
        State::default().after(Action::Arrived(Progress::Done, recorded()))
    }

    #[test]
    fn another_choice_begins_the_table_anew_and_keeps_the_filter() {
        let many = state().after(Action::More).after(Action::Filter(Change::FarOff(true))).after(Action::More);
        assert_eq!(many.kept.listed, FIRST + MORE);
        let other = many.after(Action::Forecast(Forecast::Bound));
        assert_eq!((other.kept.listed, other.kept.filter.far_off), (FIRST, true));
    }

    #[test]
    fn a_rectangle_goes_with_its_picture() {
        let brush = Brush { measured: (0.0, 2.0), predicted: (0.0, 2.0), holds_never: false };
        let brushed = state().after(Action::Filter(Change::Brush(Some(brush))));
        assert!(brushed.looked_at().len() < state().looked_at().len());
        assert!(brushed.after(Action::Forecast(Forecast::Paper)).kept.filter.brush.is_some());
        assert!(brushed.after(Action::Span(Span::Downtime)).kept.filter.brush.is_none());
    }

    #[test]
    fn a_run_is_opened_by_its_name() {
        let state = state();
        let id = state.shown.rows.first().unwrap().run.id.clone();
        let open = state.after(Action::Open(Some(id.clone())));
        assert_eq!(open.open_row().map(|row| row.run.id.as_str()), Some(id.as_str()));
        assert!(state.after(Action::Open(Some("no such run".to_owned()))).open_row().is_none());
        assert!(open.after(Action::Open(None)).open_row().is_none());
    }
}
