//! The fit as a small picture: the measurements as dots, the curve as a line that rises and then stays.

use precopy_model::quantity::text::short_seconds;
use yew::prelude::*;

use crate::state::State;
use crate::state::measure::plot as picture;
use crate::words::measure as words;

/// Size of the picture in its own units, and its margins: below for the windows, above for the hot set's size.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 22.0;
/// Windows nearer than this share one label.
const APART: f64 = 0.14;

/// The picture; an empty place where there is nothing to draw.
#[inline(never)]
pub(super) fn plot(state: &State) -> Html {
    let Some(plot) = picture(state.measure()) else { return Html::default() };
    let across = |x: f64| LEFT + x * (WIDTH - LEFT - RIGHT);
    let up = |y: f64| HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM);
    let number = |value: f64| format!("{value:.1}");
    let line: Vec<String> = plot.curve.iter().map(|&(x, y)| format!("{:.1},{:.1}", across(x), up(y))).collect();
    // It rises to its second corner; what follows is a guess while the hot set is known from below only.
    let (rise, level) = (line.get(..2).unwrap_or_default(), line.get(1..).unwrap_or_default());
    let open = state.measure().fit.as_ref().is_some_and(|fit| fit.hot_set_is_lower_limit());
    let floor = number(HEIGHT - BOTTOM);
    let ends = plot.curve.first().zip(plot.curve.last()).map_or((0.0, 0.0), |(first, last)| (first.0, last.0));
    let area = format!("{},{floor} {} {},{floor}", number(across(ends.0)), line.join(" "), number(across(ends.1)));
    let windows = state.measure().reading.of(state.measure().domain.as_deref()).filter_map(|one| one.sample.window);
    let mut labels: Vec<(f64, String)> = Vec::new();
    for (&(x, _), window) in plot.points.iter().zip(windows) {
        if labels.iter().all(|(other, _)| APART < (other - x).abs()) {
            labels.push((x, short_seconds(window)));
        }
    }
    html! {
        <figure class="fit">
            <svg class="fit__picture" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={words::PLOT}>
                <line class="fit__axis" x1={number(LEFT)} y1={floor.clone()} x2={number(WIDTH - RIGHT)} y2={floor} />
                <polygon class="fit__area" points={area} />
                <polyline class="fit__curve" points={rise.join(" ")} />
                <polyline class={classes!("fit__curve", open.then_some("fit__curve--open"))} points={level.join(" ")} />
                { for plot.points.iter().enumerate().map(|(index, &(x, y))| html! {
                    <circle key={index} class="fit__point" cx={number(across(x))} cy={number(up(y))} r="4" />
                }) }
                { for labels.iter().enumerate().map(|(index, (x, text))| html! {
                    <text key={index} class="fit__label" x={number(across(*x))} y={number(HEIGHT - 7.0)} text-anchor="middle">
                        { text.clone() }
                    </text>
                }) }
                if let (Some(height), Some(fit)) = (plot.hot_set, &state.measure().fit) {
                    <text
                        class="fit__label fit__label--hot" x={number(WIDTH - RIGHT)} y={number(up(height) - 6.0)}
                        text-anchor="end">
                        { words::hot_set_label(fit) }
                    </text>
                }
            </svg>
            <figcaption class="measure__quiet">{ words::PLOT_CAPTION }</figcaption>
        </figure>
    }
}
