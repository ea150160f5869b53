//! The colours of the map: from pale to strong in the accent's colour, in light and in dark.

use plotters::style::RGBAColor;
use precopy_base::charts::{Colour, Palette, Range, Scale};

use crate::state::map::{Cell, Ending, Grid, Quantity};

/// So many tones.
const TONES: usize = 256;
/// How much of the ink's colour is in the strongest tone.
const INK: f64 = 0.7;
/// Where in the ramp the accent itself stands.
const ACCENT_AT: f64 = 0.55;

type Rgb = [u8; 3];

/// Tones in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    tones: Vec<Rgb>,
    ground: Rgb,
}

impl Ramp {
    /// The ramp of a palette: from the tint over the accent towards the ink, so that it grows darker on a light ground and lighter on a
    /// dark one.
    #[must_use]
    pub fn of(palette: &Palette) -> Self {
        let (low, accent) = (rgb(palette.passive), rgb(palette.accent));
        let high = mixed(accent, rgb(palette.ink), INK);
        let tone = |index: usize| {
            let share = index as f64 / (TONES - 1) as f64;
            if share < ACCENT_AT {
                mixed(low, accent, share / ACCENT_AT)
            } else {
                mixed(accent, high, (share - ACCENT_AT) / (1.0 - ACCENT_AT))
            }
        };
        Self { tones: (0..TONES).map(tone).collect(), ground: rgb(palette.ground) }
    }

    /// The tone at a share of the way.
    #[must_use]
    pub fn tone(&self, share: f64) -> Rgb {
        // Casts of floats saturate.
        let index = (share * (TONES - 1) as f64).round() as usize;
        self.tones.get(index.min(TONES - 1)).copied().unwrap_or(self.ground)
    }

    /// The same for the pen.
    #[must_use]
    pub fn colour(&self, share: f64) -> Colour {
        let [r, g, b] = self.tone(share);
        Colour(RGBAColor(r, g, b, 1.0))
    }
}

fn rgb(Colour(RGBAColor(r, g, b, _)): Colour) -> Rgb {
    [r, g, b]
}

fn mixed([r0, g0, b0]: Rgb, [r1, g1, b1]: Rgb, share: f64) -> Rgb {
    let mix = |one: u8, other: u8| (f64::from(one) + (f64::from(other) - f64::from(one)) * share).round() as u8;
    [mix(r0, r1), mix(g0, g1), mix(b0, b1)]
}

/// From which numbers to which the tones go; a short way in equal differences, a longer one in equal ratios. It is a doubling at least,
/// or a decade, so that what hardly differs looks so.
#[must_use]
pub fn tones(range: Option<(f64, f64)>) -> Scale {
    let (least, most) = range.unwrap_or((0.0, 1.0));
    if most < least * 4.0 {
        return Scale::linear(Range::around(least, most.max(least * 2.0)));
    }
    Scale::logarithmic(least.max(most * 1e-6), Range::around(0.0, most))
}

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

    /// How light a tone is, as an eye sees it: CIE L*.
    fn lightness([r, g, b]: Rgb) -> f64 {
        let linear = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let light = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        if light <= 216.0 / 24_389.0 { light * 24_389.0 / 27.0 } else { light.cbrt() * 116.0 - 16.0 }
    }

    fn dark() -> Palette {
        let colour = |text| Colour::parse(text).expect("a colour");
        Palette {
            ground: colour("#1b1f23"),
            ink: colour("#eceae4"),
            accent: colour("#6cb2ea"),
            passive: colour("#1f3a4f"),
            empty: colour("#2a2f35"),
            boundary: colour("#8d96a0"),
            ..Palette::LIGHT
        }
    }

    #[test]
    fn tones_are_in_order_for_the_eye() {
        for (palette, darker) in [(Palette::LIGHT, true), (dark(), false)] {
            let ramp = Ramp::of(&palette);
            let all: Vec<f64> = (0..=16).map(|index| lightness(ramp.tone(f64::from(index) / 16.0))).collect();
            for pair in all.windows(2) {
                let step = if darker { pair[0] - pair[1] } else { pair[1] - pair[0] };
                assert!((1.5..7.0).contains(&step), "{all:?}");
            }
            assert!(45.0 < (all[0] - all[16]).abs(), "{all:?}");
        }
    }

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
        for range in [None, Some((0.0, 0.0)), Some((f64::NAN, 1.0)), Some((0.0, 1e300)), Some((3.0, 3.0))] {
            let scale = tones(range);
            assert!((0.0..=1.0).contains(&scale.share(1.0)), "{range:?}");
        }
        // What differs by a quarter only has tones of a kind.
        assert!(tones(Some((44.0, 55.0))).share(55.0) < 0.3);
    }
}
