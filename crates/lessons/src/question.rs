//! Fenced blocks that are questions.

use precopy_formats::lessons::{Asked, Between, Changes, Choice, Holds, PlanName, Question, Source, Term};

use crate::fields::Fields;
use crate::flaw::Flaw;
use crate::inline::sentence;

/// Reads a question.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn question(mut fields: Fields<'_>) -> Result<Question, Flaw> {
    let place = fields.place();
    let ask = sentence(&fields.text("ask")?, place)?;
    let [before, after, least, most] = {
        let mut term = |key: &str| fields.read_or_none(key, Term::read);
        [term("before")?, term("after")?, term("least")?, term("most")?]
    };
    let asked = match (before, after, least, most) {
        (Some(before), Some(after), None, None) => Asked::Ratio { before, after },
        (None, Some(after), None, None) => Asked::Value(after),
        (None, None, Some(term), None) => Asked::Least(term),
        (None, None, None, Some(term)) => Asked::Most(term),
        _ => return Err(fields.flaw("", "a question has before and after, or after alone, or least, or most")),
    };
    let mut choices = Vec::new();
    for mut choice in fields.tables("choice")? {
        choices.push(self::choice(&mut choice, &asked)?);
        choice.done()?;
    }
    if choices.len() < 2 {
        return Err(fields.flaw("", "a question needs two choices at least"));
    }
    fields.done()?;
    Ok(Question { ask, asked, choices })
}

fn choice(fields: &mut Fields<'_>, asked: &Asked) -> Result<Choice, Flaw> {
    let place = fields.place();
    let said = fields.text("text")?;
    let text = sentence(&said, place)?;
    let why = sentence(&fields.text("why")?, place)?;
    let range = if matches!(asked, Asked::Ratio { .. }) { "ratio" } else { "value" };
    let mut holds = Vec::new();
    holds.extend(fields.read_or_none(range, Between::read)?.map(Holds::Between));
    holds.extend(fields.text_or_none("word")?.map(Holds::Word));
    holds.extend(fields.read_or_none("at", Changes::read)?.map(Holds::At));
    let plan = |text: &str| match Source::read(text)? {
        Source::Plan(name) => Ok(name),
        Source::Scenario | Source::Runs(_) => PlanName::read(text),
    };
    holds.extend(fields.read_or_none("of", plan)?.map(Holds::Of));
    match <[Holds; 1]>::try_from(holds) {
        Ok([holds]) if asked.takes(&holds) => Ok(Choice { text, holds, why }),
        _ => Err(fields.flaw(&said, "a choice says in one way when it is right, and in the way of its question")),
    }
}
