//! Numbers of a paper, with their place in it.

use precopy_formats::lessons::PrintedNumber;
use yew::prelude::*;

use super::table::table;
use crate::learn::words;

/// A number, as a cell of a table.
pub(super) fn printed_cell(printed: &PrintedNumber) -> Html {
    html! { <span class="lesson__printed">{ words::amount(&printed.value) }<small>{ &printed.place }</small></span> }
}

/// All that are printed beside a picture; none where nothing is.
pub(super) fn printed_table(printed: &[PrintedNumber]) -> Option<Html> {
    let row = |printed: &PrintedNumber| {
        let value = html! { <span class="lesson__printed">{ words::amount(&printed.value) }</span> };
        (printed.name.clone(), vec![value, printed.place.clone().into()])
    };
    let rows = || printed.iter().map(row).collect();
    let heads = words::PRINTED_HEADS.map(str::to_owned);
    (!printed.is_empty()).then(|| table(words::PRINTED_NAME, &heads, rows()))
}
