//! The figures of a lesson, each with its caption and its table.

use std::rc::Rc;

use precopy_formats::lessons::{
    Answer, Bench, By, Curve, Figure, Formula, MapOf, Named, Numbers, Series, Setting, Shows, SweepOf, Term,
};
use precopy_model::predict::rounds;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use yew::prelude::*;

use super::explained::explained;
use super::graph::graph;
use super::grid::GridShown;
use super::map::MapShown;
use super::math::math;
use super::played::PlayedShown;
use super::printed::{printed_cell, printed_table};
use super::products::products;
use super::recorded::RecordedShown;
use super::spread::spread_shown;
use super::table::table;
use super::text::With;
use crate::learn::charts::{apart, curve, series, sweep};
use crate::learn::words;

/// So many rounds a table has: those after them are like the last ones.
const ROUNDS: usize = 40;

/// A figure.
pub(super) fn figure(figure: &Figure, with: &With) -> Html {
    html! {
        <figure class="lesson__figure">
            { shown(&figure.shows, with).unwrap_or_default() }
            { printed_beside(&figure.shows).unwrap_or_default() }
            if !figure.caption.is_empty() {
                <figcaption>{ with.text(&figure.caption) }</figcaption>
            }
        </figure>
    }
}

/// What a paper prints, below a picture.
fn printed_beside(shows: &Shows) -> Option<Html> {
    match shows {
        Shows::Sweep(SweepOf { printed, .. })
        | Shows::Series(Series { printed, .. })
        | Shows::Map(MapOf { printed, .. }) => printed_table(printed),
        _ => None,
    }
}

fn shown(shows: &Shows, with: &With) -> Option<Html> {
    let bench = &with.bench;
    match shows {
        Shows::Sets(()) => sets(bench),
        Shows::Curve(shown) => {
            let terms: Vec<Term> = shown.by.iter().flat_map(|by| of(*by)).collect();
            Some(graph(curve(shown, bench)?, &[], rows(&terms, &[], with)))
        }
        Shows::Sweep(shown) => {
            let one = |show: Vec<Term>| {
                let shown = SweepOf { show, ..shown.clone() };
                let drawn = sweep(&shown, &mut with.model.borrow_mut(), bench)?;
                Some(graph(drawn, &[], rows(&shown.show, &[], with)))
            };
            apart(&shown.show).into_iter().map(one).collect()
        }
        Shows::Series(shown) => {
            let one = |show: Vec<Term>| {
                let shown = Series { show, ..shown.clone() };
                let drawn = series(&shown, &mut with.model.borrow_mut(), bench);
                graph(drawn, &heads(&shown.points), rows(&shown.show, &shown.points, with))
            };
            Some(apart(&shown.show).into_iter().map(one).collect())
        }
        Shows::Numbers(shown) => Some(numbers(shown, with)),
        Shows::Map(shown) => Some(html! { <MapShown shown={shown.clone()} bench={bench.clone()} /> }),
        Shows::Explained(term) => explained(term, with)
            .or_else(|| Some(table(words::NUMBERS, &[], rows(std::slice::from_ref(term), &[], with)))),
        Shows::Products(shown) => Some(products(shown, with)),
        Shows::Spread(shown) => spread_shown(shown, with, |terms| rows(terms, &[], with)),
        Shows::Rounds(()) => rounds_table(bench),
        Shows::Formula(shown) => Some(formula(shown, with)),
        Shows::Symbols(()) => Some(symbols(with)),
        Shows::Grid(grid) => {
            let drawn = grid.with_curve.then(|| curve(&simulated(), bench)).flatten();
            let curve = drawn.map(|drawn| (drawn, rows(&of(By::Rounds), &[], with)));
            Some(html! { <GridShown start={bench.now.clone()} tick={grid.seconds} {curve} /> })
        }
        Shows::Plan(of) => Some(html! {
            <PlayedShown of={of.clone()} model={Rc::clone(&with.model)} dispatch={with.dispatch.clone()} />
        }),
        Shows::Runs(of) => Some(html! { <RecordedShown of={of.clone()} dispatch={with.dispatch.clone()} /> }),
    }
}

/// The curve of the simulated loop.
fn simulated() -> Curve {
    Curve { by: vec![By::Rounds], mark: Vec::new(), parts: false, only: Vec::new(), beside: Vec::new() }
}

/// What a curve says in numbers.
fn of(by: By) -> Vec<Term> {
    ["first-pass", "left-first-pass", "stop", "left", "migration-time", "downtime"]
        .into_iter()
        .filter_map(|quantity| Term::read(&format!("{quantity} {}", by.name())).ok())
        .collect()
}

fn heads(columns: &[Named]) -> Vec<String> {
    columns.iter().map(|column| column.name.clone()).collect()
}

