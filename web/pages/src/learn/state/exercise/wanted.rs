//! What an exercise wants, as rows of a form and as the text that they make. The text counts; what no row can show is edited as text.

/// What can be chosen in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in a term.
    pub name: &'static str,
    /// Whether somebody has to predict it.
    pub is_predicted: bool,
    /// Units in which a student may tell it.
    pub units: &'static [&'static str],
    /// What it is one of, where it is no number.
    pub words: &'static [&'static str],
    /// A value to begin with.
    pub example: &'static str,
}

const TIMES: &[&str] = &["s", "ms", "min"];
const PAGES: &[&str] = &["pages", "MiB", "GiB"];

const fn predicted(name: &'static str, units: &'static [&'static str], example: &'static str) -> Kind {
    Kind { name, is_predicted: true, units, words: &[], example }
}

/// All of them, what is asked most first.
pub const KINDS: [Kind; 13] = [
    predicted("downtime", TIMES, "1s"),
    predicted("migration-time", TIMES, "60s"),
    predicted("data", &["GiB", "MiB", "GB"], "10GiB"),
    predicted("rounds-taken", &[], "5"),
    predicted("brownout", TIMES, "1s"),
    predicted("first-pass", TIMES, "10s"),
    predicted("left-first-pass", PAGES, "1GiB"),
    predicted("stop", TIMES, "10s"),
    predicted("left", PAGES, "100MiB"),
    Kind {
        name: "outcome",
        is_predicted: true,
        units: &[],
        words: &["completes", "cancelled", "never"],
        example: "completes",
    },
    Kind {
        name: "ended-by",
        is_predicted: true,
        units: &[],
        words: &["threshold", "limit", "nothing"],
        example: "threshold",
    },
    Kind { name: "write-share", is_predicted: false, units: &[], words: &[], example: "90%" },
    Kind { name: "copy-rate", is_predicted: false, units: &["pages/s", "MiB/s"], words: &[], example: "30000pages/s" },
];

/// Who may say it.
pub const PREDICTORS: [&str; 3] = ["rounds", "bound", "paper"];

/// How what is asked is related to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Less.
    Below,
    /// No more.
    AtMost,
    /// More.
    Above,
    /// No less.
    AtLeast,
    /// The same.
    Is,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Below, Self::AtMost, Self::Above, Self::AtLeast, Self::Is];

    /// As a word of a list.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AtMost => "at-most",
            Self::Above => "above",
            Self::AtLeast => "at-least",
            Self::Is => "is",
        }
    }

    /// The relation of this word.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// What is asked: a quantity, and who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Of [`KINDS`].
    pub kind: Kind,
    /// Who; empty where nobody has to.
    pub by: String,
}

impl Quantity {
    /// A quantity of the list, said by whoever said the one before.
    #[must_use]
    pub fn named(name: &str, by: &str) -> Option<Self> {
        let kind = *KINDS.iter().find(|kind| kind.name == name)?;
        let by = match (kind.is_predicted, by) {
            (false, _) => "",
            (true, "") => "rounds",
            (true, by) => by,
        };
        Some(Self { kind, by: by.to_owned() })
    }

    fn read(words: &[&str]) -> Option<Self> {
        let (name, by) = match words {
            [name] => (*name, ""),
            [name, by] if PREDICTORS.contains(by) => (*name, *by),
            _ => return None,
        };
        Self::named(name, by).filter(|read| read.kind.is_predicted != by.is_empty())
    }

    fn words(&self) -> Vec<&str> {
        [self.kind.name, self.by.as_str()].into_iter().filter(|word| !word.is_empty()).collect()
    }
}

/// A row: a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked.
    pub quantity: Quantity,
    /// How it is related.
    pub relation: Relation,
    /// To what, as it was typed, without spaces.
    pub value: String,
    /// To within which share it has to be that; empty: exactly.
    pub within: String,
}

impl Row {
    /// One to begin with.
    #[must_use]
    pub fn first() -> Option<Self> {
        let quantity = Quantity::named("downtime", "rounds")?;
        Some(Self { quantity, relation: Relation::Below, value: "1s".to_owned(), within: String::new() })
    }

    /// The same of something else: a value of another kind would make no sense.
    #[must_use]
    pub fn of(&self, quantity: Quantity) -> Self {
        let is_alike =
            (quantity.kind.units, quantity.kind.words) == (self.quantity.kind.units, self.quantity.kind.words);
        let value = if is_alike { self.value.clone() } else { quantity.kind.example.to_owned() };
        let relation = if quantity.kind.words.is_empty() { self.relation } else { Relation::Is };
        let within = if quantity.kind.words.is_empty() { self.within.clone() } else { String::new() };
        Self { quantity, relation, value, within }
    }

    /// The same in another relation.
    #[must_use]
    pub fn related(&self, relation: Relation) -> Self {
        let within = match relation {
            Relation::Is if self.quantity.kind.words.is_empty() && self.within.is_empty() => "5%".to_owned(),
            Relation::Is => self.within.clone(),
            _ => String::new(),
        };
        Self { relation, within, ..self.clone() }
    }

