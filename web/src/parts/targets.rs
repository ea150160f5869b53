//! What is wanted, beside the answer: each target a sentence with a field in it, and whether it is met. Where none is set, what can be
//! added with a click.

use precopy_formats::targets::Want;
use precopy_model::problem::Problem;
use yew::prelude::*;

use super::explore::{is_there, section_id};
use crate::app::Dispatch;
use crate::browser::events::{focus_named, focus_near, input_value, target_id};
use crate::state::{Action, Controls, Extent, State};
use crate::words::targets as words;

/// The sentences, by the target that they are about.
const LINES: [Want; 4] = [Want::Downtime, Want::Time, Want::Warning, Want::PerMonth];

/// The rows; nothing where there is none to show and none can be added.
pub(super) fn targets(state: &State, dispatch: &Dispatch) -> Html {
    let shown = &state.presentation;
    let full = shown.extent == Extent::Full;
    let changeable = full && shown.controls != Controls::None && !shown.readonly;
    let there = |want: &Want| state.has_target(*want) || (*want == Want::Warning && state.has_target(Want::Reaction));
    if !changeable && state.targets.is_empty() {
        return Html::default();
    }
    let missing = LINES.into_iter().filter(|want| changeable && !there(want)).collect::<Vec<_>>();
    let wanted = LINES.into_iter().filter(there).collect::<Vec<_>>();
    html! {
        <Group {wanted}>
            { for LINES.into_iter().filter(there).map(|want| line(state, want, changeable, dispatch)) }
            if !missing.is_empty() {
                <p key="add" class="targets__add">
                    <span>{ words::ADD }</span>
                    { for missing.into_iter().map(|want| add_button(state.instance, want, dispatch)) }
                </p>
            }
        </Group>
    }
}

/// What the group is given.
#[derive(Clone, PartialEq, Properties)]
struct GroupProps {
    /// The targets that it shows.
    wanted: Vec<Want>,
    children: Html,
}

/// All rows. A button that is pressed gives its place to a field, and a field that is emptied to a button: the focus goes there.
#[component(Group)]
fn group(props: &GroupProps) -> Html {
    let (place, next) = (use_node_ref(), use_mut_ref(String::new));
    {
        let (place, next) = (place.clone(), next.clone());
        use_effect_with(props.wanted.clone(), move |_| {
            let id = next.take();
            if !id.is_empty() {
                focus_near(&place, &id);
            }
        });
    }
    let on_click = {
        let next = next.clone();
        Callback::from(move |event: MouseEvent| {
            let field = target_id(&event).and_then(|id| id.strip_suffix(ADD).map(str::to_owned));
            next.replace(field.unwrap_or_default());
        })
    };
    let on_key = Callback::from(move |event: KeyboardEvent| {
        let id = target_id(&event).filter(|_| event.key() == "Enter");
        next.replace(id.map(|id| id + ADD).unwrap_or_default());
    });
    html! {
        <div ref={place} class="targets" role="group" aria-label={words::TARGETS} onclick={on_click} onkeydown={on_key}>
            { props.children.clone() }
        </div>
    }
}

/// The end of the name of a button that adds a target, after that of the field in whose place it stands.
const ADD: &str = "-add";

fn field_id(instance: u32, want: Want) -> String {
    format!("precopy{instance}-{}", want.key())
}

