//! A student at an exercise: what was turned or told, and what the model says of it.

use std::rc::Rc;

use precopy_formats::fields::TABLE;
use precopy_formats::lessons::{Attempt, Exercise, Judged, Model, Start, completion};
use precopy_model::problem::Problem;

/// Where an exercise came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// A link.
    Link,
    /// A lesson, by its short name.
    Lesson(String),
    /// The teacher who composes it.
    Draft,
}

/// A student at an exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Solving {
    /// The exercise.
    pub exercise: Rc<Exercise>,
    /// Where it came from.
    pub from: From,
    /// Whether its link was changed since it was made.
    pub is_changed: bool,
    /// What was turned or told.
    pub attempt: Attempt,
    /// What was typed and could not be taken: its key, and why.
    pub refused: Option<(String, Problem)>,
    /// What the model said when it was asked last, of just this.
    pub verdict: Option<Result<Judged, Problem>>,
    /// How often it was not done yet.
    pub wrong: u32,
    /// Who hands it in.
    pub name: String,
}

impl Solving {
    /// From the start.
    #[must_use]
    pub fn new(exercise: Rc<Exercise>, from: From, is_changed: bool) -> Self {
        let attempt = Attempt::default();
        Self { exercise, from, is_changed, attempt, refused: None, verdict: None, wrong: 0, name: String::new() }
    }

    /// The scenario as it is turned.
    #[must_use]
    pub fn now(&self) -> Start {
        self.exercise.scenario.changed(&self.attempt.turned).settled()
    }

    /// Turns an input, if it may be and the text makes sense.
    pub(super) fn turn(&mut self, key: &str, text: &str) {
        let row = TABLE.iter().find(|row| row.key == key);
        let Some(row) = row.filter(|_| self.exercise.turn.iter().any(|known| known == key)) else { return };
        match row.parse(text) {
            Ok(value) => {
                self.attempt.turned.set(key, &value.compact());
                (self.refused, self.verdict) = (None, None);
            }
            Err(problem) => self.refused = Some((key.to_owned(), problem)),
        }
    }

    /// Tells an answer.
    pub(super) fn tell(&mut self, text: String) {
        (self.attempt.told, self.verdict) = (text, None);
    }

    /// Asks the model.
    pub(super) fn check(&mut self) {
        let verdict = self.exercise.judge(&self.attempt, &mut Model::default());
        if !self.is_done_by(&verdict) {
            self.wrong = self.wrong.saturating_add(1);
        }
        self.verdict = Some(verdict);
    }

    /// Begins anew; a hint that was earned stays.
    pub(super) fn again(&mut self) {
        *self = Self {
            wrong: self.wrong,
            name: std::mem::take(&mut self.name),
            ..Self::new(Rc::clone(&self.exercise), self.from.clone(), self.is_changed)
        };
    }

    fn is_done_by(&self, verdict: &Result<Judged, Problem>) -> bool {
        verdict.as_ref().is_ok_and(|judged| judged.is_met)
    }

    /// Whether it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| self.is_done_by(verdict))
    }

    /// The line to hand in; none while it is not done.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        if !self.is_done() {
            return None;
        }
        completion(&self.exercise, &self.attempt, &self.name, &mut Model::default()).ok().flatten()
    }
}
