//! Bars and courses as a picture that stands for itself: above them what was asked and what came of it, below them what the shapes mean.
//! Always in the light theme: pages, prints and mails are white.

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Palette, Pen, Svg};
use precopy_model::quantity::Watts;

use super::{Scene, Window, gantt, tracks};
use crate::plan::words::picture as words;

/// In CSS pixels.
const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 16.0;
const SIZE: f64 = 13.0;
const LINE: f64 = 19.0;
/// What the shapes mean, below: size and lines, one of them for the title.
const FOOT: f64 = 11.0;
const FOOT_LINES: usize = 5;
/// More rows than this are cut off, and the picture says so: nobody reads a picture of ten pages.
const HIGHEST_ROWS: f64 = 2400.0;
/// Units of the picture to one CSS pixel.
const UNITS_PER_PIXEL: f64 = 4.0;
const FAMILY: &str = "system-ui, \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";
/// How wide a letter is at most on average, as a share of its size: there is nothing to measure with, and the fonts are the viewer's.
const LETTER: f64 = 0.6;

/// The picture as the text of an SVG file: the whole plan, with the use of a lane (none: of the most used one). The title says what
/// plan it is, the lines what came of it.
#[must_use]
pub fn svg(scene: &Scene, lane: Option<usize>, cap: Option<Watts>, title: &str, lines: &[String]) -> String {
    let rows = scene.rows.height().min(HIGHEST_ROWS);
    let height = MARGIN * 2.0 + LINE * (lines.len() + FOOT_LINES) as f64 + rows + tracks::HEIGHT;
    let units = |pixels: f64| (pixels * UNITS_PER_PIXEL) as u32;
    let svg = Svg::new((units(WIDTH), units(height)));
    let measure = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * LETTER;
    let area = Surface::Svg(svg.clone()).into_drawing_area();
    let pen = Pen::new(&area, UNITS_PER_PIXEL, &measure);
    // Writing into a text does not fail.
    let _ = draw(&pen, scene, (lane, cap), (title, lines), rows);
    svg.finish((WIDTH, height), FAMILY, title, &lines.join(" "))
}

fn draw<B: plotters_backend::DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    (lane, cap): (Option<usize>, Option<Watts>),
    (title, lines): (&str, &[String]),
    rows: f64,
) -> Result<(), Failure<B>> {
    let palette = &Palette::LIGHT;
    let (width, height) = pen.size();
    pen.area(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], palette.ground)?;
    let mut y = MARGIN + LINE / 2.0;
    for (index, line) in [title].into_iter().chain(lines.iter().map(String::as_str)).enumerate() {
        let colour = if index == 0 { palette.ink } else { palette.quiet };
        pen.text(line, (MARGIN, y), Align::Start, colour, (SIZE, index == 0))?;
        y += LINE;
    }
    let window = Window::whole(scene.whole);
    let (left, right) = (MARGIN, width - MARGIN);
    let part = |top: f64, high: f64| -> (Point, Point) { ((left, top), (right, top + high)) };
    let (from, to) = part(y, rows);
    pen.within(from, to, |pen| gantt::draw(pen, scene, gantt::Look { window, top: 0.0, chosen: None }, palette))?;
    y += rows;
    let (from, to) = part(y, tracks::HEIGHT);
    pen.within(from, to, |pen| tracks::draw(pen, scene, tracks::Look { window, lane, cap }, palette))?;
    y += tracks::HEIGHT + LINE / 2.0;
    let cut = if rows < scene.rows.height() { words::CUT } else { "" };
    let foot = [words::KEY.to_owned() + cut, words::contention(scene)];
    for line in foot.iter().flat_map(|text| wrapped(pen, text, width - 2.0 * MARGIN)) {
        pen.text(&line, (MARGIN, y), Align::Start, palette.quiet, (FOOT, false))?;
        y += LINE;
    }
    Ok(())
}

/// A text in lines that fit.
fn wrapped<B: plotters_backend::DrawingBackend>(pen: &Pen<'_, B>, text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if pen.text_width(line, FOOT, false) + pen.text_width(word, FOOT, false) + FOOT <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
