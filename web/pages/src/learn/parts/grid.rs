//! Memory as cells, played and stepped, with what remains growing beside it.

use std::rc::Rc;

use precopy_base::browser::plot::set_numbers;
use precopy_base::memory::Memory;
use precopy_base::player::track::Track;
use precopy_base::player::{Play, Player};
use precopy_formats::lessons::{Setting, Start};
use precopy_model::predict::rounds;
use yew::prelude::*;

use super::graph::graph_under;
use super::table::Rows;
use crate::learn::charts::Graph;

#[derive(Clone, Properties)]
pub(super) struct Props {
    /// The scenario, as it is turned.
    pub(super) start: Start,
    /// One tick, in seconds.
    pub(super) tick: f64,
    /// What remains over time, where it is shown, with its numbers. It follows from the scenario.
    pub(super) curve: Option<(Graph, Rows)>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.tick == other.tick
    }
}

#[component(GridShown)]
pub(super) fn grid(props: &Props) -> Html {
    let known = use_memo(props.start.clone(), |start| {
        let scenario = Setting::of(start).ok()?.scenario;
        Some((Rc::new(rounds::simulate(&scenario)), Rc::new(scenario)))
    });
    let play = use_state_eq(Play::default);
    let story = use_state_eq(|| None::<String>);
    let over = use_node_ref();
    {
        // Other inputs are another migration.
        let (set, now) = (play.setter(), *play);
        use_effect_with(props.start.clone(), move |_| {
            if now.on {
                set.set(Play { on: false, ..now });
            }
        });
    }
    let end = known.as_ref().as_ref().map_or(0.0, |(simulation, _)| Track::of(simulation).end());
    let at = play.at.unwrap_or(0.0).min(end);
    {
        let across = props.curve.as_ref().map(|(graph, _)| graph.across.scale.share(at));
        let over = over.clone();
        use_effect_with(across, move |across| {
            if let Some(across) = *across {
                set_numbers(&over, &[("--across", across)]);
            }
        });
    }
    let tell = {
        let story = story.setter();
        use_callback((), move |told: String, ()| story.set(Some(told)))
    };
    let set = {
        let play = play.setter();
        use_callback((), move |next: Play, ()| play.set(next))
    };
    let Some((simulation, scenario)) = known.as_ref() else { return Html::default() };
    // What has not come yet is veiled.
    let veil = html! { <div ref={over} class="graph__over"><div class="graph__veil"></div></div> };
    html! {
        <div class={classes!("cells", props.curve.is_some().then_some("cells--pair"))}>
            <Memory scenario={Rc::clone(scenario)} {at} says={false} {tell} />
            <div class="cells__side">
                <Player simulation={Rc::clone(simulation)} play={*play} story={(*story).clone()} tick={props.tick} {set} />
                if let Some((graph, rows)) = props.curve.clone() {
                    { graph_under(graph, &[], rows, veil) }
                }
            </div>
        </div>
    }
}
