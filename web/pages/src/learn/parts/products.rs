//! The same machine under several products, as a table with bars.

use precopy_formats::lessons::{Answer, Bench, Changes, Products, Term};
use precopy_model::scenario::presets;
use yew::prelude::*;

use super::table::table;
use super::text::With;
use crate::learn::words;

/// How wide a whole bar is, in the units of its picture.
const WHOLE: f64 = 100.0;

/// The table.
pub(super) fn products(shown: &Products, with: &With) -> Html {
    let all = presets::all().filter(|preset| shown.only.is_empty() || shown.only.iter().any(|id| id == preset.id));
    let answered: Vec<(&str, Vec<Result<Answer, String>>)> = all
        .map(|preset| {
            let mut under = Changes::default();
            under.set("hv", preset.id);
            let bench = Bench { start: with.bench.start.clone(), now: with.bench.now.changed(&under) };
            let answer =
                |term: &Term| with.model.borrow_mut().answer(term, &bench).map_err(|problem| problem.what.to_string());
            (preset.name, shown.show.iter().map(answer).collect())
        })
        .collect();
    // By column: the most of all products, where bars are drawn.
    let most: Vec<f64> = shown.show.iter().enumerate().map(|(column, _)| largest(&answered, column)).collect();
    let rows = answered.iter().map(|(name, answers)| {
        let cells = answers.iter().zip(&shown.show).zip(&most).map(|((answer, term), most)| match answer {
            Ok(answer) => html! {
                <>
                    { answer.said(term.unit) }
                    { bar(answer.number(), *most) }
                </>
            },
            Err(problem) => problem.clone().into(),
        });
        ((*name).to_owned(), cells.collect())
    });
    // Mostly all are said by the same; then it stands once, above.
    let by =
        shown.show.first().and_then(|term| term.by).filter(|by| shown.show.iter().all(|term| term.by == Some(*by)));
    let head = |term: &Term| if by.is_some() { words::quantity(term.quantity) } else { words::term(term) };
    let heads: Vec<String> = shown.show.iter().map(head).collect();
    html! {
        <>
            if let Some(by) = by { <p class="pages__quiet">{ words::by(by) }</p> }
            { table(words::PRODUCTS, &heads, rows.collect()) }
        </>
    }
}

fn largest(answered: &[(&str, Vec<Result<Answer, String>>)], column: usize) -> f64 {
    let numbers = answered.iter().filter_map(|(_, answers)| answers.get(column)?.as_ref().ok()?.number());
    numbers.fold(0.0, f64::max)
}

/// A bar below a number; none below a word.
fn bar(number: Option<f64>, most: f64) -> Html {
    let Some(number) = number.filter(|_| 0.0 < most) else { return Html::default() };
    let wide = ((WHOLE * number / most).round() as u32).to_string();
    html! {
        <svg class="products-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="0" width={wide} height="4" />
        </svg>
    }
}
