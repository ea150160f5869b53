//! What takes its time and follows from a question: done in slices between which the browser has its turn, and kept until there is
//! another answer, so that nothing moves meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, pause, turn};
use yew::platform::spawn_local;
use yew::prelude::*;

/// So long nothing has changed before the work begins.
const REST_MILLISECONDS: i32 = 30;

/// When the browser gets its turn.
pub(crate) struct Pace {
    wanted: Rc<Cell<bool>>,
    until: Cell<f64>,
}

impl Pace {
    /// Work that goes on as long as it is wanted.
    pub(crate) fn new(wanted: Rc<Cell<bool>>) -> Self {
        Self { wanted, until: Cell::new(now() + SLICE_MILLISECONDS) }
    }

    /// Lets the browser do what waits, when it is time. None when the work is no longer wanted.
    pub(crate) async fn breathe(&self) -> Option<()> {
        if now() < self.until.get() {
            return Some(());
        }
        self.give_way().await
    }

    /// The same at once: before something that takes a slice by itself.
    pub(crate) async fn give_way(&self) -> Option<()> {
        turn().await;
        self.until.set(now() + SLICE_MILLISECONDS);
        self.is_wanted().then_some(())
    }

    /// Goes on until there is nothing left to do.
    pub(crate) async fn all(&self, mut is_done: impl FnMut() -> bool) -> Option<()> {
        while !is_done() {
            self.breathe().await?;
        }
        Some(())
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted.get()
    }
}

/// An answer and what it answers.
pub(crate) struct Answer<Question, Told> {
    pub(crate) question: Question,
    pub(crate) told: Told,
}

impl<Question: PartialEq, Told> PartialEq for Answer<Question, Told> {
    /// What is asked says what is told.
    fn eq(&self, other: &Self) -> bool {
        self.question == other.question
    }
}

/// The last answer, which may be to an earlier question; none as long as there is none, and when nothing is asked.
#[hook]
pub(crate) fn use_work<Question, Told, Work>(
    question: Option<Question>,
    work: fn(Question, Pace) -> Work,
) -> Option<Rc<Answer<Question, Told>>>
where
    Question: Clone + PartialEq + 'static,
    Told: 'static,
    Work: Future<Output = Option<Told>> + 'static,
{
    let answer = use_state(|| None::<Rc<Answer<Question, Told>>>);
    {
        let answer = answer.setter();
        use_effect_with(question, move |question| {
            let wanted = Rc::new(Cell::new(true));
            match question.clone() {
                Some(question) => spawn_local({
                    let wanted = Rc::clone(&wanted);
                    async move {
                        pause(REST_MILLISECONDS).await;
                        if !wanted.get() {
                            return;
                        }
                        if let Some(told) = work(question.clone(), Pace::new(wanted)).await {
                            answer.set(Some(Rc::new(Answer { question, told })));
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
