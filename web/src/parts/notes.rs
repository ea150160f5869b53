//! Below the chart: the steps from the link to pages per second, how the product stops, what the bound rests on, and where
//! the product's numbers come from.

use precopy_formats::Inputs;
use precopy_formats::fields::Scope;
use yew::prelude::*;

use super::source_table::source_table;
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
            </div>
            <div class="note">
                <h2>{ words::HOW_SURE }</h2>
                { for words::CONDITIONS.iter().enumerate().map(|(index, text)| html! { <p key={index}>{ *text }</p> }) }
                <p>{ words::EXPECTATION }</p>
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

/// What the list of sources is given: the inputs without those of the machine, so that its sliders leave the list alone.
#[derive(Clone, Debug, PartialEq, Properties)]
struct SourcesProps {
    inputs: Inputs,
    /// What the loaded scenario assumes.
    assumed: Vec<Assumed>,
}

/// Every value of the product, with its mark and source.
#[component(Sources)]
fn sources(props: &SourcesProps) -> Html {
    let SourcesProps { inputs, assumed } = props;
    source_table(inputs, assumed, |row| {
        row.default.is_empty()
            && !inputs.is_moot(row.field)
            && (row.scope != Scope::NamedOption || inputs.applies(row.field))
    })
}
