//! Below the chart: the steps from the link to pages per second, how the product stops, what the bound rests on, and where
//! the product's numbers come from.

use precopy_formats::Inputs;
use precopy_formats::fields::{Scope, TABLE};
use precopy_model::scenario::Mark;
use yew::prelude::*;

use super::source_chip::mark_class;
use crate::state::{Assumed, State};
use crate::words;

/// The notes.
pub(crate) fn notes(state: &State) -> Html {
    let results = &state.results;
    html! {
        <section class="notes">
            <div class="note">
                <h2>{ words::FROM_LINE_TO_PAGES }</h2>
                <table class="steps">
                    <tbody>
                        { for words::copy_rate_steps(results).into_iter().enumerate().map(|(index, (step, value))| html! {
                            <tr key={index}><th scope="row">{ step }</th><td>{ value }</td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <div class="note">
                <h2>{ words::HOW_IT_STOPS }</h2>
                { for words::rules(results).into_iter().enumerate().map(|(index, rule)| html! { <p key={index}>{ rule }</p> }) }
                if !state.inputs.preset().caveat.is_empty() {
                    <p>{ state.inputs.preset().caveat }</p>
                }
                <p>{ words::NOT_SIMULATED }</p>
            </div>
            <div class="note">
                <h2>{ words::HOW_SURE }</h2>
                { for words::CONDITIONS.iter().enumerate().map(|(index, text)| html! { <p key={index}>{ *text }</p> }) }
                <p>{ words::BOUND_AND_PAPER }</p>
                <p>{ words::not_included(results) }</p>
            </div>
            <details class="sources">
                <summary>{ words::SOURCES }</summary>
                <Sources inputs={state.inputs.of_product()} assumed={state.assumptions().cloned().collect::<Vec<_>>()} />
            </details>
        </section>
    }
}

/// What the list of sources is given: the inputs without those of the machine, so that a dragged slider leaves it alone.
#[derive(Clone, Debug, PartialEq, Properties)]
struct SourcesProps {
    inputs: Inputs,
    /// What the loaded scenario assumes.
    assumed: Vec<Assumed>,
}

/// Every value of the product, with its mark and source.
#[component(Sources)]
fn sources(props: &SourcesProps) -> Html {
    let inputs = &props.inputs;
    let rows = TABLE.iter().filter(|row| {
        row.default.is_empty()
            && !inputs.is_moot(row.field)
            && (row.scope != Scope::NamedOption || inputs.applies(row.field))
    });
    html! {
        <table class="sources__table">
            <thead>
                <tr>{ for words::SOURCE_COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr>
            </thead>
            <tbody>
                { for rows.map(|row| {
                    let (value, source) = inputs.effective(row.field);
                    let assumed = props.assumed.iter().find(|(field, _)| *field == row.field);
                    let mark = assumed.map_or(source.mark, |_| Mark::Assumed);
                    let place = assumed.map_or_else(|| words::source_line(&source), |(_, reason)| reason.to_string());
                    html! {
                        <tr key={row.key}>
                            <th scope="row">{ row.field.name() }</th>
                            <td class="sources__value">{ words::source_value(row.field, &value) }</td>
                            <td><span class={mark_class(mark)}>{ mark.name() }</span></td>
                            <td>{ place }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
