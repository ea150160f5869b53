//! One bit a page.

#![allow(clippy::indexing_slicing)] // a page outside the memory is a bug of the simulator, and may be loud

const BITS: usize = u64::BITS as usize;

/// A set of pages.
#[derive(Clone, Debug)]
pub(super) struct Bitmap {
    words: Vec<u64>,
    count: usize,
}

impl Bitmap {
    /// No page of a memory of so many.
    pub(super) fn empty(pages: usize) -> Self {
        Self { words: vec![0; pages.div_ceil(BITS)], count: 0 }
    }

    /// How many pages are in it.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Whether a page is in it.
    pub(super) fn has(&self, page: usize) -> bool {
        self.words[page / BITS] >> (page % BITS) & 1 == 1
    }

    /// Puts a page in.
    pub(super) fn set(&mut self, page: usize) {
        if !self.has(page) {
            self.words[page / BITS] |= 1 << (page % BITS);
            self.count += 1;
        }
    }

    /// Takes a page out.
    pub(super) fn clear(&mut self, page: usize) {
        if self.has(page) {
            self.words[page / BITS] &= !(1 << (page % BITS));
            self.count -= 1;
        }
    }

    /// Moves all pages of another set over here.
    pub(super) fn absorb(&mut self, other: &mut Self) {
        self.count = 0;
        for (word, more) in self.words.iter_mut().zip(&mut other.words) {
            *word |= std::mem::take(more);
            self.count += word.count_ones() as usize;
        }
        other.count = 0;
    }

    /// The first page from `start` on, then from the beginning.
    pub(super) fn next_from(&self, start: usize) -> Option<usize> {
        if self.count == 0 {
            return None;
        }
        let first = start / BITS;
        let at_or_above = self.words.get(first).map_or(0, |word| word & (u64::MAX << (start % BITS)));
        if at_or_above != 0 {
            return Some(first * BITS + at_or_above.trailing_zeros() as usize);
        }
        let behind = (first + 1..self.words.len()).chain(0..=first.min(self.words.len() - 1));
        behind
            .map(|index| (index, self.words[index]))
            .find(|&(_, word)| word != 0)
            .map(|(index, word)| index * BITS + word.trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_in_a_circle() {
        let mut set = Bitmap::empty(200);
        for page in [3, 64, 199] {
            set.set(page);
            set.set(page);
        }
        assert_eq!(set.count(), 3);
        assert_eq!([0, 3, 4, 65, 199].map(|start| set.next_from(start)), [3, 3, 64, 199, 199].map(Some));
        set.clear(199);
        assert_eq!(set.next_from(65), Some(3));
        let mut all = Bitmap::empty(200);
        all.set(3);
        all.absorb(&mut set);
        assert_eq!((all.count(), set.count(), set.next_from(0)), (2, 0, None));
    }
}
