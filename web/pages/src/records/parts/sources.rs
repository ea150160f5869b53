//! What was brought in: each log with what it was taken for, what could not be read, line by line, and the question for a zone.

use precopy_base::browser::events::chosen_word;
use precopy_base::words::problem_line;
use precopy_formats::dirty_rate::LineProblem;
use yew::prelude::*;

use super::page::Around;
use crate::browser::logs::Wanted;
use crate::records::state::State;
use crate::records::state::source::{Kind, Source};
use crate::records::words::brought as text;

/// The part.
pub(super) fn sources(state: &State, around: &Around) -> Html {
    let clear = {
        let bring = around.bring.clone();
        Callback::from(move |_: MouseEvent| bring.emit(Wanted::default()))
    };
    html! {
        <section class="logs" aria-label={text::BROUGHT}>
            if state.is_synthetic() {
                <p class="logs__made"><strong>{ text::SYNTHETIC }</strong>{ " " }{ text::SYNTHETIC_LINE }</p>
            }
            <ul class="logs__list">
                { for state.kept.sources.iter().enumerate().map(|(index, source)| html! { <li key={index}>{ one(source) }</li> }) }
            </ul>
            { zone(state, around) }
            <button class="button button--quiet" type="button" onclick={clear}>{ text::CLEAR }</button>
        </section>
    }
}

fn one(source: &Source) -> Html {
    let unread = source.unread();
    html! {
        <>
            if source.kind != Kind::Example {
                <p><strong class="logs__name">{ text::name(source) }</strong>{ " " }{ text::line(source) }</p>
            }
            if let Some(ignored) = text::ignored(source) {
                <p class="pages__quiet">{ ignored }</p>
            }
            if 0 < unread {
                <details class="logs__problems" open={source.records == 0}>
                    <summary>{ text::unread(unread) }</summary>
                    <ul>
                        { for source.problems.iter().enumerate().map(|(index, problem)| html! { <li key={index}>{ line(problem) }</li> }) }
                        if 0 < source.further_problems {
                            <li>{ text::further(source.further_problems) }</li>
                        }
                    </ul>
                </details>
            }
        </>
    }
}

fn line(problem: &LineProblem) -> String {
    let said = problem_line(&problem.problem);
    problem.line.map_or(said.clone(), |line| text::at_line(line, &said))
}

/// Where moments come without a zone, the person may say which it was.
fn zone(state: &State, around: &Around) -> Html {
    let without = state.without_zone();
    if without == 0 {
        return Html::default();
    }
    let id = format!("precopy{}-records-zone", state.instance);
    let chosen = around.wanted.minutes_ahead;
    let on_change = {
        let (bring, wanted) = (around.bring.clone(), around.wanted.clone());
        Callback::from(move |event: Event| {
            let word = chosen_word(&event).unwrap_or_default();
            let minutes_ahead = text::ZONES.into_iter().find(|minutes| text::zone_id(*minutes) == word);
            bring.emit(Wanted { minutes_ahead, ..wanted.clone() });
        })
    };
    let option = |minutes: Option<i16>| {
        let value = minutes.map(text::zone_id).unwrap_or_default();
        html! {
            <option key={value.clone()} value={value.clone()} selected={minutes == chosen}>{ text::zone(minutes) }</option>
        }
    };
    html! {
        <div class="logs__zone">
            <label for={id.clone()}>{ text::without_zone(without) }</label>
            <select {id} class="records__select" onchange={on_change}>
                { for std::iter::once(None).chain(text::ZONES.map(Some)).map(option) }
            </select>
        </div>
    }
}
