//! Tables of a lesson.

use yew::prelude::*;

/// Rows of a table, each with its name.
pub(super) type Rows = Vec<(String, Vec<Html>)>;

/// A table: the heads of its columns, and rows whose first cell is their name.
pub(super) fn table(name: &str, heads: &[String], rows: Rows) -> Html {
    html! {
        <div class="scores__scroll" tabindex="0" role="group" aria-label={name.to_owned()}>
            <table class="scores__table lesson__table">
                if !heads.is_empty() {
                    <thead><tr><td></td>{ for heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                }
                <tbody>
                    { for rows.into_iter().map(|(name, cells)| html! {
                        <tr><th scope="row">{ name }</th>{ for cells.into_iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
