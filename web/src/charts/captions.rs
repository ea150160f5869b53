//! The chart's words: times above it, names of phases, lines and areas, each where it lies over no other and no line strikes
//! through it.

use plotters_backend::DrawingBackend;
use precopy_model::predict::{Parts, Prediction};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::short_seconds;

use super::band::Band;
use super::frame::Frame;
use super::labels::{Labels, Rect};
use super::landmarks::{crossing, span};
use super::remaining::{Moments, PinnedLine};
use super::saw::Saw;
use super::{Colour, Palette, Pen, Scene};
use crate::state::Zoom;
use crate::words::{self, chart as said};
use precopy_base::charts::pen::{Align, Failure, Point};

/// The lines as they are drawn.
pub(super) struct Lines<'a> {
    pub(super) bound: &'a [Point],
    pub(super) expected: &'a Saw,
    pub(super) paper: &'a [Point],
    /// Between areas.
    pub(super) within: [&'a [Point]; 2],
    pub(super) pins: &'a [PinnedLine],
    pub(super) band: &'a Band,
}

/// Labels keep so far away from the middle of a handle.
const HANDLE: f64 = 7.0;

/// Writes labels, and remembers where they are.
struct Writer<'a, 'b, B: DrawingBackend> {
    pen: &'a Pen<'b, B>,
    frame: &'a Frame,
    palette: &'a Palette,
    labels: Labels<'a>,
}

/// Writes all of them.
pub(super) fn captions<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene<'_>,
    frame: &Frame,
    moments: &Moments,
    lines: &Lines<'_>,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let upright = |at: Option<f64>| at.map(|at| [(frame.x(at), frame.top - 8.0), (frame.x(at), frame.bottom)]);
    let uprights = [moments.t1, moments.t2, moments.t3, moments.limit].map(upright);
    let mut writer = Writer { pen, frame, palette, labels: Labels::default() };
    writer.labels.avoid(lines.bound);
    writer.labels.avoid(lines.paper);
    for line in lines.expected.all().chain(lines.within) {
        writer.labels.avoid(line);
    }
    for line in uprights.iter().flatten() {
        writer.labels.avoid(line);
    }
    for pin in lines.pins {
        writer.labels.avoid(&pin.points);
    }
    for place in scene.handles.iter().filter_map(|&handle| scene.place_of(handle, &frame.axes)) {
        let (x, y) = frame.point(place);
        writer.labels.take(Rect::around((x, y), HANDLE));
    }
    let second_row = writer.times(moments)?;
    writer.limit(scene, moments)?;
    let y = frame.y(scene.lead().threshold.as_pages());
    writer.threshold(scene, y)?;
    writer.phases(scene, second_row)?;
    let threshold = [(frame.left, y), (frame.right, y)];
    writer.labels.avoid(&threshold);
    writer.areas(scene)?;
    // Above both lines: between them there is hardly room.
    let tips = lines.expected.tips.as_slice();
    let re_sent = moments.t1.map_or(frame.left, |t1| frame.x(t1));
    writer.line_name(words::EXPECTED, [tips, lines.bound], re_sent, true, palette.expected)?;
    writer.line_name(words::BOUND, [lines.bound, &[]], frame.left, true, palette.accent)?;
    writer.line_name(words::PAPER, [lines.paper, &[]], frame.left, false, palette.reference)?;
    writer.band_name(lines.band)?;
    lines.pins.iter().try_for_each(|pin| writer.pin_name(pin))
}

impl<B: DrawingBackend> Writer<'_, '_, B> {
    fn rect(&self, text: &str, bold: bool, at: Point) -> Rect {
        Rect::of_text(at, self.pen.text_width(text, self.frame.text, bold), self.frame.text)
    }

    /// Writes a label in its place, which is taken from then on. Where a line strikes through, the ground shines round
    /// the letters.
    fn write(&mut self, text: &str, bold: bool, place: Rect, colour: Colour) -> Result<(), Failure<B>> {
        let at = (place.left, (place.top + place.bottom) / 2.0);
        let style = (self.frame.text, bold);
        if self.labels.is_struck(place) {
            for (across, down) in [(-1.5, -1.0), (1.5, -1.0), (-1.5, 1.0), (1.5, 1.0)] {
                self.pen.text(text, (at.0 + across, at.1 + down), Align::Start, self.palette.ground, style)?;
            }
        }
        self.labels.take(place);
        self.pen.text(text, at, Align::Start, colour, style)
    }

