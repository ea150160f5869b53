//! What is printed beside result and chart: every input and product value, with where it comes from. Rendered only while the
//! page is being printed.

use precopy_formats::Inputs;
use precopy_formats::fields::TABLE;
use precopy_model::scenario::Mark;
use yew::prelude::*;

use super::source_chip::mark_class;
use crate::browser::address;
use crate::browser::print::Listener;
use crate::state::link_of;
use crate::words;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) inputs: Inputs,
    pub(crate) others: Vec<(String, String)>,
}

/// The sheet; empty on screen.
#[component(Sheet)]
pub(crate) fn sheet(props: &Props) -> Html {
    let printing = use_state_eq(|| false);
    {
        let printing = printing.clone();
        use_effect_with((), move |()| {
            let listener = Listener::new(move |now| printing.set(now));
            move || drop(listener)
        });
    }
    if !*printing {
        return Html::default();
    }
    let inputs = &props.inputs;
    let rows = TABLE.iter().filter(|row| inputs.applies(row.field) && !inputs.is_moot(row.field));
    html! {
        <section class="sheet">
            <h2>{ words::SHEET }</h2>
            <table class="sources__table">
                <thead>
                    <tr>{ for words::SOURCE_COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr>
                </thead>
                <tbody>
                    { for rows.map(|row| {
                        let (value, source) = inputs.effective(row.field);
                        // Nobody entered what the page began with.
                        let untouched = source.mark == Mark::Entered && !inputs.differs_from_default(row.field);
                        let (known, place) = if untouched {
                            (words::STARTING_VALUE, words::STARTING_VALUE_LINE.to_owned())
                        } else {
                            (source.mark.name(), words::source_line(&source))
                        };
                        html! {
                            <tr key={row.key}>
                                <th scope="row">{ row.field.name() }</th>
                                <td class="sources__value">{ words::source_value(row.field, &value) }</td>
                                <td><span class={if untouched { "mark" } else { mark_class(source.mark) }}>{ known }</span></td>
                                <td>{ place }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
            <p class="sheet__link">{ address::with_fragment(&link_of(inputs, &props.others)) }</p>
        </section>
    }
}
