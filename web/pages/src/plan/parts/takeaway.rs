//! What can be taken away of the chosen plan: its steps, its picture, a run-book.

use std::rc::Rc;

use precopy_base::browser::copied::use_copied;
use precopy_base::words::{LINK_SELECTED, place};
use precopy_formats::maintenance::export::{plan_csv, plan_json, run_book};
use yew::prelude::*;

use crate::browser::mount::Tell;
use crate::plan::charts::{Played, Scene, svg};
use crate::plan::state::outcome::Outcome;
use crate::plan::words::{compare, details, outcome as words, takeaway as text};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) outcome: Rc<Outcome>,
    pub(super) tell: Tell,
}

/// The part.
#[component(TakeAway)]
pub(super) fn take_away(props: &Props) -> Html {
    let Props { instance, outcome, tell } = props;
    let book = use_memo(Rc::clone(outcome), |outcome| run_book(&outcome.case.told, &outcome.timeline));
    let area = use_node_ref();
    let copied = use_copied(&book.text, &area);
    let name = |ending: &str| format!("precopy-plan-{}{ending}", outcome.way.id());
    let save = |name: String, media_type: &'static str, make: fn(&Outcome) -> String| {
        let (tell, outcome) = (tell.clone(), Rc::clone(outcome));
        Callback::from(move |_: MouseEvent| tell.save(&name, media_type, &make(&outcome)))
    };
    let save_book = {
        let (tell, book) = (tell.clone(), Rc::clone(&book));
        Callback::from(move |_: MouseEvent| tell.save(book.file_name, "text/plain", &book.text))
    };
    let (head, area_id) = (format!("precopy{instance}-plan-take"), format!("precopy{instance}-plan-book"));
    html! {
        <section class="planner__part" aria-labelledby={head.clone()}>
            <h3 id={head} class="pages__head3">{ text::HEAD }</h3>
            <div class="planner__tools">
                <button class="button" type="button" onclick={save(name(".csv"), "text/csv", csv)}>{ text::CSV }</button>
                <button class="button" type="button" onclick={save(name(".json"), "application/json", json)}>{ text::JSON }</button>
                <button class="button" type="button" onclick={save(name(".svg"), "image/svg+xml", picture)}>{ text::SVG }</button>
            </div>
            <label class="pages__head4" for={area_id.clone()}>{ text::BOOK }</label>
            <p class="pages__quiet">{ text::BOOK_LINE }</p>
            { for book.notes.iter().map(|note| html! { <p key={*note} class="pages__quiet">{ *note }</p> }) }
            <textarea id={area_id} ref={area} class="planner__area planner__book" rows="14" readonly=true spellcheck="false" value={book.text.clone()} />
            <div class="planner__tools">
                <button class="button" type="button" onclick={copied.on_copy}>
                    { if copied.done == Some(true) { text::COPIED } else { text::COPY } }
                </button>
                <button class="button" type="button" onclick={save_book}>{ text::SAVE_BOOK }</button>
                <span class="pages__quiet" role="status">{ if copied.done == Some(false) { LINK_SELECTED } else { "" } }</span>
            </div>
            if !book.sources.is_empty() {
                <p class="pages__quiet">
                    { text::SOURCES }{ book.sources.iter().map(place).collect::<Vec<_>>().join("; ") }
                </p>
            }
        </section>
    }
}

fn csv(outcome: &Outcome) -> String {
    plan_csv(&outcome.case.site, &outcome.plan, &outcome.timeline)
}

fn json(outcome: &Outcome) -> String {
    plan_json(&outcome.case.site, &outcome.plan, &outcome.timeline)
}

fn picture(outcome: &Outcome) -> String {
    let scene = Scene::of(Played { site: Rc::clone(&outcome.case.site), timeline: Rc::clone(&outcome.timeline) });
    let title = format!("{} · {}", outcome.case.told.title, compare::way(outcome.way));
    let figures = details::figures(outcome).map(|(name, number, below)| format!("{name}: {number}, {below}"));
    svg(&scene, None, outcome.cap(), &title, &[figures.join(" · "), words::limits(outcome)])
}
