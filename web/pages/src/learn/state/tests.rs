//! Lessons are opened, turned, answered and begun anew.

use precopy_formats::lessons::{Asked, Choice, Claims, Holds};
use precopy_formats::lessons::{Inline, Question, Set, Step, Teacher, Term, Turn};

use super::*;

fn lesson() -> Rc<Lesson> {
    let text = |text: &str| vec![Inline::Text(text.to_owned())];
    let question = Question {
        ask: text("How long?"),
        asked: Asked::Value(Term::read("downtime rounds at link=20Gbit/s").unwrap()),
        choices: vec![Choice { text: text("never"), holds: Holds::Word("never".to_owned()), why: text("No.") }],
    };
    let step = |start: &str| Step {
        title: "A step".to_owned(),
        start: Changes::read(start).unwrap(),
        blocks: vec![
            Block::Paragraph(text("Before.")),
            Block::Question(question.clone()),
            Block::Paragraph(text("After.")),
        ],
    };
    Rc::new(Lesson {
        id: "one".to_owned(),
        title: "One".to_owned(),
        minutes: 5.0,
        aim: "You can.".to_owned(),
        scenario: Start::read("v=1&hv=custom&mem=8GiB&ws=8GiB&link=10Gbit/s").unwrap(),
        symbols: Vec::new(),
        turns: vec![Turn {
            key: "mem".to_owned(),
            from: "1GiB".to_owned(),
            to: "64GiB".to_owned(),
            is_logarithmic: true,
        }],
        teacher: Teacher {
            aim: String::new(),
            misconceptions: Vec::new(),
            minutes: 10.0,
            exercise: Set {
                ask: text("Ask"),
                at: Changes::default(),
                turn: Vec::new(),
                wants: Claims::read("downtime rounds < 5s").unwrap(),
                hint: String::new(),
            },
        },
        steps: vec![step("link=5Gbit/s"), step("link=10Gbit/s")],
        scores: Vec::new(),
    })
}

fn open() -> State {
    State::default().after(Action::Choose(Some("one".to_owned()))).after(Action::Lesson(lesson()))
}

fn hand(state: &State, step: usize) -> &Hand {
    &state.open().unwrap().hands[step]
}

#[test]
fn a_step_starts_with_its_own_changes_and_turns_alone() {
    let state = open();
    assert_eq!(hand(&state, 0).now.value("link"), Some("5Gbit/s"));
    let turned = state.after(Action::Turn(0, "mem".to_owned(), "2GiB".to_owned()));
    assert_eq!(hand(&turned, 0).now.value("ws"), Some("2GiB"), "a part is no larger than its whole");
    assert_eq!(hand(&turned, 1), hand(&state, 1));
    assert_eq!(turned.after(Action::Reset(0)), state);
    assert_eq!(turned.after(Action::ResetAll), state);
}

#[test]
fn a_question_covers_what_follows_until_it_is_answered() {
    let state = open();
    let blocks = &lesson().steps[0].blocks;
    assert_eq!(uncovered(blocks, hand(&state, 0)), 2);
    let reveals = Changes::read("link=20Gbit/s").unwrap();
    let answered = state.after(Action::Answer(0, 1, Some(0), Some(reveals)));
    assert_eq!(uncovered(blocks, hand(&answered, 0)), 3);
    assert_eq!(hand(&answered, 0).now.value("link"), Some("20Gbit/s"));
    assert_eq!(hand(&answered, 0).answer(1), Some(Some(0)));
    let passed = state.after(Action::Answer(0, 1, None, None));
    assert_eq!(hand(&passed, 0).answer(1), Some(None));
    assert_eq!(uncovered(blocks, hand(&passed, 0)), 3);
}

#[test]
fn what_is_not_there_changes_nothing() {
    let state = State::default();
    assert_eq!(state.after(Action::Reset(3)), state);
    assert_eq!(open().after(Action::Turn(9, "mem".to_owned(), "2GiB".to_owned())), open());
    assert!(state.after(Action::Missing).is_missing);
    let elsewhere = open().after(Action::Choose(Some("two".to_owned())));
    assert!(elsewhere.open().is_none());
}
