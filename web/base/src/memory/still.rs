//! A memory on paper: there is no frame any more in which a canvas could be painted, so that its dots are areas of an SVG in the tree.

use std::fmt::Write;

use precopy_model::predict::rounds::{Cell, Grid, simulate};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;
use yew::prelude::*;

use super::dots::{Dots, sample};
use super::{Moment, go_to, words};
use crate::charts::Palette;
use crate::markup::escaped;

/// So many cells at most: a square of 64, of which one still sees each on paper.
const MOST_CELLS: usize = 4096;
/// How wide the picture is, in CSS pixels, and a sample in the key.
const WIDE: u32 = 220;
const SAMPLE: u32 = 14;
/// From the middle of a head to its edge, as a share of the picture.
const HEAD: f64 = 0.02;

/// The memory at moments, one beside the other.
pub(super) fn stills(scenario: &Checked, moments: &[Seconds]) -> Html {
    let palette = Palette::LIGHT;
    let mut grid = Grid::of(scenario, MOST_CELLS);
    let mut scale = String::new();
    let mut pictures: Vec<Html> = Vec::new();
    for at in moments {
        go_to(&mut grid, scenario, *at);
        let moment = Moment::of(&grid, scenario);
        let mut dots = Dots::new(moment.cells, palette);
        dots.paint(grid.cells(), &palette);
        let state = words::state(&moment);
        scale = words::cells(&moment);
        pictures.push(html! {
            <div class="memory__still">
                { picture(&dots, &state, moment.heads) }
                <p>{ state }</p>
            </div>
        });
    }
    html! {
        <div class="memory" role="group" aria-label={words::MEMORY}>
            <div class="memory__stills">{ for pictures }</div>
            <ul class="memory__keys">
                { for Cell::ALL.into_iter().map(|kind| html! {
                    <li class="memory__key">{ svg(&sample(kind, &palette), SAMPLE, " aria-hidden=\"true\"", "") }{ words::kind(kind) }</li>
                }) }
                <li class="memory__key memory__key--sender">{ words::COPY_HEAD }</li>
                <li class="memory__key memory__key--writer">{ words::WRITER }</li>
            </ul>
            <p class="memory__scale">{ scale }</p>
        </div>
    }
}

/// What tells most without being played: how it begins, and when half of the first pass is over, where each kind of cell can be seen.
pub(super) fn telling(scenario: &Checked) -> [Seconds; 2] {
    let half = simulate(scenario).prediction.first_pass_end * 0.5;
    [Seconds::ZERO, half]
}

/// The dots with the heads over them.
fn picture(dots: &Dots, said: &str, heads: [Option<usize>; 2]) -> Html {
    let mut over = String::new();
    let [wide, high] = size(dots).map(f64::from);
    let half = wide * HEAD;
    for (head, round) in heads.into_iter().zip([0.0, half]) {
        let Some((x, y)) = head.map(|head| dots.place(head)) else { continue };
        let (left, top, side) = (x * wide - half, y * high - half, half * 2.0);
        for (ink, thick) in [("#fff", half * 0.8), ("#000", half * 0.35)] {
            // Writing to a text cannot fail.
            let _ = write!(
                over,
                "<rect x=\"{left:.2}\" y=\"{top:.2}\" width=\"{side:.2}\" height=\"{side:.2}\" rx=\"{round:.2}\" fill=\"none\" \
                 stroke=\"{ink}\" stroke-width=\"{thick:.2}\"/>"
            );
        }
    }
    svg(dots, WIDE, &format!(" role=\"img\" aria-label=\"{}\"", escaped(said)), &over)
}

/// Dots across and down.
fn size(dots: &Dots) -> [u32; 2] {
    let across = dots.width().max(1);
    [across, (dots.bytes().len() / 4) as u32 / across]
}

/// The dots, an area for each colour. Every text in it is escaped.
fn svg(dots: &Dots, css_width: u32, attributes: &str, over: &str) -> Html {
    let [wide, high] = size(dots);
    let mut areas = String::new();
    for (colour, area) in by_colour(dots) {
        let [r, g, b, _] = colour;
        let _ = write!(areas, "<path fill=\"#{r:02x}{g:02x}{b:02x}\" d=\"{area}\"/>");
    }
    Html::from_html_unchecked(AttrValue::from(format!(
        "<svg class=\"memory__dots\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{css_width}\" viewBox=\"0 0 {wide} {high}\" \
         shape-rendering=\"crispEdges\"{attributes}>{areas}{over}</svg>"
    )))
}

/// Which dots have a colour, as the data of a path: dots of a row that lie side by side are one rectangle.
fn by_colour(dots: &Dots) -> Vec<([u8; 4], String)> {
    let mut areas: Vec<([u8; 4], String)> = Vec::new();
    let (all, _) = dots.bytes().as_chunks::<4>();
    for (down, row) in all.chunks(dots.width().max(1) as usize).enumerate() {
        let mut across = 0;
        for run in row.chunk_by(|one, other| one == other) {
            let Some(colour) = run.first() else { continue };
            let at = areas.iter().position(|(known, _)| known == colour).unwrap_or_else(|| {
                areas.push((*colour, String::new()));
                areas.len() - 1
            });
            let count = run.len();
            // Dots past the last cell are of no colour.
            if let Some((_, area)) = areas.get_mut(at).filter(|([.., opacity], _)| 0 < *opacity) {
                let _ = write!(area, "M{across} {down}h{count}v1h-{count}z");
            }
            across += count;
        }
    }
    areas
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dot_lies_in_an_area() {
        let mut dots = Dots::new(5, Palette::LIGHT);
        dots.paint(&[Cell::Hot, Cell::Sent, Cell::Sent, Cell::Dirty, Cell::Empty], &Palette::LIGHT);
        let areas = by_colour(&dots);
        let covered: usize = areas
            .iter()
            .flat_map(|(_, area)| area.split('M').skip(1))
            .filter_map(|run| run.split('h').nth(1)?.split('v').next()?.parse::<usize>().ok())
            .sum();
        assert_eq!(covered, 5 * 9, "{areas:?}");
        let sent = areas.iter().filter(|(_, area)| area.contains("M3 0h6v1h-6z")).count();
        assert_eq!(sent, 1, "two cells side by side are one rectangle: {areas:?}");
    }
}
