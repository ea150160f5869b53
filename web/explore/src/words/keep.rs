//! What is said where scenarios are kept.

use precopy_base::words::field_text;
use precopy_formats::Inputs;
use precopy_formats::scenario_file::{Kept, Read};
use precopy_model::problem::Field;

use crate::state::kept::Joined;
use crate::state::place::Place;

/// The heading.
pub const HEAD: &str = "Your scenarios";
/// The field for the name.
pub const NAME: &str = "Name";
/// The field for a note.
pub const NOTE: &str = "Note";
/// What stands in it while there is none.
pub const NOTE_EXAMPLE: &str = "optional";
/// Keeps the scenario.
pub const KEEP: &str = "Keep";
/// Keeps it in the place of one of the same name.
pub const REPLACE: &str = "Replace";
/// Said beside that.
pub const IS_THERE: &str = "One of this name is kept.";
/// Said when it is kept, just so.
pub const IS_KEPT: &str = "Kept as it is.";
/// Said when it cannot be kept.
pub const IS_FULL: &str = "The list is full; delete one first.";
/// Name of the list.
pub const LIST: &str = "Kept scenarios";
/// Said while it is empty.
pub const NOTHING: &str = "Nothing is kept yet.";
/// Opens one.
pub const OPEN: &str = "Open";
/// Lets its name be changed.
pub const RENAME: &str = "Rename";
/// The field for that.
pub const NEW_NAME: &str = "New name";
/// Ends that.
pub const DONE: &str = "Done";
/// Takes one away.
pub const DELETE: &str = "Delete";
/// Takes that back.
pub const PUT_BACK: &str = "Put it back";
/// Opens a file.
pub const IMPORT: &str = "Import a file";
/// Gives a file.
pub const EXPORT: &str = "Export all";
/// Takes what is good of a file that is not all good.
pub const TAKE_GOOD: &str = "Take the others";
/// Takes nothing of it.
pub const TAKE_NONE: &str = "Take nothing";
/// Said of a file that cannot be read at all.
pub const UNREADABLE: &str = "The file could not be read.";
/// Heads the list of what is wrong with a file.
pub const FLAWS: &str = "What is wrong with the file";
/// Gives what is stored as it is.
pub const SAVE_STORED: &str = "Save what is stored";

/// What a scenario is called that nobody has named: its product, its size, and how busy it is.
#[must_use]
pub fn proposed(inputs: &Inputs) -> String {
    let mut text = inputs.preset().name.to_owned();
    for field in [Field::Memory, Field::DirtyRate] {
        text += ", ";
        text += &field_text(&inputs.effective(field).0);
    }
    text
}

/// Where scenarios are kept.
#[must_use]
pub const fn place(place: &Place) -> &'static str {
    match place {
        Place::Browser => "Kept in this browser only.",
        Place::Memory => "Kept until this page is closed: it may not store anything here. Export what is to stay.",
        Place::Full => "Kept until this page is closed: the browser stores no more of it. Export what is to stay.",
        Place::Unreadable(_) => {
            "Kept until this page is closed: what this browser has stored cannot all be read by this version, and stays as it is."
        }
    }
}

/// What a button does to one of the list.
#[must_use]
pub fn of_one(what: &str, kept: &Kept) -> String {
    format!("{what} {}", kept.name)
}

/// Said after one was taken away.
#[must_use]
pub fn deleted(name: &str) -> String {
    format!("“{name}” is deleted.")
}

/// What came of taking a file.
#[must_use]
pub fn joined(joined: Joined) -> String {
    let mut said = match joined.new {
        0 => "Nothing new was in the file.".to_owned(),
        1 => "1 scenario was taken.".to_owned(),
        new => format!("{new} scenarios were taken."),
    };
    if 0 < joined.known {
        said += &format!(" {} {} kept already.", joined.known, if joined.known == 1 { "was" } else { "were" });
    }
    if 0 < joined.without_room {
        said += &format!(" For {} there was no room.", joined.without_room);
    }
    said
}

/// What a file with flaws comes to.
#[must_use]
pub fn flawed(read: &Read) -> String {
    let flaws = match read.flaws.len() {
        1 => "1 thing in the file is not right".to_owned(),
        many => format!("{many} things in the file are not right"),
    };
    match read.scenarios.len() {
        0 => format!("{flaws}; nothing was taken."),
        1 => format!("{flaws}; 1 scenario is good. Nothing was taken yet."),
        good => format!("{flaws}; {good} scenarios are good. Nothing was taken yet."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_is_told_by_what_it_is() {
        let inputs = precopy_formats::link::parse("hv=xen&mem=64GiB&dirty=22000pages/s").inputs;
        assert!(proposed(&inputs).ends_with(", 64 GiB, 22,000 pages/s"), "{}", proposed(&inputs));
    }

    #[test]
    fn counts_are_said_in_sentences() {
        assert_eq!(joined(Joined::default()), "Nothing new was in the file.");
        assert_eq!(
            joined(Joined { new: 2, known: 1, without_room: 3 }),
            "2 scenarios were taken. 1 was kept already. For 3 there was no room."
        );
        let read = precopy_formats::scenario_file::parse("[");
        assert_eq!(flawed(&read), "1 thing in the file is not right; nothing was taken.");
    }
}
