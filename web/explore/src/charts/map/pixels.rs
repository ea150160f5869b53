//! The pixels of the map.

use precopy_base::charts::Scale;
use precopy_base::charts::ramp::Ramp;

use crate::state::map::{Cell, Ending, Grid, Quantity};

/// What is seen of the hatching below where a migration is cancelled.
pub(super) const PALED: f64 = 0.65;

/// Red, green, blue and opacity of all pixels, from the top, each row from the left. Below them lies a hatching, which is seen where a
/// migration never ends, and half seen where it is cancelled.
#[must_use]
pub fn pixels(grid: &Grid, quantity: Quantity, scale: Scale, ramp: &Ramp) -> Vec<u8> {
    let colour = |cell: &Cell| {
        let ([r, g, b], opacity) = match cell.ending {
            Ending::Completes => (ramp.tone(scale.share(cell.number(quantity).unwrap_or_default())), 1.0),
            Ending::Impossible => (ramp.ground, 1.0),
            Ending::Cancelled => (ramp.ground, PALED),
            Ending::Never => (ramp.ground, 0.0),
        };
        [r, g, b, (opacity * 255.0) as u8]
    };
    let mut bytes = Vec::with_capacity(grid.cells.len() * 4);
    for row in grid.cells.chunks((grid.side as usize).max(1)).rev() {
        bytes.extend(row.iter().flat_map(colour));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::charts::Palette;
    use precopy_base::charts::ramp::tones;

    #[test]
    fn every_pixel_has_a_colour_whatever_the_numbers_are() {
        let subject = {
            let calculator = precopy_base::calculator::Calculator::of_link("mem=4GiB&ws=2.8GiB&hot=512MiB");
            let choice = crate::state::map::Choice::of(&calculator).expect("a choice");
            crate::state::map::Subject::of(&calculator, &choice).expect("a map")
        };
        for side in [16, 64] {
            let mut job = crate::state::map::Job::of(&subject, side).expect("a job");
            while job.go_on(64) {}
            let grid = job.done();
            for quantity in Quantity::ALL {
                let ramp = Ramp::of(&Palette::LIGHT);
                let bytes = pixels(&grid, quantity, tones(grid.range(quantity)), &ramp);
                assert_eq!(bytes.len(), grid.cells.len() * 4);
                // The first row is the highest: where the guest writes the most.
                let last = side as usize * 4 - 1;
                assert_eq!(
                    (grid.cell(side - 1, side - 1).map(|cell| cell.ending), bytes[last]),
                    (Some(Ending::Never), 0)
                );
                assert_eq!(
                    (grid.cell(0, 0).map(|cell| cell.ending), bytes[bytes.len() - last + 2]),
                    (Some(Ending::Completes), 255)
                );
            }
        }
    }
}
