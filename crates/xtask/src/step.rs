//! The steps of `cargo xtask test`: their order, their names, what each proves.

/// One step of the checks, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The code is formatted.
    Format,
    /// Clippy has nothing to say.
    Lint,
    /// The documentation builds without a warning.
    Docs,
    /// Unit, property, golden and documentation tests.
    Unit,
    /// The page's logic, without a browser.
    Page,
    /// The same results in wasm as natively, bit for bit.
    Parity,
    /// Everything that is handed out builds.
    Build,
    /// The page works in a real browser.
    Browser,
    /// Everything keeps its budget.
    Size,
}

impl Step {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 9] = [
        Self::Format,
        Self::Lint,
        Self::Docs,
        Self::Unit,
        Self::Page,
        Self::Parity,
        Self::Build,
        Self::Browser,
        Self::Size,
    ];

    /// What it is called on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Docs => "docs",
            Self::Unit => "unit",
            Self::Page => "page",
            Self::Parity => "parity",
            Self::Build => "build",
            Self::Browser => "browser",
            Self::Size => "size",
        }
    }

    /// What it proves, as a heading.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Format => "the code is formatted",
            Self::Lint => "clippy has nothing to say",
            Self::Docs => "the documentation builds without a warning",
            Self::Unit => "unit, property, golden and documentation tests",
            Self::Page => "the page's logic, without a browser",
            Self::Parity => "the same results in wasm as natively, bit for bit",
            Self::Build => "everything that is handed out builds",
            Self::Browser => "the page works in a real browser",
            Self::Size => "everything keeps its budget",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_names_differ() {
        for (index, step) in Step::ALL.iter().enumerate() {
            assert!(Step::ALL.iter().skip(index + 1).all(|other| other.name() != step.name()));
        }
    }
}
