//! Reads tables that were pasted or are in files, in slices between which the browser has its turn.

use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, turn};
use precopy_formats::maintenance::{Columns, Pasted, Pasting};

use crate::plan::state::Action;
use crate::plan::state::grid::{Brought, Grid, ReadTable};

/// What a text brings to a sheet, from a cell on or in place of it; a plan's file in place of a sheet brings a plan.
pub(crate) async fn read(text: String, grid: Grid, from: Option<(usize, usize)>) -> Action {
    turn().await;
    if from.is_none() && text.trim_start().starts_with('{') {
        return Action::TakePlan(text);
    }
    let read = match grid {
        Grid::Vms => ReadTable::Vms(table(&text).await),
        Grid::Hosts => ReadTable::Hosts(table(&text).await),
        Grid::Trunks => ReadTable::Trunks(table(&text).await),
    };
    // What follows from it is work of its own.
    turn().await;
    Action::TakeIn(Rc::new(Brought { text, read }), from)
}

async fn table<C: Columns>(text: &str) -> Pasted<C> {
    let mut pasting = Pasting::new(text);
    let mut until = now() + SLICE_MILLISECONDS;
    while pasting.go_on() {
        if until <= now() {
            turn().await;
            until = now() + SLICE_MILLISECONDS;
        }
    }
    pasting.finish()
}
