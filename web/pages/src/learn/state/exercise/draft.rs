//! An exercise while it is composed: texts as they were typed, what is wrong with each, and what the model says of it by now.

use precopy_formats::fields::TABLE;
use precopy_formats::lessons::{
    Attempt, Bench, Changes, Exercise, Fault, LONGEST, Model, Part, Setting, Start, Term, Wants,
};
use precopy_formats::link;
use precopy_formats::uncertain::Varied;
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, compact, to_digits};

use super::given::fragment;
use super::turning::{Turned, Way};
use super::{slider_places, takes_long};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its title.
    Title,
    /// What is asked.
    Ask,
    /// Where the student begins.
    Scenario,
    /// What may be turned.
    Turn,
    /// When it is done.
    Wants,
    /// The hint.
    Hint,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The title.
    pub title: String,
    /// What is asked.
    pub ask: String,
    /// The hint.
    pub hint: String,
    /// The scenario, as a link that says all that counts.
    pub scenario: String,
    /// What may be turned.
    pub turn: Vec<String>,
    /// Whether a number has to be told, rather than something set.
    pub is_told: bool,
    /// What has to hold of what is set.
    pub claims: String,
    /// What has to be told.
    pub told: String,
    /// A link that was pasted and could not be taken, and why.
    pub refused: Option<(String, Problem)>,
    /// Where the calculator lies, if not here.
    pub folder: String,
    /// The height of a frame.
    pub height: u32,
}

/// A text of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The title.
    Title,
    /// What is asked.
    Ask,
    /// The hint.
    Hint,
    /// What has to hold.
    Claims,
    /// What has to be told.
    Told,
    /// Where the calculator lies.
    Folder,
}

/// What the model says of the start.
#[derive(Clone, Debug, PartialEq)]
pub enum AtStart {
    /// The numbers that are asked for, and whether that would do.
    Set(String, bool),
    /// The answer that a student has to tell.
    Told(String),
}

/// Whether turning a single input does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
    /// This input, turned to this.
    By(&'static str, String),
    /// None alone.
    NotAlone,
    /// Nobody tried: it would take too long, or nothing is to be turned.
    NotTried,
}

/// What is known of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What is wrong, and where.
    pub faults: Vec<(Place, Problem)>,
    /// Whether nothing is asked yet: that is no fault as long as one is at it.
    pub asks_nothing: bool,
    /// What the model says of the start, as soon as it can be asked.
    pub at_start: Option<AtStart>,
    /// Whether turning one input does it.
    pub reach: Reach,
    /// The exercise and its link, once nothing is wrong.
    pub exercise: Option<(Exercise, String)>,
}

impl Draft {
    /// A draft that starts from the calculator's link, or from the calculator's own start where that cannot be read; what it wants for
    /// a beginning is half of the migration time, or an end.
    #[must_use]
    pub fn new(calculator: &str) -> Self {
        let scenario = scenario_of(calculator).or_else(|_| scenario_of("v=1&hv=qemu")).unwrap_or_default();
        let half = halved(&scenario);
        // Where a cap binds, no link makes it faster; what never ends has to write less.
        let cap = link::parse(&scenario).inputs.get(Field::BandwidthCap).and_then(|cap| cap.amount());
        let turn: &[&str] = match (&half, cap) {
            (None, _) => &["dirty"],
            (_, Some(Amount::BytesPerSecond(_))) => &["link", "cap"],
            _ => &["link"],
        };
        let turn = turn.iter().map(|key| (*key).to_owned()).collect();
        let claims = half.unwrap_or_else(|| "outcome rounds = completes".to_owned());
        Self {
            title: String::new(),
            ask: String::new(),
            hint: String::new(),
            scenario,
            turn,
            is_told: false,
            claims,
            told: "told downtime rounds in s within 5%".to_owned(),
            refused: None,
            folder: String::new(),
            height: 900,
        }
    }

