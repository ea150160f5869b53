//! What a pointer picks in the topology: a host, or one direction of a link.

use precopy_base::charts::pen::Point;

use super::Layout;
use super::way::line;
use crate::plan::charts::Scene;

/// What is picked, and looked at. Of a host that is picked, the lane is the one that is used most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// A host.
    pub host: Option<usize>,
    /// A lane.
    pub lane: Option<usize>,
}

/// So far beside a line one still points at it, in CSS pixels.
const NEAR: f64 = 7.0;

impl Picked {
    /// A host, with its lane.
    #[must_use]
    pub fn host(scene: &Scene, host: usize) -> Self {
        Self { host: Some(host), lane: scene.lane_of(host) }
    }

    /// A lane alone.
    #[must_use]
    pub const fn lane(lane: Option<usize>) -> Self {
        Self { host: None, lane }
    }

    /// What lies at a point of a picture of that size; none where nothing does.
    #[must_use]
    pub fn at(scene: &Scene, size: (f64, f64), (x, y): Point) -> Option<Self> {
        let site = &scene.played.site;
        let layout = Layout::of(site, size);
        let holds = |rect: &super::Rect| rect.left <= x && x < rect.right && rect.top <= y && y < rect.bottom;
        if let Some(host) = layout.hosts.iter().position(holds) {
            return Some(Self::host(scene, host));
        }
        if layout.switches.iter().any(holds) {
            return None;
        }
        let far = (0..site.lanes().all().len()).map(|lane| (lane, distance(&line(site, &layout, lane), (x, y))));
        let near = far.filter(|(_, far)| *far <= NEAR).min_by(|one, other| one.1.total_cmp(&other.1));
        near.map(|(lane, _)| Self::lane(Some(lane)))
    }
}

/// How far a point is from a line; infinite where there is none.
fn distance(line: &[Point], (x, y): Point) -> f64 {
    let pieces = line.iter().zip(line.iter().skip(1));
    let squares = pieces.map(|(&(ax, ay), &(bx, by))| {
        let (wide, high) = (bx - ax, by - ay);
        let long = (wide * wide + high * high).max(f64::MIN_POSITIVE);
        let share = precopy_model::numeric::within(((x - ax) * wide + (y - ay) * high) / long, 0.0, 1.0);
        let (dx, dy) = (x - ax - share * wide, y - ay - share * high);
        dx * dx + dy * dy
    });
    squares.fold(f64::INFINITY, f64::min).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_as_far_from_a_line_as_from_its_nearest_piece() {
        let line = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)];
        assert_eq!([(5.0, 3.0), (12.0, 5.0), (10.0, 14.0)].map(|point| distance(&line, point)), [3.0, 2.0, 4.0]);
        assert_eq!(distance(&[], (0.0, 0.0)), f64::INFINITY);
    }
}
