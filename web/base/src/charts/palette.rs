//! The colours of charts, as the style sheet's tokens say them.

use plotters::style::RGBAColor;
use precopy_model::quantity::text::plain_number;

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
        let mut numbers = numbers.split(',').map(|number| plain_number(number.trim()));
        // Casts of floats saturate.
        let mut byte = || numbers.next().flatten().map(|number| number.round() as u8);
        let (r, g, b) = (byte()?, byte()?, byte()?);
        let opacity = match numbers.next() {
            None => 1.0,
            Some(opacity) => opacity?.clamp(0.0, 1.0),
        };
        numbers.next().is_none().then_some(Self(RGBAColor(r, g, b, opacity)))
    }

    /// The same colour, so much of it.
    #[must_use]
    pub const fn with_opacity(self, opacity: f64) -> Self {
        let Self(RGBAColor(r, g, b, _)) = self;
        Self(RGBAColor(r, g, b, opacity))
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
    /// The expected line.
    pub expected: Colour,
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
    /// Behind every other round.
    pub round: Colour,
}

impl Palette {
    /// The token that each colour has in the style sheet, in the order of the fields.
    pub const TOKENS: [&'static str; 14] = [
        "--pc-raised",
        "--pc-ink",
        "--pc-quiet",
        "--pc-rule",
        "--pc-accent",
        "--pc-expected",
        "--pc-reference",
        "--pc-threshold",
        "--pc-limit",
        "--pc-boundary",
        "--pc-empty",
        "--pc-passive",
        "--pc-hot",
        "--pc-round",
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
            &mut palette.expected,
            &mut palette.reference,
            &mut palette.threshold,
            &mut palette.limit,
            &mut palette.boundary,
            &mut palette.empty,
            &mut palette.passive,
            &mut palette.hot,
            &mut palette.round,
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
        expected: Colour::of(0x7a, 0x30, 0x00),
        reference: Colour::of(0x6b, 0x4a, 0x86),
        threshold: Colour::of(0x1f, 0x6b, 0x48),
        limit: Colour::of(0xb4, 0x23, 0x18),
        boundary: Colour::of(0x75, 0x7c, 0x85),
        empty: Colour::of(0xe9, 0xeb, 0xee),
        passive: Colour::of(0xd3, 0xe5, 0xf1),
        hot: Colour::of(0xf5, 0xd5, 0xc4),
        round: Colour::of(0xf6, 0xf4, 0xf1),
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

    /// The themes of the style sheet: light, dark by the system's wish, dark by the page's. The system's own come after.
    fn themes() -> Vec<Palette> {
        let sheet = include_str!("../../../src/styles/tokens.css");
        let themes = sheet.split("--pc-ground: var").skip(1).map(|theme| {
            Palette::from_tokens(|token| {
                let value = theme.split(&format!("{token}: ")).nth(1).and_then(|rest| rest.split(';').next());
                // Where the embedding page may set a colour, ours comes after it.
                let own = value.map(|value| value.split(", ").last().unwrap_or_default().trim_end_matches(')'));
                own.unwrap_or_default().to_owned()
            })
        });
        themes.collect()
    }

    /// How light a colour is, from 0 to 1, by the formula of the Web Content Accessibility Guidelines.
    fn luminance(Colour(RGBAColor(r, g, b, _)): Colour) -> f64 {
        let linear = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_defaults_are_those_of_the_light_theme_and_both_dark_themes_are_one() {
        let themes = themes();
        assert_eq!(themes.len(), 3);
        assert_eq!(themes[0], Palette::LIGHT);
        assert_ne!(themes[1], Palette::LIGHT);
        assert_eq!(themes[1], themes[2]);
    }

    #[test]
    fn small_text_can_be_read_on_every_ground_that_it_may_stand_on() {
        for palette in themes() {
            let texts = [
                palette.ink,
                palette.quiet,
                palette.accent,
                palette.expected,
                palette.reference,
                palette.threshold,
                palette.limit,
            ];
            for ground in [palette.ground, palette.round, palette.empty, palette.passive, palette.hot] {
                for text in texts {
                    let contrast = contrast(text, ground);
                    assert!(4.5 <= contrast, "{text:?} on {ground:?}: {contrast}");
                }
            }
            // The pale areas are told apart by the line between them.
            for ground in [palette.ground, palette.empty, palette.passive, palette.hot] {
                let contrast = contrast(palette.boundary, ground);
                assert!(3.0 <= contrast, "boundary on {ground:?}: {contrast}");
            }
        }
    }

    /// How a colour looks to someone without the receptors for green, after Viénot, Brettel and Mollon (1999): lightness and
    /// the two opponent colours of CIELAB.
    fn without_green(Colour(RGBAColor(r, g, b, _)): Colour) -> [f64; 3] {
        let [r, g, b] = [r, g, b].map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        let long = 17.8824 * r + 43.5161 * g + 4.11935 * b;
        let short = 0.0299566 * r + 0.184309 * g + 1.46709 * b;
        let middle = 0.494207 * long + 1.24827 * short;
        let r = (0.0809444479 * long - 0.130504409 * middle + 0.116721066 * short).clamp(0.0, 1.0);
        let g = (-0.0102485335 * long + 0.0540193266 * middle - 0.113614708 * short).clamp(0.0, 1.0);
        let b = (-0.000365296938 * long - 0.00412161469 * middle + 0.693511405 * short).clamp(0.0, 1.0);
        let cube = |t: f64| if 0.008856 < t { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        let y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn areas_and_lines_differ_also_for_the_colour_blind() {
        let distance = |a: Colour, b: Colour| {
            let pairs = without_green(a).into_iter().zip(without_green(b));
            pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
        };
        for palette in themes() {
            let areas = [palette.ground, palette.empty, palette.passive, palette.hot];
            let lines = [palette.accent, palette.expected, palette.reference, palette.threshold, palette.limit];
            for (colours, least) in [(areas.as_slice(), 6.0), (lines.as_slice(), 12.0)] {
                for (index, &a) in colours.iter().enumerate() {
                    for &b in &colours[index + 1..] {
                        assert!(least <= distance(a, b), "{a:?} {b:?}: {}", distance(a, b));
                    }
                }
            }
        }
    }
}