    /// A draft that starts from an exercise.
    #[must_use]
    pub fn of(exercise: &Exercise) -> Self {
        let mut draft = Self::new(&exercise.scenario.text());
        draft.title.clone_from(&exercise.title);
        draft.ask.clone_from(&exercise.ask);
        draft.hint.clone_from(&exercise.hint);
        draft.turn.clone_from(&exercise.turn);
        match &exercise.wants {
            Wants::Set(claims) => draft.claims = claims.text(),
            Wants::Told { .. } => (draft.is_told, draft.told) = (true, exercise.wants.text()),
        }
        draft
    }

    /// Types a text.
    pub(super) fn write(&mut self, text: Text, typed: String) {
        // Lines end where the field ends: a link has none.
        let one_line = || typed.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        match text {
            Text::Title => self.title = one_line(),
            Text::Ask => self.ask = one_line(),
            Text::Hint => self.hint = one_line(),
            Text::Claims => self.claims = typed,
            Text::Told => self.told = typed,
            Text::Folder => self.folder = typed,
        }
    }

    /// Lets an input be turned, or no longer.
    pub(super) fn turn(&mut self, key: &str) {
        if self.turn.iter().any(|known| known == key) {
            self.turn.retain(|known| known != key);
        } else {
            self.turn.push(key.to_owned());
        }
    }

    /// Takes the scenario of a link, or the whole exercise where it sets one.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(exercise) =
            Exercise::is_set_by(fragment_of(text)).then(|| Exercise::of_link(fragment_of(text)).ok()).flatten()
        {
            let (folder, height) = (std::mem::take(&mut self.folder), self.height);
            *self = Self { folder, height, ..Self::of(&exercise) };
            return;
        }
        match scenario_of(text) {
            Ok(scenario) => (self.scenario, self.refused) = (scenario, None),
            Err(problem) => self.refused = Some((text.to_owned(), problem)),
        }
    }

    /// What is wanted, as it is typed.
    #[must_use]
    pub fn wants(&self) -> &str {
        if self.is_told { &self.told } else { &self.claims }
    }

    /// What is wrong with it by now, and what the model says.
    #[must_use]
    pub fn checked(&self, model: &mut Model) -> Checked {
        let mut faults: Vec<(Place, Problem)> = Vec::new();
        let [title, ask, hint] = LONGEST;
        for (place, text, longest) in
            [(Place::Title, &self.title, title), (Place::Ask, &self.ask, ask), (Place::Hint, &self.hint, hint)]
        {
            if longest < text.trim().chars().count() {
                faults
                    .push((place, Problem::general("This text is too long.").allowed(format!("{longest} characters"))));
            }
        }
        let scenario = Start::read(&self.scenario).map_err(|problem| faults.push((Place::Scenario, problem))).ok();
        let wants = Wants::read(self.wants()).map_err(|problem| faults.push((Place::Wants, problem))).ok();
        let asks_nothing = self.ask.trim().is_empty();
        let mut checked =
            Checked { faults: Vec::new(), asks_nothing, at_start: None, reach: Reach::NotTried, exercise: None };
        if let (Some(scenario), Some(wants)) = (scenario, wants) {
            let text = |text: &str| text.trim().to_owned();
            // Who tells a number turns nothing: it would be another number.
            let turn = if self.is_told { Vec::new() } else { self.turn.clone() };
            let exercise = Exercise {
                scenario,
                title: text(&self.title),
                ask: text(&self.ask),
                turn,
                wants,
                hint: text(&self.hint),
            };
            let found = exercise.faults(model).into_iter().map(|Fault { part, problem }| match part {
                Part::Scenario => (Place::Scenario, problem),
                Part::Turn => (Place::Turn, problem),
                Part::Wants => (Place::Wants, problem),
            });
            faults.extend(found);
            checked.at_start = at_start(&exercise, model);
            if faults.is_empty() {
                checked.reach = reach(&exercise, model);
                match as_read(&exercise) {
                    Ok(made) if !asks_nothing => checked.exercise = Some(made),
                    Ok(_) => {}
                    Err(problem) => faults.push((Place::Ask, problem)),
                }
            }
        }
        checked.faults = faults;
        checked
    }
}

