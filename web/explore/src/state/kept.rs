//! The scenarios that a person keeps, in the order in which they were kept: a plain list, each under a name of its own.

use precopy_formats::scenario_file::{Kept, MOST_CHARACTERS, MOST_SCENARIOS, name};

/// All that are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// One after the other.
    pub scenarios: Vec<Kept>,
}

/// What came of taking scenarios from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// So many are new.
    pub new: usize,
    /// So many were there already, just so.
    pub known: usize,
    /// For so many there was no room.
    pub without_room: usize,
}

impl Shelf {
    /// The one with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Kept> {
        self.scenarios.iter().find(|kept| kept.name == name)
    }

    /// Whether one more can be kept under this name.
    #[must_use]
    pub fn has_room_for(&self, name: &str) -> bool {
        self.scenarios.len() < MOST_SCENARIOS || self.find(name).is_some()
    }

    /// Keeps one; it takes the place of the one that had its name.
    #[must_use]
    pub fn with(&self, kept: Kept) -> Self {
        let mut next = self.clone();
        if let Some(place) = next.scenarios.iter_mut().find(|other| other.name == kept.name) {
            *place = kept;
        } else if next.scenarios.len() < MOST_SCENARIOS {
            next.scenarios.push(kept);
        }
        next
    }

    /// Puts one back where it was.
    #[must_use]
    pub fn with_at(&self, index: usize, kept: Kept) -> Self {
        let mut next = self.clone();
        if self.find(&kept.name).is_none() && index <= next.scenarios.len() {
            next.scenarios.insert(index, kept);
            return next;
        }
        next.with(Kept { name: self.free_name(&kept.name), ..kept })
    }

    /// Without the one of this name; and where that was, and what it was.
    #[must_use]
    pub fn without(&self, name: &str) -> (Self, Option<(usize, Kept)>) {
        let mut next = self.clone();
        let taken = next.scenarios.iter().position(|kept| kept.name == name);
        let taken = taken.map(|index| (index, next.scenarios.remove(index)));
        (next, taken)
    }

    /// With another name for one; a name that is taken gets a number.
    #[must_use]
    pub fn renamed(&self, from: &str, to: &str) -> Self {
        let to = name(to);
        if to.is_empty() || to == from {
            return self.clone();
        }
        let to = self.free_name(&to);
        let mut next = self.clone();
        if let Some(kept) = next.scenarios.iter_mut().find(|kept| kept.name == from) {
            kept.name = to;
        }
        next
    }

    /// With those of a file. One that is here already, just so, is not taken twice; one whose name is taken gets a number.
    #[must_use]
    pub fn joined(&self, read: &[Kept]) -> (Self, Joined) {
        let (mut next, mut joined) = (self.clone(), Joined::default());
        for kept in read {
            if next.scenarios.iter().any(|other| other == kept) {
                joined.known += 1;
            } else if next.scenarios.len() < MOST_SCENARIOS {
                let name = next.free_name(&kept.name);
                next.scenarios.push(Kept { name, ..kept.clone() });
                joined.new += 1;
            } else {
                joined.without_room += 1;
            }
        }
        (next, joined)
    }

    /// The name, or the first with a number behind it that nobody has.
    fn free_name(&self, wanted: &str) -> String {
        let mut free = wanted.to_owned();
        let mut number = 2;
        while self.find(&free).is_some() {
            let end = format!(" ({number})");
            let room = MOST_CHARACTERS.saturating_sub(end.chars().count());
            free = wanted.chars().take(room).chain(end.chars()).collect();
            number += 1;
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use precopy_formats::link;
    use precopy_formats::scenario_file::{parse, print};

    use super::*;

    fn kept(link: &str) -> Kept {
        let parsed = link::parse(link);
        Kept::of_keys(&parsed.inputs, &parsed.others)
    }

    fn shelf(names: &[&str]) -> Shelf {
        names.iter().fold(Shelf::default(), |shelf, name| shelf.with(kept(&format!("name={name}"))))
    }

    fn names(shelf: &Shelf) -> Vec<&str> {
        shelf.scenarios.iter().map(|kept| kept.name.as_str()).collect()
    }

    #[test]
    fn one_of_the_same_name_is_replaced_in_its_place() {
        let next = shelf(&["a", "b"]).with(kept("name=a&mem=8GiB"));
        assert_eq!(names(&next), ["a", "b"]);
        assert_eq!(next.find("a").unwrap().inputs, link::parse("mem=8GiB").inputs);
    }

    #[test]
    fn what_is_deleted_can_be_put_back() {
        let before = shelf(&["a", "b", "c"]);
        let (less, taken) = before.without("b");
        assert_eq!(names(&less), ["a", "c"]);
        let (index, one) = taken.unwrap();
        assert_eq!(less.with_at(index, one.clone()), before);
        assert_eq!(names(&less.with(kept("name=b")).with_at(index, one)), ["a", "c", "b", "b (2)"]);
        assert_eq!(before.without("x").1, None);
    }

    #[test]
    fn a_name_is_never_given_twice() {
        let before = shelf(&["a", "b", "b (2)"]);
        assert_eq!(names(&before.renamed("a", " b ")), ["b (3)", "b", "b (2)"]);
        assert_eq!(before.renamed("a", "  "), before);
        let long = "n".repeat(MOST_CHARACTERS);
        let next = shelf(&[&long, "a"]).renamed("a", &long);
        assert_eq!(names(&next)[1].chars().count(), MOST_CHARACTERS);
    }

    #[test]
    fn a_file_is_joined_without_loss_and_without_doubles() {
        let before = shelf(&["a", "b"]);
        let file = parse(&print(&[kept("name=a"), kept("name=b&mem=8GiB"), kept("name=c")])).scenarios;
        let (next, joined) = before.joined(&file);
        assert_eq!(joined, Joined { new: 2, known: 1, without_room: 0 });
        assert_eq!(names(&next), ["a", "b", "b (2)", "c"]);
        assert_eq!(before.scenarios, next.scenarios[..2]);
        assert_eq!(parse(&print(&next.scenarios)).scenarios, next.scenarios, "a round trip");
    }

    #[test]
    fn a_full_shelf_says_so() {
        let full = Shelf { scenarios: (0..MOST_SCENARIOS).map(|at| kept(&format!("name={at}"))).collect() };
        assert!(full.has_room_for("7") && !full.has_room_for("x"));
        assert_eq!(full.with(kept("name=x")), full);
        assert_eq!(full.joined(&[kept("name=x"), kept("name=1")]).1, Joined { new: 0, known: 1, without_room: 1 });
    }
}
