//! Exercises on the page of lessons: a teacher composes one, a student does it, and the teacher follows what was handed in.

pub mod draft;
pub mod given;
pub mod handed;
pub mod solving;
#[cfg(test)]
mod tests;
pub mod turning;
pub mod wanted;

use std::rc::Rc;

use precopy_formats::lessons::{EXERCISE_KEYS, Exercise, Quantity, Term};
use precopy_formats::link;
use precopy_model::problem::Problem;

use draft::{Draft, Text};
use solving::{From, Solving};

use super::slider::POSITIONS;

/// What is done with exercises; each fills the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A student does one.
    Solve,
    /// A teacher follows what was handed in.
    Verify,
    /// A teacher composes one.
    Compose,
}

/// All that is known of exercises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// What is done; none: the lessons are shown.
    pub room: Option<Room>,
    /// The exercise that is open.
    pub solving: Option<Solving>,
    /// What is wrong with a link that sets none.
    pub broken: Vec<Problem>,
    /// What was pasted to be followed.
    pub codes: String,
    /// What is composed.
    pub draft: Option<Draft>,
    /// The exercise of the link, as it was read last.
    pub read: Option<String>,
}

/// One thing that happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The link sets an exercise, or none any more.
    Link(Option<String>),
    /// An exercise is done.
    Open(Rc<Exercise>, From),
    /// Something else is done with exercises, or nothing.
    Room(Option<Room>),
    /// An input is turned.
    Turn(String, String),
    /// An answer is told.
    Tell(String),
    /// The model is asked.
    Check,
    /// The student begins anew.
    Again,
    /// Who hands it in.
    Name(String),
    /// What was handed in.
    Codes(String),
    /// An exercise is composed from this.
    Compose(Box<Draft>),
    /// A text of the draft is typed.
    Write(Text, String),
    /// An input may be turned, or no longer.
    MayTurn(String),
    /// A number is to be told, or something set.
    IsTold(bool),
    /// A link is pasted.
    Paste(String),
    /// The height of a frame.
    Height(u32),
}

impl Desk {
    /// The desk after a change.
    #[must_use]
    pub fn after(&self, change: Change) -> Self {
        let mut next = self.clone();
        match change {
            Change::Link(link) => next.follow(link),
            Change::Open(exercise, from) => {
                next.solving = Some(Solving::new(exercise, from, false));
                (next.room, next.broken, next.codes) = (Some(Room::Solve), Vec::new(), String::new());
            }
            Change::Room(room) => next.room = room,
            Change::Codes(codes) => next.codes = codes,
            Change::Compose(draft) => (next.draft, next.room) = (Some(*draft), Some(Room::Compose)),
            Change::Turn(..) | Change::Tell(_) | Change::Check | Change::Again | Change::Name(_) => {
                if let Some(solving) = &mut next.solving {
                    match change {
                        Change::Turn(key, text) => solving.turn(&key, &text),
                        Change::Tell(text) => solving.tell(text),
                        Change::Check => solving.check(),
                        Change::Again => solving.again(),
                        Change::Name(name) => solving.name = name,
                        _ => {}
                    }
                }
            }
            Change::Write(..) | Change::MayTurn(_) | Change::IsTold(_) | Change::Paste(_) | Change::Height(_) => {
                if let Some(draft) = &mut next.draft {
                    match change {
                        Change::Write(text, typed) => draft.write(text, typed),
                        Change::MayTurn(key) => draft.turn(&key),
                        Change::IsTold(is_told) => draft.is_told = is_told,
                        Change::Paste(text) => draft.paste(&text),
                        Change::Height(height) => draft.height = height,
                        _ => {}
                    }
                }
            }
        }
        next
    }

    /// Somebody followed a link.
    fn follow(&mut self, link: Option<String>) {
        self.read.clone_from(&link.as_deref().and_then(set_by));
        let Some(link) = link.filter(|link| Exercise::is_set_by(link)) else {
            // What was open is there still, for those who want to go on.
            self.room = self.room.filter(|room| *room == Room::Compose);
            self.broken.clear();
            return;
        };
        self.room = Some(Room::Solve);
        match Exercise::of_link(&link) {
            Ok(exercise) => {
                let is_changed = given::is_changed(&link, &exercise);
                self.solving = Some(Solving::new(Rc::new(exercise), From::Link, is_changed));
                (self.broken, self.codes) = (Vec::new(), String::new());
            }
            Err(problems) => (self.solving, self.broken) = (None, problems),
        }
    }
}

/// What a link says of an exercise, without its scenario, which the calculator may change; none where it sets none.
#[must_use]
pub fn set_by(text: &str) -> Option<String> {
    if !Exercise::is_set_by(text) {
        return None;
    }
    let others = link::parse(text).others;
    let mut set = String::new();
    for (key, text) in others.iter().filter(|(key, _)| EXERCISE_KEYS.contains(&key.as_str())) {
        link::push(&mut set, key, text);
    }
    Some(set)
}

/// Whether an answer comes of so many runs that it is not asked for while something is dragged.
#[must_use]
pub fn takes_long(term: &Term) -> bool {
    matches!(term.quantity, Quantity::Quantile(..) | Quantity::CompletesShare)
}

/// A few places of a slider, its ends among them.
fn slider_places() -> impl Iterator<Item = u32> {
    (0..=POSITIONS).step_by(10)
}
