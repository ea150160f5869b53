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

/// Places for names that were asked for lately.
const LATELY: usize = 1 << 16;

/// Names of VMs, hosts, products and causes, in the order in which they came.
///
/// Of a long log nearly all are asked for again and again: a place for each hash tells them at once. What stands there is compared, and what
/// does not stand there is sought in a tree, so that no choice of names makes it slow.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<String>,
    by_text: BTreeMap<String, Name>,
    lately: Vec<Option<Name>>,
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
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
        let place = place(text);
        let lately = self.lately.get(place).copied().flatten().filter(|name| self.text(*name) == text);
        if lately.is_some() {
            return lately;
        }
        let name = match self.by_text.get(text) {
            Some(name) => *name,
            None => {
                let name = Name::at(self.texts.len())?;
                self.texts.push(text.to_owned());
                self.by_text.insert(text.to_owned(), name);
                name
            }
        };
        self.lately.resize(LATELY, None);
        if let Some(lately) = self.lately.get_mut(place) {
            *lately = Some(name);
        }
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

    /// All of them in alphabetical order, byte by byte.
    pub fn in_order(&self) -> impl Iterator<Item = Name> {
        self.by_text.values().copied()
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

/// A hash of a text: FNV-1a (Fowler, Noll and Vo; RFC 9923), its lowest digits.
fn place(text: &str) -> usize {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 16)) as usize % LATELY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_places_however_many_there_are() {
        let mut names = Names::default();
        let all: Vec<Name> = (0..40_000).map(|index| names.named(&format!("vm-{index}")).unwrap()).collect();
        for (index, name) in all.iter().enumerate().rev() {
            assert_eq!((name.index(), names.text(*name)), (index, format!("vm-{index}").as_str()));
            assert_eq!(names.named(&format!("vm-{index}")), Some(*name));
        }
        assert_eq!(names.len(), 40_000);
        let texts: Vec<&str> = names.in_order().map(|name| names.text(name)).collect();
        assert!(texts.len() == 40_000 && texts.is_sorted());
    }
}
