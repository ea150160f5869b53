//! The chart as a picture that stands for itself, where no calculator can be: above it what was asked, in one line, and the
//! answer; below it who said so, and when.

use plotters_backend::DrawingBackend;

use super::remaining::draw as draw_chart;
use super::{Drawn, Palette, Pen};
use crate::state::State;
use crate::words::picture::{answer_line, made_by, scenario_line, why_in_full};
use precopy_base::charts::pen::{Align, Failure};

const MARGIN: f64 = 16.0;
const SIZE: f64 = 13.0;
const LINE: f64 = 19.0;
/// A reason that takes more lines than this is cut: the picture is of the chart.
const MOST_LINES: usize = 6;
/// Below this the chart cannot be read.
const LEAST_CHART: f64 = 120.0;

/// Draws the picture. The date is when it was made.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    state: &State,
    date: &str,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (width, height) = pen.size();
    pen.area(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], palette.ground)?;
    let mut y = MARGIN + LINE / 2.0;
    let texts = [
        (scenario_line(&state.inputs), palette.quiet, false),
        (answer_line(&state.results, state.shown().curves), palette.ink, true),
        (why_in_full(&state.results, state.shown().curves), palette.ink, false),
    ];
    for (text, colour, bold) in texts {
        let fits = |line: &str| pen.text_width(line, SIZE, bold) <= width - 2.0 * MARGIN;
        for line in wrapped(&text, fits).into_iter().take(MOST_LINES) {
            pen.text(&line, (MARGIN, y), Align::Start, colour, (SIZE, bold))?;
            y += LINE;
        }
    }
    let foot = height - MARGIN;
    pen.text(&made_by(date), (width - MARGIN, foot), Align::End, palette.quiet, (SIZE - 2.0, false))?;
    let top = y + LINE / 2.0;
    let bottom = foot - LINE;
    if bottom - top < LEAST_CHART {
        return Ok(());
    }
    let drawn = Drawn::of(state, Vec::new());
    pen.within((MARGIN, top), (width - MARGIN, bottom), |pen| draw_chart(pen, &drawn.scene(), palette))
}

/// A text in lines that fit. A word that does not fit stands in a line of its own.
fn wrapped(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || fits(&longer) {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::drawing::IntoDrawingArea;

    use crate::charts::Svg;

    #[test]
    fn lines_hold_whole_words() {
        let fits = |line: &str| line.len() <= 9;
        assert_eq!(
            wrapped("one two three incomprehensible four", fits),
            ["one two", "three", "incomprehensible", "four"]
        );
        assert!(wrapped("  ", fits).is_empty());
    }

    #[test]
    fn a_picture_holds_the_curves_the_words_and_nothing_that_acts() {
        let state = State::from_link("hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=20000pages/s&link=10Gbit/s");
        let svg = Svg::new((3840, 2160));
        let area = svg.clone().into_drawing_area();
        let width = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * 0.58;
        draw(&Pen::new(&area, 4.0, &width), &state, "2026-01-02", &Palette::LIGHT).unwrap();
        let picture = svg.finish((960.0, 540.0), "a \"font\"", "a < b", "c & d");
        assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"540\""));
        for part in
            ["<path", "<polygon", "64 GiB", "Converges.", "2026-01-02", "a &lt; b", "a &quot;font&quot;", "c &amp; d"]
        {
            assert!(picture.contains(part), "{part}");
        }
        for part in ["<script", "style=", "href", "NaN", "inf"] {
            assert!(!picture.contains(part), "{part}");
        }
    }
}
