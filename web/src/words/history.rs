//! What is said when a step is taken back or done again.

use precopy_formats::pins;
use precopy_formats::targets::Want;
use precopy_model::problem::Field;

use super::field_text;
use crate::state::{Said, State};

/// Buttons.
pub const UNDO: &str = "Undo";
/// Buttons.
pub const REDO: &str = "Redo";
/// Said where a scenario cannot be pinned.
pub const NO_ROOM: &str = "The link has no room for another pinned scenario: the pattern of writes in it is too long.";

/// What is said of an action.
#[must_use]
pub fn said(said: &Said) -> String {
    match said {
        Said::Undone(what) => format!("Undone: {what}"),
        Said::Redone(what) => format!("Redone: {what}"),
        Said::NoRoom => NO_ROOM.to_owned(),
    }
}

/// What another state has that this one has not: the first input that differs, as it is now, and how many more do.
#[must_use]
pub fn change(before: &State, now: &State) -> String {
    let differs = |field: &Field| now.inputs.applies(*field) && now.inputs.get(*field) != before.inputs.get(*field);
    let mut fields = Field::ALL.into_iter().filter(differs);
    if let Some(first) = fields.next() {
        let mut text = first.name().to_ascii_lowercase();
        text += " ";
        text += &field_text(&now.inputs.effective(first).0);
        let more = fields.count();
        if 0 < more {
            text += &format!(" and {more} more");
        }
        return text;
    }
    let key =
        now.others.iter().chain(&before.others).find(|one| !(now.others.contains(one) && before.others.contains(one)));
    match key {
        Some((key, _)) if Want::of_key(key).is_some() => "a target",
        Some((key, _)) if pins::letter(key).is_some() => "a pinned scenario",
        _ => "what is shown",
    }
    .to_owned()
}
