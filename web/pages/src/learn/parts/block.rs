//! Blocks that are read: paragraphs, lists, tables, figures.

use precopy_formats::lessons::Block;
use yew::prelude::*;

use super::figure::figure;
use super::text::With;

/// A block; `title` is the heading that it stands below. Nothing of what is answered or turned.
pub(super) fn block(block: &Block, title: &str, with: &With) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p class="lesson__text">{ with.text(text) }</p> },
        Block::Keep(text) => html! { <blockquote class="lesson__keep">{ with.text(text) }</blockquote> },
        Block::List(list) => {
            let items = list.items.iter().map(|item| html! { <li>{ with.text(item) }</li> });
            if list.is_ordered {
                html! { <ol class="lesson__text">{ for items }</ol> }
            } else {
                html! { <ul class="lesson__text">{ for items }</ul> }
            }
        }
        Block::Table(table) => html! {
            <div class="scores__scroll" tabindex="0" role="group" aria-label={title.to_owned()}>
                <table class="scores__table lesson__table">
                    <thead><tr>{ for table.head.iter().map(|cell| match cell.is_empty() {
                        // A head without words is no head.
                        true => html! { <td></td> },
                        false => html! { <th scope="col">{ with.text(cell) }</th> },
                    }) }</tr></thead>
                    <tbody>{ for table.rows.iter().map(|row| html! {
                        <tr>{ for row.iter().map(|cell| html! { <td>{ with.text(cell) }</td> }) }</tr>
                    }) }</tbody>
                </table>
            </div>
        },
        Block::Figure(shown) => figure(shown, with),
        Block::Turn(_) | Block::Question(_) => Html::default(),
    }
}
