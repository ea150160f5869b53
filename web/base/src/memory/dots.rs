//! Cells as dots: each kind has a colour and a pattern of its own, so that no colour is needed to tell it. Only cells that have changed are
//! put anew.

use precopy_model::predict::rounds::Cell;

use crate::charts::Palette;
use crate::charts::ramp::{Rgb, mixed, rgb};

/// A cell is a square of so many dots.
const DOTS: usize = 3;
/// A dot is red, green, blue and opacity.
const BYTES: usize = 4;

/// The picture of a memory.
#[derive(Clone, Debug)]
pub struct Dots {
    /// What is painted; none where nothing is yet.
    painted: Vec<Option<Cell>>,
    across: usize,
    bytes: Vec<u8>,
    palette: Palette,
}

impl Dots {
    /// An empty picture for so many cells, as nearly square as they allow.
    #[must_use]
    pub fn new(cells: usize, palette: Palette) -> Self {
        let across = across(cells);
        let rows = cells.div_ceil(across);
        Self { painted: vec![None; cells], across, bytes: vec![0; across * rows * DOTS * DOTS * BYTES], palette }
    }

    /// So many dots a row has.
    #[must_use]
    pub const fn width(&self) -> u32 {
        (self.across * DOTS) as u32
    }

    /// Red, green, blue and opacity of all dots, from the top, each row from the left.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where in the picture a cell is, from its upper left corner on: the middle of it, as shares.
    #[must_use]
    pub fn place(&self, cell: usize) -> (f64, f64) {
        let rows = self.painted.len().div_ceil(self.across).max(1);
        let share = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
        (share(cell % self.across, self.across), share(cell / self.across, rows))
    }

    /// Paints cells; those in other colours all, else those that have changed.
    pub fn paint(&mut self, cells: &[Cell], palette: &Palette) {
        if self.palette != *palette {
            self.palette = *palette;
            self.painted.fill(None);
        }
        let stamps = Cell::ALL.map(|kind| stamp(kind, palette));
        let stride = self.across * DOTS * BYTES;
        for (at, (cell, painted)) in cells.iter().zip(&mut self.painted).enumerate() {
            if painted.replace(*cell) == Some(*cell) {
                continue;
            }
            let Some(stamp) = stamps.get(*cell as usize) else { continue };
            let first = (at / self.across) * DOTS * stride + (at % self.across) * DOTS * BYTES;
            for (row, dots) in stamp.iter().enumerate() {
                let from = first + row * stride;
                if let Some(place) = self.bytes.get_mut(from..from + DOTS * BYTES) {
                    place.copy_from_slice(dots);
                }
            }
        }
    }
}

/// So many cells a row has.
fn across(cells: usize) -> usize {
    (libm::ceil(libm::sqrt(cells as f64)) as usize).max(1)
}

/// The dots of a kind of cell, row by row.
fn stamp(kind: Cell, palette: &Palette) -> [[u8; DOTS * BYTES]; DOTS] {
    let (ground, mark, pattern) = look(kind, palette);
    pattern.map(|row| {
        let mut bytes = [255; DOTS * BYTES];
        for (place, is_marked) in bytes.chunks_mut(BYTES).zip(row) {
            let colour = if is_marked { mark } else { ground };
            for (byte, part) in place.iter_mut().zip(colour) {
                *byte = part;
            }
        }
        bytes
    })
}

const NONE: [[bool; DOTS]; DOTS] = [[false; DOTS]; DOTS];
const CORNER: [[bool; DOTS]; DOTS] = [[true, false, false], [false; DOTS], [false; DOTS]];
const SLANT: [[bool; DOTS]; DOTS] = [[false, false, true], [false, true, false], [true, false, false]];
const CROSS: [[bool; DOTS]; DOTS] = [[true, false, true], [false, true, false], [true, false, true]];

/// Ground, mark, and which dots are marked: sent cells are blank, and the more there is to be done with the others, the more of them is dark.
fn look(kind: Cell, palette: &Palette) -> (Rgb, Rgb, [[bool; DOTS]; DOTS]) {
    let ground = rgb(palette.ground);
    let strong = rgb(palette.limit);
    let expected = rgb(palette.expected);
    match kind {
        Cell::Sent => (ground, ground, NONE),
        Cell::Empty => (rgb(palette.empty), rgb(palette.boundary), CORNER),
        Cell::Passive => (mixed(rgb(palette.passive), rgb(palette.accent), 0.25), ground, NONE),
        Cell::Hot => (rgb(palette.hot), mixed(rgb(palette.hot), expected, 0.6), SLANT),
        Cell::Dirty => (rgb(palette.hot), expected, CROSS),
        Cell::Again => (strong, strong, NONE),
    }
}

/// A few cells of one kind, for the key.
#[must_use]
pub(super) fn sample(kind: Cell, palette: &Palette) -> Dots {
    let mut dots = Dots::new(16, *palette);
    dots.paint(&[kind; 16], palette);
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(kind: Cell) -> Vec<u8> {
        sample(kind, &Palette::LIGHT).bytes
    }

    #[test]
    fn without_colour_each_kind_is_another_picture() {
        // As bright and dark dots, to a quarter of the way.
        let grey = |kind: Cell| -> Vec<u32> {
            let bytes = picture(kind);
            bytes.chunks(4).map(|dot| dot.iter().take(3).map(|byte| u32::from(*byte)).sum::<u32>() / 24).collect()
        };
        for (at, one) in Cell::ALL.into_iter().enumerate() {
            for other in Cell::ALL.into_iter().skip(at + 1) {
                let (one, other) = (grey(one), grey(other));
                let far = one.iter().zip(&other).map(|(one, other)| one.abs_diff(*other)).max();
                assert!(Some(2) < far, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn only_what_changes_is_put_anew() {
        let mut dots = Dots::new(10, Palette::LIGHT);
        assert_eq!((dots.width(), dots.bytes().len()), (12, 12 * 9 * 4));
        dots.paint(&[Cell::Hot; 10], &Palette::LIGHT);
        let hot = dots.bytes().to_vec();
        let mut cells = [Cell::Hot; 10];
        cells[5] = Cell::Again;
        dots.paint(&cells, &Palette::LIGHT);
        let changed = dots.bytes().iter().zip(&hot).filter(|(one, other)| one != other).count();
        assert!(0 < changed && changed <= 9 * 3, "{changed}");
        let (x, y) = dots.place(5);
        assert!((x - 1.5 / 4.0).abs() < 1e-12 && (y - 1.5 / 3.0).abs() < 1e-12);
        // Other colours are other dots.
        dots.paint(&cells, &Palette { limit: Palette::LIGHT.accent, ..Palette::LIGHT });
        assert_ne!(dots.bytes(), hot.as_slice());
    }
}
