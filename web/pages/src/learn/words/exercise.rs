//! What the page says about exercises.

use precopy_base::words::problem_line;
use precopy_formats::lessons::{By, Judged, Term, Verified};
use precopy_model::quantity::text::grouped;

use crate::learn::state::exercise::draft::{AtStart, Place, Reach, Text};
use crate::learn::state::exercise::wanted::{Kind, Relation};

// Ways in and out

/// Below the list of lessons.
pub const HEAD: &str = "Exercises";
/// From the list of lessons.
pub const COMPOSE: &str = "Make an exercise";
/// Below it.
pub const COMPOSE_LINE: &str = "Set a question on a scenario of your own. Students get a link, the model checks what they do, and you check the codes that they hand in.";
/// Back to an exercise that is open.
pub const BACK_TO_IT: &str = "Back to the exercise";
/// Back to a draft.
pub const GO_ON: &str = "Go on composing";
/// From a lesson's note for teachers.
pub const TRY: &str = "Try this exercise";
/// The same.
pub const FROM_THIS: &str = "Make one of your own from this";
/// To what was handed in.
pub const VERIFY: &str = "Check codes";
/// Back to what students see.
pub const SEE: &str = "See the exercise";

// For students

/// Where an exercise has no title.
pub const UNTITLED: &str = "An exercise";
/// A link that sets none.
pub const BROKEN: &str = "This link sets no exercise that could be read.";
/// A link whose inputs were changed.
pub const CHANGED: &str = "Something in this link has been changed since the exercise was made: it is another exercise now, and codes that it gives will not count for the first one. Open the link again as you got it.";
/// Name of the group of sliders.
pub const TURN: &str = "What you may turn";
/// All inputs.
pub const GIVEN: &str = "What is given";
/// Column of numbers.
pub const AT_START: &str = "at the start";
/// Column of numbers.
pub const NOW: &str = "now";
/// Asks the model.
pub const CHECK: &str = "Check";
/// Begins anew.
pub const AGAIN: &str = "Begin anew";
/// Where it is done.
pub const DONE: &str = "That does it.";
/// Where it is not.
pub const NOT_YET: &str = "Not yet.";
/// Where a number is wrong.
pub const NOT_RIGHT: &str = "That is not it.";
/// Before the hint.
pub const HINT: &str = "Hint: ";
/// The field of the name.
pub const NAME: &str = "Your name, if you want it in the code";
/// The code.
pub const CODE: &str = "Your completion code";
/// Below it.
pub const CODE_LINE: &str =
    "Hand in this line. It states what you set and what came of it, in plain words; nothing has been sent anywhere.";
/// What it is not.
pub const NO_SECURITY: &str = "A code shows that somebody did the exercise. It can be passed on, and written by hand by those who know how: it is no examination security.";
/// For the teacher, on the student's page.
pub const FOR_TEACHERS: &str = "For whoever set this";
/// A trial.
pub const TRIAL: &str = "This is how students see it.";
/// Ends it.
pub const END_TRIAL: &str = "Back to composing";

// For teachers

/// Head of the page of codes.
pub const CODES_HEAD: &str = "Check codes";
/// Below it.
pub const CODES_LINE: &str =
    "Each code is followed by the model here: whether it is whole, for this exercise, and does what it says.";
/// The field.
pub const CODES: &str = "Codes, one a line";
/// The table.
pub const CODES_TABLE: &str = "What the codes say";
/// Its columns.
pub const COLUMNS: [&str; 4] = ["name", "finding", "result", "set or told"];
/// Of the file.
pub const CSV_HEAD: [&str; 5] = ["name", "finding", "result", "set or told", "code"];
/// Saves the table.
pub const SAVE: &str = "Save as CSV";
/// The file's name.
pub const FILE: &str = "precopy-exercise.csv";
/// While codes are followed.
pub const FOLLOWING: &str = "Following the codes …";

