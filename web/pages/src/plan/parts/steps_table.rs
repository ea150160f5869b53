//! All steps as a table, for those who do not see the bars; a step is chosen there too.

use std::rc::Rc;

use precopy_base::browser::plot::is_open;
use yew::prelude::*;

use crate::plan::charts::Scene;
use crate::plan::words::picture as words;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
    pub(super) chosen: Option<usize>,
    pub(super) choose: Callback<Option<usize>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene) && self.chosen == other.chosen && self.choose == other.choose
    }
}

/// The table, which is made while it is open.
#[component(StepsTable)]
pub(super) fn steps_table(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let on_toggle = {
        let open = open.setter();
        Callback::from(move |event: Event| open.set(is_open(&event)))
    };
    html! {
        <details class="curve-table plan-table" ontoggle={on_toggle}>
            <summary>{ words::STEPS }</summary>
            if *open {
                <div class="curve-table__scroll plan-table__scroll" tabindex="0" role="region" aria-label={words::STEPS}>
                    <table>
                        <thead>
                            <tr>{ for words::STEP_COLUMNS.into_iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                        </thead>
                        <tbody>{ for (0..props.scene.played.timeline.ran.len()).map(|step| row(props, step)) }</tbody>
                    </table>
                </div>
            }
        </details>
    }
}

fn row(props: &Props, step: usize) -> Html {
    let Props { scene, chosen, choose } = props;
    let is_chosen = *chosen == Some(step);
    let on_click = {
        let choose = choose.clone();
        Callback::from(move |_: MouseEvent| choose.emit((!is_chosen).then_some(step)))
    };
    let name = words::step_name(&scene.played, step);
    html! {
        <tr key={step}>
            <th scope="row">
                <button class="back plan-table__step" type="button" aria-pressed={if is_chosen { "true" } else { "false" }} onclick={on_click}>
                    { name }
                </button>
            </th>
            { for words::step_cells(scene, step).into_iter().map(|cell| html! { <td>{ cell }</td> }) }
        </tr>
    }
}