/// Terms as rows, in as many columns as there are; without columns, of what is there now.
fn rows(terms: &[Term], columns: &[Named], with: &With) -> Vec<(String, Vec<Html>)> {
    let said = |term: &Term, bench: &Bench| -> Html {
        let answer = with.model.borrow_mut().answer(term, bench);
        answer.map_or_else(|problem| problem.what.to_string(), |answer: Answer| answer.said(term.unit)).into()
    };
    let row = |term: &Term| {
        let cells = match columns {
            [] => vec![said(term, &with.bench)],
            columns => columns
                .iter()
                .map(|column| {
                    let now = with.bench.of(column.at.as_ref());
                    said(term, &Bench { start: with.bench.start.clone(), now })
                })
                .collect(),
        };
        (words::term(term), cells)
    };
    terms.iter().map(row).collect()
}

fn numbers(shown: &Numbers, with: &With) -> Html {
    let mut all = rows(&shown.show, &shown.columns, with);
    let wide = shown.columns.len().max(1);
    for printed in &shown.printed {
        let mut cells = vec![printed_cell(printed)];
        cells.resize(wide, Html::default());
        all.push((printed.name.clone(), cells));
    }
    table(words::NUMBERS, &heads(&shown.columns), all)
}

/// The memory as a bar.
fn sets(bench: &Bench) -> Option<Html> {
    let scenario = Setting::of(&bench.now).ok()?.scenario;
    let (memory, used, hot) =
        (scenario.vm.memory.as_bytes(), scenario.vm.working_set.as_bytes(), scenario.dirtying.hot_set.as_bytes());
    let wide = |bytes: f64| if 0.0 < memory { 1000.0 * bytes / memory } else { 0.0 };
    let parts = [
        (words::HOT, "hot", 0.0, hot),
        (words::PASSIVE, "passive", hot, used - hot),
        (words::EMPTY, "empty", used, memory - used),
    ];
    let bytes = |bytes: f64| short(Amount::Bytes(precopy_model::quantity::Bytes::from_bytes(bytes)));
    let rows = parts.iter().map(|(name, _, _, size)| ((*name).to_owned(), vec![bytes(*size).into()])).collect();
    Some(html! {
        <>
            <svg class="sets" viewBox="0 0 1000 48" preserveAspectRatio="none" aria-hidden="true">
                { for parts.iter().map(|(_, id, from, size)| html! {
                    <rect
                        class={format!("sets__{id}")} x={(wide(*from).round() as u32).to_string()} y="0"
                        width={(wide(*size).round() as u32).to_string()} height="48" />
                }) }
            </svg>
            { table(words::NUMBERS, &[], rows) }
        </>
    })
}

fn rounds_table(bench: &Bench) -> Option<Html> {
    let simulation = rounds::simulate(&Setting::of(&bench.now).ok()?.scenario);
    let rows = simulation.rounds.iter().take(ROUNDS).map(|round| {
        let took = round.end - round.start;
        let cells: Vec<Html> = vec![
            short_seconds(round.start).into(),
            short_seconds(took).into(),
            short(Amount::Pages(round.known)).into(),
            short(Amount::Pages(round.dirtied)).into(),
        ];
        (round.number.to_string(), cells)
    });
    let heads = words::ROUNDS.map(str::to_owned);
    Some(table(words::ROUNDS_NAME, &heads, rows.collect()))
}

fn formula(shown: &Formula, with: &With) -> Html {
    let value = shown.is.as_ref().map(|term| {
        let answer = with.model.borrow_mut().answer(term, &with.bench);
        answer.map_or_else(|problem| problem.what.to_string(), |answer| answer.said(term.unit))
    });
    html! {
        <div class="formula">
            <p class="formula__it">
                if with.symbols || shown.words.is_empty() { { math(&shown.math) } } else { { &shown.words } }
                if let Some(value) = value { <strong class="formula__value">{ format!(" = {value}") }</strong> }
            </p>
            if let Some(printed) = &shown.as_printed {
                <p>{ words::AS_PRINTED }{ math(printed) }</p>
                <p class="pages__quiet">{ &shown.why }</p>
            }
            if !shown.source.is_empty() { <p class="pages__quiet">{ &shown.source }</p> }
        </div>
    }
}

fn symbols(with: &With) -> Html {
    let all = with.contents.iter().flat_map(|contents| &contents.symbols);
    let rows = all.map(|symbol| {
        let cells = vec![math(&symbol.math), symbol.unit.clone().into(), symbol.means.clone().into()];
        (symbol.word.clone(), cells)
    });
    table(words::SYMBOLS, &words::SYMBOL_HEADS.map(str::to_owned), rows.collect())
}
