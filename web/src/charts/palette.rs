//! The colours of charts, as the style sheet's tokens say them.

use plotters::style::RGBAColor;

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour(pub RGBAColor);

impl Colour {
    /// Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(r, g, b)` or `rgba(r, g, b, a)`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some(digits) = text.trim().strip_prefix('#') else { return Self::parse_function(text.trim()) };
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

    /// The form in which a browser gives a colour that it has computed.
    fn parse_function(text: &str) -> Option<Self> {
        let numbers = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?.strip_suffix(')')?;
        let mut numbers = numbers.split(',').map(|number| number.trim().parse::<f64>().ok());
        // Casts of floats saturate.
        let mut byte = || numbers.next().flatten().map(|number| number.round() as u8);
        let (r, g, b) = (byte()?, byte()?, byte()?);
        let opacity = match numbers.next() {
            None => 1.0,
            Some(opacity) => opacity?.clamp(0.0, 1.0),
        };
        numbers.next().is_none().then_some(Self(RGBAColor(r, g, b, opacity)))
    }

    const fn of(r: u8, g: u8, b: u8) -> Self {
        Self(RGBAColor(r, g, b, 1.0))
    }
}

/// The colours of one chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// What the chart is drawn on; not painted, but shines round letters and dashes.
    pub ground: Colour,
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
    /// Between two areas.
    pub boundary: Colour,
    /// Fill of the empty set.
    pub empty: Colour,
    /// Fill of the passive set.
    pub passive: Colour,
    /// Fill of the hot set.
    pub hot: Colour,
}

impl Palette {
    /// The token that each colour has in the style sheet, in the order of the fields.
    pub const TOKENS: [&'static str; 12] = [
        "--pc-raised",
        "--pc-ink",
        "--pc-quiet",
        "--pc-rule",
        "--pc-accent",
        "--pc-reference",
        "--pc-threshold",
        "--pc-limit",
        "--pc-boundary",
        "--pc-empty",
        "--pc-passive",
        "--pc-hot",
    ];

    /// The palette of a style sheet; a token that is missing or of another form keeps its light default.
    #[must_use]
    pub fn from_tokens(token: impl Fn(&str) -> String) -> Self {
        let mut palette = Self::LIGHT;
        let fields = [
            &mut palette.ground,
            &mut palette.ink,
            &mut palette.quiet,
            &mut palette.rule,
            &mut palette.accent,
            &mut palette.reference,
            &mut palette.threshold,
            &mut palette.limit,
            &mut palette.boundary,
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
        ground: Colour::of(0xff, 0xff, 0xff),
        ink: Colour::of(0x1b, 0x1f, 0x24),
        quiet: Colour::of(0x56, 0x5e, 0x69),
        rule: Colour::of(0xe3, 0xe5, 0xe8),
        accent: Colour::of(0x0b, 0x62, 0xa8),
        reference: Colour::of(0x6b, 0x4a, 0x86),
        threshold: Colour::of(0x1f, 0x6b, 0x48),
        limit: Colour::of(0xb4, 0x23, 0x18),
        boundary: Colour::of(0x7d, 0x84, 0x8c),
        empty: Colour::of(0xe9, 0xeb, 0xee),
        passive: Colour::of(0xd3, 0xe5, 0xf1),
        hot: Colour::of(0xf5, 0xd5, 0xc4),
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
        assert_eq!(Colour::parse("rgb(1, 2, 3)"), Some(Colour::of(1, 2, 3)));
        assert_eq!(Colour::parse("rgba(0, 230, 255, 0.8)"), Some(Colour(RGBAColor(0, 230, 255, 0.8))));
        for text in ["", "red", "#12", "#ééé", "#12345", "rgb(0,0)", "rgb(0,0,0,0,0)", "rgb(a,b,c)", "CanvasText"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
