//! All hosts at a moment as a table, for those who do not see the topology; a host is picked there too.

use std::rc::Rc;

use precopy_base::browser::plot::is_open;
use yew::prelude::*;

use crate::plan::charts::topology::Picked;
use crate::plan::charts::{Moment, Scene};
use crate::plan::words::picture as words;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
    /// The moment, in seconds.
    pub(super) at: f64,
    pub(super) picked: Picked,
    pub(super) pick: Callback<Picked>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
            && (self.at, self.picked, &self.pick) == (other.at, other.picked, &other.pick)
    }
}

/// The table, which is made while it is open.
#[component(HostsTable)]
pub(super) fn hosts_table(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let on_toggle = {
        let open = open.setter();
        Callback::from(move |event: Event| open.set(is_open(&event)))
    };
    html! {
        <details class="curve-table plan-table" ontoggle={on_toggle}>
            <summary>{ words::HOSTS }</summary>
            if *open {
                { table(props) }
            }
        </details>
    }
}

fn table(Props { scene, at, picked, pick }: &Props) -> Html {
    let site = &scene.played.site;
    let moment = Moment::of(scene, *at);
    let row = |host: usize| {
        let now = moment.hosts.get(host)?;
        let is_picked = picked.host == Some(host);
        let on_click = {
            let (pick, scene) = (pick.clone(), Rc::clone(scene));
            Callback::from(move |_: MouseEvent| {
                pick.emit(if is_picked { Picked::default() } else { Picked::host(&scene, host) });
            })
        };
        let coming = moment.moving.iter().filter(|one| one.to == host).map(|one| one.guest);
        Some(html! {
            <tr key={host}>
                <th scope="row">
                    <button class="back plan-table__step" type="button" aria-pressed={if is_picked { "true" } else { "false" }} onclick={on_click}>
                        { words::host_name(site, host) }
                    </button>
                </th>
                <td>{ words::state(now.state) }</td>
                <td>{ words::memory(site, host, now) }</td>
                <td>{ words::guests(site, now.guests.iter().copied()) }</td>
                <td>{ words::guests(site, coming) }</td>
            </tr>
        })
    };
    html! {
        <div class="curve-table__scroll plan-table__scroll" tabindex="0" role="region" aria-label={words::HOSTS}>
            <table>
                <caption>{ words::time(*at) }</caption>
                <thead>
                    <tr>{ for words::HOST_COLUMNS.into_iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                </thead>
                <tbody>{ for (0..site.hosts.len()).filter_map(row) }</tbody>
            </table>
        </div>
    }
}
