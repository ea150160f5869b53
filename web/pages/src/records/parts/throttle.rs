//! Rules that throttle, played over the log: who waits how long, which failures would be spared, and which limit does.

use std::rc::Rc;

use precopy_base::browser::events::input_value;
use precopy_model::numeric::Logistic;
use precopy_model::quantity::text::plain_number;
use precopy_model::records::log::{CostUnit, Measure, Recommendation, Site, Swept, Throttled};
use yew::prelude::*;

use super::brushed::Brushed;
use super::pressure::begun;
use super::save::save_svg;
use crate::browser::analysis;
use crate::browser::mount::Tell;
use crate::browser::records_canvas::Chart;
use crate::browser::work::use_work;
use crate::parts::pick::choice;
use crate::records::app::Dispatch;
use crate::records::charts::timeline::Scene;
use crate::records::state::large::Large;
use crate::records::state::pressed::Scale;
use crate::records::state::rule::{Kind, Links};
use crate::records::state::throttle::{Recommend, Throttle};
use crate::records::state::{Action, State};
use crate::records::words::{pressure, throttle as words};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) site: Large<Option<Site>>,
    /// Costs are wanted, and not there yet.
    pub(super) is_pending: bool,
    pub(super) swept: Large<Swept>,
    /// What costs are of.
    pub(super) unit: Option<CostUnit>,
    /// What the curve goes by, and the curve of the whole log.
    pub(super) measure: Measure,
    pub(super) curve: Option<Logistic>,
    pub(super) tell: Tell,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(ThrottlePart)]
pub(super) fn throttle(props: &Props) -> Html {
    let Props { state, swept, measure, curve, dispatch, .. } = props;
    let kept = &state.kept;
    // As long as costs are not there, the rule that does not need them is played.
    let kind = if props.is_pending && kept.rule == Kind::Cost { Kind::AtMost } else { kept.rule };
    let each = props.site.as_ref().map(|site| site.rate.value);
    let links = kept.link().zip(each).map(|(link, each)| Links { link, each });
    let places = use_memo((swept.clone(), kind), |(swept, kind)| kind.places(&swept.pressures));
    let place = kept.place.unwrap_or((*places).div_ceil(2)).min(*places);
    let rule = use_memo((swept.clone(), kind, place, links), |(swept, kind, place, links)| {
        kind.rule(*place, &swept.pressures, *links)
    });
    let question = rule.map(|rule| Throttle { swept: swept.clone(), rule, measure: *measure, curve: *curve });
    let throttled = use_work(question, analysis::throttle);
    let recommend = kind.kind(links).zip(*curve).zip(kept.target()).map(|((kind, curve), target)| Recommend {
        swept: swept.clone(),
        kind,
        measure: *measure,
        curve,
        target,
    });
    let recommended = use_work(recommend, analysis::recommend);
    let costs = Scale::of(Measure::Cost, props.unit);
    let scale = if kind == Kind::Cost { costs } else { Scale::Count };
    let picture = use_memo(
        (throttled.clone(), swept.clone(), scale, kept.part.filter.start),
        |(throttled, swept, scale, stretch)| {
            let answer = throttled.as_ref()?;
            Scene::of(&swept.steps, Some(&answer.told.played.steps), *scale, *stretch).map(Rc::new)
        },
    );
    let id = format!("precopy{}-records-throttle", state.instance);
    let by = {
        let dispatch = dispatch.clone();
        Callback::from(move |kind: Kind| dispatch.emit(Action::Rule(kind)))
    };
    let text = rule.map_or_else(String::new, |rule| words::rule(rule, costs));
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 id={id.clone()} class="pages__head3">{ words::TITLE }</h3>
            { choice(words::RULE, &Kind::ALL, kept.rule, words::kind, &by) }
            if props.is_pending {
                <p class="pages__quiet" role="status">{ pressure::PENDING }</p>
            }
            if kept.rule == Kind::LeaveOfLink {
                { field(&format!("{id}-link"), words::LINK, &kept.link, match (kept.link(), each) {
                    (None, _) => words::NO_LINK,
                    (_, None) => words::NO_RATE,
                    _ => "",
                }, dispatch, Action::Link) }
            }
            { slider(&format!("{id}-limit"), place, *places, &text, dispatch) }
            if let Some(answer) = throttled {
                { outcome(&answer.told, (*picture).clone(), costs, props) }
            }
            if curve.is_some() {
                { field(&format!("{id}-target"), words::TARGET, &kept.target, if kept.target().is_none() { words::NO_SHARE } else { "" }, dispatch, Action::Target) }
                if let Some(answer) = recommended {
                    { recommendation(&answer.told, answer.question.target, costs) }
                }
            } else {
                <p>{ words::NO_CURVE }</p>
            }
            <p class="pages__quiet">{ words::ASSUMED }</p>
        </section>
    }
}

fn slider(id: &str, place: u32, places: u32, text: &str, dispatch: &Dispatch) -> Html {
    let on_input = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(place) = input_value(&event).and_then(|text| plain_number(&text)) {
                dispatch.emit(Action::Place(place as u32));
            }
        })
    };
    html! {
        <div class="records__slider">
            <label for={id.to_owned()}>{ words::LIMIT }{ ": " }<strong>{ text }</strong></label>
            <input
                id={id.to_owned()} class="records__range" type="range" min="1" max={places.to_string()} step="1" value={place.to_string()}
                aria-valuetext={text.to_owned()} oninput={on_input} />
        </div>
    }
}

fn field(
    id: &str,
    label: &'static str,
    text: &str,
    wrong: &'static str,
    dispatch: &Dispatch,
    action: fn(String) -> Action,
) -> Html {
    let on_input = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| dispatch.emit(action(input_value(&event).unwrap_or_default())))
    };
    html! {
        <div class="records__tools">
            <label for={id.to_owned()}>{ label }</label>
            <input
                id={id.to_owned()} class="records__text records__short" type="text" value={text.to_owned()} oninput={on_input}
                aria-invalid={(!wrong.is_empty()).then_some("true")} />
            <span role="status">{ wrong }</span>
        </div>
    }
}

fn outcome(throttled: &Throttled, scene: Option<Rc<Scene>>, costs: Scale, props: &Props) -> Html {
    let said = words::summary(throttled, costs);
    html! {
        <>
            <p class="why records__outcome">{ words::sentence(throttled) }{ " " }{ words::failures(throttled).unwrap_or_default() }</p>
            if let Some(scene) = scene {
                <Brushed
                    chart={Chart::Timeline(Rc::clone(&scene))} label={said.clone()} class="records__low"
                    choose={begun(&props.state, &scene, &props.dispatch)} />
                <p class="pages__quiet">{ words::PICTURE }</p>
                { save_svg(&props.tell, "precopy-records-limit.svg", Chart::Timeline(scene), words::TITLE, said) }
            }
        </>
    }
}

fn recommendation(told: &Recommendation, target: f64, costs: Scale) -> Html {
    html! {
        <p class="records__made records__outcome" role="status">
            <strong>{ words::RECOMMENDED }</strong>{ ": " }{ words::recommended(told, target, costs) }
        </p>
    }
}
