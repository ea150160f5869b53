//! What of the page is shown, as the link's key names it: `cliff` is a lesson, `gallery` the papers' figures, `gallery:salfner-6` one of
//! them, `formulas` the sheet.

/// The papers' figures.
pub const GALLERY: &str = "gallery";
/// The formula sheet.
pub const SHEET: &str = "formulas";
/// Stands before the short name of a figure.
const FIGURE: &str = "gallery:";

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View<'a> {
    /// What there is.
    List,
    /// A lesson, by its short name.
    Lesson(&'a str),
    /// The papers' figures.
    Gallery,
    /// One of them, by its short name.
    Figure(&'a str),
    /// The formula sheet.
    Sheet,
}

impl<'a> View<'a> {
    /// What a key names.
    #[must_use]
    pub fn of(key: Option<&'a str>) -> Self {
        match key {
            None => Self::List,
            Some(GALLERY) => Self::Gallery,
            Some(SHEET) => Self::Sheet,
            Some(key) => key.strip_prefix(FIGURE).map_or(Self::Lesson(key), Self::Figure),
        }
    }
}

/// The key of a figure.
#[must_use]
pub fn figure_key(id: &str) -> String {
    format!("{FIGURE}{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_what_is_shown() {
        assert_eq!(View::of(None), View::List);
        assert_eq!(View::of(Some("cliff")), View::Lesson("cliff"));
        assert_eq!(View::of(Some("gallery")), View::Gallery);
        assert_eq!(View::of(Some("formulas")), View::Sheet);
        let key = figure_key("salfner-6");
        assert_eq!(View::of(Some(&key)), View::Figure("salfner-6"));
    }
}