    fn read(words: &[&str]) -> Option<Self> {
        let at = words.iter().position(|word| ["<", "<=", "="].contains(word))?;
        let (left, right) = (words.get(..at)?, words.get(at + 1..)?);
        let relation = *words.get(at)?;
        let (right, within) = match right {
            [one, "within", share] if relation == "=" => (std::slice::from_ref(one), *share),
            right => (right, ""),
        };
        let value = |words: &[&str]| match words {
            [] => Some(String::new()),
            [one] if Quantity::named(one, "").is_none() => Some((*one).to_owned()),
            _ => None,
        };
        let (quantity, relation, value) = match (Quantity::read(left), Quantity::read(right)) {
            (Some(quantity), None) => {
                let relation = match relation {
                    "<" => Relation::Below,
                    "<=" => Relation::AtMost,
                    _ => Relation::Is,
                };
                (quantity, relation, value(right)?)
            }
            (None, Some(quantity)) => {
                let relation = match relation {
                    "<" => Relation::Above,
                    "<=" => Relation::AtLeast,
                    _ => Relation::Is,
                };
                (quantity, relation, value(left)?)
            }
            _ => return None,
        };
        Some(Self { quantity, relation, value, within: within.to_owned() })
    }

    fn text(&self) -> String {
        let (of, value) = (self.quantity.words(), self.value.as_str());
        let sign = match self.relation {
            Relation::Below | Relation::Above => "<",
            Relation::AtMost | Relation::AtLeast => "<=",
            Relation::Is => "=",
        };
        let mut words = match self.relation {
            Relation::Above | Relation::AtLeast => [vec![value, sign], of].concat(),
            _ => [of, vec![sign, value]].concat(),
        };
        if !self.within.is_empty() {
            words.extend(["within", self.within.as_str()]);
        }
        words.retain(|word| !word.is_empty());
        words.join(" ")
    }
}

/// A text's rows; none where it says more than rows can show.
#[must_use]
pub fn rows(text: &str) -> Option<Vec<Row>> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.split(|word| *word == "and").map(Row::read).collect()
}

/// The text of rows.
#[must_use]
pub fn text(rows: &[Row]) -> String {
    rows.iter().map(Row::text).collect::<Vec<_>>().join(" and ")
}

/// A number that a student has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What is asked.
    pub quantity: Quantity,
    /// In which unit; empty: in any.
    pub unit: String,
    /// To within which share.
    pub within: String,
}

impl Telling {
    /// Reads one; none where it says more than the form can show.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let words = words.strip_prefix(&["told"])?;
        let at = words.iter().position(|word| *word == "within")?;
        let within = match words.get(at + 1..)? {
            [] => "",
            [share] => *share,
            _ => return None,
        };
        let (of, unit) = match words.get(..at)? {
            [of @ .., "in", unit] => (of, *unit),
            of => (of, ""),
        };
        let quantity = Quantity::read(of)?;
        let is_known = unit.is_empty() || quantity.kind.units.contains(&unit);
        is_known.then(|| Self { quantity, unit: unit.to_owned(), within: within.to_owned() })
    }

    /// The same of something else.
    #[must_use]
    pub fn of(&self, quantity: Quantity) -> Self {
        let units = quantity.kind.units;
        let keeps = units.contains(&self.unit.as_str());
        let unit =
            if keeps { self.unit.clone() } else { units.first().map_or_else(String::new, |unit| (*unit).to_owned()) };
        Self { quantity, unit, within: self.within.clone() }
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut words = vec!["told"];
        words.extend(self.quantity.words());
        if !self.unit.is_empty() {
            words.extend(["in", self.unit.as_str()]);
        }
        words.extend(["within", self.within.as_str()]);
        words.retain(|word| !word.is_empty());
        words.join(" ")
    }
}

/// What a person types as a value: in the grammar it is one word.
#[must_use]
pub fn as_word(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use precopy_formats::lessons::Wants;

    use super::*;

    #[test]
    fn rows_and_text_go_there_and_back() {
        for of in [
            "downtime rounds < 1s",
            "3s <= downtime rounds and downtime rounds < 10s",
            "outcome bound = never",
            "migration-time paper = 12s within 5%",
            "write-share < 0.5 and 2GiB < data bound",
        ] {
            let read = rows(of).unwrap();
            assert_eq!(text(&read), of);
            assert!(Wants::read(of).is_ok(), "{of}");
        }
        for unfinished in ["downtime rounds <", "<= downtime rounds", "downtime rounds = 5s"] {
            assert_eq!(text(&rows(unfinished).unwrap()), unfinished);
        }
        for more in [
            "",
            "downtime rounds at start < 1s",
            "left-first-pass paper < 0.98 * input hot in pages",
            "migration-time bound < migration-time rounds",
            "downtime rounds",
            "downtime < 1s",
            "write-share rounds < 1",
        ] {
            assert_eq!(rows(more), None, "{more}");
        }
    }

    #[test]
    fn every_kind_makes_a_sound_row_and_a_sound_question() {
        let first = Row::first().unwrap();
        for kind in KINDS {
            let quantity = Quantity::named(kind.name, "bound").unwrap();
            let row = first.of(quantity.clone());
            assert!(Wants::read(&text(std::slice::from_ref(&row))).is_ok(), "{}", kind.name);
            assert_eq!(rows(&text(std::slice::from_ref(&row))), Some(vec![row.clone()]));
            let about = row.related(Relation::Is);
            assert!(Wants::read(&text(&[about])).is_ok(), "{}", kind.name);
            let telling = Telling::read("told downtime rounds in s within 5%").unwrap().of(quantity);
            assert!(Wants::read(&telling.text()).is_ok(), "{}", telling.text());
            assert_eq!(Telling::read(&telling.text()), Some(telling));
        }
        for relation in Relation::ALL {
            let row = first.related(relation);
            assert_eq!(rows(&text(std::slice::from_ref(&row))), Some(vec![row]));
            assert_eq!(Relation::named(relation.id()), Some(relation));
        }
        assert_eq!(Telling::read("told downtime rounds at start within 5%"), None);
        assert_eq!(as_word(" 3 s "), "3s");
    }
}
