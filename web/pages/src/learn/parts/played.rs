//! Ready-made maintenance, played: its steps over time, what links carried meanwhile, and its numbers beside those of a paper.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_base::browser::plot::set_numbers;
use precopy_formats::lessons::{Bench, Model, PlanName, PlanOf, PlanShow, Played, Start};
use yew::prelude::*;

use super::printed::printed_cell;
use super::table::table;
use crate::browser::on_paper::use_on_paper;
use crate::browser::plan_canvas::{Chart, PlanCanvas, What};
use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::played::{columns, keys, printed, term};
use crate::learn::words::played as words;
use crate::parts::pick::{pick, picks};
use crate::plan::charts::{self, Scene, Window, gantt, tracks};
use crate::plan::words::names::guest;
use crate::plan::words::outcome::technique;
use crate::plan::words::picture;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) of: PlanOf,
    pub(super) model: Rc<RefCell<Model>>,
    pub(super) dispatch: Dispatch,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model) && self.of == other.of && self.dispatch == other.dispatch
    }
}

/// A plan with what it is called, and its pictures.
struct Shown {
    name: PlanName,
    said: String,
    played: Rc<Played>,
    scene: Rc<Scene>,
}

/// All of them; those that cannot be played, which no lesson names, are left out.
fn all(props: &Props) -> Vec<Shown> {
    // What is the same of all needs not be said of each.
    let (ids, ways) = {
        let pairs = || props.of.of.iter().flat_map(|one| props.of.of.iter().map(move |other| (one, other)));
        (pairs().any(|(one, other)| one.id != other.id), pairs().any(|(one, other)| one.way != other.way))
    };
    let shown = |name: &PlanName| {
        let played = props.model.borrow_mut().plan(name).ok()?;
        let way = words::way(&name.way);
        let said = match (ids, ways) {
            (false, _) => way,
            (true, false) => played.maintenance.title.clone(),
            (true, true) => format!("{} – {way}", played.maintenance.title),
        };
        let (site, timeline) = (Rc::new(played.maintenance.site.clone()), Rc::new(played.timeline.clone()));
        let scene = Rc::new(Scene::of(charts::Played { site, timeline }));
        Some(Shown { name: name.clone(), said, played, scene })
    };
    props.of.of.iter().filter_map(shown).collect()
}

#[component(PlayedShown)]
pub(super) fn played_shown(props: &Props) -> Html {
    let plans = use_memo(props.clone(), all);
    let drawn = use_state_eq(|| 0_usize);
    let bars = use_node_ref();
    let on_paper = use_on_paper();
    let shows = |what: PlanShow| props.of.show.contains(&what);
    let is_drawn = shows(PlanShow::Gantt) || shows(PlanShow::Links);
    let plan = plans.get(*drawn).filter(|_| is_drawn);
    {
        let (bars, tall) = (bars.clone(), plan.map(|plan| plan.scene.rows.height()));
        use_effect_with(tall, move |tall| set_numbers(&bars, &[("--tall", tall.unwrap_or_default())]));
    }
    // One time axis for all, so that what takes longer is longer.
    let whole = plans.iter().map(|plan| plan.scene.whole).fold(0.0, f64::max);
    let window = Window::whole(whole);
    let button = |(at, plan): (usize, &Shown)| {
        let set = drawn.setter();
        pick(plan.said.clone(), at == *drawn, Html::default(), move || set.set(at))
    };
    html! {
        <>
            if 1 < plans.len() && is_drawn {
                { picks(words::DRAWN, plans.iter().enumerate().map(button).collect()) }
            }
            if let Some(Shown { scene, said, .. }) = plan {
                <div class="lesson__plan">
                    if on_paper && 1 < plans.len() {
                        <p class="pages__quiet">{ said }</p>
                    }
                    if shows(PlanShow::Gantt) {
                        <div class="stage lesson__bars" tabindex="0" role="group" aria-label={words::ROWS}>
                            <div ref={bars} class="lesson__tall">
                                <PlanCanvas label={picture::summary(scene)} chart={Chart {
                                    scene: Rc::clone(scene), what: What::Bars(gantt::Look { window, top: 0.0, chosen: None })
                                }} />
                            </div>
                        </div>
                    }
                    <div class="stage lesson__tracks">
                        <PlanCanvas label={picture::summary(scene)} chart={Chart {
                            scene: Rc::clone(scene), what: What::Tracks(tracks::Look { window, lane: None, cap: None })
                        }} />
                    </div>
                    if shows(PlanShow::Gantt) {
                        <p class="pages__quiet">{ picture::KEY }</p>
                    }
                </div>
            }
            { numbers(props, &plans) }
        </>
    }
}

/// The numbers of each, with what a paper prints, the technique of each VM, and the way to the page of plans.
fn numbers(props: &Props, plans: &[Shown]) -> Html {
    let columns = columns(&props.of);
    let techniques = props.of.show.contains(&PlanShow::Techniques);
    let guests = plans.first().filter(|_| techniques).map(|plan| {
        let site = &plan.played.maintenance.site;
        plan.played.task.moves.iter().map(|one| guest(site, one.guest).to_owned()).collect::<Vec<_>>()
    });
    let mut heads = guests.unwrap_or_default();
    heads.extend(columns.iter().map(|quantity| words::column(*quantity).to_owned()));
    heads.push(words::OPEN_HEAD.to_owned());
    let row = |plan: &Shown| {
        let mut cells: Vec<Html> = Vec::new();
        if techniques {
            cells.extend(plan.played.task.moves.iter().map(|one| Html::from(technique(one.technique))));
        }
        for quantity in &columns {
            let bench = Bench::at(Start::default());
            let term = term(*quantity, &plan.name);
            let ours = term.and_then(|term| Some(props.model.borrow_mut().answer(&term, &bench).ok()?.said(term.unit)));
            cells.push(html! {
                <>
                    { ours.unwrap_or_default() }
                    if let Some(printed) = printed(&props.of, &plan.name, *quantity) {
                        <br />{ printed_cell(printed) }
                    }
                </>
            });
        }
        let (dispatch, name) = (props.dispatch.clone(), plan.name.clone());
        let open = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Leave("plan", keys(&name))));
        cells.push(html! {
            <button class="lesson__link" type="button" aria-label={words::open(&plan.said)} onclick={open}>{ words::OPEN_SHORT }</button>
        });
        (plan.said.clone(), cells)
    };
    if plans.is_empty() {
        return html! { <p>{ words::NOT_PLAYED }</p> };
    }
    html! { <div class="lesson__plans">{ table(words::TABLE, &heads, plans.iter().map(row).collect()) }</div> }
}