/// Half of the migration time, as a claim; none where there is none.
fn halved(scenario: &str) -> Option<String> {
    let bench = Bench::at(Start::read(scenario).ok()?);
    let seconds = Model::default().answer(&Term::read("migration-time rounds").ok()?, &bench).ok()?.number()?;
    let half = Amount::Seconds(Seconds::from_seconds(to_digits(seconds / 2.0, 2)));
    Some(format!("migration-time rounds < {}", compact(half)))
}

/// An exercise as everybody reads it out of its link, and that link: codes are made for that one.
fn as_read(exercise: &Exercise) -> Result<(Exercise, String), Problem> {
    let link = exercise.to_link()?;
    // Without a question it is not read; there is no link to it yet.
    let read = Exercise::of_link(&link).unwrap_or_else(|_| exercise.clone());
    let link = fragment(&read)?;
    Ok((read, link))
}

/// What stands behind the `#` of an address, or the text itself.
fn fragment_of(text: &str) -> &str {
    text.trim().split_once('#').map_or(text.trim(), |(_, fragment)| fragment)
}

/// The scenario of a link, with every value that counts, and what varies.
///
/// # Errors
/// It is no link of the calculator, or has a problem.
pub fn scenario_of(text: &str) -> Result<String, Problem> {
    let text = fragment_of(text);
    let is_one = |part: &str| part.split_once('=').is_some_and(|(key, _)| TABLE.iter().any(|row| row.key == key));
    if !text.split('&').any(is_one) {
        return Err(Problem::general("This is no link of a scenario."));
    }
    let parsed = link::parse(text);
    let (varied, of_ranges) = Varied::of_link(&parsed.others);
    if let Some(problem) = parsed.problems.into_iter().chain(of_ranges).next() {
        return Err(problem);
    }
    let mut scenario = link::print(&parsed.inputs.complete());
    varied.push_to(&mut scenario);
    Setting::of(&Start::read(&scenario)?)?;
    Ok(scenario)
}

fn at_start(exercise: &Exercise, model: &mut Model) -> Option<AtStart> {
    match &exercise.wants {
        Wants::Set(_) => {
            let judged = exercise.judge(&Attempt::default(), model).ok()?;
            Some(AtStart::Set(judged.result, judged.is_met))
        }
        Wants::Told { term, .. } => {
            let answer = model.answer(term, &Bench::at(exercise.scenario.clone())).ok()?;
            Some(AtStart::Told(answer.said(term.unit)))
        }
    }
}

/// Turns one input after the other, as far as it goes, to see whether that does it.
fn reach(exercise: &Exercise, model: &mut Model) -> Reach {
    let Wants::Set(_) = exercise.wants else { return Reach::NotTried };
    if exercise.wants.terms().into_iter().any(takes_long) {
        return Reach::NotTried;
    }
    for key in &exercise.turn {
        let Some(turned) = Turned::of(key, &exercise.scenario) else { continue };
        let texts: Vec<String> = match turned.way {
            Way::Slide(slider) => slider_places().map(|place| slider.at_position(place)).collect(),
            Way::Choose(words) => words.iter().map(|word| word.id.to_owned()).collect(),
            Way::Type => continue,
        };
        for text in texts {
            let mut to = Changes::default();
            to.set(key, &text);
            let attempt = Attempt { turned: to, told: String::new() };
            if exercise.judge(&attempt, model).is_ok_and(|judged| judged.is_met) {
                return Reach::By(turned.row.field.name(), shown(turned.row, &text));
            }
        }
    }
    Reach::NotAlone
}

fn shown(row: &precopy_formats::fields::Row, text: &str) -> String {
    row.parse(text).map_or_else(|_| text.to_owned(), |value| super::turning::said(row, &value))
}
