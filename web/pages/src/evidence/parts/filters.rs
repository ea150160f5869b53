//! Which runs are looked at: everything that the rectangle in the picture does, and more, by buttons.

use yew::prelude::*;

use super::mark_key::mark_key;
use crate::evidence::app::Dispatch;
use crate::evidence::state::filter::{Change, Ending};
use crate::evidence::state::library::{REGIMES, Writes};
use crate::evidence::state::{Action, Progress, State};
use crate::evidence::words;
use crate::evidence::words::evidence as text;
use crate::parts::pick::{choice, pick, picks};

/// The filters.
pub(super) fn filters(state: &State, looked_at: usize, dispatch: &Dispatch) -> Html {
    let filter = &state.kept.filter;
    let act = |change: Change| {
        let dispatch = dispatch.clone();
        move || dispatch.emit(Action::Filter(change))
    };
    let parts = {
        let dispatch = dispatch.clone();
        Callback::from(move |all: bool| dispatch.emit(Action::Filter(Change::Parts(all))))
    };
    let has = |wanted: &dyn Fn(&crate::evidence::state::library::Row) -> bool| state.shown.rows.iter().any(wanted);
    let regimes = REGIMES.into_iter().filter(|regime| has(&|row| row.regime == *regime)).map(|regime| {
        let on = filter.regimes.contains(&regime);
        pick(words::regime(regime).to_owned(), on, mark_key(Some(regime), false), act(Change::Regime(regime)))
    });
    let writes = Writes::ALL.into_iter().filter(|writes| has(&|row| row.writes == *writes)).map(|writes| {
        pick(
            words::writes(writes).to_owned(),
            filter.writes.contains(&writes),
            Html::default(),
            act(Change::Writes(writes)),
        )
    });
    let endings = Ending::ALL.map(|ending| {
        let picture = mark_key(None, ending == Ending::Forced);
        pick(text::ending(ending).to_owned(), filter.ending == Some(ending), picture, act(Change::Ending(ending)))
    });
    let misses = [
        (text::FAR_OFF, filter.far_off, Change::FarOff(!filter.far_off)),
        (text::WITH_COURSE, filter.with_course, Change::WithCourse(!filter.with_course)),
    ]
    .map(|(name, on, change)| pick(name.to_owned(), on, Html::default(), act(change)));
    let button = |name: &'static str, change: Change, shown: bool| {
        let act = act(change);
        html! {
            <button
                class={classes!("button", "button--quiet", (!shown).then_some("hidden"))} type="button"
                onclick={move |_: MouseEvent| act()}>
                { name }
            </button>
        }
    };
    let rigs = state.shown.rigs.iter().enumerate().map(|(place, rig)| {
        pick(text::rig(&rig.file), filter.rig == Some(place), Html::default(), act(Change::Rig(place)))
    });
    html! {
        <section class="filters" aria-label={text::FILTERS}>
            <h3 class="inputs__head">{ text::FILTERS }</h3>
            { choice(text::PARTS, &[false, true], filter.all_parts, |all| if all { text::ALL } else { text::CHECK }, &parts) }
            <p class="filters__line">{ text::PARTS_LINE }</p>
            if 1 < state.shown.rigs.len() {
                { picks(text::RIG, rigs.collect()) }
            }
            { picks(text::REGIME, regimes.collect()) }
            { picks(text::PATTERN, writes.collect()) }
            { picks(text::ENDING, endings.to_vec()) }
            { picks(text::MISSES, misses.to_vec()) }
            // Said once it is known, not while it grows.
            <p class="filters__count" role="status">
                if state.progress == Progress::Done {
                    { text::looked_at(looked_at, &state.shown) }
                }
            </p>
            { button(text::CLEAR_BRUSH, Change::Brush(None), filter.brush.is_some()) }
            { button(text::CLEAR, Change::Clear, !filter.is_clear()) }
        </section>
    }
}
