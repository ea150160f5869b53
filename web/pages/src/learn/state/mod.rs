//! What the page knows: the lesson that is open, what was turned in each of its steps, and what was answered; and what was turned in the
//! figures of the gallery.

pub mod exercise;
pub mod played;
pub mod recorded;
pub mod remake;
pub mod slider;
#[cfg(test)]
mod tests;
pub mod view;

use std::rc::Rc;

use exercise::{Change, Desk};
use precopy_formats::lessons::{Block, Changes, Contents, Lesson, Remade, Sheet, Start};

use self::remake::Remake;
use self::view::View;

/// The reader's hand in a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// The scenario, as it is turned.
    pub now: Start,
    /// What was answered: the number of the block of the question, and of the choice; none: passed over.
    pub answered: Vec<(usize, Option<usize>)>,
}

impl Hand {
    /// What was answered to the question of a block; none: nothing yet.
    #[must_use]
    pub fn answer(&self, block: usize) -> Option<Option<usize>> {
        self.answered.iter().find(|(known, _)| *known == block).map(|(_, choice)| *choice)
    }
}

/// A lesson that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// A hand for each of its steps.
    pub hands: Vec<Hand>,
}

impl Open {
    /// A lesson from its start.
    #[must_use]
    pub fn new(lesson: Rc<Lesson>) -> Self {
        let hand = |start: &Changes| Hand { now: lesson.scenario.changed(start), answered: Vec::new() };
        let hands = lesson.steps.iter().map(|step| hand(&step.start)).collect();
        Self { lesson, hands }
    }
}

/// What stays while the page is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What was chosen, as the link names it.
    pub chosen: Option<String>,
    /// The lessons that were opened.
    pub open: Vec<Open>,
    /// The gallery, once it was opened.
    pub gallery: Vec<Remake>,
    /// Whether symbols stand in the place of words.
    pub symbols: bool,
    /// Whether it is shown to a room.
    pub projector: bool,
    /// What the link was told last.
    pub told: Option<String>,
    /// Exercises.
    pub desk: Desk,
}

/// The state of the page of lessons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Which calculator of the document this belongs to: part of the names of elements.
    pub instance: u32,
    /// What there is.
    pub contents: Option<Rc<Contents>>,
    /// The formula sheet, once it was opened.
    pub sheet: Option<Rc<Sheet>>,
    /// Whether something could not be fetched.
    pub is_missing: bool,
    /// What stays.
    pub kept: Kept,
}

/// One thing that happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The list is there.
    Contents(Rc<Contents>),
    /// A lesson is there.
    Lesson(Rc<Lesson>),
    /// The gallery is there.
    Gallery(Vec<Rc<Remade>>),
    /// The formula sheet is there.
    Sheet(Rc<Sheet>),
    /// Something could not be fetched.
    Missing,
    /// A lesson is chosen, the gallery or one of its figures, or the formula sheet; or the list.
    Choose(Option<String>),
    /// An input is turned in a step.
    Turn(usize, String, String),
    /// A question is answered, or passed over: the step, the block, the choice, and what that puts in.
    Answer(usize, usize, Option<usize>, Option<Changes>),
    /// A step begins anew.
    Reset(usize),
    /// The lesson begins anew.
    ResetAll,
    /// Symbols or words.
    Symbols(bool),
    /// For a room, or for one.
    Projector(bool),
    /// The link was told this.
    Told(Option<String>),
    /// Something with exercises.
    Exercise(Change),
    /// Another page is turned to, with keys of the link: told to the page around, and nothing here.
    Leave(&'static str, Vec<(String, String)>),
}

