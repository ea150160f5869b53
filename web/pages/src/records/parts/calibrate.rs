//! What a log says of its site, and the way of that into the calculator.

use std::rc::Rc;

use precopy_formats::log::calibrated;
use precopy_model::records::log::Site;
use yew::prelude::*;

use super::brushed::Brushed;
use super::page::Around;
use crate::browser::records_canvas::Chart;
use crate::records::charts::scatter::Scene;
use crate::records::state::State;
use crate::records::state::held::link_with;
use crate::records::state::pressed::Known;
use crate::records::words::calibrate as words;

/// The part.
pub(super) fn calibrate(state: &State, known: &Known, around: &Around) -> Html {
    let id = format!("precopy{}-records-calibrate", state.instance);
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            { match &known.site {
                Some(site) => told(site, around),
                None => html! { <p>{ words::none() }</p> },
            } }
        </section>
    }
}

fn told(site: &Site, around: &Around) -> Html {
    let enter = {
        let (tell, link) = (around.tell.clone(), link_with(&around.calculator, &calibrated(site)));
        Callback::from(move |_: MouseEvent| tell.run(&link))
    };
    let pairs: Vec<(f64, f64)> =
        site.residuals.iter().map(|one| (one.actual.as_seconds(), one.fitted.as_seconds())).collect();
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
            if let Some(scene) = Scene::of(&pairs, Vec::new()) {
                <Brushed chart={Chart::Scatter(Rc::new(scene))} label={words::PICTURE} />
                <p class="pages__quiet">{ words::RESIDUALS }</p>
            }
        </>
    }
}
