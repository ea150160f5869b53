//! What lies open above the calculator: one panel at a time, or none.

/// A panel that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Scenarios to start from.
    Scenarios,
    /// How to measure a VM, and a box to paste what was measured.
    Measure,
    /// How to use the page, and what its words mean.
    Glossary,
}

impl Shelf {
    /// In names of elements.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scenarios => "scenarios",
            Self::Measure => "measure",
            Self::Glossary => "glossary",
        }
    }
}
