//! Along which line a lane is drawn, and where on it something is.

use precopy_base::charts::pen::Point;
use precopy_model::scenario::CheckedSite;

use super::Layout;

/// Between two lanes of a link.
const BESIDE: f64 = 3.5;

/// The line of a lane, in its direction: the lanes of a link lie beside each other.
pub(super) fn line(site: &CheckedSite, layout: &Layout, lane: usize) -> Vec<Point> {
    let Some(it) = site.lanes().all().get(lane) else { return Vec::new() };
    let Some(way) = layout.links.get(it.link) else { return Vec::new() };
    let lanes = site.lanes().all();
    let first = lanes.partition_point(|other| other.link < it.link);
    let count = lanes.partition_point(|other| other.link <= it.link) - first;
    let by = (lane.saturating_sub(first) as f64 - (count.saturating_sub(1)) as f64 / 2.0) * BESIDE;
    let mut line: Vec<Point> = way.iter().map(|(x, y)| (x + by, y + by)).collect();
    if !it.forward {
        line.reverse();
    }
    line
}

/// The point on a line at a share of its length.
pub(super) fn along(line: &[Point], share: f64) -> Option<Point> {
    let length = |a: Point, b: Point| ((b.0 - a.0) * (b.0 - a.0) + (b.1 - a.1) * (b.1 - a.1)).sqrt();
    let pieces = || line.iter().zip(line.iter().skip(1)).map(|(a, b)| (*a, *b, length(*a, *b)));
    let mut rest = pieces().map(|(.., long)| long).sum::<f64>() * share;
    for (a, b, long) in pieces() {
        if rest <= long && 0.0 < long {
            let part = rest / long;
            return Some((a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part));
        }
        rest -= long;
    }
    line.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_way_is_half_of_its_length() {
        let line = [(0.0, 0.0), (0.0, 10.0), (30.0, 10.0)];
        let at = |share| along(&line, share).unwrap();
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(at), [(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (30.0, 10.0)]);
        assert_eq!(along(&[], 0.5), None);
        assert_eq!(along(&[(1.0, 1.0), (1.0, 1.0)], 0.5), Some((1.0, 1.0)));
    }
}
