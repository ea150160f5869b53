//! Help and words, on the shelf.

use yew::prelude::*;

use crate::words::glossary::{COLUMNS, GLOSSARY, HELP, WORDS};

/// How to use the page, and what its words mean.
pub(crate) fn glossary_panel() -> Html {
    html! {
        <div class="help">
            <dl class="help__list">
                { for HELP.iter().map(|(what, how)| html! {
                    <div key={*what} class="help__row"><dt>{ *what }</dt><dd>{ *how }</dd></div>
                }) }
            </dl>
            <details class="more">
                <summary>{ WORDS }</summary>
                <div class="scroll" tabindex="0" role="region" aria-label={WORDS}>
                    <table class="sources__table">
                        <thead>
                            <tr>{ for COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr>
                        </thead>
                        <tbody>
                            { for GLOSSARY.iter().map(|entry| html! {
                                <tr key={entry.word}>
                                    <th scope="row">{ entry.word }</th>
                                    <td>{ entry.symbol }</td>
                                    <td>{ entry.meaning }</td>
                                    <td>{ entry.unit }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            </details>
        </div>
    }
}
