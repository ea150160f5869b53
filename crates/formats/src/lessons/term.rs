//! A term: one line of words that asks something of the model.
//!
//! ```text
//! term    = quantity [predictor] ["of" source] ["at" changes] ["in" unit]
//! changes = "start" | keys with values as in a link
//! source  = plan:ID/WAY | runs:TABLE/PART
//! ```

use precopy_model::problem::Problem;
use precopy_model::quantity::text::Unit;

use super::quantity::{Quantity, Subject};
use super::{Changes, PlanName};
use crate::fields::TABLE;

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// What really bounds the product's loop.
    Bound,
    /// The simulated loop.
    Rounds,
    /// Salfner's equations, as read.
    Paper,
    /// The same with equation (8) as it is printed.
    AsPrinted,
    /// Akoush's AVG.
    Average,
    /// The least that Akoush's bounds allow, for any guest.
    Least,
    /// The most.
    Most,
}

impl By {
    /// All of them, by name.
    const NAMES: [(&'static str, Self); 7] = [
        ("bound", Self::Bound),
        ("rounds", Self::Rounds),
        ("paper", Self::Paper),
        ("as-printed", Self::AsPrinted),
        ("average", Self::Average),
        ("least", Self::Least),
        ("most", Self::Most),
    ];

    /// The predictor of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, by)| *by)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The lesson's scenario.
    Scenario,
    /// Ready-made maintenance, played.
    Plan(PlanName),
    /// Recorded runs: a table, and the part of it.
    Runs(RunsOf),
}

/// Recorded runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsOf {
    /// The table's name, without its ending.
    pub table: String,
    /// `all`, `fit` or `check`.
    pub part: String,
}

impl RunsOf {
    /// Reads a table and a part of it: `qemu-runs/check`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (table, part) = text.split_once('/')?;
        let is_part = ["all", "fit", "check"].contains(&part) && !table.is_empty();
        is_part.then(|| Self { table: table.to_owned(), part: part.to_owned() })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}/{}", self.table, self.part)
    }
}

/// A term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What is asked for.
    pub quantity: Quantity,
    /// Who says it; none where nobody has to.
    pub by: Option<By>,
    /// Of what.
    pub of: Source,
    /// Of the start with these changes; none: of what is there.
    pub at: Option<Changes>,
    /// In which unit it is said; none: in a fitting one.
    pub unit: Option<Unit>,
}

impl Term {
    /// Reads a term.
    ///
    /// ```
    /// use precopy_formats::lessons::Term;
    /// let term = Term::read("downtime rounds at link=20Gbit/s in ms").unwrap();
    /// assert_eq!(term.text(), "downtime rounds at link=20Gbit/s in ms");
    /// assert!(Term::read("downtime").is_err(), "who says so?");
    /// ```
    ///
    /// # Errors
    /// What is not understood, or does not go together.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(text);
        let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
        let name = words.next().ok_or_else(|| wrong("Nothing is asked for here."))?;
        let quantity = if name == "input" {
            let key = words.next().ok_or_else(|| wrong("Which input?"))?;
            let row = TABLE.iter().find(|row| row.key == key);
            Quantity::Input(row.ok_or_else(|| wrong("There is no such input."))?.field)
        } else {
            Quantity::named(name).ok_or_else(|| wrong("There is no such quantity."))?
        };
        let by = words.peek().and_then(|word| By::named(word));
        if by.is_some() {
            words.next();
        }
        let mut term = Self { quantity, by, of: Source::Scenario, at: None, unit: None };
        let mut last = 0;
        while let Some(word) = words.next() {
            let (place, what) = (["of", "at", "in"].iter().position(|known| *known == word), words.next());
            let (Some(place), Some(what)) = (place, what) else {
                return Err(wrong("This is not understood; of, at and in are followed by one word each."));
            };
            if place < last {
                return Err(wrong("The order is: of, at, in, each once."));
            }
            last = place + 1;
            match place {
                0 => term.of = Source::read(what)?,
                1 => term.at = Some(Changes::read(what)?),
                _ => term.unit = Some(Unit::named(what).ok_or_else(|| wrong("There is no such unit."))?),
            }
        }
        term.fault().map_or(Ok(term), |what| Err(wrong(what)))
    }

    /// What does not go together.
    fn fault(&self) -> Option<&'static str> {
        let in_memory_alone =
            matches!(self.quantity, Quantity::MigrationTime | Quantity::Downtime) && self.of == Source::Scenario;
        match (self.quantity.subject(), &self.of, self.by) {
            (Subject::Plan, Source::Plan(_), None) => self.at.is_some().then_some("A plan has no changes of a link."),
            (Subject::Plan, Source::Plan(_), Some(_)) => Some("A plan is played; nobody else says what comes of it."),
            // Of which plan, the choices of a question say.
            (Subject::Plan, Source::Scenario, None) => None,
            (Subject::Plan, ..) => Some("Of which plan?"),
            (Subject::Runs, Source::Runs(_), Some(By::Bound | By::Rounds | By::Paper)) => {
                self.at.is_some().then_some("Recorded runs have no changes of a link.")
            }
            (Subject::Runs, Source::Runs(_), _) => Some("Predicted by bound, rounds or paper?"),
            (Subject::Runs, ..) => Some("Of which recorded runs?"),
            (_, Source::Plan(_) | Source::Runs(_), _) => Some("This is asked of a scenario."),
            (Subject::Scenario, Source::Scenario, None) => None,
            (Subject::Scenario, Source::Scenario, Some(_)) => Some("This is the same whoever predicts."),
            (Subject::Prediction, _, Some(By::Least | By::Most)) if in_memory_alone => None,
            (_, _, Some(By::Least | By::Most)) => Some("These bounds are of migration time and downtime only."),
            (Subject::Prediction, Source::Scenario, Some(_)) => None,
            (Subject::Spread, Source::Scenario, Some(By::Bound | By::Rounds)) => None,
            (Subject::Spread, Source::Scenario, _) => Some("Where inputs vary, bound or rounds answers."),
            (Subject::Prediction, Source::Scenario, None) => Some("Who says so?"),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.quantity.name();
        let mut add = |word: &str, what: &str| {
            for part in [word, what].into_iter().filter(|part| !part.is_empty()) {
                text.push(' ');
                text.push_str(part);
            }
        };
        if let Some(by) = self.by {
            add("", by.name());
        }
        if self.of != Source::Scenario {
            add("of", &self.of.text());
        }
        if let Some(at) = &self.at {
            add("at", &at.text());
        }
        if let Some(unit) = self.unit {
            add("in", unit.name());
        }
        text
    }

    /// The same of the start with other changes.
    #[must_use]
    pub fn at(&self, at: Changes) -> Self {
        Self { at: Some(at), ..self.clone() }
    }
}

impl Source {
    /// Reads a source.
    ///
    /// # Errors
    /// What is none.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::general("This is no plan and no table of recorded runs.").given(text);
        match text.split_once(':') {
            Some(("plan", name)) => PlanName::read(name).map(Self::Plan),
            Some(("runs", name)) => RunsOf::read(name).map(Self::Runs).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }

    /// As it was written; of the scenario nothing.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Scenario => String::new(),
            Self::Plan(name) => format!("plan:{}", name.text()),
            Self::Runs(runs) => format!("runs:{}", runs.text()),
        }
    }
}
