//! All hosts at a moment as a table, for those who do not see the topology.

use std::rc::Rc;

use precopy_base::browser::plot::is_open;
use yew::prelude::*;

use crate::plan::charts::{Moment, Scene};
use crate::plan::words::picture as words;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
    /// The moment, in seconds.
    pub(super) at: f64,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene) && self.at == other.at
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

fn table(Props { scene, at }: &Props) -> Html {
    let site = &scene.played.site;
    let moment = Moment::of(scene, *at);
    let row = |host: usize| {
        let now = moment.hosts.get(host)?;
        let coming = moment.moving.iter().filter(|one| one.to == host).map(|one| one.guest);
        Some(html! {
            <tr key={host}>
                <th scope="row">{ words::host_name(site, host) }</th>
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
