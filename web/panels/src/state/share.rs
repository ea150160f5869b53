//! How the calculator is given to others: in which way, how much of it, and what they may change.

use precopy_formats::fields::row;
use precopy_formats::link;
use precopy_model::problem::Field;

use super::Calculator;

/// A place in which a calculator may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The whole page, by its address.
    #[default]
    Link,
    /// A frame in any page.
    Frame,
    /// An element of a page of one's own.
    Element,
    /// One file with everything in it.
    File,
    /// A picture with a link, where nothing else gets through.
    Picture,
    /// Confluence.
    Confluence,
    /// MediaWiki.
    MediaWiki,
    /// Jupyter.
    Jupyter,
    /// Quarto.
    Quarto,
    /// Moodle.
    Moodle,
}

impl Way {
    /// In the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Link,
        Self::Frame,
        Self::Element,
        Self::File,
        Self::Picture,
        Self::Confluence,
        Self::MediaWiki,
        Self::Jupyter,
        Self::Quarto,
        Self::Moodle,
    ];

    /// Whether a calculator stands there that can be shown in part.
    #[must_use]
    pub const fn is_embedded(self) -> bool {
        !matches!(self, Self::Link | Self::Picture)
    }

    /// Whether it is fetched from a place, and so from one version or the newest.
    #[must_use]
    pub const fn is_fetched(self) -> bool {
        !matches!(self, Self::File | Self::Moodle)
    }
}

/// What readers may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readers {
    /// Everything.
    #[default]
    Everything,
    /// Nothing.
    Nothing,
    /// What is not locked.
    Some,
}

/// What can be locked one by one.
pub const LOCKABLE: [Field; 8] = [
    Field::Hypervisor,
    Field::Memory,
    Field::WorkingSet,
    Field::HotSet,
    Field::DirtyRate,
    Field::Pattern,
    Field::Link,
    Field::DowntimeLimit,
];

/// The heights that are offered for a frame, in CSS pixels.
pub const HEIGHTS: [u32; 5] = [420, 640, 900, 1200, 1600];

/// What a person has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Where.
    pub way: Way,
    /// How much is shown: a word of the link's key `view`.
    pub view: &'static str,
    /// Which inputs are shown: a word of the key `controls`.
    pub controls: &'static str,
    /// The colours: a word of the key `theme`.
    pub theme: &'static str,
    /// What readers may change.
    pub readers: Readers,
    /// What is locked, where they may change some.
    pub locked: Vec<Field>,
    /// Whether it stays at this version.
    pub pinned: bool,
    /// Height of a frame.
    pub height: u32,
    /// The address of the calculator, where the page's own is not wanted.
    pub address: Option<String>,
}

impl Default for Share {
    fn default() -> Self {
        Self {
            way: Way::Link,
            view: "chart",
            controls: "sliders",
            theme: "auto",
            readers: Readers::Everything,
            locked: Vec::new(),
            pinned: false,
            height: 900,
            address: None,
        }
    }
}

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another place.
    Way(Way),
    /// More or less is shown.
    View(&'static str),
    /// More or fewer inputs.
    Controls(&'static str),
    /// Other colours.
    Theme(&'static str),
    /// Readers may change something else.
    Readers(Readers),
    /// An input is locked, or no longer.
    Lock(Field),
    /// This version, or the newest.
    Pinned(bool),
    /// Another height.
    Height(u32),
    /// The address of the calculator is typed.
    Address(String),
}

impl Share {
    /// What it is after a change.
    #[must_use]
    pub fn after(&self, change: Change) -> Self {
        let mut next = self.clone();
        match change {
            Change::Way(way) => next.way = way,
            Change::View(view) => next.view = view,
            Change::Controls(controls) => next.controls = controls,
            Change::Theme(theme) => next.theme = theme,
            Change::Readers(readers) => next.readers = readers,
            Change::Lock(field) if next.locked.contains(&field) => next.locked.retain(|other| *other != field),
            Change::Lock(field) => next.locked.push(field),
            Change::Pinned(pinned) => next.pinned = pinned,
            Change::Height(height) => next.height = height,
            Change::Address(address) => next.address = Some(address),
        }
        next
    }

    /// How it is shown, as pairs of a link's key and a word; what is the default is left out, but that it is embedded.
    #[must_use]
    pub fn presentation(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("embed", "1".to_owned())];
        for (key, word, default) in
            [("view", self.view, "full"), ("controls", self.controls, "full"), ("theme", self.theme, "auto")]
        {
            if word != default {
                pairs.push((key, word.to_owned()));
            }
        }
        match self.readers {
            Readers::Everything => {}
            Readers::Nothing => pairs.push(("readonly", "1".to_owned())),
            Readers::Some => {
                let keys: Vec<&str> =
                    LOCKABLE.iter().filter(|field| self.locked.contains(field)).map(|&field| row(field).key).collect();
                if !keys.is_empty() {
                    pairs.push(("lock", keys.join(",")));
                }
            }
        }
        pairs
    }

    /// The fragment of a link to the calculator: every value that counts, so that it keeps its meaning.
    #[must_use]
    pub fn fragment(&self, calculator: &Calculator, embedded: bool) -> String {
        let mut fragment = calculator.complete_link();
        if embedded {
            for (key, value) in self.presentation() {
                link::push(&mut fragment, key, &value);
            }
        }
        fragment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calculator() -> Calculator {
        Calculator::of_link("hv=qemu&mem=64GiB&curves=bound&lesson=3&embed=1&scenario=x")
    }

    #[test]
    fn a_link_says_all_that_counts_and_how_it_is_shown_only_where_it_is_embedded() {
        let share = Share::default().after(Change::Readers(Readers::Some)).after(Change::Lock(Field::Memory));
        let link = share.fragment(&calculator(), false);
        assert!(link.contains("mem=64GiB") && link.contains("max-downtime=300ms") && link.contains("curves=bound"));
        assert!(!link.contains("embed") && !link.contains("lesson") && !link.contains("lock"), "{link}");
        let embedded = share.fragment(&calculator(), true);
        assert!(embedded.ends_with("&embed=1&view=chart&controls=sliders&lock=mem"), "{embedded}");
        let nothing = share.after(Change::Readers(Readers::Nothing)).after(Change::View("full"));
        assert!(nothing.fragment(&calculator(), true).ends_with("&embed=1&controls=sliders&readonly=1"));
        let unlocked = share.after(Change::Lock(Field::Memory));
        assert!(!unlocked.fragment(&calculator(), true).contains("lock"));
    }
}
