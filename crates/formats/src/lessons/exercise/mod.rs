//! An exercise: what a teacher composes, as a text in a link and back; and what a student did, judged by the model.
//!
//! | key | what |
//! | --- | --- |
//! | the scenario's own | where the student begins; what may not be turned is locked |
//! | `ex-title`, `ex-ask`, `ex-hint` | texts |
//! | `ex-turn` | keys that may be turned, with commas between them |
//! | `ex-wants` | claims with `and` between them, which have to hold of what is set: `3s <= downtime rounds and downtime rounds < 5s`; or `told`, a term, `within` and a share: then the student types the answer |

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, compact, parse};

use super::answer::{Weight, is_within};
use super::checksum::{checksum, written};
use super::cut::cut;
use super::{Bench, Changes, Claims, Lesson, Model, Setting, Source, Start, Term, literal, said};
use crate::fields::TABLE;
use crate::link;

/// What an exercise wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Wants {
    /// These have to hold of what is set.
    Set(Claims),
    /// The answer to a term has to be told, to within a share of it.
    Told {
        /// What is asked.
        term: Term,
        /// To within which share.
        within: f64,
    },
}

/// An exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// Where the student begins.
    pub scenario: Start,
    /// A title; may be empty.
    pub title: String,
    /// What is to be done or told.
    pub ask: String,
    /// What may be turned.
    pub turn: Vec<String>,
    /// When it is done.
    pub wants: Wants,
    /// A hint; may be empty.
    pub hint: String,
}

/// What a student did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempt {
    /// What was turned.
    pub turned: Changes,
    /// What was told, where that is wanted.
    pub told: String,
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether the exercise is done.
    pub is_met: bool,
    /// What the model says of what is set, in words.
    pub result: String,
}

/// The part of an exercise that has to be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where the student begins.
    Scenario,
    /// What may be turned.
    Turn,
    /// When it is done.
    Wants,
}

/// What a teacher should mend.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where.
    pub part: Part,
    /// What is wrong.
    pub problem: Problem,
}

/// The keys of a link that an exercise has beside its scenario's.
pub const KEYS: [&str; 5] = [TITLE, ASK, TURN, WANTS, HINT];

const TITLE: &str = "ex-title";
const ASK: &str = "ex-ask";
const TURN: &str = "ex-turn";
const WANTS: &str = "ex-wants";
const HINT: &str = "ex-hint";

/// The longest texts, in characters: title, what is asked, hint.
pub const LONGEST: [usize; 3] = [80, 600, 300];

impl Wants {
    /// Reads what is wanted.
    ///
    /// # Errors
    /// What is not understood.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(text);
        let Some(rest) = text.strip_prefix("told ") else { return Claims::read(text).map(Self::Set) };
        let (term, share) = cut(rest, " within ").ok_or_else(|| wrong("To within which share?"))?;
        match parse(share, Kind::Share) {
            Ok(Amount::Share(within)) if within <= 1.0 => Ok(Self::Told { term: Term::read(term)?, within }),
            _ => Err(wrong("To within which share?")),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Set(claims) => claims.text(),
            Self::Told { term, within } => format!("told {} within {}", term.text(), compact(Amount::Share(*within))),
        }
    }

    /// What is asked of the model.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Set(claims) => claims.iter().flat_map(super::Claim::terms).collect(),
            Self::Told { term, .. } => vec![term],
        }
    }
}

impl Exercise {
    /// Whether a link sets an exercise.
    #[must_use]
    pub fn is_set_by(link: &str) -> bool {
        let begins = |part: &str| part.split_once('=').is_some_and(|(key, _)| key == ASK);
        link.trim_start_matches('#').split('&').any(begins)
    }

