//! A number of a lesson, step by step, as the calculator explains it.

use precopy_base::steps::steps;
use precopy_formats::lessons::{By, Quantity, Setting, Term};
use precopy_model::predict::{Predictor, explain};
use yew::prelude::*;

use super::text::With;
use crate::learn::words;

/// The steps; none for a number that is not explained.
pub(super) fn explained(term: &Term, with: &With) -> Option<Html> {
    let predictor = match term.by? {
        By::Bound => Predictor::Bound,
        By::Rounds => Predictor::Rounds,
        By::Paper => Predictor::Paper,
        By::AsPrinted | By::Average | By::Least | By::Most => return None,
    };
    let quantity = match term.quantity {
        Quantity::Downtime => explain::Quantity::Downtime,
        Quantity::MigrationTime => explain::Quantity::MigrationTime,
        Quantity::Data => explain::Quantity::Data,
        _ => return None,
    };
    let scenario = Setting::of(&with.bench.of(term.at.as_ref())).ok()?.scenario;
    let all = explain::explain(&scenario, predictor, quantity);
    Some(html! {
        // Of one height, so that nothing below moves while one turns it.
        <div class="lesson__steps" tabindex="0" role="group" aria-label={words::steps(&words::term(term))}>{ steps(&all) }</div>
    })
}