impl State {
    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Contents(contents) => next.contents = Some(contents),
            Action::Lesson(lesson) => {
                if !next.kept.open.iter().any(|open| open.lesson.id == lesson.id) {
                    next.kept.open.push(Open::new(lesson));
                }
                next.is_missing = false;
            }
            Action::Gallery(figures) => {
                if next.kept.gallery.is_empty() {
                    next.kept.gallery = figures.into_iter().map(Remake::new).collect();
                }
                next.is_missing = false;
            }
            Action::Sheet(sheet) => {
                next.sheet = Some(sheet);
                next.is_missing = false;
            }
            Action::Missing => next.is_missing = true,
            Action::Choose(chosen) => {
                next.kept.chosen = chosen;
                next.kept.desk.room = None;
                next.is_missing = false;
            }
            Action::Turn(step, key, value) => {
                if let Some(hand) = next.hand_mut(step) {
                    let mut changes = Changes::default();
                    changes.set(&key, &value);
                    hand.now = hand.now.changed(&changes).settled();
                }
            }
            Action::Answer(step, block, choice, reveals) => next.with_hand(step, |lesson, hand| {
                if let Some(reveals) = reveals {
                    hand.now = lesson.scenario.changed(&reveals);
                }
                hand.answered.retain(|(known, _)| *known != block);
                hand.answered.push((block, choice));
            }),
            Action::Reset(_) if next.remake().is_some() => {
                if let Some(remake) = next.remake_mut() {
                    *remake = Remake::new(Rc::clone(&remake.figure));
                }
            }
            Action::Reset(step) => next.with_hand(step, |lesson, hand| {
                if let Some(of) = lesson.steps.get(step) {
                    *hand = Hand { now: lesson.scenario.changed(&of.start), answered: Vec::new() };
                }
            }),
            Action::ResetAll => {
                if let Some(open) = next.open_mut() {
                    *open = Open::new(Rc::clone(&open.lesson));
                }
            }
            Action::Symbols(symbols) => next.kept.symbols = symbols,
            Action::Projector(projector) => next.kept.projector = projector,
            Action::Told(told) => next.kept.told = told,
            Action::Exercise(change) => next.kept.desk = next.kept.desk.after(change),
            Action::Leave(..) => {}
        }
        next
    }

    /// The lesson that is open, once it is there.
    #[must_use]
    pub fn open(&self) -> Option<&Open> {
        let chosen = self.kept.chosen.as_deref()?;
        self.kept.open.iter().find(|open| open.lesson.id == chosen)
    }

    fn open_mut(&mut self) -> Option<&mut Open> {
        let chosen = self.kept.chosen.as_deref()?;
        self.kept.open.iter_mut().find(|open| open.lesson.id == chosen)
    }

    /// What is shown.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::of(self.kept.chosen.as_deref())
    }

    /// The figure of the gallery that is open, once it is there.
    #[must_use]
    pub fn remake(&self) -> Option<&Remake> {
        let View::Figure(id) = self.view() else { return None };
        self.kept.gallery.iter().find(|remake| remake.figure.id == id)
    }

    fn remake_mut(&mut self) -> Option<&mut Remake> {
        let View::Figure(id) = View::of(self.kept.chosen.as_deref()) else { return None };
        self.kept.gallery.iter_mut().find(|remake| remake.figure.id == id)
    }

    /// The short names of the figures before and after the one that is open.
    #[must_use]
    pub fn beside(&self) -> [Option<String>; 2] {
        let View::Figure(id) = self.view() else { return [None, None] };
        let figures = &self.kept.gallery;
        let Some(at) = figures.iter().position(|remake| remake.figure.id == id) else { return [None, None] };
        let id = |at: Option<usize>| Some(figures.get(at?)?.figure.id.clone());
        [id(at.checked_sub(1)), id(Some(at + 1))]
    }

    /// Whether what is chosen could not be fetched, or is not among what was.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        let is_no_figure = matches!(self.view(), View::Figure(_)) && self.remake().is_none();
        self.is_missing || (is_no_figure && !self.kept.gallery.is_empty())
    }

    /// Whether what is shown is there.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match self.view() {
            View::List => self.contents.is_some(),
            View::Lesson(_) => self.open().is_some(),
            View::Gallery => !self.kept.gallery.is_empty(),
            View::Figure(_) => self.remake().is_some(),
            View::Sheet => self.sheet.is_some(),
        }
    }

    /// The hand in a step of the lesson, or in the figure, that is open.
    fn hand_mut(&mut self, step: usize) -> Option<&mut Hand> {
        match self.view() {
            View::Figure(_) => self.remake_mut().map(|remake| &mut remake.hand),
            _ => self.open_mut()?.hands.get_mut(step),
        }
    }

    fn with_hand(&mut self, step: usize, change: impl FnOnce(&Lesson, &mut Hand)) {
        if let Some(open) = self.open_mut()
            && let Some(hand) = open.hands.get_mut(step)
        {
            change(&open.lesson, hand);
        }
    }

    /// The short name of the lesson after the one that is open.
    #[must_use]
    pub fn next_lesson(&self) -> Option<&str> {
        let chosen = self.kept.chosen.as_deref()?;
        let mut lessons = self.contents.as_ref()?.lessons.iter().map(|lesson| lesson.id.as_str());
        lessons.find(|id| *id == chosen)?;
        lessons.next()
    }
}

/// How many blocks of a step are shown: all up to its first open question, that one included.
#[must_use]
pub fn uncovered(blocks: &[Block], hand: &Hand) -> usize {
    let open = |(at, block): (usize, &Block)| matches!(block, Block::Question(_)) && hand.answer(at).is_none();
    blocks.iter().enumerate().position(open).map_or(blocks.len(), |at| at + 1)
}
