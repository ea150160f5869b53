//! What the lessons say is so: every claim holds, every question has one right choice, every exercise can be solved, everything leads
//! somewhere. The model answers; nothing is hard-coded.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use precopy_formats::lessons::{
    Answer, Attempt, Bench, Changes, Choice, Contents, Exercise, Lesson, Model, Plain, Remade, Scored, Sheet, Start,
    Term, Tree, Verified, completion, verify,
};
use precopy_lessons::{CONTENTS, Claimed, Found, GALLERY, Library, SHEET, files, found_in_figure, found_in_steps};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let read = Library::read(&root().join("web/pages/lessons"), &root().join("tests/validation"));
        read.unwrap_or_else(|flaws| {
            panic!("\n{}", flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    })
}

fn model(scores: &[Scored]) -> Model {
    let mut model = Model::default();
    model.learn(scores.iter().cloned());
    model
}

#[track_caller]
fn holds(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n  {}\n", breaches.join("\n  "));
}

fn breaches(name: &str, start: &Start, claims: &[Claimed], scores: &[Scored]) -> Vec<String> {
    let (mut model, bench) = (model(scores), Bench::at(start.clone()));
    let mut breaches = Vec::new();
    for claim in claims {
        let held = claim.holds.holds(&mut model, &bench);
        if held != Ok(true) {
            let is = claim.holds.said(&mut model, &bench);
            breaches.push(format!("{name}: {} {}\n    {is} {held:?}", claim.says, claim.holds.text()));
        }
    }
    breaches
}

#[test]
fn all_that_was_written_is_read() {
    let library = library();
    assert_eq!(library.lessons.len(), 12);
    assert!(20 < library.symbols.len() && 15 < library.figures.len());
    for read in &library.lessons {
        let lesson = &read.lesson;
        assert!(4 <= lesson.steps.len(), "{}", lesson.id);
        assert!(4 <= read.claims.len() && 2 <= lesson.teacher.misconceptions.len(), "{}", lesson.id);
        let mut questions = 0;
        found_in_steps(&lesson.steps, &mut |found| questions += usize::from(matches!(found, Found::Question(_))));
        assert!(1 <= questions, "{} asks nothing", lesson.id);
    }
}

#[test]
fn every_claim_of_every_lesson_holds() {
    let of = |read: &precopy_lessons::ReadLesson| {
        breaches(&read.file, &read.lesson.scenario, &read.claims, &read.lesson.scores)
    };
    holds(&library().lessons.iter().flat_map(of).collect::<Vec<_>>());
}

#[test]
fn every_claim_of_sheet_and_gallery_holds() {
    let sheet = &library().sheet;
    let mut all = breaches("formulas", &sheet.sheet.scenario, &sheet.claims, &[]);
    for read in &library().figures {
        assert!(!read.claims.is_empty(), "{} claims nothing", read.remade.id);
        all.extend(breaches(&read.remade.id, &read.remade.scenario, &read.claims, &[]));
    }
    holds(&all);
}

#[test]
fn every_question_has_exactly_one_right_choice() {
    let mut all = Vec::new();
    for read in &library().lessons {
        let lesson = &read.lesson;
        let (mut model, bench) = (model(&lesson.scores), Bench::at(lesson.scenario.clone()));
        found_in_steps(&lesson.steps, &mut |found| {
            let Found::Question(question) = found else { return };
            let choices: Vec<&Choice> = question.choices.iter().collect();
            let right = question.asked.right(choices.iter().map(|choice| &choice.holds), &mut model, &bench);
            if right.as_ref().map(|right| right.iter().filter(|is| **is).count()) != Ok(1) {
                all.push(format!("{}: {:?}: {right:?}", read.file, question.asked));
            }
        });
    }
    holds(&all);
}

#[test]
fn every_exercise_is_still_to_be_done_and_can_be() {
    for read in &library().lessons {
        let lesson = &read.lesson;
        let set = &lesson.teacher.exercise;
        let mut model = model(&lesson.scores);
        let mut met = |changes| {
            let bench = Bench::turned(lesson.scenario.clone(), changes);
            set.wants.hold(&mut model, &bench).unwrap_or_else(|problem| panic!("{}: {problem}", lesson.id))
        };
        assert!(!met(&set.at), "{}: done before it begins", lesson.id);
        assert!(met(&read.solution), "{}: the solution does not meet it", lesson.id);
        assert!(!set.hint.is_empty() && !set.turn.is_empty(), "{}", lesson.id);
    }
}

