//! The colours of maps: from pale to strong in the accent's colour, in light and in dark.

use plotters::style::RGBAColor;

use super::{Colour, Palette, Range, Scale};

/// So many tones.
const TONES: usize = 256;
/// How much of the ink's colour is in the strongest tone.
const INK: f64 = 0.7;
/// Where in the ramp the accent itself stands.
const ACCENT_AT: f64 = 0.55;

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// Tones in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    tones: Vec<Rgb>,
    /// Where there is no tone.
    pub ground: Rgb,
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

/// A colour without its opacity.
pub(crate) fn rgb(Colour(RGBAColor(r, g, b, _)): Colour) -> Rgb {
    [r, g, b]
}

/// A colour on the way to another.
pub(crate) fn mixed([r0, g0, b0]: Rgb, [r1, g1, b1]: Rgb, share: f64) -> Rgb {
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
    fn tones_go_over_whatever_the_numbers_are() {
        for range in [None, Some((0.0, 0.0)), Some((f64::NAN, 1.0)), Some((0.0, 1e300)), Some((3.0, 3.0))] {
            let scale = tones(range);
            assert!((0.0..=1.0).contains(&scale.share(1.0)), "{range:?}");
        }
        // What differs by a quarter only has tones of a kind.
        assert!(tones(Some((44.0, 55.0))).share(55.0) < 0.3);
    }
}
