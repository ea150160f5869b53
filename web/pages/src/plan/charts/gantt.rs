//! What was done when: a bar for each step, in rows. Each fate has a shape of its own beside its colour.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Colour, Palette, Pen};

use super::frame::{Across, TEXT, fitting};
use super::rows::HIGH_ENOUGH;
use super::{About, Bar, Fate, Scene, Window};
use crate::plan::words::picture as words;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What is in sight.
    pub window: Window,
    /// How far the rows are scrolled.
    pub top: f64,
    /// The step that is chosen.
    pub chosen: Option<usize>,
}

/// A bar is at least so wide, and so is the mark of a downtime.
const LEAST: f64 = 2.0;

/// The box of a bar, in CSS pixels.
#[derive(Clone, Copy, Debug)]
struct Place {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Place {
    fn high(self) -> f64 {
        self.bottom - self.top
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    fn corners(self) -> [Point; 4] {
        [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
    }

    fn outline(self) -> [Point; 5] {
        let [a, b, c, d] = self.corners();
        [a, b, c, d, a]
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, right: self.right + by, top: self.top - by, bottom: self.bottom + by }
    }
}

/// Draws the rows that are in sight.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    look: Look,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (width, height) = pen.size();
    let Some(across) = Across::of(width, look.window) else { return Ok(()) };
    let lane_height = scene.rows.lane_height();
    let bottom = height.min(scene.rows.height() - look.top);
    across.grid(pen, (0.0, bottom), palette)?;
    let in_sight = |top: f64, high: f64| -high <= top && top <= height;
    for (top, row) in scene.rows.placed() {
        let top = top - look.top;
        let high = scene.rows.row_height(row);
        if !in_sight(top, high) {
            continue;
        }
        if scene.rows.by_host && 0.0 < top {
            pen.line(&[(0.0, top - 2.5), (across.right, top - 2.5)], palette.rule, 1.0)?;
        }
        name(pen, scene, row.about, (across.left, top, high), palette)?;
        if let Some(fate) = row.not_begun {
            let place = (across.left + 8.0, top + lane_height / 2.0);
            let room = across.width() - 16.0;
            if let Some(text) = fitting(pen, &words::fate(fate), TEXT, room) {
                pen.text(&text, place, Align::Start, palette.limit, (TEXT, false))?;
            }
        }
        for (lane, bars) in row.lanes.iter().enumerate() {
            let top = top + lane as f64 * lane_height;
            if !in_sight(top, lane_height) {
                continue;
            }
            let mut named_to = f64::NEG_INFINITY;
            for (at, bar) in bars.iter().enumerate().filter_map(|(at, bar)| Some((at, scene.bars.get(*bar)?))) {
                if !across.meets(bar.start, bar.end) {
                    continue;
                }
                let pad = if lane_height < 8.0 { 0.75 } else { 2.0 };
                let left = across.x(bar.start);
                let right = if bar.end.is_finite() { across.x(bar.end) } else { across.right };
                let right = right.max(left + LEAST);
                let place = Place { left, right, top: top + pad, bottom: top + lane_height - pad };
                let next = bars.get(at + 1).and_then(|next| scene.bars.get(*next));
                let free = next.map_or(across.right, |next| across.x(next.start) - 4.0);
                draw_bar(pen, scene, bar, (place, across), look.chosen == Some(bar.step), palette)?;
                if HIGH_ENOUGH <= lane_height {
                    let room = (place, free, named_to);
                    named_to = label(pen, scene, bar, room, palette)?;
                }
            }
        }
    }
    let Some(contention) = scene.contention.filter(|contention| look.window.holds(contention.at)) else {
        return Ok(());
    };
    let x = across.x(contention.at);
    pen.dashed(&[(x, 0.0), (x, bottom)], palette.limit, 1.25, (5.0, 3.0))
}

/// The name of a row, in the margin.
fn name<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    about: About,
    (left, top, high): (f64, f64, f64),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (_, height) = pen.size();
    let (name, colour) = match about {
        About::Host(host) => (words::host_name(&scene.played.site, host), palette.ink),
        About::Step(step) => (words::step_name(&scene.played, step), palette.ink),
    };
    // Of a row that is only partly in sight, the name stays in sight.
    let middle = if scene.rows.by_host {
        (top.max(0.0) + TEXT * 0.65).min(top + high - TEXT * 0.5).min(height)
    } else {
        top + high / 2.0
    };
    match fitting(pen, &name, TEXT, left - 14.0) {
        Some(text) => pen.text(&text, (left - 8.0, middle), Align::End, colour, (TEXT, false)),
        None => Ok(()),
    }
}