    /// t1, t2 and t3 above the plot, in two rows where they would touch; returns whether the second one is taken.
    fn times(&mut self, moments: &Moments) -> Result<bool, Failure<B>> {
        let frame = self.frame;
        let label = |name: &str, at: f64| (at, format!("{name} {}", short_seconds(Seconds::from_seconds(at))));
        let mut marks: Vec<(f64, String)> = moments.t1.map(|t1| label("t₁", t1)).into_iter().collect();
        match (moments.t2, moments.t3) {
            (Some(t2), Some(t3)) if frame.x(t3) - frame.x(t2) < frame.text * 6.7 => {
                // So close together that both with three digits would read the same.
                let after = short_seconds(Seconds::from_seconds(t3 - t2));
                let (at, text) = label("t₂", t2);
                marks.push((at, format!("{text} · t₃ +{after}")));
            }
            (t2, t3) => {
                marks.extend(t2.map(|t2| label("t₂", t2)));
                marks.extend(t3.map(|t3| label("t₃", t3)));
            }
        }
        let (first, step) = (frame.text + 1.0, frame.text * 1.45);
        let mut ends = [f64::NEG_INFINITY; 2];
        for (at, text) in &marks {
            let width = self.pen.text_width(text, frame.text, true);
            let left = (frame.x(*at) - width / 2.0).min(frame.right + 8.0 - width).max(4.0);
            let row = usize::from(left < ends.first().copied().unwrap_or(0.0) + 8.0);
            let place = Rect::of_text((left, first + step * row as f64), width, frame.text);
            self.labels.take(place);
            self.pen.text(
                text,
                (left, first + step * row as f64),
                Align::Start,
                self.palette.ink,
                (frame.text, true),
            )?;
            if let Some(end) = ends.get_mut(row) {
                *end = left + width;
            }
        }
        Ok(ends.last().is_some_and(|end| end.is_finite()))
    }

    fn limit(&mut self, scene: &Scene<'_>, moments: &Moments) -> Result<(), Failure<B>> {
        let (frame, Some(limit)) = (self.frame, moments.limit) else { return Ok(()) };
        let text = said::limit(scene.view.symbols);
        let x = frame.x(limit);
        let width = self.pen.text_width(text, frame.text, false);
        let rows = [frame.top + 12.0, frame.top + 30.0, frame.bottom - 40.0];
        let mut places = Vec::with_capacity(6);
        for y in rows {
            for left in [x + 5.0, x - 5.0 - width] {
                if frame.left <= left && left + width <= frame.right + 8.0 {
                    places.push(Rect::of_text((left, y), width, frame.text));
                }
            }
        }
        match self.labels.choose(&places, false) {
            Some(place) => self.write(text, false, place, self.palette.limit),
            None => Ok(()),
        }
    }

    fn threshold(&mut self, scene: &Scene<'_>, y: f64) -> Result<(), Failure<B>> {
        let frame = self.frame;
        if frame.axes.pages.max() < scene.lead().threshold.as_pages() {
            return Ok(()); // everything is below it
        }
        let text = said::threshold(scene.lead().threshold, scene.view.symbols);
        let width = self.pen.text_width(&text, frame.text, false);
        let (left, right) = (frame.left + 8.0, frame.right - width - HANDLE - 4.0);
        let apart = frame.text * 0.82;
        let mut places = Vec::with_capacity(6);
        for (x, y) in [
            (left, y - apart),
            (right, y - apart),
            (left, y + apart),
            (right, y + apart),
            ((left + right) / 2.0, y - apart),
            ((left + right) / 2.0, y + apart),
        ] {
            let place = Rect::of_text((x, y), width, frame.text);
            if frame.top - 2.0 <= place.top && place.bottom <= frame.bottom + 1.0 {
                places.push(place);
            }
        }
        match self.labels.choose(&places, false) {
            Some(place) => self.write(&text, false, place, self.palette.threshold),
            None => Ok(()),
        }
    }

