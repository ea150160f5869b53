//! One scenario with its name: from a link and back to it.

use precopy_model::explore::Input;

use crate::fields::row;
use crate::json_text::JsonText;
use crate::targets::{Targets, Want};
use crate::uncertain::Varied;
use crate::{Inputs, link};

/// Longer names are cut, or refused in a file.
pub const MOST_CHARACTERS: usize = 80;
/// The same for notes.
pub const MOST_IN_NOTE: usize = 1000;

/// The key of a link for the name.
const NAME: &str = "name";

/// A scenario with its name, its targets and its ranges. Scenarios that are compared with it are not part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What a person calls it: one line, never empty in a file.
    pub name: String,
    /// What a person says of it; may be empty.
    pub note: String,
    /// What is entered.
    pub inputs: Inputs,
    /// What is wanted.
    pub targets: Targets,
    /// What is not known exactly.
    pub varied: Varied,
}

/// A name as it can be kept: one line, not too long.
#[must_use]
pub fn name(given: &str) -> String {
    tidy(given, MOST_CHARACTERS, |letter| !letter.is_control())
}

/// The same for a note, which may have several lines.
#[must_use]
pub fn note(given: &str) -> String {
    tidy(given, MOST_IN_NOTE, |letter| !letter.is_control() || letter == '\n')
}

fn tidy(given: &str, most: usize, may_stand: fn(char) -> bool) -> String {
    let shown: String = given.chars().filter(|letter| may_stand(*letter)).collect();
    let cut: String = shown.trim().chars().take(most).collect();
    cut.trim_end().to_owned()
}

impl Kept {
    /// What of a link belongs to its scenario, from its inputs and its other keys.
    #[must_use]
    pub fn of_keys(inputs: &Inputs, others: &[(String, String)]) -> Self {
        let find = |wanted: &str| others.iter().find(|(key, _)| key == wanted).map(|(_, text)| text.as_str());
        // What is wrong with a key is said where it is entered.
        let targets = Targets::of_keys(others.iter().map(|(key, text)| (key.as_str(), text.as_str())), &mut Vec::new());
        Self {
            name: name(find(NAME).unwrap_or_default()),
            note: String::new(),
            inputs: inputs.clone(),
            targets,
            varied: Varied::of_link(others).0,
        }
    }

    /// The link that opens it.
    #[must_use]
    pub fn link(&self) -> String {
        let mut link = link::print(&self.inputs);
        for (key, text) in self.targets.keys() {
            link::push(&mut link, key, &text);
        }
        self.varied.push_to(&mut link);
        if !self.name.is_empty() {
            link::push(&mut link, NAME, &self.name);
        }
        link
    }
}

/// How a target is called in a file.
pub(super) const fn target_name(want: Want) -> &'static str {
    match want {
        Want::Downtime => "downtime",
        Want::Time => "migrationTime",
        Want::Warning => "warning",
        Want::Reaction => "reaction",
        Want::PerMonth => "migrationsPerMonth",
    }
}

pub(super) fn print_targets(json: &mut JsonText, targets: &Targets) {
    if targets.is_empty() {
        return;
    }
    json.object("targets");
    for want in Want::ALL {
        match targets.get(want) {
            None => {}
            Some(number) if want == Want::PerMonth => json.number(target_name(want), Some(number)),
            Some(number) => json.text(target_name(want), &want.print(number)),
        }
    }
    json.close();
}

pub(super) fn print_ranges(json: &mut JsonText, varied: &Varied) {
    if varied.inputs().len() == 0 {
        return;
    }
    json.object("ranges");
    for input in varied.inputs() {
        json.text(range_name(input), &varied.get(input).map(|known| known.text()).unwrap_or_default());
    }
    json.close();
    json.number("seed", Some(varied.seed() as f64));
}

/// How the range of an input is called in a file: as the input.
pub(super) fn range_name(input: Input) -> &'static str {
    row(input.field()).text
}