fn draw_bar<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    bar: &Bar,
    (place, across): (Place, Across),
    is_chosen: bool,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let Place { left, right, top, bottom } = place;
    let high = place.high();
    let thin = if high < 8.0 { 0.75 } else { 1.0 };
    let (fill, edge) = colours(bar.fate, palette);
    match bar.fate {
        // What comes up rises, what goes down falls.
        Fate::Boots => {
            pen.area(&[(left, bottom), (right, top), (right, bottom)], fill)?;
            pen.line(&[(left, bottom), (right, top), (right, bottom), (left, bottom)], edge, 1.0)?;
        }
        Fate::GoesDown => {
            pen.area(&[(left, bottom), (left, top), (right, bottom)], fill)?;
            pen.line(&[(left, bottom), (left, top), (right, bottom), (left, bottom)], edge, 1.0)?;
        }
        Fate::NotBegun(_) => {}
        Fate::Never => {
            // A broken end: it goes on beyond the edge.
            let tooth = (high / 4.0).min(5.0);
            let end = [
                (right, top),
                (right - tooth, top + high / 4.0),
                (right, place.middle()),
                (right - tooth, bottom - high / 4.0),
                (right, bottom),
            ];
            let outline: Vec<Point> = [(left, top)].into_iter().chain(end).chain([(left, bottom)]).collect();
            pen.area(&outline, fill)?;
            pen.line(&[(right, top), (left, top), (left, bottom), (right, bottom)], edge, 1.25)?;
            pen.line(&end, edge, 2.0)?;
        }
        Fate::Converges | Fate::Forced | Fate::SwitchesOver | Fate::Cancelled | Fate::PostCopy => {
            let still = bar.still.filter(|_| bar.fate != Fate::Cancelled);
            let live_to = still.map_or(right, |(stops, _)| across.x(stops)).max(left);
            let live = Place { right: live_to, ..place };
            if left + 0.5 < live_to {
                pen.area(&live.corners(), fill)?;
                if LEAST < live_to - left {
                    pen.line(&live.outline(), edge, thin)?;
                }
            }
            let dark_to = still.map(|(_, runs)| across.x(runs));
            if let Some(runs) = still.map(|(_, runs)| runs).filter(|runs| *runs < bar.end) {
                // Post-copy: half as high, for the VM is there and its memory follows.
                let from = across.x(runs);
                let follows = Place {
                    left: from,
                    right: right.max(from + LEAST),
                    top: top + high / 4.0,
                    bottom: bottom - high / 4.0,
                };
                pen.area(&follows.corners(), palette.passive)?;
                pen.line(&follows.outline(), palette.reference, 1.25)?;
            }
            if let Some(dark_to) = dark_to.filter(|_| still.is_some_and(|(from, to)| across.meets(from, to))) {
                // Drawn backwards from its end where it is shorter than can be seen.
                let to = dark_to.max(left + LEAST);
                let dark = Place { left: live_to.min(to - LEAST), right: to, ..place };
                pen.area(&dark.corners(), palette.ink)?;
            }
            if bar.fate == Fate::Cancelled && right <= across.right {
                let reach = (high / 2.0).min(6.0);
                let (x, y) = (right, place.middle());
                pen.line(&[(x - reach, y - reach), (x + reach, y + reach)], edge, 2.0)?;
                pen.line(&[(x - reach, y + reach), (x + reach, y - reach)], edge, 2.0)?;
            }
        }
    }
    if bar.fate.stands_out() && across.window().holds(bar.start) {
        // A pointed mark in front of it.
        let reach = (high * 0.55).min(7.0);
        let y = place.middle();
        pen.area(&[(left - reach * 1.3, y - reach), (left + 1.0, y), (left - reach * 1.3, y + reach)], palette.limit)?;
    }
    if scene.is_critical.get(bar.step) == Some(&true) {
        let thick = if high < 8.0 { 1.25 } else { 2.0 };
        pen.line(&[(left, bottom), (right, bottom)], palette.ink, thick)?;
    }
    if is_chosen {
        pen.line(&place.grown(1.5).outline(), palette.ink, 2.0)?;
    }
    Ok(())
}

/// The fill and the edge of a bar.
fn colours(fate: Fate, palette: &Palette) -> (Colour, Colour) {
    match fate {
        Fate::Boots | Fate::GoesDown | Fate::NotBegun(_) => (palette.empty, palette.boundary),
        Fate::Converges | Fate::PostCopy => (palette.passive, palette.accent),
        Fate::Forced | Fate::SwitchesOver | Fate::Cancelled | Fate::Never => (palette.hot, palette.limit),
    }
}

/// Writes the name of a bar into it, or behind it, where there is room; gives back up to where something is written.
fn label<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    bar: &Bar,
    (place, free, taken): (Place, f64, f64),
    palette: &Palette,
) -> Result<f64, Failure<B>> {
    let text = words::bar_name(&scene.played, bar, scene.rows.by_host);
    let wide = pen.text_width(&text, TEXT, bar.fate.stands_out());
    let y = place.middle();
    let bold = (TEXT, bar.fate.stands_out());
    // What triangles leave of their room is not for letters.
    let inside = if bar.fate.is_of_host() { 0.0 } else { place.right - place.left - 10.0 };
    let still = bar.still.is_some();
    if wide <= inside - if still { 6.0 } else { 0.0 } && bar.fate != Fate::PostCopy {
        pen.text(&text, (place.left + 6.0, y), Align::Start, palette.ink, bold)?;
        return Ok(place.right);
    }
    let after = place.right + 6.0;
    if after + wide <= free && taken <= after {
        pen.text(&text, (after, y), Align::Start, palette.quiet, bold)?;
        return Ok(after + wide);
    }
    Ok(place.right.max(taken))
}
