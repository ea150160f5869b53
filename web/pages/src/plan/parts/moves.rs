//! The migrations of the chosen plan as a table: when each begins, what it takes, how it ends, what held it back.

use std::rc::Rc;

use precopy_formats::{Inputs, link};
use precopy_model::plan::{Action as Move, Ran, converges_beside};
use precopy_model::scenario::{LinkSpeed, presets};
use yew::prelude::*;

use super::page::Around;
use super::pager::pager;
use crate::plan::app::Dispatch;
use crate::plan::state::outcome::{Outcome, does_not_converge, time_of};
use crate::plan::state::{Action, ROWS};
use crate::plan::words::amounts::time;
use crate::plan::words::names::{guest as guest_name, host};
use crate::plan::words::{details as text, outcome as words};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) outcome: Rc<Outcome>,
    pub(super) first: usize,
    pub(super) step: Option<usize>,
    pub(super) around: Around,
    pub(super) dispatch: Dispatch,
}

/// The table.
#[component(Moves)]
pub(super) fn moves(props: &Props) -> Html {
    let outcome = &props.outcome;
    let steps = outcome.timeline.ran.iter().enumerate().filter(|(_, ran)| matches!(ran.action, Move::Migrate { .. }));
    let mut steps: Vec<(usize, &Ran)> = steps.collect();
    let begins = |ran: &Ran| ran.start.map_or(f64::INFINITY, |start| start.as_seconds());
    precopy_model::numeric::sort_by(&mut steps, |one, other| {
        begins(one.1).total_cmp(&begins(other.1)).then(one.0.cmp(&other.0))
    });
    let first = if props.first < steps.len() { props.first } else { 0 };
    let show = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |at: usize| dispatch.emit(Action::FirstMove(at)))
    };
    html! {
        <>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::MOVES}>
                <table class="scores__table moves">
                    <thead>
                        <tr>{ for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>{ for steps.iter().skip(first).take(ROWS).map(|&(step, ran)| row(props, step, ran)) }</tbody>
                </table>
            </div>
            { pager(&format!("precopy{}-plan-moves", props.instance), first, steps.len(), &show) }
        </>
    }
}

fn row(props: &Props, step: usize, ran: &Ran) -> Html {
    let outcome = &props.outcome;
    let site = &outcome.case.site;
    let Move::Migrate { guest, to, technique } = ran.action else { return Html::default() };
    let migrated = ran.migrated();
    let from = migrated.map(|migrated| migrated.from).or_else(|| Some(site.guests.get(guest)?.host));
    let misses = does_not_converge(ran);
    let open = {
        let (tell, outcome) = (props.around.tell.clone(), Rc::clone(outcome));
        Callback::from(move |_: MouseEvent| {
            if let Some(link) = link_of(&outcome, guest) {
                tell.run(&link);
            }
        })
    };
    let name = guest_name(site, guest).to_owned();
    let is_chosen = props.step == Some(step);
    html! {
        <tr key={step} class={is_chosen.then_some("misses__row--open")}>
            <th scope="row">
                if props.around.can_open {
                    <button class="back" type="button" aria-label={text::open(&name)} title={text::OPEN} onclick={open}>{ name }</button>
                } else {
                    { name }
                }
            </th>
            <td class="moves__name">{ from.map_or("", |from| host(site, from)).to_owned() }</td>
            <td class="moves__name">{ host(site, to).to_owned() }</td>
            <td class="moves__name">{ words::technique(technique) }</td>
            <td>{ ran.start.map_or_else(String::new, |start| time(Some(start))) }</td>
            <td>{ if ran.start.is_some() { time(time_of(ran)) } else { String::new() } }</td>
            <td>{ migrated.map_or_else(String::new, |migrated| time(migrated.prediction.downtime)) }</td>
            <td class="misses__text moves__ends">
                <span class={misses.then_some("verdict--bad")}>{ words::ends(ran) }</span>
                if misses {
                    <small>{ words::beside(converges_beside(site, guest, to)) }</small>
                }
            </td>
            <td class="misses__text moves__held">{ migrated.map_or_else(String::new, |migrated| words::held_back(outcome, migrated)) }</td>
        </tr>
    }
}

/// The calculator's link to a VM's migration, as if it were alone on its host's link.
fn link_of(outcome: &Outcome, guest: usize) -> Option<String> {
    let scenario = outcome.case.site.migration(guest)?.clone().into_inner();
    let preset = presets::find(scenario.hypervisor.id)?;
    debug_assert!(matches!(scenario.link.speed, LinkSpeed::Payload(_)));
    Some(link::print(&Inputs::of_scenario(&scenario, preset).0))
}