    /// Names of the phases above the plot, or inside it when times need both rows.
    fn phases(&mut self, scene: &Scene<'_>, second_row: bool) -> Result<(), Failure<B>> {
        let frame = self.frame;
        let times = frame.axes.times;
        let first = if second_row { frame.top + frame.text * 0.6 } else { frame.text * 2.45 + 1.0 };
        for zoom in [Zoom::FirstPass, Zoom::Resending, Zoom::Stopped] {
            let Some((from, to)) = span(scene.told(), zoom) else { continue };
            if to < times.min() || times.max() < from {
                continue;
            }
            let (ends, post_copy) = (scene.told().stop.is_some(), scene.told().ends_in_post_copy());
            let text = said::phase_label(zoom, ends, post_copy, scene.view.symbols);
            let (from, to) = (frame.x(from), frame.x(to));
            let width = self.pen.text_width(text, frame.text, false);
            if to - from < width + 16.0 {
                continue;
            }
            let left = (from + to - width) / 2.0;
            let places = [0.0, 1.0, 2.0].map(|row| Rect::of_text((left, first + row * 16.0), width, frame.text));
            let rows = if second_row { 3 } else { 1 };
            if let Some(place) = self.labels.choose(places.get(..rows).unwrap_or(&places), true) {
                self.write(text, false, place, self.palette.quiet)?;
            }
        }
        Ok(())
    }

    /// Each part's name in its area, where that is high and long enough.
    fn areas(&mut self, scene: &Scene<'_>) -> Result<(), Failure<B>> {
        // A part's name, where along the axis it may begin, and from which to which number of pages it goes.
        type Band = (f64, fn(&Parts) -> (f64, f64));
        const BANDS: [Band; 3] = [
            (0.12, |parts| (0.0, parts.hot)),
            (0.12, |parts| (parts.hot, parts.hot + parts.passive)),
            (0.02, |parts| (parts.hot + parts.passive, parts.hot + parts.passive + parts.empty)),
        ];
        let frame = self.frame;
        for ((first, band), name) in BANDS.into_iter().zip(said::areas(scene.view.symbols)) {
            let width = self.pen.text_width(name, frame.text, true);
            let mut places = Vec::with_capacity(48);
            for step in 0..16 {
                let x = frame.left + (frame.right - frame.left) * (first + 0.05 * f64::from(step));
                if frame.right < x + width {
                    break;
                }
                let at = |x: f64| band(&scene.lead().remaining.at(Seconds::from_seconds(frame.seconds(x))));
                let ((low_a, high_a), (low_b, high_b)) = (at(x), at(x + width));
                let (floor, ceiling) = (frame.y(low_a.max(low_b)), frame.y(high_a.min(high_b)));
                if frame.text * 1.55 <= floor - ceiling {
                    for share in [0.5, 0.3, 0.7] {
                        let place = Rect::of_text((x, floor + (ceiling - floor) * share), width, frame.text);
                        if ceiling + 1.0 <= place.top && place.bottom <= floor - 1.0 {
                            places.push(place);
                        }
                    }
                }
            }
            match self.labels.choose(&places, true) {
                Some(place) => self.write(name, true, place, self.palette.quiet)?,
                None => self.beside(scene.lead(), name, band)?,
            }
        }
        Ok(())
    }

    /// A name beside the curve: the empty set goes by so quickly that its area is a sliver.
    fn beside(&mut self, lead: &Prediction, name: &str, band: fn(&Parts) -> (f64, f64)) -> Result<(), Failure<B>> {
        let frame = self.frame;
        let start = lead.remaining.at(Seconds::from_seconds(frame.axes.times.min()));
        let (low, high) = band(&start);
        if high < start.total || frame.y(low) - frame.y(high) < frame.text * 1.4 {
            return Ok(());
        }
        let middle = (low + high) / 2.0;
        let place = self.rect(name, false, (frame.x(crossing(lead, middle)) + 10.0, frame.y(middle)));
        match self.labels.choose(&[place], true) {
            Some(place) if place.right <= frame.right => self.write(name, false, place, self.palette.quiet),
            _ => Ok(()),
        }
    }

