//! Recorded runs against predictions: as a scatter, one of them moment by moment, or as scores. They are those of the page of evidence.

use std::cell::Cell;
use std::rc::Rc;

use precopy_formats::lessons::{RunsShow, RunsShown};
use precopy_model::records::{Forecast, Span};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::table::table;
use crate::browser::canvas::{Canvas, Chart};
use crate::browser::data;
use crate::evidence::charts::scatter::{Scene, scale};
use crate::evidence::parts::mark_key::mark_key;
use crate::evidence::parts::opened::keys;
use crate::evidence::parts::scatter::point;
use crate::evidence::state::library::{REGIMES, Row, Shown};
use crate::evidence::state::opened::Opened;
use crate::evidence::state::scores::line;
use crate::evidence::state::{Action as Arrival, Progress};
use crate::evidence::words::chart::{axes, capital, course_summary, summary};
use crate::evidence::words::{forecast, percent, regime_line, scores, span};
use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::recorded::{forecasts, rows};
use crate::learn::words::recorded as words;
use crate::parts::pick::{pick, picks};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) of: RunsShown,
    pub(super) dispatch: Dispatch,
}

#[component(RecordedShown)]
pub(super) fn recorded_shown(props: &Props) -> Html {
    let (progress, shown) = data::so_far();
    let shown = use_state(|| shown);
    let progress = use_state_eq(|| progress);
    let is_missing = use_state_eq(|| false);
    use_effect_with((), {
        let all_there = *progress == Progress::Done;
        let (shown, progress, is_missing) = (shown.setter(), progress.setter(), is_missing.setter());
        move |()| {
            let wanted = Rc::new(Cell::new(true));
            if !all_there {
                let tell = move |told| match told {
                    // What is half predicted is not shown here.
                    Arrival::Arrived(Progress::Done, all) => {
                        shown.set(all);
                        progress.set(Progress::Done);
                    }
                    Arrival::Missing(_) => is_missing.set(true),
                    _ => {}
                };
                spawn_local(data::load(Rc::clone(&wanted), tell));
            }
            move || wanted.set(false)
        }
    });
    let by = use_state_eq(|| 0_usize);
    let forecasts = forecasts(&props.of);
    let rows = rows(&props.of, &shown);
    if *progress != Progress::Done || rows.is_empty() {
        let said = if *is_missing { words::MISSING } else { words::WAITING };
        return html! {
            <div class={classes!("stage", place(props.of.show))}><p class="pages__quiet" role="status">{ said }</p></div>
        };
    }
    let to_evidence = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Leave("evidence", Vec::new())))
    };
    let button = |(at, one): (usize, &Forecast)| {
        let set = by.setter();
        pick(forecast(*one).to_owned(), at == *by, Html::default(), move || set.set(at))
    };
    let chosen = forecasts.get(*by).copied().unwrap_or(Forecast::Bound);
    html! {
        <>
            if 1 < forecasts.len() && props.of.show == RunsShow::Scatter {
                { picks(words::BY, forecasts.iter().enumerate().map(button).collect()) }
            }
            { match props.of.show {
                RunsShow::Scatter => scatter(&rows, chosen),
                RunsShow::Course => rows.first().and_then(|row| course(row, &shown)).unwrap_or_default(),
                RunsShow::Scores => score_table(&rows, &forecasts),
            } }
            <p><button class="lesson__link" type="button" onclick={to_evidence}>{ words::EVIDENCE }</button></p>
        </>
    }
}

/// The class of the place of a picture: it is there before the picture is.
const fn place(show: RunsShow) -> &'static str {
    match show {
        RunsShow::Scatter => "lesson__scatter",
        RunsShow::Course => "run__stage",
        RunsShow::Scores => "lesson__waits",
    }
}

fn scatter(rows: &[Row], by: Forecast) -> Html {
    let chosen = (by, Span::MigrationTime);
    let points = rows.iter().map(|row| point(row, chosen, true)).collect();
    // The same scale whoever predicts.
    let all = rows.iter().flat_map(|row| {
        let predicted = Forecast::ALL.map(|by| row.pair((by, chosen.1)).predicted);
        let predicted = predicted.map(|time| time.map_or(f64::INFINITY, |time| time.as_seconds()));
        predicted.into_iter().chain([row.pair(chosen).measured.as_seconds()])
    });
    let scale = scale(all);
    let within = line(rows, chosen).map(|line| percent(line.score.within_5));
    let scene = Rc::new(Scene { points, scale, names: axes(chosen) });
    html! {
        <>
        <div class="stage lesson__scatter">
            <Canvas label={summary(chosen, rows.len(), within)} chart={Chart::Scatter(scene)} />
        </div>
        <p class="graph__keys">
            { for REGIMES.into_iter().map(|regime| html! {
                <span key={regime_line(regime)} class="lesson__regime">{ mark_key(Some(regime), false) }{ regime_line(regime) }</span>
            }) }
        </p>
        </>
    }
}

fn course(row: &Row, shown: &Shown) -> Option<Html> {
    let opened = Rc::new(Opened::of(row, shown)?);
    Some(html! {
        <>
            { keys(!opened.course.is_empty()) }
            <div class="stage run__stage">
                <Canvas label={course_summary(row, opened.course.len())} chart={Chart::Course(opened)} />
            </div>
        </>
    })
}

fn score_table(rows: &[Row], forecasts: &[Forecast]) -> Html {
    let lines = forecasts.iter().flat_map(|by| Span::ALL.map(|of| (*by, of)));
    let row = |chosen: (Forecast, Span)| {
        let cells = line(rows, chosen).map(|line| scores::cells(&line).into_iter().map(Html::from).collect());
        (format!("{}, {}", capital(span(chosen.1)), forecast(chosen.0)), cells.unwrap_or_default())
    };
    table(words::SCORES, &scores::COLUMNS.map(str::to_owned), lines.map(row).collect())
}