/// Head of the form.
pub const FORM: &str = "Make an exercise";
/// Below it.
pub const FORM_LINE: &str = "Everything stays in this page until you give the link to somebody.";
/// A field.
pub const TITLE: &str = "Title";
/// A field.
pub const ASK: &str = "Question";
/// An example.
pub const ASK_EXAMPLE: &str = "Find a link on which this guest is down for less than a second.";
/// A field.
pub const HINT_FIELD: &str = "Hint, shown after a wrong try";
/// A part of the form.
pub const SCENARIO: &str = "Where students begin";
/// Takes the calculator's scenario.
pub const TAKE: &str = "Take what the calculator shows";
/// A field.
pub const PASTE: &str = "Or paste a link, of the calculator or of an exercise";
/// An example.
pub const PASTE_EXAMPLE: &str = "https://…#v=1&hv=qemu&mem=64GiB";
/// A list.
pub const FROM_LESSON: &str = "Or begin with a lesson’s exercise";
/// Its first entry.
pub const CHOOSE: &str = "Choose a lesson";
/// Where inputs of the scenario vary.
pub const VARIES: &str = "Some of its inputs vary.";
/// Whether students see or tell.
pub const TASK: &str = "What students do";
/// The two.
pub const TASKS: [&str; 2] = ["set something", "tell a number"];
/// A part of the form.
pub const MAY_TURN: &str = "What they may turn";
/// Below it.
pub const MAY_TURN_LINE: &str = "Everything else is locked.";
/// More inputs.
pub const MORE: &str = "More inputs";
/// While a number is to be told.
pub const NOTHING_TURNS: &str = "Everything is locked while a number is to be told, and the curve is not shown.";
/// A part of the form.
pub const WANTS: &str = "When it is done";
/// The same.
pub const WANTS_TOLD: &str = "Which number";
/// Names of lists and fields of a row.
pub const QUANTITY: &str = "Quantity";
/// The same.
pub const WHO: &str = "Who says it";
/// The same.
pub const RELATION: &str = "Comparison";
/// The same.
pub const VALUE: &str = "Value";
/// The same.
pub const WITHIN: &str = "To within";
/// The same.
pub const UNIT: &str = "In";
/// No unit.
pub const ANY_UNIT: &str = "any unit";
/// One more row.
pub const ADD: &str = "Add a condition";
/// One less.
pub const REMOVE: &str = "Remove";
/// The text.
pub const AS_TEXT: &str = "As text";
/// Where rows cannot show it.
pub const NO_ROWS: &str = "The lists cannot show all of this. Its text counts.";
/// Of the grammar.
pub const GRAMMAR_HEAD: &str = "What can be written";
/// The grammar.
pub const GRAMMAR: &str = "A quantity, who says it, <, <= or =, and a value with its unit; and between conditions. More is possible here than in the lists: 2 * downtime rounds at start <= downtime rounds, or input link = 25Gbit/s.";
/// The grammar of numbers to be told.
pub const GRAMMAR_TOLD: &str = "told, a quantity, who says it, in and a unit, within and a share.";
/// What the model says.
pub const RESULT: &str = "What the model says";
/// While that cannot be said.
pub const NOTHING_YET: &str = "Nothing yet: see what is marked in the form.";
/// What is left to do.
pub const LEFT: &str = "Left to do";
/// Between a quantity and who says it.
pub const OF: &str = "of";
/// Before a unit.
pub const IN: &str = "in";
/// Before a share.
pub const TO_WITHIN: &str = "to within";
/// Without a question.
pub const ASK_SOMETHING: &str = "write the question.";
/// The trial.
pub const TRY_IT: &str = "Try it as a student";
/// What is taken away.
pub const GIVE: &str = "Give it to students";
/// The link.
pub const LINK: &str = "Link";
/// The frame.
pub const FRAME: &str = "Frame for a course page";
/// Its height.
pub const HEIGHT: &str = "Height";
/// Where the calculator lies.
pub const ADDRESS: &str = "Where students find Precopy";
/// An example.
pub const ADDRESS_EXAMPLE: &str = "https://…/precopy/";
/// Where that is not known.
pub const ADDRESS_UNKNOWN: &str = "This page has no address that others could open. Type one.";
/// Where it is a file.
pub const ADDRESS_FILE: &str = "This page lies on this machine. Type the address under which students find it.";
/// Copies.
pub const COPY: &str = "Copy";
/// It was copied.
pub const COPIED: &str = "Copied";
/// Follows what comes back.
pub const VERIFY_LATER: &str = "When codes come back, open the link and choose “Check codes”.";

/// A quantity of a list.
#[must_use]
pub fn kind(kind: Kind) -> String {
    let text = if kind.is_predicted { format!("{} rounds", kind.name) } else { kind.name.to_owned() };
    Term::read(&text).map_or_else(|_| kind.name.to_owned(), |term| super::quantity(term.quantity))
}

/// Who says it.
#[must_use]
pub fn who(name: &str) -> &'static str {
    By::named(name).map_or("", |by| match by {
        By::Rounds => "the simulation",
        By::Bound => "the bound",
        other => super::by(other),
    })
}

/// A comparison.
#[must_use]
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Below => "less than",
        Relation::AtMost => "at most",
        Relation::Above => "more than",
        Relation::AtLeast => "at least",
        Relation::Is => "equal to",
    }
}