    /// A line's name at the line: above a falling line at its left end, below one at its right end, past the line beside it if
    /// there is one. It stands right of `from` if there is a place.
    fn line_name(
        &mut self,
        name: &str,
        [line, beside]: [&[Point]; 2],
        from: f64,
        above: bool,
        colour: Colour,
    ) -> Result<(), Failure<B>> {
        let frame = self.frame;
        let width = self.pen.text_width(name, frame.text, true);
        let half = frame.text * 0.62 + 4.0;
        let mut places = Vec::with_capacity(64);
        let starts = [from, frame.left];
        for &start in starts.get(..if frame.left < from { 2 } else { 1 }).unwrap_or(&starts) {
            for side in [above, !above] {
                for share in [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.1, 0.9] {
                    let x = start + (frame.right - start) * share;
                    let reach = |line| {
                        let (start, end) = height(line, x).zip(height(line, x + width))?;
                        Some(if side { start.min(end) - half } else { start.max(end) + half })
                    };
                    let Some(y) = reach(line) else { continue };
                    let y = reach(beside).map_or(y, |other| if side { y.min(other) } else { y.max(other) });
                    let place = Rect::of_text((x, y), width, frame.text);
                    if frame.top <= place.top && place.bottom <= frame.bottom && place.right <= frame.right {
                        places.push(place);
                    }
                }
            }
        }
        match self.labels.choose(&places, true) {
            Some(place) => self.write(name, true, place, colour),
            None => Ok(()),
        }
    }
}

impl<B: DrawingBackend> Writer<'_, '_, B> {
    /// The letter of a pinned curve: as far right along it as there is room, above it or below. It is the only sign by which the
    /// curves are told apart, so that it stands also where a line strikes through.
    fn pin_name(&mut self, pin: &PinnedLine) -> Result<(), Failure<B>> {
        let (frame, line) = (self.frame, pin.points.as_slice());
        let name = match (pin.goes_on, line.is_empty()) {
            (true, false) => said::goes_on(pin.letter),
            (_, true) => said::is_above(pin.letter),
            (false, false) => pin.letter.to_string(),
        };
        let width = self.pen.text_width(&name, frame.text, true);
        let half = frame.text * 0.62 + 4.0;
        let mut places = Vec::with_capacity(64);
        let end = line.last().map_or(frame.right, |end| end.0);
        for step in 0..30 {
            let x = end - width - 2.0 - (end - frame.left) * f64::from(step) / 30.0;
            let heights = match height(line, x).zip(height(line, x + width)) {
                Some((a, b)) => [a.min(b) - half, a.max(b) + half],
                None if line.is_empty() => [frame.top + half, frame.top + 2.5 * half],
                None => continue,
            };
            for y in heights {
                let place = Rect::of_text((x, y), width, frame.text);
                if frame.left <= x && frame.top <= place.top && place.bottom <= frame.bottom {
                    places.push(place);
                }
            }
        }
        match self.labels.choose(&places, false) {
            Some(place) => self.write(&name, true, place, self.palette.ink),
            None => Ok(()),
        }
    }

    /// What the band is, in it where it is wide enough, else above it.
    fn band_name(&mut self, band: &Band) -> Result<(), Failure<B>> {
        let frame = self.frame;
        let width = self.pen.text_width(said::BAND, frame.text, false);
        let tall = frame.text * 1.24;
        let (mut inside, mut above) = (Vec::with_capacity(64), Vec::with_capacity(32));
        for step in 0..30 {
            let x = frame.left + (frame.right - frame.left) * f64::from(step) / 30.0;
            let at = |line: &[Point]| height(line, x).zip(height(line, x + width));
            let Some(((high_a, high_b), (low_a, low_b))) = at(&band.upper).zip(at(&band.lower)) else { continue };
            let (ceiling, floor) = (high_a.max(high_b), low_a.min(low_b));
            for share in [0.5, 0.25, 0.75] {
                let place = Rect::of_text((x, ceiling + (floor - ceiling) * share), width, frame.text);
                if tall + 4.0 <= floor - ceiling && ceiling + 2.0 <= place.top && place.bottom <= floor - 2.0 {
                    inside.push(place);
                }
            }
            let place = Rect::of_text((x, high_a.min(high_b) - tall), width, frame.text);
            if frame.top <= place.top && place.right <= frame.right {
                above.push(place);
            }
        }
        let place = self.labels.choose(&inside, true).or_else(|| self.labels.choose(&above, true));
        match place.or_else(|| self.labels.choose(&inside, false)) {
            Some(place) => self.write(said::BAND, false, place, self.palette.accent),
            None => Ok(()),
        }
    }
}

/// How high a line is at a place across; none beyond its ends.
fn height(line: &[Point], x: f64) -> Option<f64> {
    line.windows(2).find_map(|pair| match *pair {
        [(x0, y0), (x1, y1)] if x0 <= x && x <= x1 => {
            Some(if x0 < x1 { y0 + (y1 - y0) * (x - x0) / (x1 - x0) } else { y1 })
        }
        _ => None,
    })
}
