//! What a student hands in: a line that states what was turned and what came of it, and that a teacher's page can follow.
//!
//! ```text
//! precopy-1;for=1c291ca3;link=100Gbit/s;result=5.84 s;name=Ada;sum=…
//! ```
//!
//! **This is no examination security.** Whoever can read this file can write such a line, and lines can be copied. It saves a teacher from
//! retyping inputs, and finds slips of the hand: the model is asked again whether what is stated is so.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use precopy_model::problem::Problem;

use super::checksum::{checksum, written};
use super::cut::cut_last;
use super::{Attempt, Changes, Exercise, Model};

/// What a line begins with: its form, and the version of that.
const FORM: &str = "precopy-1";

/// What stands before the checksum.
const SUM: &str = ";sum=";

/// What has to be escaped in a part.
const ESCAPED: &AsciiSet = &CONTROLS.add(b';').add(b'%').add(b'\n');

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// The longest line that is read.
const LONGEST: usize = 4096;

/// What a line states.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What the student did.
    pub attempt: Attempt,
    /// What came of it, in words.
    pub result: String,
    /// Who it is, if that was told.
    pub name: String,
}

/// What a teacher's page finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Verified {
    /// It is for this exercise, and done: the model says so.
    Done(Completion),
    /// It was not copied whole, or mistyped.
    Mistyped,
    /// It is for another exercise, or for one that has been changed since.
    OtherExercise,
    /// What it states does not do the exercise.
    NotDone(Completion),
    /// It does the exercise, but states another result than the model has: this one.
    OtherResult(Completion, String),
    /// What it states cannot be set here.
    Impossible(Problem),
}

/// The line for an exercise that is done; none where it is not.
///
/// ```
/// use precopy_formats::lessons::{Attempt, Changes, Exercise, Model, Verified, completion, verify};
/// let exercise = Exercise::of_link(
///     "v=1&hv=custom&mem=8GiB&link=1Gbit/s&time-limit=1ms&on-limit=pause&ex-ask=Hurry.&ex-turn=link&ex-wants=downtime%20rounds%20<%2010s",
/// ).unwrap();
/// let mut model = Model::default();
/// let attempt = Attempt { turned: Changes::read("link=10Gbit/s").unwrap(), told: String::new() };
/// let line = completion(&exercise, &attempt, "Ada", &mut model).unwrap().unwrap();
/// assert!(line.starts_with("precopy-1;for=") && line.contains(";link=10Gbit/s;result="));
/// assert!(matches!(verify(&exercise, &line, &mut model), Verified::Done(stated) if stated.name == "Ada"));
/// assert_eq!(verify(&exercise, &line.replace("10Gbit", "40Gbit"), &mut model), Verified::Mistyped);
/// ```
///
/// # Errors
/// What cannot be judged.
pub fn completion(
    exercise: &Exercise,
    attempt: &Attempt,
    name: &str,
    model: &mut Model,
) -> Result<Option<String>, Problem> {
    let judged = exercise.judge(attempt, model)?;
    if !judged.is_met {
        return Ok(None);
    }
    let mut line = FORM.to_owned();
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            line.push(';');
            line.push_str(key);
            line.push('=');
            line.extend(utf8_percent_encode(value, ESCAPED));
        }
    };
    add("for", &exercise.mark());
    attempt.turned.iter().for_each(|(key, value)| add(key, value));
    add("told", attempt.told.trim());
    add("result", &judged.result);
    add("name", &name.trim().chars().take(LONGEST_NAME).collect::<String>());
    let sum = written(checksum(&line));
    line.push_str(SUM);
    line.push_str(&sum);
    Ok(Some(line))
}

/// Follows a line: is it whole, for this exercise, and so?
#[must_use]
pub fn verify(exercise: &Exercise, line: &str, model: &mut Model) -> Verified {
    let line = line.trim();
    let Some((stated, mark)) = read(line) else { return Verified::Mistyped };
    if mark != exercise.mark() {
        return Verified::OtherExercise;
    }
    match exercise.judge(&stated.attempt, model) {
        Err(problem) => Verified::Impossible(problem),
        Ok(judged) if !judged.is_met => Verified::NotDone(stated),
        Ok(judged) if judged.result != stated.result => Verified::OtherResult(stated, judged.result),
        Ok(_) => Verified::Done(stated),
    }
}

/// What a line states, and for which exercise; none where it is no such line, or not whole.
fn read(line: &str) -> Option<(Completion, String)> {
    let (stated, sum) = cut_last(line, SUM)?;
    if LONGEST < line.len() || !sum.eq_ignore_ascii_case(&written(checksum(stated))) {
        return None;
    }
    let mut parts = stated.split(';');
    if parts.next()? != FORM {
        return None;
    }
    let mut mark = String::new();
    let mut completion = Completion { attempt: Attempt::default(), result: String::new(), name: String::new() };
    for part in parts {
        let (key, value) = part.split_once('=')?;
        let value = percent_decode_str(value).decode_utf8().ok()?.into_owned();
        match key {
            "for" => mark = value,
            "told" => completion.attempt.told = value,
            "result" => completion.result = value,
            "name" => completion.name = value,
            key => {
                // Read as changes are, so that only inputs are among them.
                let changes = Changes::read(&format!("{key}={value}")).ok()?;
                changes.iter().for_each(|(key, value)| completion.attempt.turned.set(key, value));
            }
        }
    }
    Some((completion, mark))
}
