//! The front matter of a lesson.

use precopy_formats::fields::row;
use precopy_formats::lessons::{Changes, Claim, Claims, Set, Start, Teacher, Turn};

use crate::fields::Fields;
use crate::figure::scale;
use crate::flaw::Flaw;
use crate::inline::sentence;

/// A claim, with the sentence that it stands for.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The sentence.
    pub says: String,
    /// The claim.
    pub holds: Claim,
}

/// The front matter.
pub(crate) struct Front {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) minutes: f64,
    pub(crate) aim: String,
    pub(crate) scenario: Start,
    pub(crate) symbols: Vec<String>,
    pub(crate) turns: Vec<Turn>,
    pub(crate) teacher: Teacher,
    pub(crate) solution: Changes,
    pub(crate) claims: Vec<Claimed>,
}

/// Reads it.
///
/// # Errors
/// The first thing that is wrong.
pub(crate) fn front(mut fields: Fields<'_>) -> Result<Front, Flaw> {
    let id = fields.text("id")?;
    let minutes = fields.number("minutes")?;
    if !(5.0..=10.0).contains(&minutes) {
        return Err(fields.flaw("minutes", "a lesson takes 5 to 10 minutes"));
    }
    let turns = turns(&mut fields, "turn")?;
    let mut teacher = fields.table("teacher")?;
    let mut exercise = teacher.table("exercise")?;
    let place = exercise.place();
    let solution = exercise.read_as("solution", Changes::read)?;
    let set = Set {
        ask: sentence(&exercise.text("ask")?, place)?,
        at: exercise.read_as("at", Changes::read)?,
        turn: exercise.texts("turn")?,
        wants: exercise.read_as("wants", Claims::read)?,
        hint: exercise.text("hint")?,
    };
    let odd = set.turn.iter().find(|key| !turns.iter().any(|turn| turn.key == **key));
    if let Some(key) = odd {
        return Err(exercise.flaw(key, format!("`{key}` is none of what may be turned")));
    }
    exercise.done()?;
    let misconceptions = teacher.texts("misconceptions")?;
    let taught =
        Teacher { aim: teacher.text("aim")?, misconceptions, minutes: teacher.number("minutes")?, exercise: set };
    teacher.done()?;
    let front = Front {
        id,
        title: fields.text("title")?,
        minutes,
        aim: fields.text("aim")?,
        scenario: scenario(&mut fields)?,
        symbols: fields.texts("symbols")?,
        turns,
        teacher: taught,
        solution,
        claims: claims(&mut fields)?,
    };
    fields.done()?;
    Ok(front)
}

/// The scenario: a link, its keys in the order of the field table.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn scenario(fields: &mut Fields<'_>) -> Result<Start, Flaw> {
    let start = fields.read_as("scenario", Start::read)?;
    if !start.is_in_order() {
        return Err(fields.flaw(&start.text(), "the keys of a scenario stand in the order of the field table"));
    }
    Ok(start)
}

/// What may be turned.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn turns(fields: &mut Fields<'_>, key: &str) -> Result<Vec<Turn>, Flaw> {
    let mut turns: Vec<Turn> = Vec::new();
    for mut one in fields.tables(key)? {
        let key = one.text("key")?;
        let (from, to) = (one.text("from")?, one.text("to")?);
        let known = precopy_formats::fields::TABLE.iter().find(|row| row.key == key);
        let known = known.ok_or_else(|| one.flaw(&key, format!("there is no input `{key}`")))?;
        for text in [&from, &to] {
            row(known.field).parse(text).map_err(|problem| one.place().problem(text, &problem))?;
        }
        let is_logarithmic = scale(&mut one)?.unwrap_or(false);
        if turns.iter().any(|turn| turn.key == key) {
            return Err(one.flaw(&key, format!("`{key}` may be turned already")));
        }
        turns.push(Turn { key, from, to, is_logarithmic });
        one.done()?;
    }
    Ok(turns)
}

/// The claims.
///
/// # Errors
/// What is wrong with one.
pub(crate) fn claims(fields: &mut Fields<'_>) -> Result<Vec<Claimed>, Flaw> {
    let mut all = Vec::new();
    for mut one in fields.tables("claims")? {
        all.push(Claimed { says: one.text("says")?, holds: one.read_as("holds", Claim::read)? });
        one.done()?;
    }
    Ok(all)
}
