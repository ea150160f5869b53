//! Draws the topology.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, DISC, Failure, Point};
use precopy_base::charts::{Palette, Pen};
use precopy_model::scenario::CheckedSite;

use super::way::{along, line};
use super::{Layout, Picked, Rect};
use crate::plan::charts::contention::FULL;
use crate::plan::charts::frame::fitting;
use crate::plan::charts::{HostNow, HostState, Moment, Moving, Scene, Stage};
use crate::plan::words::picture as words;

/// Size of the letters.
const TEXT: f64 = 11.0;
/// How wide a full lane is drawn.
const WIDEST: f64 = 3.5;
/// How wide a lane that is picked is underlaid.
const PICKED: f64 = 9.0;
/// Up to so many VMs on their way have their names beside them.
const NAMED: usize = 8;
/// Radius of a mark.
const MARK: f64 = 4.5;
/// So many VMs on their way are not kept apart from each other: they are a stream.
const SPREAD: usize = 150;
/// So often a free place is looked for.
const TRIES: u32 = 16;
/// VMs on the same way are so far behind each other at least, in CSS pixels.
const BEHIND: f64 = 10.0;

/// Draws hosts, switches and links at a moment, and what is picked of them.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    (moment, picked): (&Moment, Picked),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let site = &scene.played.site;
    let layout = Layout::of(site, pen.size());
    let lines: Vec<Vec<Point>> = (0..site.lanes().all().len()).map(|lane| line(site, &layout, lane)).collect();
    if let Some(line) = picked.lane.and_then(|lane| lines.get(lane)) {
        pen.line(line, palette.accent.with_opacity(0.25), PICKED)?;
    }
    lanes(pen, scene, (&lines, moment.at), palette)?;
    for (rect, name) in layout.switches.iter().zip(&site.network.switches) {
        pen.area(&rect.corners(), palette.empty)?;
        outline(pen, *rect, palette.boundary, 1.0)?;
        if let Some(name) = fitting(pen, name, TEXT, rect.wide() - 8.0) {
            pen.text(&name, (rect.across(), rect.down()), Align::Middle, palette.ink, (TEXT, false))?;
        }
    }
    for (host, (rect, now)) in layout.hosts.iter().zip(&moment.hosts).enumerate() {
        draw_host(pen, site, (host, *rect), now, palette)?;
        if picked.host == Some(host) {
            let around =
                Rect { left: rect.left - 2.0, top: rect.top - 2.0, right: rect.right + 2.0, bottom: rect.bottom + 2.0 };
            outline(pen, around, palette.accent, 2.5)?;
        }
    }
    marks(pen, scene, (&lines, moment), palette)
}

/// The lanes, as wide as they are used; dashed when they are full.
fn lanes<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    (lines, at): (&[Vec<Point>], f64),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    for line in lines {
        pen.line(line, palette.rule, 1.0)?;
    }
    for (lane, line) in lines.iter().enumerate() {
        let [migrations, applications] = scene.carried(lane, at);
        let used = (migrations + applications) / scene.capacity(lane).max(f64::MIN_POSITIVE);
        if used <= 0.0 {
            continue;
        }
        let width = 1.0 + (WIDEST - 1.0) * used.min(1.0);
        if FULL <= used {
            pen.dashed(line, palette.limit, width, (5.0, 3.0))?;
        } else {
            pen.line(line, if 0.0 < migrations { palette.accent } else { palette.boundary }, width)?;
        }
    }
    Ok(())
}

fn outline<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    rect: Rect,
    colour: precopy_base::charts::Colour,
    width: f64,
) -> Result<(), Failure<B>> {
    let [a, b, c, d] = rect.corners();
    pen.line(&[a, b, c, d, a], colour, width)
}

