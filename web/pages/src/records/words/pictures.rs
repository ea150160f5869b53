//! What is said of any of the pictures.

/// What keys do on a picture.
#[must_use]
pub const fn name(can_choose: bool) -> &'static str {
    match can_choose {
        true => "Read the picture at a place; Enter begins and ends a stretch that is to be looked at",
        false => "Read the picture at a place",
    }
}

/// Before a place was chosen.
pub const NOTHING_READ: &str = "at no place yet";
