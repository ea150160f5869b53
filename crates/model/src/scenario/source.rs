//! Where a number comes from, carried along with the number and shown beside it.

/// How good the word for a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Read in the product's source code.
    SourceCode,
    /// The vendor's or project's documentation.
    Documentation,
    /// A text of somebody else: an analyst, a paper, a blog.
    ThirdParty,
    /// Follows from one of the above by reasoning of ours.
    Inferred,
    /// Our assumption.
    Assumed,
    /// Entered by the user.
    Entered,
}

impl Mark {
    /// In one or two words, for the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SourceCode => "source code",
            Self::Documentation => "documentation",
            Self::ThirdParty => "third party",
            Self::Inferred => "inferred",
            Self::Assumed => "assumed",
            Self::Entered => "entered here",
        }
    }
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// How good it is.
    pub mark: Mark,
    /// Product and version, or title of the document.
    pub what: &'static str,
    /// File and name in the source code, section of the document, or the reason for an assumption.
    pub place: &'static str,
}

impl Source {
    /// Read in the product's source code: version, file and name.
    #[must_use]
    pub const fn code(version: &'static str, place: &'static str) -> Self {
        Self { mark: Mark::SourceCode, what: version, place }
    }

    /// Said by the vendor's or project's documentation: document and place.
    #[must_use]
    pub const fn documentation(document: &'static str, place: &'static str) -> Self {
        Self { mark: Mark::Documentation, what: document, place }
    }

    /// Said by a third party: document and place.
    #[must_use]
    pub const fn third_party(document: &'static str, place: &'static str) -> Self {
        Self { mark: Mark::ThirdParty, what: document, place }
    }

    /// Follows from sources by reasoning of ours.
    #[must_use]
    pub const fn inferred(what: &'static str, reason: &'static str) -> Self {
        Self { mark: Mark::Inferred, what, place: reason }
    }

    /// Our assumption, with its reason.
    #[must_use]
    pub const fn assumed(reason: &'static str) -> Self {
        Self { mark: Mark::Assumed, what: "", place: reason }
    }

    /// Entered by the user.
    pub const ENTERED: Self = Self { mark: Mark::Entered, what: "", place: "" };
}

/// A value together with its source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// A value with its source.
    #[must_use]
    pub const fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }

    /// A value read in the product's source code: version, file and name.
    #[must_use]
    pub const fn code(value: T, version: &'static str, place: &'static str) -> Self {
        Self::new(value, Source::code(version, place))
    }

    /// A value that we assume, with the reason.
    #[must_use]
    pub const fn assumed(value: T, reason: &'static str) -> Self {
        Self::new(value, Source::assumed(reason))
    }

    /// Replaces the value by one that the user entered.
    pub fn enter(&mut self, value: T) {
        *self = Self::new(value, Source::ENTERED);
    }
}