/// One sentence, and what becomes of it.
fn line(state: &State, want: Want, changeable: bool, dispatch: &Dispatch) -> Html {
    let field = |want: Want| {
        let (before, after) = words::around(want);
        html! {
            <Field
                {want} {before} {after} id={field_id(state.instance, want)} text={state.target_text(want)}
                problem={state.target_problem(want).cloned()} {changeable} dispatch={dispatch.clone()} />
        }
    };
    let parts = [want, Want::Reaction].into_iter().take(if want == Want::Warning { 2 } else { 1 });
    let problem = parts.clone().find_map(|want| state.target_problem(want));
    let (results, curves) = (&state.results, state.shown().curves);
    let verdict = words::verdict(&state.targets, want, results, curves);
    let missed = verdict.as_ref().is_some_and(|(met, _)| !met);
    let said = match (problem, verdict) {
        (Some(problem), _) => html! { <span class="target__what">{ what(problem) }</span> },
        (None, Some((met, text))) => {
            let (sign, class) =
                if met { (words::MET_SIGN, "verdict--good") } else { (words::MISSED_SIGN, "verdict--bad") };
            html! { <span {class}><span class="target__sign" aria-hidden="true">{ sign }</span>{ " " }{ text }</span> }
        }
        (None, None) => match state.targets.get(want) {
            Some(number) if want == Want::PerMonth => html! { { words::a_year(number, results, curves) } },
            _ => Html::default(),
        },
    };
    html! {
        <div key={want.key()} class="target">
            <span class="target__sentence">{ for parts.map(field) }</span>
            <span class={classes!("target__end", (want == Want::PerMonth).then_some("target__end--year"))}>
            <span class="target__said" id={said_id(state.instance, want)}>{ said }</span>
            if want != Want::PerMonth && is_there(state) {
                // Keeps its place while the target is met, so that nothing moves while one drags.
                { what_would(state.instance, missed && problem.is_none(), want) }
            }
            </span>
        </div>
    }
}

fn said_id(instance: u32, want: Want) -> String {
    let want = if want == Want::Reaction { Want::Warning } else { want };
    format!("{}-said", field_id(instance, want))
}

fn what(problem: &Problem) -> String {
    let mut text = problem.what.clone();
    if let Some(allowed) = &problem.allowed {
        text += &crate::words::allowed(allowed);
    }
    text
}

/// Leads to where that is answered.
fn what_would(instance: u32, missed: bool, want: Want) -> Html {
    let section = section_id(instance);
    let go = Callback::from(move |event: MouseEvent| focus_named(&event, &section));
    html! {
        <button
            class={classes!("back", "target__would", (!missed).then_some("unseen"))} type="button" onclick={go}
            aria-describedby={said_id(instance, want)}>
            { words::WHAT_WOULD }
        </button>
    }
}

fn add_button(instance: u32, want: Want, dispatch: &Dispatch) -> Html {
    let add = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let keys = words::preset(want).iter().map(|(want, text)| (want.key().to_owned(), (*text).to_owned()));
            dispatch.emit(Action::SetKeys(keys.collect()));
        })
    };
    html! {
        <button key={want.key()} id={field_id(instance, want) + ADD} class="back" type="button" onclick={add}>
            { words::add(want) }
        </button>
    }
}

/// What a field is given: only what it shows, so that it is left alone while the inputs change.
#[derive(Clone, Debug, PartialEq, Properties)]
struct Props {
    want: Want,
    id: String,
    before: &'static str,
    after: &'static str,
    text: String,
    problem: Option<Problem>,
    changeable: bool,
    dispatch: Dispatch,
}

/// An amount in its sentence.
#[component(Field)]
fn component(props: &Props) -> Html {
    let Props { want, before, after, changeable, .. } = *props;
    if !changeable {
        let text = if props.text.is_empty() { want.print(0.0) } else { props.text.clone() };
        return html! { <span class="target__part">{ before }{ " " }<b>{ text }</b>{ " " }{ after }{ " " }</span> };
    }
    let on_text = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                dispatch.emit(Action::TypeTarget(want, text));
            }
        })
    };
    let on_leave = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.emit(Action::LeaveTarget(want)))
    };
    let on_key = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                // Else it would press the button that takes the place of an emptied field.
                event.prevent_default();
                dispatch.emit(Action::LeaveTarget(want));
            }
        })
    };
    html! {
        <span class="target__part">
            if !before.is_empty() {
                <label for={props.id.clone()}>{ before }</label>
            }
            <input
                id={props.id.clone()} class="field__text target__text" type="text" inputmode="text"
                autocomplete="off" spellcheck="false" aria-label={words::name(want)}
                aria-invalid={props.problem.is_some().to_string()} value={props.text.clone()} oninput={on_text} onblur={on_leave}
                onkeydown={on_key} />
            if !after.is_empty() {
                <span>{ after }</span>
            }
        </span>
    }
}