#[test]
fn every_exercise_can_be_set_by_a_link_and_handed_in() {
    for read in &library().lessons {
        let (lesson, mut model) = (&read.lesson, model(&read.lesson.scores));
        let exercise =
            Exercise::of_lesson(lesson, &mut model).unwrap_or_else(|faults| panic!("{}: {faults:?}", lesson.id));
        assert_eq!(exercise.faults(&mut model), [], "{}", lesson.id);
        let mut turned = Changes::default();
        let is_new = |(key, value): &(&str, &str)| exercise.scenario.value(key) != Some(*value);
        read.solution.iter().filter(is_new).for_each(|(key, value)| turned.set(key, value));
        let attempt = Attempt { turned, told: String::new() };
        let line = completion(&exercise, &attempt, "", &mut model).expect("can be judged").expect("done");
        assert!(matches!(verify(&exercise, &line, &mut model), Verified::Done(_)), "{}: {line}", lesson.id);
    }
}

/// All terms in text and figures.
fn terms(library: &Library) -> Vec<(&str, &Start, &Term, &[Scored])> {
    let mut all: Vec<(&str, &Start, &Term, &[Scored])> = Vec::new();
    for read in &library.lessons {
        let lesson = &read.lesson;
        found_in_steps(&lesson.steps, &mut |found| {
            if let Found::Term(term) = found {
                all.push((&read.file, &lesson.scenario, term, &lesson.scores));
            }
        });
    }
    let sheet = &library.sheet.sheet;
    found_in_steps(&sheet.steps, &mut |found| {
        if let Found::Term(term) = found {
            all.push(("formulas", &sheet.scenario, term, &[]));
        }
    });
    for read in &library.figures {
        found_in_figure(&read.remade.figure, &mut |found| {
            if let Found::Term(term) = found {
                all.push((&read.remade.id, &read.remade.scenario, term, &[]));
            }
        });
    }
    all
}

#[test]
fn every_term_has_an_answer() {
    let mut breaches = Vec::new();
    let mut known: Vec<(&str, Model)> = Vec::new();
    for (name, start, term, scores) in terms(library()) {
        if known.last().is_none_or(|(last, _)| *last != name) {
            known.push((name, model(scores)));
        }
        let Some((_, model)) = known.last_mut() else { continue };
        match model.answer(term, &Bench::at(start.clone())) {
            Ok(Answer::NotKnown) => breaches.push(format!("{name}: {} is not known", term.text())),
            Ok(answer) if answer.said(term.unit).is_empty() => breaches.push(format!("{name}: {}", term.text())),
            Ok(_) => {}
            Err(problem) => breaches.push(format!("{name}: {}: {problem}", term.text())),
        }
    }
    holds(&breaches);
}

#[test]
fn every_plan_that_is_shown_can_be_played() {
    let mut model = Model::default();
    let mut breaches = Vec::new();
    let mut play = |found: Found<'_>| {
        if let Found::Plan(name) = found
            && let Err(problem) = model.plan(name)
        {
            breaches.push(format!("{}: {problem}", name.text()));
        }
    };
    library().lessons.iter().for_each(|read| found_in_steps(&read.lesson.steps, &mut play));
    library().figures.iter().for_each(|read| found_in_figure(&read.remade.figure, &mut play));
    holds(&breaches);
}

fn back<T: Plain>(text: &str) -> T {
    T::of_tree(&Tree::read(text).expect("a tree")).expect("the same as was written")
}

#[test]
fn the_page_reads_what_is_written() {
    let library = library();
    let files = files(library);
    let text = |wanted: &str| &files.iter().find(|(name, _)| name == wanted).expect("written").1;
    for read in &library.lessons {
        assert_eq!(back::<Lesson>(text(&format!("{}.json", read.lesson.id))), read.lesson);
    }
    assert_eq!(back::<Sheet>(text(SHEET)), library.sheet.sheet);
    let figures: Vec<Remade> = library.figures.iter().map(|read| read.remade.clone()).collect();
    assert_eq!(back::<Vec<Remade>>(text(GALLERY)), figures);
    let contents: Contents = back(text(CONTENTS));
    assert_eq!(contents.symbols, library.symbols);
    assert_eq!(contents.lessons.len(), library.lessons.len());
}
