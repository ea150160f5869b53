//! Values with how good the word for each is, and where it comes from, as a table.

use precopy_formats::Inputs;
use precopy_formats::fields::{Row, TABLE};
use precopy_model::scenario::Mark;
use yew::prelude::*;

use super::source_chip::mark_class;
use crate::state::Assumed;
use crate::words;

/// The rows of the field table that are wanted; `assumed`: what the loaded scenario assumes.
pub(super) fn source_table(inputs: &Inputs, assumed: &[Assumed], wanted: impl Fn(&Row) -> bool) -> Html {
    html! {
        <table class="sources__table">
            <thead>
                <tr>{ for words::SOURCE_COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr>
            </thead>
            <tbody>{ for TABLE.iter().filter(|row| wanted(row)).map(|row| one(inputs, assumed, row)) }</tbody>
        </table>
    }
}

fn one(inputs: &Inputs, assumed: &[Assumed], row: &Row) -> Html {
    let (value, source) = inputs.effective(row.field);
    let (class, known, place) = if let Some((_, reason)) = assumed.iter().find(|(field, _)| *field == row.field) {
        (mark_class(Mark::Assumed), Mark::Assumed.name(), reason.to_string())
    } else if source.mark == Mark::Entered && !inputs.differs_from_default(row.field) {
        // Nobody entered what the page began with.
        (classes!("mark"), words::STARTING_VALUE, words::STARTING_VALUE_LINE.to_owned())
    } else {
        (mark_class(source.mark), source.mark.name(), words::source_line(&source))
    };
    html! {
        <tr key={row.key}>
            <th scope="row">{ row.field.name() }</th>
            <td class="sources__value">{ words::source_value(row.field, &value) }</td>
            <td><span {class}>{ known }</span></td>
            <td>{ place }</td>
        </tr>
    }
}
