//! What takes its time and follows from a question: done in slices between which the browser has its turn, and kept until there is
//! another answer, so that nothing moves meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::turn::pause;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::pace::Pace;

/// So long nothing has changed before the work begins.
const REST_MILLISECONDS: i32 = 30;

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
