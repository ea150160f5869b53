//! Lessons are opened, turned, answered and begun anew.

use precopy_formats::lessons::{Asked, Choice, Claims, Curve, Figure, Holds, Model};
use precopy_formats::lessons::{Inline, Question, Said, Set, Shows, Step, Teacher, Term, Turn};

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

fn figure(id: &str) -> Rc<Remade> {
    let shown = Curve { by: Vec::new(), mark: Vec::new(), parts: false, only: Vec::new(), beside: Vec::new() };
    Rc::new(Remade {
        id: id.to_owned(),
        title: "A figure".to_owned(),
        paper: "A paper".to_owned(),
        place: "Figure 1".to_owned(),
        says: String::new(),
        scenario: Start::read("v=1&hv=custom&mem=8GiB&ws=8GiB&link=10Gbit/s").unwrap(),
        opens: Changes::read("link=1Gbit/s").unwrap(),
        turns: Vec::new(),
        assumed: Vec::new(),
        differs: String::new(),
        claims: vec![Said {
            says: "It is fast.".to_owned(),
            holds: Claims::read("migration-time rounds < 8s").unwrap(),
        }],
        figure: Figure { caption: Vec::new(), shows: Shows::Curve(shown) },
    })
}

fn gallery(chosen: &str) -> State {
    State::default().after(Action::Choose(Some(chosen.to_owned()))).after(Action::Gallery(vec![
        figure("one"),
        figure("two"),
        figure("three"),
    ]))
}

#[test]
fn a_figure_of_the_gallery_is_turned_and_begun_anew() {
    let state = gallery("gallery:two");
    assert!(state.is_there());
    assert_eq!(state.beside(), [Some("one".to_owned()), Some("three".to_owned())]);
    let turned = state.after(Action::Turn(0, "mem".to_owned(), "32GiB".to_owned()));
    let remake = turned.remake().unwrap();
    let opens = remake.opens().unwrap();
    assert_eq!((opens.value("mem"), opens.value("link")), (Some("32GiB"), Some("1Gbit/s")));
    let mut model = Model::default();
    let said = &remake.figure.claims[0];
    assert_eq!(remake.holds(said, &mut model), Some(false), "claims follow the hand");
    assert_eq!(state.remake().unwrap().holds(said, &mut model), Some(true));
    assert_eq!(turned.after(Action::Reset(0)), state);
    let other = turned.after(Action::Choose(Some("gallery:one".to_owned())));
    assert_eq!(other.remake().unwrap().hand.now, figure("one").scenario, "it turns alone");
    assert_eq!(turned.after(Action::Gallery(vec![figure("one")])), turned, "what was turned stays");
}

#[test]
fn what_the_gallery_has_not_is_lost_and_its_ends_have_one_neighbour() {
    assert!(gallery("gallery:four").is_lost() && !gallery("gallery:one").is_lost());
    assert_eq!(gallery("gallery:one").beside(), [None, Some("two".to_owned())]);
    assert_eq!(gallery("gallery:three").beside(), [Some("two".to_owned()), None]);
    assert!(gallery("gallery").is_there() && gallery("gallery").remake().is_none());
    assert!(!gallery("formulas").is_there());
    let state = gallery("gallery");
    assert_eq!(state.after(Action::Leave("plan", Vec::new())), state, "the page around turns");
}
