//! What lies open above the calculator: one panel at a time, or none.

/// A panel that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Scenarios to start from.
    Scenarios,
    /// How to measure a VM, and a box to paste what was measured.
    Measure,
    /// Where a number comes from.
    Explain,
    /// The same VM under every product.
    Products,
    /// How it is given to others.
    Share,
    /// How to use the page, and what its words mean.
    Glossary,
}

impl Shelf {
    /// Whether it is fetched when it is opened.
    #[must_use]
    pub const fn is_on_demand(self) -> bool {
        !matches!(self, Self::Glossary)
    }

    /// In names of elements, and for the panels' program.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scenarios => "scenarios",
            Self::Measure => "measure",
            Self::Explain => "explain",
            Self::Products => "products",
            Self::Share => "share",
            Self::Glossary => "glossary",
        }
    }
}