/// A list or field of a row, for those who hear it.
#[must_use]
pub fn of_row(name: &str, row: usize, rows: usize) -> String {
    if rows == 1 { name.to_owned() } else { format!("{name}, condition {}", row + 1) }
}

/// The name of a field of the form.
#[must_use]
pub const fn place(place: Place) -> &'static str {
    match place {
        Place::Title => TITLE,
        Place::Ask => ASK,
        Place::Scenario => SCENARIO,
        Place::Turn => MAY_TURN,
        Place::Wants => WANTS,
        Place::Hint => "Hint",
    }
}

/// The name of a text's field.
#[must_use]
pub const fn text(text: Text) -> &'static str {
    match text {
        Text::Title => TITLE,
        Text::Ask => ASK,
        Text::Hint => HINT_FIELD,
        Text::Claims | Text::Told => AS_TEXT,
        Text::Folder => ADDRESS,
    }
}

/// What has to be mended.
#[must_use]
pub fn mend(places: &[String]) -> String {
    format!("mend what is marked at {}.", places.join(", "))
}

/// How many letters are left.
#[must_use]
pub fn letters(used: usize, most: usize) -> String {
    format!("{used} of {most} characters")
}

/// What the model says of the start.
#[must_use]
pub fn at_start(at_start: &AtStart) -> String {
    match at_start {
        AtStart::Set(result, false) => {
            format!("At the start: {result}. The start itself does not do it, as it should be.")
        }
        AtStart::Set(result, true) => format!("At the start: {result}. The start does it already."),
        AtStart::Told(answer) => format!("The answer is {answer}."),
    }
}

/// Whether it can be done.
#[must_use]
pub fn reach(reach: &Reach) -> Option<String> {
    match reach {
        Reach::By(name, value) => Some(format!("It can be done: {} at {value} does it.", name.to_ascii_lowercase())),
        Reach::NotAlone => {
            Some("No input does it alone, as far as its slider goes. Make sure that it can be done.".to_owned())
        }
        Reach::NotTried => None,
    }
}

/// What the model says of an attempt.
#[must_use]
pub fn judged(judged: &Judged, is_told: bool) -> String {
    match (judged.is_met, is_told) {
        (true, true) => format!("The model’s answer: {}.", judged.result),
        (false, true) => String::new(),
        (_, false) => format!("What you set comes to: {}.", judged.result),
    }
}

/// The field of an answer.
#[must_use]
pub fn answer(unit: &str) -> String {
    if unit.is_empty() { "Your answer, with its unit".to_owned() } else { format!("Your answer, in {unit}") }
}

/// To within which share it is accepted.
#[must_use]
pub fn accepted(share: &str) -> String {
    format!("It counts when it is within {share} of what the model says.")
}

/// What came of a code.
#[must_use]
pub fn finding(verified: &Verified) -> String {
    match verified {
        Verified::Done(_) => "done".to_owned(),
        Verified::Mistyped => "no whole code: mistyped, or not copied to its end".to_owned(),
        Verified::OtherExercise => "for another exercise, or for this one before it was changed".to_owned(),
        Verified::NotDone(_) => "not done: what it states does not do it".to_owned(),
        Verified::OtherResult(_, result) => format!("other result: the model says {result}"),
        Verified::Impossible(problem) => format!("cannot be set here: {}", problem_line(problem)),
    }
}

/// How many are in order.
#[must_use]
pub fn count(done: usize, all: usize) -> String {
    let number = |number: usize| grouped(number as f64);
    match all {
        0 => "No codes yet.".to_owned(),
        1 => if done == 1 { "The code is in order." } else { "The code is not in order." }.to_owned(),
        _ => format!("{} of {} codes are in order.", number(done), number(all)),
    }
}

/// More lines than are read.
#[must_use]
pub fn most(most: usize) -> String {
    format!("At most {} lines are read.", grouped(most as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::state::exercise::wanted::{KINDS, PREDICTORS};

    #[test]
    fn every_choice_has_words() {
        let mut seen: Vec<String> = KINDS.into_iter().map(kind).collect();
        seen.extend(PREDICTORS.map(|name| who(name).to_owned()));
        seen.extend(Relation::ALL.map(|one| relation(one).to_owned()));
        assert!(seen.iter().all(|words| !words.is_empty() && !words.contains('-')), "{seen:?}");
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }

    #[test]
    fn findings_are_counted() {
        assert_eq!(count(0, 0), "No codes yet.");
        assert_eq!(count(2, 1000), "2 of 1,000 codes are in order.");
        assert!(finding(&Verified::Mistyped).starts_with("no whole code"));
    }
}
