//! Answers that take a while: worked on in slices between which the browser has its turn, once nothing has changed for a moment and
//! nothing is held.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, pause, turn};
use web_sys::Element;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::state::work::Job;

/// So long nothing has changed before the work begins.
const REST_MILLISECONDS: i32 = 120;

/// An answer with its question.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer<Question, Told> {
    pub(crate) question: Question,
    pub(crate) told: Told,
}

/// The last answer that was found, which may be that to an earlier question: it stays until there is another. None at first, and where
/// nothing is asked.
///
/// `near` lies in the calculator: while something in it is held, a slider or a point that is dragged, nothing new is shown, so that
/// nothing moves.
#[hook]
pub(crate) fn use_answer<Question, Work, Told>(
    near: &NodeRef,
    question: Option<Question>,
    begin: fn(&Question) -> Option<Work>,
    finish: fn(Work) -> Told,
) -> Option<Rc<Answer<Question, Told>>>
where
    Question: Clone + PartialEq + 'static,
    Work: Job + 'static,
    Told: 'static,
{
    let answer = use_state(|| None::<Rc<Answer<Question, Told>>>);
    {
        let (answer, near) = (answer.setter(), near.clone());
        use_effect_with(question, move |question| {
            let wanted = Rc::new(Cell::new(true));
            match question.clone() {
                Some(question) => spawn_local({
                    let wanted = Rc::clone(&wanted);
                    async move {
                        let work = work(&near, &wanted, || begin(&question)).await;
                        if wanted.get() {
                            answer.set(work.map(|work| Rc::new(Answer { told: finish(work), question })));
                        }
                    }
                }),
                None => answer.set(None),
            }
            move || wanted.set(false)
        });
    }
    (*answer).clone()
}

/// The work, once it is done; none where there is none, or it is no longer wanted.
async fn work<Work: Job>(near: &NodeRef, wanted: &Cell<bool>, begin: impl Fn() -> Option<Work>) -> Option<Work> {
    rest(near, wanted).await;
    if !wanted.get() {
        return None;
    }
    let mut work = begin()?;
    loop {
        let until = now() + SLICE_MILLISECONDS;
        let goes_on = loop {
            match work.go_on() {
                false => break false,
                true if until <= now() => break true,
                true => {}
            }
        };
        if !goes_on {
            // What was pressed meanwhile.
            if is_held(near) {
                rest(near, wanted).await;
            }
            return Some(work);
        }
        turn().await;
        if !wanted.get() {
            return None;
        }
    }
}

/// Waits for a moment in which nothing is held.
async fn rest(near: &NodeRef, wanted: &Cell<bool>) {
    loop {
        pause(REST_MILLISECONDS).await;
        if !wanted.get() || !is_held(near) {
            return;
        }
    }
}

/// Whether something of the calculator is pressed.
fn is_held(near: &NodeRef) -> bool {
    let calculator = near.cast::<Element>().and_then(|element| element.closest(".precopy").ok().flatten());
    calculator.is_some_and(|calculator| calculator.query_selector(":active").is_ok_and(|held| held.is_some()))
}
