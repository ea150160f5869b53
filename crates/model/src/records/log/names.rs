//! Names that occur again and again, each kept once.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// A name in [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(NonZeroU32);

impl Name {
    /// The name at a place, from 0.
    pub(super) fn at(index: usize) -> Option<Self> {
        Some(Self(NonZeroU32::new(u32::try_from(index).ok()?.checked_add(1)?)?))
    }

    /// Its place among the names, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Names of VMs, hosts, products and causes, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    texts: Vec<String>,
    by_text: BTreeMap<String, Name>,
}

impl Names {
    /// The name of a text, which is kept where it is new; none of an empty one.
    ///
    /// ```
    /// use precopy_model::records::log::Names;
    /// let mut names = Names::default();
    /// let web = names.named("web").unwrap();
    /// assert_eq!((names.named("web"), names.named("")), (Some(web), None));
    /// assert_eq!(names.text(web), "web");
    /// ```
    pub fn named(&mut self, text: &str) -> Option<Name> {
        if text.is_empty() {
            return None;
        }
        if let Some(name) = self.by_text.get(text) {
            return Some(*name);
        }
        let name = Name::at(self.texts.len())?;
        self.texts.push(text.to_owned());
        self.by_text.insert(text.to_owned(), name);
        Some(name)
    }

    /// The name of a text that is there.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Name> {
        self.by_text.get(text).copied()
    }

    /// The text of a name; empty where it is none of these.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.index()).map_or("", String::as_str)
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