/// A host: its memory from below, its state, its name.
fn draw_host<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    site: &CheckedSite,
    (host, rect): (usize, Rect),
    now: &HostNow,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let memory = site.hosts.get(host).map_or(1.0, |host| host.memory.as_bytes().max(1.0));
    let up = |bytes: f64| rect.bottom - (bytes / memory).min(1.0) * rect.high();
    pen.area(&rect.corners(), palette.ground)?;
    match now.state {
        // Nothing is on them; coming up, it rises, going down, it falls.
        HostState::Booting => {
            pen.area(&[(rect.left, rect.bottom), (rect.right, rect.top), (rect.right, rect.bottom)], palette.empty)?
        }
        HostState::GoingDown => {
            pen.area(&[(rect.left, rect.top), (rect.left, rect.bottom), (rect.right, rect.bottom)], palette.empty)?
        }
        HostState::Off | HostState::On => {}
    }
    if 0.0 < now.held {
        let held = Rect { top: up(now.held), ..rect };
        pen.area(&held.corners(), palette.passive)?;
        pen.line(&[(held.left, held.top), (held.right, held.top)], palette.accent, 1.0)?;
        separators(pen, site, (rect, now), memory, palette)?;
    }
    if 0.0 < now.kept {
        let kept = Rect { top: up(now.held + now.kept), bottom: up(now.held), ..rect };
        pen.area(&kept.corners(), palette.hot)?;
        pen.dashed(&[(kept.left, kept.top), (kept.right, kept.top)], palette.expected, 1.25, (3.0, 2.0))?;
    }
    match now.state {
        HostState::Off => {
            let [a, b, c, d] = rect.corners();
            pen.dashed(&[a, b, c, d, a], palette.boundary, 1.0, (3.0, 3.0))?;
        }
        HostState::On => outline(pen, rect, palette.ink, 1.0)?,
        HostState::Booting | HostState::GoingDown => outline(pen, rect, palette.boundary, 1.5)?,
    }
    let name = words::host_name(site, host);
    let room = rect.wide() - 6.0;
    let size = if rect.high() < 26.0 { TEXT - 1.5 } else { TEXT };
    if rect.high() < 13.0 {
        return Ok(());
    }
    let colour = if now.state == HostState::Off { palette.quiet } else { palette.ink };
    if let Some(name) = fitting(pen, &name, size, room) {
        pen.text(&name, (rect.left + 3.0, rect.top + size * 0.8), Align::Start, colour, (size, false))?;
    }
    if 34.0 <= rect.high() && now.state != HostState::On {
        if let Some(state) = fitting(pen, words::state(now.state), size, room) {
            pen.text(&state, (rect.left + 3.0, rect.bottom - size * 0.9), Align::Start, palette.quiet, (size, false))?;
        }
    } else if 34.0 <= rect.high() && !now.guests.is_empty() {
        let count = words::count(now.guests.len() as f64) + if now.guests.len() == 1 { " VM" } else { " VMs" };
        if let Some(count) = fitting(pen, &count, size, room) {
            pen.text(&count, (rect.left + 3.0, rect.bottom - size * 0.9), Align::Start, palette.ink, (size, false))?;
        }
    }
    Ok(())
}

/// The lines between the VMs on a host, where they are not too near each other.
fn separators<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    site: &CheckedSite,
    (rect, now): (Rect, &HostNow),
    memory: f64,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let mut held = 0.0;
    let mut last = rect.bottom;
    for guest in now.guests.iter().filter_map(|guest| site.guests.get(*guest)) {
        held += guest.vm.memory.as_bytes();
        let y = rect.bottom - (held / memory).min(1.0) * rect.high();
        // Not through what is written at the bottom.
        if 4.0 <= last - y && y < rect.bottom - TEXT * 1.6 {
            pen.line(&[(rect.left, y), (rect.right, y)], palette.accent, 0.75)?;
            last = y;
        }
    }
    Ok(())
}

