//! What can be taken away: the chart as a picture, what stands behind it as tables, all of it for programs, and how it is cited.

use precopy_base::file_name::stem;
use precopy_formats::result_file;
use precopy_model::predict::{bound, paper, rounds};
use yew::prelude::*;

use super::cite::Cite;
use crate::app::Asked;
use crate::state::compare::{Column, has_pins};
use crate::state::map_rows;
use crate::state::tables::{self, Predicted};
use crate::told::{File, Told};
use crate::words::export as words;

/// The part.
#[component(Export)]
pub(crate) fn export(asked: &Asked) -> Html {
    let head = head_id(asked.instance);
    html! {
        <section class="explore__part export" aria-labelledby={head.clone()}>
            // Focused by those who come here from elsewhere.
            <h2 class="explore__head" id={head} tabindex="-1">{ words::HEAD }</h2>
            { row(words::PICTURE, pictures(asked)) }
            { row(words::TABLES, tables(asked)) }
            { row(words::ALL, vec![button(asked, words::ALL, words::RESULT, Table::Result)]) }
            <Cite asked={asked.clone()} />
        </section>
    }
}

/// The name of the heading in the document.
pub(crate) fn head_id(instance: u32) -> String {
    format!("precopy{instance}-export")
}

fn row(name: &'static str, buttons: Vec<Html>) -> Html {
    html! {
        <div key={name} class="export__row">
            <span class="export__label">{ name }</span>
            <span class="export__buttons" role="group" aria-label={name}>{ for buttons }</span>
        </div>
    }
}

fn pictures(asked: &Asked) -> Vec<Html> {
    let name = stem(&asked.calculator);
    let one = |what: &'static str, file: File| {
        let tell = asked.tell.clone();
        let on_click = Callback::from(move |_: MouseEvent| tell.emit(Told::Save(file.clone())));
        html! {
            <button key={what} class="button" type="button" aria-label={words::save(words::PICTURE, what)} onclick={on_click}>
                { what }
            </button>
        }
    };
    let mut all: Vec<Html> = Vec::new();
    for (scale, what) in words::PNG {
        all.push(one(what, File::Png { name: format!("{name}-{scale}x.png"), scale }));
    }
    all.push(one(words::SVG, File::Svg { name: format!("{name}.svg") }));
    all
}

/// What is written when it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Curve,
    Rounds,
    Map,
    Comparison,
    Result,
}

fn tables(asked: &Asked) -> Vec<Html> {
    let all = [
        (words::CURVE, Table::Curve),
        (words::ROUNDS, Table::Rounds),
        (words::MAP, Table::Map),
        (words::COMPARISON, Table::Comparison),
    ];
    all.into_iter().map(|(what, table)| button(asked, words::TABLES, what, table)).collect()
}

fn button(asked: &Asked, group: &'static str, what: &'static str, table: Table) -> Html {
    let nothing = match table {
        Table::Comparison if !has_pins(&asked.calculator.others) => Some(words::NOTHING_PINNED),
        Table::Map if !map_rows::can_be_mapped(&asked.calculator) => Some(words::NOTHING_MAPPED),
        _ => None,
    };
    let on_click = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| {
            if nothing.is_none()
                && let Some(file) = file(&asked, table)
            {
                asked.tell.emit(Told::Save(file));
            }
        })
    };
    html! {
        <button
            key={what} class="button" type="button" aria-label={words::save(group, what)} aria-disabled={nothing.map(|_| "true")}
            title={nothing} onclick={on_click}>
            { what }
        </button>
    }
}

fn file(asked: &Asked, table: Table) -> Option<File> {
    let calculator = &asked.calculator;
    let scenario = &calculator.scenario;
    let (bound, rounds, paper) = (bound::predict(scenario), rounds::simulate(scenario), paper::predict(scenario));
    let predicted = Predicted { scenario, bound: &bound, rounds: &rounds, paper: &paper };
    let (end, media_type, text) = match table {
        Table::Curve => ("-curve.csv", CSV, tables::curve(&predicted)),
        Table::Rounds => ("-rounds.csv", CSV, tables::rounds(&predicted)),
        Table::Map => ("-map.csv", CSV, map_rows::map(calculator)?),
        Table::Comparison => {
            let mut columns = vec![Column::present(calculator)];
            columns.extend(Column::pinned(&calculator.others));
            ("-comparison.csv", CSV, tables::comparison(&columns))
        }
        Table::Result => {
            let told = result_file::Told {
                name: calculator.name(),
                link: &calculator.complete_link(),
                inputs: &calculator.inputs,
                scenario,
                bound: &bound,
                rounds: &rounds,
                paper: &paper,
            };
            (".json", "application/json", result_file::print(&told))
        }
    };
    Some(File::Text { name: stem(calculator) + end, media_type, text })
}

const CSV: &str = "text/csv";
