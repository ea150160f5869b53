//! What comes of inputs that vary: how a number is distributed, and the band in which what remains lies.

use precopy_formats::lessons::{By, Quantity, SpreadOf, Term};
use precopy_model::explore::{Band, Measure, Uncertainty, Who};
use precopy_model::quantity::text::{Amount, short, short_seconds};
use yew::prelude::*;

use super::graph::graph;
use super::table::Rows;
use super::text::With;
use crate::learn::charts::{MARKED, band, spread};
use crate::learn::words;

/// So many moments the table of the band has.
const MOMENTS: usize = 8;

/// What remains in the band's middle, at some moments.
fn band_rows(runs: &Uncertainty) -> Rows {
    let all: Vec<_> = runs.bands().collect();
    let step = all.len().div_ceil(MOMENTS).max(1);
    let pages = |pages| -> Html { short(Amount::Pages(pages)).into() };
    let row = |band: &Band| (short_seconds(band.at), vec![pages(band.p5), pages(band.p50), pages(band.p95)]);
    all.iter().step_by(step).map(row).collect()
}

/// Both graphs; none where nothing varies.
pub(super) fn spread_shown(shown: &SpreadOf, with: &With, rows: impl Fn(&[Term]) -> Rows) -> Option<Html> {
    let measure = match shown.of.quantity {
        Quantity::Downtime => Measure::Downtime,
        Quantity::MigrationTime => Measure::MigrationTime,
        Quantity::Data => Measure::Data,
        _ => return None,
    };
    let (who, by) = match shown.of.by? {
        By::Bound => (Who::Bound, By::Bound),
        _ => (Who::Rounds, By::Rounds),
    };
    let start = with.bench.of(shown.at.as_ref());
    let runs = with.model.borrow_mut().spread(&start, who).ok()?;
    let of = |quantity: Quantity| Term { quantity, by: Some(by), at: shown.at.clone(), ..shown.of.clone() };
    let quantiles = MARKED.into_iter().map(|percent| of(Quantity::Quantile(measure, percent)));
    let mut terms: Vec<Term> = quantiles.collect();
    terms.push(Term { unit: None, ..of(Quantity::CompletesShare) });
    Some(html! {
        <div class="cells cells--pair">
            if let Some(drawn) = spread(&runs, measure) {
                <div class="cells__side">{ graph(drawn, &[], rows(&terms)) }</div>
            }
            if let Some(drawn) = band(&runs) {
                <div class="cells__side">{ graph(drawn, &words::BAND.map(str::to_owned), band_rows(&runs)) }</div>
            }
        </div>
    })
}