/// The VMs on their way.
fn marks<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    (lines, moment): (&[Vec<Point>], &Moment),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let site = &scene.played.site;
    let mut taken: Vec<Point> = Vec::new();
    let mut named: Vec<Rect> = Vec::new();
    for one in &moment.moving {
        let lanes = scene.ways.get(one.step).into_iter().flatten();
        let way: Vec<Point> = lanes.filter_map(|lane| lines.get(*lane)).flatten().copied().collect();
        let long: f64 = way.iter().zip(way.iter().skip(1)).map(|(a, b)| (b.0 - a.0).abs() + (b.1 - a.1).abs()).sum();
        let mut share = one.share;
        let mut place = along(&way, share);
        // One that would lie on another goes behind it, as long as there is way; then in front.
        let near = |place: Point, taken: &[Point]| {
            taken.iter().any(|other| (other.0 - place.0).abs() + (other.1 - place.1).abs() < BEHIND)
        };
        let mut tries = if moment.moving.len() < SPREAD { 0 } else { TRIES };
        while place.is_some_and(|place| near(place, &taken)) && tries < TRIES {
            tries += 1;
            let step = BEHIND / long.max(1.0);
            let turned = if share < step { 1.0 } else { share - step };
            share = if share < step && one.share < 0.5 { one.share + step * f64::from(tries) } else { turned };
            place = along(&way, share.min(1.0));
        }
        let Some(place) = place else { continue };
        taken.push(place);
        mark(pen, one, place, (moment.moving.len() < SPREAD, palette))?;
        if moment.moving.len() <= NAMED {
            let name = words::guest_name(site, one.guest);
            let wide = pen.text_width(&name, TEXT, false);
            let (width, _) = pen.size();
            let (x, align) = if width < place.0 + MARK + 4.0 + wide {
                (place.0 - MARK - 4.0, Align::End)
            } else {
                (place.0 + MARK + 4.0, Align::Start)
            };
            let left = if align == Align::End { x - wide } else { x };
            let plate = Rect { left: left - 2.0, top: place.1 - 7.0, right: left + wide + 2.0, bottom: place.1 + 7.0 };
            // Where there is no room, the mark has to do: the names are told below.
            if named.iter().any(|other| plate.touches(*other)) {
                continue;
            }
            named.push(plate);
            pen.area(&plate.corners(), palette.ground.with_opacity(0.85))?;
            pen.text(&name, (x, place.1), align, palette.ink, (TEXT, false))?;
        }
    }
    Ok(())
}

/// The mark of a VM: its shape says where it is, and whether it converges.
fn mark<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    one: &Moving,
    (x, y): Point,
    (is_parted, palette): (bool, &Palette),
) -> Result<(), Failure<B>> {
    // In a stream, marks are not parted from each other: it is painted at every frame.
    let place = |points: &[Point]| -> Vec<Point> { points.iter().map(|(a, b)| (x + a * MARK, y + b * MARK)).collect() };
    const SQUARE: [Point; 4] = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)];
    const POINTED: [Point; 3] = [(0.0, -1.3), (1.2, 0.9), (-1.2, 0.9)];
    let closed = |points: &[Point]| -> Vec<Point> {
        let mut line = place(points);
        line.extend(line.first().copied());
        line
    };
    match one.stage {
        Stage::Still => {
            pen.area(&place(&SQUARE), palette.ink)?;
            pen.line(&closed(&SQUARE), palette.ground, 1.0)
        }
        Stage::Live if one.fate.stands_out() => {
            pen.area(&place(&POINTED), palette.limit)?;
            if is_parted { pen.line(&closed(&POINTED), palette.ground, 1.0) } else { Ok(()) }
        }
        Stage::Live => {
            pen.area(&place(&DISC), palette.accent)?;
            if is_parted { pen.line(&closed(&DISC), palette.ground, 1.0) } else { Ok(()) }
        }
        Stage::Follows => {
            pen.area(&place(&DISC), palette.ground)?;
            pen.line(&closed(&DISC), palette.reference, 2.0)
        }
    }
}
