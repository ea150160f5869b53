//! The colours of charts, as the style sheet's tokens say them.

use plotters::style::RGBAColor;

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour(pub RGBAColor);

impl Colour {
    /// Reads `#rgb`, `#rrggbb` or `#rrggbbaa`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let byte = |shift: u32| (value >> shift & 0xff) as u8;
        match digits.len() {
            3 => {
                let nibble = |shift: u32| ((value >> shift & 0xf) * 17) as u8;
                Some(Self(RGBAColor(nibble(8), nibble(4), nibble(0), 1.0)))
            }
            6 => Some(Self(RGBAColor(byte(16), byte(8), byte(0), 1.0))),
            8 => Some(Self(RGBAColor(byte(24), byte(16), byte(8), f64::from(byte(0)) / 255.0))),
            _ => None,
        }
    }

    const fn of(r: u8, g: u8, b: u8) -> Self {
        Self(RGBAColor(r, g, b, 1.0))
    }
}

/// The colours of one chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Text that has to be read.
    pub ink: Colour,
    /// Text and lines that stand back.
    pub quiet: Colour,
    /// Grid lines.
    pub rule: Colour,
    /// The one strong line.
    pub accent: Colour,
    /// The reference line.
    pub reference: Colour,
    /// The threshold.
    pub threshold: Colour,
    /// A limit.
    pub limit: Colour,
    /// Fill of the empty set.
    pub empty: Colour,
    /// Fill of the passive set.
    pub passive: Colour,
    /// Fill of the hot set.
    pub hot: Colour,
}

impl Palette {
    /// The token that each colour has in the style sheet, in the order of the fields.
    pub const TOKENS: [&'static str; 10] = [
        "--pc-ink",
        "--pc-quiet",
        "--pc-rule",
        "--pc-accent",
        "--pc-reference",
        "--pc-threshold",
        "--pc-limit",
        "--pc-empty",
        "--pc-passive",
        "--pc-hot",
    ];

    /// The palette of a style sheet; a token that is missing or of another form keeps its light default.
    #[must_use]
    pub fn from_tokens(token: impl Fn(&str) -> String) -> Self {
        let mut palette = Self::LIGHT;
        let fields = [
            &mut palette.ink,
            &mut palette.quiet,
            &mut palette.rule,
            &mut palette.accent,
            &mut palette.reference,
            &mut palette.threshold,
            &mut palette.limit,
            &mut palette.empty,
            &mut palette.passive,
            &mut palette.hot,
        ];
        for (field, name) in fields.into_iter().zip(Self::TOKENS) {
            if let Some(colour) = Colour::parse(&token(name)) {
                *field = colour;
            }
        }
        palette
    }

    /// As in the style sheet's light theme.
    pub const LIGHT: Self = Self {
        ink: Colour::of(0x1b, 0x1f, 0x24),
        quiet: Colour::of(0x5a, 0x62, 0x6e),
        rule: Colour::of(0xe3, 0xe5, 0xe8),
        accent: Colour::of(0x0b, 0x62, 0xa8),
        reference: Colour::of(0x5a, 0x62, 0x6e),
        threshold: Colour::of(0x2f, 0x7d, 0x55),
        limit: Colour::of(0xb4, 0x23, 0x18),
        empty: Colour::of(0xee, 0xf0, 0xf2),
        passive: Colour::of(0xd3, 0xe5, 0xf1),
        hot: Colour::of(0xf2, 0xcd, 0xba),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_of_the_style_sheet() {
        assert_eq!(Colour::parse(" #0b62a8 "), Some(Palette::LIGHT.accent));
        assert_eq!(Colour::parse("#fff"), Some(Colour::of(255, 255, 255)));
        assert_eq!(Colour::parse("#00000080").map(|c| c.0.3), Some(128.0 / 255.0));
        for text in ["", "red", "#12", "#ééé", "#12345", "rgb(0,0,0)"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
