//! Coverage and error as tables: every predictor for both spans of time, and one of them by regime and pattern.

use precopy_model::records::Span;
use yew::prelude::*;

use crate::evidence::state::Kept;
use crate::evidence::state::library::Row;
use crate::evidence::state::scores::{Line, by_kind, lines};
use crate::evidence::words::chart::{capital, title};
use crate::evidence::words::scores as text;
use crate::evidence::words::{forecast, span};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) rows: std::rc::Rc<Vec<Row>>,
    pub(super) kept: Kept,
}

/// The tables.
#[component(Scores)]
pub(super) fn scores(props: &Props) -> Html {
    let rows = &props.rows;
    let chosen = props.kept.chosen;
    let parts = by_kind(rows, chosen);
    html! {
        <section class="scores">
            <h3 class="pages__head3">{ text::TITLE }</h3>
            <p class="pages__quiet">{ text::CAPTION }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::TITLE}>
                <table class="scores__table">
                    { head(text::PREDICTOR) }
                    { for Span::ALL.into_iter().map(|of| body(of, &lines(rows, of))) }
                </table>
            </div>
            <p class="pages__quiet">{ text::THEIRS_LINE }</p>
            <h4 class="pages__head4">{ text::BY_KIND }</h4>
            <p class="pages__quiet">{ title(chosen) }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::BY_KIND}>
                <table class="scores__table scores__table--parts">
                    { head(text::PART) }
                    <tbody>
                        { for parts.iter().map(|(kind, line)| row(text::kind(*kind), line)) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn head(first: &'static str) -> Html {
    html! {
        <thead>
            <tr>
                <th scope="col">{ first }</th>
                { for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }
            </tr>
        </thead>
    }
}

fn body(of: Span, lines: &[Line]) -> Html {
    let [safe, mean] = text::theirs(of);
    let empty = || html! { <td>{ text::NOT_SAID }</td> };
    html! {
        <tbody key={of.id()}>
            <tr class="scores__span"><th scope="rowgroup" colspan="9">{ capital(span(of)) }</th></tr>
            { for lines.iter().map(|line| row(forecast(line.chosen.0), line)) }
            <tr class="scores__theirs">
                <th scope="row">{ text::THEIRS }</th>
                <td>{ "33,040" }</td><td>{ safe }</td>{ empty() }<td>{ mean }</td>{ empty() }{ empty() }{ empty() }{ empty() }
            </tr>
        </tbody>
    }
}

fn row(name: &'static str, line: &Line) -> Html {
    html! {
        <tr key={name}>
            <th scope="row">{ name }</th>
            { for text::cells(line).into_iter().map(|cell| html! { <td>{ cell }</td> }) }
        </tr>
    }
}