    /// The exercise of a link. Keys that are neither of its scenario nor of an exercise are left aside: they are the page's.
    ///
    /// ```
    /// use precopy_formats::lessons::{Attempt, Changes, Exercise, Model};
    /// let link = "v=1&hv=custom&mem=8GiB&link=1Gbit/s&time-limit=1ms&on-limit=pause&page=learn\
    ///     &ex-ask=Find%20a%20link%20that%20is%20fast%20enough.&ex-turn=link&ex-wants=downtime%20rounds%20<%2010s";
    /// let exercise = Exercise::of_link(link).unwrap();
    /// let mut model = Model::default();
    /// assert_eq!(exercise.faults(&mut model), []);
    /// let attempt = Attempt { turned: Changes::read("link=10Gbit/s").unwrap(), told: String::new() };
    /// let judged = exercise.judge(&attempt, &mut model).unwrap();
    /// assert!(judged.is_met);
    /// assert_eq!(Exercise::of_link(&exercise.to_link().unwrap()), Ok(exercise));
    /// ```
    ///
    /// # Errors
    /// What is missing or not understood, all of it.
    pub fn of_link(text: &str) -> Result<Self, Vec<Problem>> {
        let parsed = link::parse(text);
        let mut problems = parsed.problems;
        let value = |key: &str| {
            parsed.others.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        let mut read = |key: &str, longest: usize| {
            let text = value(key).trim();
            if longest < text.chars().count() || text.chars().any(char::is_control) {
                problems.push(Problem::general("This text is too long, or is no text.").given(key));
            }
            text.to_owned()
        };
        let [title, ask, hint] = LONGEST;
        let (title, ask, hint) = (read(TITLE, title), read(ASK, ask), read(HINT, hint));
        if ask.is_empty() {
            problems.push(Problem::general("An exercise asks something."));
        }
        let turn: Vec<String> = value(TURN).split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect();
        let wants = Wants::read(value(WANTS)).map_err(|problem| problems.push(problem));
        let varied = parsed.others.iter().filter(|(key, _)| crate::uncertain::Varied::has_key(key));
        let mut scenario = link::print(&parsed.inputs);
        for (key, value) in varied {
            scenario.push_str(&format!("&{key}={value}"));
        }
        let scenario = Start::read(&scenario).map_err(|problem| problems.push(problem));
        match (scenario, wants) {
            (Ok(scenario), Ok(wants)) if problems.is_empty() => Ok(Self { scenario, title, ask, turn, wants, hint }),
            _ => Err(problems),
        }
    }

    /// The exercise as a link, without `#` and without what the page adds to it.
    ///
    /// # Errors
    /// When it is too long for one.
    pub fn to_link(&self) -> Result<String, Problem> {
        let mut text = self.scenario.text();
        let turn = self.turn.join(",");
        let wants = self.wants.text();
        for (key, value) in [(TITLE, &self.title), (ASK, &self.ask), (TURN, &turn), (WANTS, &wants), (HINT, &self.hint)]
        {
            if !value.trim().is_empty() {
                link::push(&mut text, key, value.trim());
            }
        }
        // The page adds a little.
        if text.len() + 200 < link::MAX_BYTES {
            Ok(text)
        } else {
            Err(Problem::general("This exercise is too long for a link."))
        }
    }

    /// The exercise of a lesson.
    ///
    /// # Errors
    /// When its link is none.
    pub fn of_lesson(lesson: &Lesson, model: &mut Model) -> Result<Self, Vec<Problem>> {
        let set = &lesson.teacher.exercise;
        let scenario = lesson.scenario.changed(&set.at);
        let exercise = Self {
            title: lesson.title.clone(),
            ask: said(&set.ask, model, &Bench::at(lesson.scenario.clone())),
            turn: set.turn.clone(),
            wants: Wants::Set(set.wants.clone()),
            hint: set.hint.clone(),
            scenario,
        };
        // As everybody gets it: through its link.
        exercise.to_link().map_err(|problem| vec![problem]).and_then(|link| Self::of_link(&link))
    }

    /// What a teacher should mend before setting it; nothing where it is sound.
    pub fn faults(&self, model: &mut Model) -> Vec<Fault> {
        let fault = |part: Part, problem: Problem| Fault { part, problem };
        let setting = match Setting::of(&self.scenario) {
            Ok(setting) => setting,
            Err(problem) => return vec![fault(Part::Scenario, problem)],
        };
        let mut faults = Vec::new();
        for key in &self.turn {
            let row = TABLE.iter().find(|row| row.key == key);
            if !row.is_some_and(|row| setting.inputs.applies(row.field)) {
                let problem = Problem::general("There is no such input here that could be turned.").given(key.clone());
                faults.push(fault(Part::Turn, problem));
            }
        }
        if self.wants.terms().iter().any(|term| term.of != Source::Scenario) {
            faults.push(fault(Part::Wants, Problem::general("An exercise asks of its own scenario.")));
            return faults;
        }
        match &self.wants {
            Wants::Set(_) if self.turn.is_empty() => {
                faults.push(fault(Part::Turn, Problem::general("Something has to be turned, but nothing may be.")));
            }
            Wants::Set(_) => match self.judge(&Attempt::default(), model) {
                Ok(judged) if judged.is_met => {
                    faults.push(fault(Part::Wants, Problem::general("This is done before it begins.")));
                }
                Ok(_) => {}
                Err(problem) => faults.push(fault(Part::Wants, problem)),
            },
            Wants::Told { term, .. } => match model.answer(term, &Bench::at(self.scenario.clone())) {
                Ok(answer) if answer.number().is_some() => {}
                Ok(_) => {
                    let problem = Problem::general("The answer is no number that could be told.").given(term.text());
                    faults.push(fault(Part::Wants, problem));
                }
                Err(problem) => faults.push(fault(Part::Wants, problem)),
            },
        }
        faults
    }

    /// Judges what a student did.
    ///
    /// # Errors
    /// What is locked was turned, or what is set makes no scenario; what was told is no amount.
    pub fn judge(&self, attempt: &Attempt, model: &mut Model) -> Result<Judged, Problem> {
        let locked = attempt.turned.iter().find(|(key, _)| !self.turn.iter().any(|known| known == key));
        if let Some((key, _)) = locked {
            return Err(Problem::general("This is locked.").given(key));
        }
        let bench = Bench { start: self.scenario.clone(), now: self.scenario.changed(&attempt.turned).settled() };
        match &self.wants {
            Wants::Set(claims) => {
                let mut result: Vec<String> = Vec::new();
                for term in claims.iter().flat_map(super::Claim::terms) {
                    let said = model.answer(term, &bench)?.said(term.unit);
                    if !result.contains(&said) {
                        result.push(said);
                    }
                }
                Ok(Judged { is_met: claims.hold(model, &bench)?, result: result.join(", ") })
            }
            Wants::Told { term, within } => {
                let answer = model.answer(term, &bench)?;
                let told = told(&attempt.told, term).ok_or_else(|| {
                    Problem::general("This is no amount, or its unit is missing.").given(attempt.told.clone())
                })?;
                let cannot = || Problem::general("This is another kind of amount.").given(attempt.told.clone());
                let (is, told) = answer.weight().and_then(|answer| answer.pair(told)).ok_or_else(cannot)?;
                Ok(Judged { is_met: is_within(*within, is, told), result: answer.said(term.unit) })
            }
        }
    }

    /// A short mark of this exercise, the same for the same exercise only, as far as chance goes.
    #[must_use]
    pub fn mark(&self) -> String {
        let all = [&self.scenario.text(), &self.ask, &self.turn.join(","), &self.wants.text()];
        written(checksum(&all.map(String::as_str).join("\n")))
    }
}

/// What was told: an amount; a number alone is in the unit that the question names.
fn told(text: &str, term: &Term) -> Option<Weight> {
    let text = text.trim();
    if text == "never" {
        return Some(Weight::Endless);
    }
    let with_unit = term.unit.and_then(|unit| {
        let is_bare = parse(text, Kind::Count).is_ok() && text.ends_with(|letter: char| letter.is_ascii_digit());
        is_bare.then(|| literal(&format!("{text} {}", unit.name()))).flatten()
    });
    with_unit.or_else(|| literal(text))?.weight()
}

#[cfg(test)]
mod tests;
