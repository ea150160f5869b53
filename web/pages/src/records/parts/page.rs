//! The page of records: what was brought in, and what follows from it.

use precopy_base::browser::files::{all_dropped, are_files};
use yew::prelude::*;

use super::body::Body;
use super::bring::Bring;
use super::sources::sources;
use crate::browser::logs::{Brought, Wanted};
use crate::browser::mount::Tell;
use crate::records::app::Dispatch;
use crate::records::state::State;
use crate::records::words;

/// What lies around the page.
#[derive(Clone, PartialEq)]
pub(crate) struct Around {
    /// The calculator's link.
    pub(crate) calculator: AttrValue,
    /// Whether anything can be opened there.
    pub(crate) can_open: bool,
    pub(crate) tell: Tell,
    /// What is read.
    pub(crate) wanted: Wanted,
    /// Has something else read.
    pub(crate) bring: Callback<Wanted>,
}

impl Around {
    /// Has more read. An example is no part of what is real, and goes.
    pub(super) fn add(&self, logs: impl IntoIterator<Item = Brought>) {
        let mut wanted = self.wanted.clone();
        let before = wanted.logs.len();
        wanted.logs.extend(logs);
        if before < wanted.logs.len() {
            wanted.logs.retain(|one| *one != Brought::Example);
            self.bring.emit(wanted);
        }
    }

    /// Has this read and nothing else.
    pub(super) fn only(&self, log: Brought) {
        self.bring.emit(Wanted { logs: vec![log], ..self.wanted.clone() });
    }
}

/// The page.
pub(crate) fn page(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let on_drop = {
        let around = around.clone();
        Callback::from(move |event: DragEvent| {
            let files = all_dropped(&event);
            if !files.is_empty() {
                event.prevent_default();
                around.add(files.into_iter().map(Brought::File));
            }
        })
    };
    let on_over = Callback::from(|event: DragEvent| {
        if are_files(&event) {
            event.prevent_default();
        }
    });
    let is_first = around.wanted.logs.is_empty();
    html! {
        <div class="records" data-ready={state.reading.is_none().then_some("")} ondrop={on_drop} ondragover={on_over}>
            <div class="pages__top">
                <h2 class="pages__title">{ words::TITLE }</h2>
            </div>
            <p class="pages__lead">{ words::LEAD }</p>
            <p class="records__private">{ words::PRIVATE }</p>
            { progress(state) }
            if !state.kept.sources.is_empty() {
                { sources(state, around) }
            }
            if state.kept.log.is_some() {
                <Body state={state.clone()} around={around.clone()} dispatch={dispatch.clone()} />
            }
            <Bring instance={state.instance} around={around.clone()} {is_first} />
        </div>
    }
}

/// How far the reading has come, and what it came to for those who hear the page.
fn progress(state: &State) -> Html {
    let said = match (&state.reading, &state.kept.log) {
        (Some(progress), _) => words::brought::reading(*progress),
        (None, Some(log)) => words::brought::read(log.records.len()),
        (None, None) if state.kept.sources.is_empty() => String::new(),
        (None, None) => words::brought::NOTHING.to_owned(),
    };
    html! {
        <div class="records__progress">
            if let Some(progress) = state.reading {
                <progress max="1000" value={((progress.share * 1000.0).round() as u32).to_string()} aria-label={words::brought::READING}></progress>
            }
            <p role="status">{ said }</p>
        </div>
    }
}
