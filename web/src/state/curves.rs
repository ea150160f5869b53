//! Which curves are drawn and told of: the bound, the expected one, or both; and the paper's beside them.

/// The link's key for the two that answer.
pub(super) const KEY: &str = "curves";
/// What that key was called when it had these words to itself: links of then keep their meaning.
const FORMER_KEY: &str = "view";

/// Which of the two that answer is asked: one of them always is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Curves {
    /// Both; the bound comes first.
    #[default]
    Both,
    /// What is not exceeded.
    Bound,
    /// What is expected.
    Expected,
}

impl Curves {
    /// As other keys of a link say; what they do not say, or what nobody knows, is both.
    pub(super) fn of_link(others: &[(String, String)]) -> Self {
        let named = others.iter().find(|(key, _)| key == KEY).map(|(_, value)| value.as_str());
        match named {
            Some("bound") => Self::Bound,
            Some("expected") => Self::Expected,
            _ => Self::Both,
        }
    }

    /// Has the other keys of a link say it under the key's present name.
    pub(super) fn rename(others: &mut [(String, String)]) {
        for (key, value) in others {
            if key == FORMER_KEY && matches!(value.as_str(), "bound" | "expected" | "both") {
                KEY.clone_into(key);
            }
        }
    }

    /// Has the other keys of a link say so. Both is what a link says without the key.
    pub(super) fn tell(self, others: &mut Vec<(String, String)>) {
        others.retain(|(key, _)| key != KEY);
        let word = match self {
            Self::Both => return,
            Self::Bound => "bound",
            Self::Expected => "expected",
        };
        others.push((KEY.to_owned(), word.to_owned()));
    }

    /// Whether the bound is among them.
    #[must_use]
    pub const fn has_bound(self) -> bool {
        !matches!(self, Self::Expected)
    }

    /// Whether the expected one is among them.
    #[must_use]
    pub const fn has_expected(self) -> bool {
        !matches!(self, Self::Bound)
    }

    /// With the bound where it was without, and the other way round; the last one stays.
    #[must_use]
    pub const fn with_bound_switched(self) -> Self {
        match self {
            Self::Both => Self::Expected,
            Self::Bound => Self::Bound,
            Self::Expected => Self::Both,
        }
    }

    /// The same for the expected one.
    #[must_use]
    pub const fn with_expected_switched(self) -> Self {
        match self {
            Self::Both => Self::Bound,
            Self::Bound => Self::Both,
            Self::Expected => Self::Expected,
        }
    }
}

/// All that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Those that answer.
    pub curves: Curves,
    /// The reference.
    pub paper: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, State};

    #[test]
    fn the_link_says_which_and_both_need_no_word() {
        for (link, curves) in [
            ("curves=bound", Curves::Bound),
            ("curves=expected", Curves::Expected),
            ("curves=both", Curves::Both),
            ("", Curves::Both),
        ] {
            let state = State::from_link(link);
            assert_eq!((state.shown().curves, state.unknown_keys()), (curves, None), "{link}");
        }
        let state = State::from_link("embed=1").reduce(Action::ShowCurves(Curves::Expected));
        assert_eq!(state.shown().curves, Curves::Expected);
        assert_eq!(State::from_link(&state.link()).shown().curves, Curves::Expected);
        assert!(!state.reduce(Action::ShowCurves(Curves::Both)).link().contains("curves"));
        let former = State::from_link("view=expected");
        assert_eq!((former.shown().curves, former.link_problems.len()), (Curves::Expected, 0));
        assert!(former.link().ends_with("&curves=expected"));
    }

    #[test]
    fn one_of_them_stays() {
        let mut curves = Curves::Both;
        for bound in [true, false, false, true, true, true, false, true, false] {
            curves = if bound { curves.with_bound_switched() } else { curves.with_expected_switched() };
            assert!(curves.has_bound() || curves.has_expected());
        }
        assert_eq!(Curves::Bound.with_bound_switched(), Curves::Bound);
        assert_eq!(Curves::Expected.with_expected_switched(), Curves::Expected);
    }
}
