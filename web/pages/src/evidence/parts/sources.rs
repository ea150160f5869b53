//! Where every constant of every product comes from.

use precopy_base::parts::mark_colour;
use precopy_base::words::{place, source_value};
use precopy_model::scenario::Mark;
use yew::prelude::*;

use crate::evidence::app::Dispatch;
use crate::evidence::state::Action;
use crate::evidence::state::sources::{Constant, MARKS, Product, count, products};
use crate::evidence::words::sources as text;
use crate::parts::pick::{pick, picks};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) mark: Option<Mark>,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(Sources)]
pub(super) fn sources(props: &Props) -> Html {
    let products = use_memo((), |()| products());
    let marks = std::iter::once(None).chain(MARKS.map(Some)).map(|mark| {
        let dispatch = props.dispatch.clone();
        let name = text::mark(mark, count(&products, mark));
        pick(name, mark == props.mark, Html::default(), move || dispatch.emit(Action::Mark(mark)))
    });
    let mut group = "";
    html! {
        <div class="sources-page">
            <p class="pages__lead">{ text::LEAD }</p>
            { picks(text::MARKS, marks.collect()) }
            { for products.iter().filter(|product| product.marked(props.mark).next().is_some()).map(|product| {
                let head = (group != product.group).then_some(product.group);
                group = product.group;
                html! {
                    <>
                        if let Some(head) = head {
                            <h3 class="pages__head3">{ head }</h3>
                        }
                        { one(product, props.mark) }
                    </>
                }
            }) }
        </div>
    }
}

fn one(product: &Product, mark: Option<Mark>) -> Html {
    html! {
        <details key={product.preset.id} class="product">
            <summary>
                <span class="product__name">{ product.preset.name }</span>
                <span class="pages__quiet">{ text::count(product.marked(mark).count()) }</span>
            </summary>
            <p class="pages__quiet">{ product.preset.summary }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={product.preset.name}>
                <table class="sources__table">
                    <thead>
                        <tr>
                            { for text::COLUMNS.map(|name| if name.is_empty() {
                                html! { <td></td> }
                            } else {
                                html! { <th scope="col">{ name }</th> }
                            }) }
                        </tr>
                    </thead>
                    <tbody>{ for product.marked(mark).map(constant) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn constant(constant: &Constant) -> Html {
    let Constant { field, value, source } = constant;
    html! {
        <tr>
            <th scope="row">{ field.name() }</th>
            <td class="sources__value">{ source_value(*field, value) }</td>
            <td><span class={classes!("mark", mark_colour(source.mark))}>{ source.mark.name() }</span></td>
            <td>{ place(source) }</td>
        </tr>
    }
}
