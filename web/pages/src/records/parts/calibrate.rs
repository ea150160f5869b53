//! What a log says of its site, and the way of that into the calculator.

use std::rc::Rc;

use precopy_formats::log::calibrated;
use precopy_model::records::log::Site;
use yew::prelude::*;

use super::against::durations;
use super::brushed::Brushed;
use super::page::Around;
use crate::browser::records_canvas::Chart;
use crate::records::app::Dispatch;
use crate::records::charts::scatter::Scene;
use crate::records::state::State;
use crate::records::state::held::link_with;
use crate::records::state::large::Large;
use crate::records::words::calibrate as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) site: Large<Option<Site>>,
    pub(super) around: Around,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(CalibratePart)]
pub(super) fn calibrate(props: &Props) -> Html {
    let Props { state, site, .. } = props;
    let scene = use_memo(site.clone(), |site| {
        let residuals = &site.as_ref()?.residuals;
        let pairs: Vec<(f64, f64)> =
            residuals.iter().map(|one| (one.actual.as_seconds(), one.fitted.as_seconds())).collect();
        Scene::of(&pairs, Vec::new()).map(Rc::new)
    });
    let id = format!("precopy{}-records-calibrate", state.instance);
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            if let Some(site) = site.as_ref() {
                { told(site, &props.around) }
                if let Some(scene) = (*scene).clone() {
                    <Brushed
                        chart={Chart::Scatter(Rc::clone(&scene))} label={words::PICTURE} choose={durations(state, &scene, &props.dispatch)} />
                    <p class="pages__quiet">{ words::RESIDUALS }</p>
                }
            } else {
                <p>{ words::none() }</p>
            }
        </section>
    }
}

fn told(site: &Site, around: &Around) -> Html {
    let enter = {
        let (tell, link) = (around.tell.clone(), link_with(&around.calculator, &calibrated(site)));
        Callback::from(move |_: MouseEvent| tell.run(&link))
    };
    html! {
        <>
            <p>{ words::base(site) }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={words::NUMBERS}>
                <table class="scores__table records__table">
                    <caption class="records__caption">{ words::NUMBERS }</caption>
                    <thead>
                        <tr>
                            <td></td>
                            { for words::COLUMNS.iter().skip(1).map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for words::rows(site).into_iter().map(|[name, value, interval]| html! {
                            <tr key={name.clone()}><th scope="row">{ name }</th><td>{ value }</td><td>{ interval }</td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if around.can_open {
                <div class="records__tools"><button class="button" type="button" onclick={enter}>{ words::USE }</button></div>
                <p class="pages__quiet">{ words::USE_LINE }</p>
            } else {
                <p class="pages__quiet">{ words::LOCKED }</p>
            }
        </>
    }
}
