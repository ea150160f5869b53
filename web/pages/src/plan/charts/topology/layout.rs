//! Where hosts, switches and links are drawn: each switch with its hosts in a grid below it, as in a rack; switches without hosts above all.

use precopy_base::charts::pen::Point;
use precopy_model::scenario::{Node, Site};

/// A box in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Rect {
    /// How wide it is.
    #[must_use]
    pub fn wide(self) -> f64 {
        self.right - self.left
    }

    /// How high it is.
    #[must_use]
    pub fn high(self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle across.
    #[must_use]
    pub fn across(self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Its middle down.
    #[must_use]
    pub fn down(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// Its corners, clockwise.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
    }

    /// Whether it lies over another one.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Where everything is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// By host.
    pub hosts: Vec<Rect>,
    /// By switch.
    pub switches: Vec<Rect>,
    /// By link: its way, from its first end to its second one.
    pub links: Vec<Vec<Point>>,
}

/// A host's box is no wider and no higher than this.
const LARGEST: (f64, f64) = (190.0, 130.0);
/// So many times as wide as high it looks best.
const ASPECT: f64 = 1.4;
/// Between the hosts of two switches.
const APART: f64 = 16.0;
/// Left of all, where links go down from shelf to shelf.
const MARGIN: f64 = 26.0;
/// Height of a switch.
const SWITCH: f64 = 20.0;
/// Between a switch and its hosts.
const BELOW: f64 = 22.0;
/// Between two hosts, and beside the ways of their links.
const GUTTER: f64 = 12.0;
/// More rows of racks than this are none.
const MOST_SHELVES: usize = 4;

/// A switch and the hosts that have their first link to it; hosts without one are a group of their own.
struct Group {
    switch: Option<usize>,
    hosts: Vec<usize>,
}

/// How the groups are put: so many shelves, so many rows of hosts in each.
#[derive(Clone, Copy)]
struct Grid {
    shelves: usize,
    rows: usize,
    /// The room of one host, gutter included.
    cell: (f64, f64),
}

impl Layout {
    /// A layout in a picture of that size.
    #[must_use]
    pub fn of(site: &Site, (width, height): (f64, f64)) -> Self {
        let groups = groups(site);
        let cores: Vec<usize> = (0..site.network.switches.len())
            .filter(|at| groups.iter().all(|group| group.switch != Some(*at)))
            .collect();
        let mut layout = Self {
            hosts: vec![Rect::default(); site.hosts.len()],
            switches: vec![Rect::default(); site.network.switches.len()],
            links: Vec::with_capacity(site.network.links.len()),
        };
        // Room above for switches without hosts, or for links between those that have some.
        let between = site.network.links.iter().filter(|link| switches(link.ends).is_some()).count();
        let top = match (cores.len(), between) {
            (0, 0) => 4.0,
            (0, _) => 30.0,
            _ => 4.0 + SWITCH + 34.0,
        };
        let core_room = width / cores.len().max(1) as f64;
        for (place, at) in cores.iter().enumerate() {
            let middle = core_room * (place as f64 + 0.5);
            let half = (core_room * 0.45).min(90.0);
            if let Some(rect) = layout.switches.get_mut(*at) {
                *rect = Rect { left: middle - half, top: 4.0, right: middle + half, bottom: 4.0 + SWITCH };
            }
        }
        layout.put(&groups, (width, height), top);
        let mut turn = 0_usize;
        for link in &site.network.links {
            let way = layout.way(link.ends, &mut turn);
            layout.links.push(way);
        }
        layout
    }

    /// Puts groups on shelves, and hosts into their grids.
    fn put(&mut self, groups: &[Group], (width, height): (f64, f64), top: f64) {
        let Some(grid) = best(groups, (width, height - top)) else { return };
        let per_shelf = groups.len().div_ceil(grid.shelves).max(1);
        let shelf_height = (height - top) / grid.shelves as f64;
        for (shelf, groups) in groups.chunks(per_shelf).enumerate() {
            let columns: usize = groups.iter().map(|group| group.hosts.len().div_ceil(grid.rows)).sum();
            let wide = columns as f64 * grid.cell.0 + groups.len().saturating_sub(1) as f64 * APART;
            let margin = margin(grid.shelves);
            let mut left = (margin + (width - margin - wide) / 2.0).max(margin);
            let rows = groups.iter().map(|group| group.hosts.len()).max().unwrap_or(0).min(grid.rows);
            let high = SWITCH + BELOW + rows as f64 * grid.cell.1;
            // What little there is stands in the middle.
            let spare = if grid.shelves == 1 { ((shelf_height - high) / 2.0).max(0.0) } else { 0.0 };
            let top = top + shelf as f64 * shelf_height + spare;
            for group in groups {
                let columns = group.hosts.len().div_ceil(grid.rows).max(1);
                let right = left + columns as f64 * grid.cell.0;
                if let Some(rect) = group.switch.and_then(|switch| self.switches.get_mut(switch)) {
                    *rect = Rect { left: left + 4.0, top, right: right - 4.0, bottom: top + SWITCH };
                }
                for (place, host) in group.hosts.iter().enumerate() {
                    let x = left + (place % columns) as f64 * grid.cell.0;
                    let y = top + SWITCH + BELOW + (place / columns) as f64 * grid.cell.1;
                    if let Some(rect) = self.hosts.get_mut(*host) {
                        let (right, bottom) = (x + grid.cell.0 - 2.0, y + grid.cell.1 - 6.0);
                        *rect = Rect { left: (x + GUTTER).min(right), top: y, right, bottom: bottom.max(y) };
                    }
                }
                left = right + APART;
            }
        }
    }

    /// The way of a link.
    fn way(&self, ends: [Node; 2], turn: &mut usize) -> Vec<Point> {
        let [a, b] = ends;
        match (a, b) {
            (Node::Host(host), Node::Switch(switch)) => self.up(host, switch),
            (Node::Switch(switch), Node::Host(host)) => {
                let mut way = self.up(host, switch);
                way.reverse();
                way
            }
            (Node::Switch(a), Node::Switch(b)) => {
                let rect = |switch: usize| self.switches.get(switch).copied().unwrap_or_default();
                let (a, b) = (rect(a), rect(b));
                if (a.top - b.top).abs() < 1.0 {
                    // Side by side: over the top, each a little higher.
                    let y = a.top - 9.0 - (*turn % 3) as f64 * 7.0;
                    *turn += 1;
                    vec![(a.across(), a.top), (a.across(), y), (b.across(), y), (b.across(), b.top)]
                } else {
                    let (upper, lower) = if a.top < b.top { (a, b) } else { (b, a) };
                    let mut way = self.down(upper, lower);
                    if a.top == lower.top {
                        way.reverse();
                    }
                    way
                }
            }
            (Node::Host(a), Node::Host(b)) => {
                let rect = |host: usize| self.hosts.get(host).copied().unwrap_or_default();
                let (a, b) = (rect(a), rect(b));
                vec![(a.across(), a.top), (a.across(), a.top - 10.0), (b.across(), b.top - 10.0), (b.across(), b.top)]
            }
        }
    }

    /// From a switch down to another one: straight, or beside the racks that lie between them.
    fn down(&self, upper: Rect, lower: Rect) -> Vec<Point> {
        let start = (upper.across(), upper.bottom);
        let between = self.hosts.iter().map(|host| host.top).filter(|top| upper.bottom < *top && *top < lower.top);
        let first = between.fold(f64::INFINITY, f64::min);
        if first.is_infinite() {
            return vec![start, (lower.across(), lower.top)];
        }
        let x = lower.left - 4.0 - APART / 2.0;
        if first < upper.bottom + SWITCH + BELOW {
            // Its own hosts are below it.
            return vec![(upper.left, upper.down()), (x, upper.down()), (x, lower.down()), (lower.left, lower.down())];
        }
        vec![start, (x, first - SWITCH - BELOW), (x, lower.down()), (lower.left, lower.down())]
    }

    /// From a host up the gutter beside it to a switch.
    fn up(&self, host: usize, switch: usize) -> Vec<Point> {
        let rect = self.hosts.get(host).copied().unwrap_or_default();
        let switch = self.switches.get(switch).copied().unwrap_or_default();
        let x = rect.left - GUTTER / 2.0 + 1.0;
        let y = rect.top + (rect.high() / 2.0).min(12.0);
        let over = if switch.left <= x && x <= switch.right { x } else { switch.across() };
        let mut way = vec![(rect.left, y), (x, y)];
        if (over - x).abs() < 0.5 {
            way.push((x, switch.bottom));
        } else {
            way.extend([(x, rect.top - 6.0), (over, switch.bottom)]);
        }
        way
    }
}

/// The switches at both ends of a link, if both are some.
fn switches(ends: [Node; 2]) -> Option<(usize, usize)> {
    match ends {
        [Node::Switch(a), Node::Switch(b)] => Some((a, b)),
        _ => None,
    }
}

/// Hosts by the switch of their first link to one, in the order of the hosts.
fn groups(site: &Site) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for host in 0..site.hosts.len() {
        let switch = site.network.links.iter().find_map(|link| match link.ends {
            [Node::Host(at), Node::Switch(switch)] | [Node::Switch(switch), Node::Host(at)] if at == host => {
                Some(switch)
            }
            _ => None,
        });
        match groups.iter_mut().find(|group| group.switch == switch) {
            Some(group) => group.hosts.push(host),
            None => groups.push(Group { switch, hosts: vec![host] }),
        }
    }
    groups
}

/// Where there is more than one shelf, links go down beside them.
fn margin(shelves: usize) -> f64 {
    if 1 < shelves { MARGIN } else { 0.0 }
}

/// The grid in which hosts are largest.
fn best(groups: &[Group], (width, height): (f64, f64)) -> Option<Grid> {
    let most = groups.iter().map(|group| group.hosts.len()).max()?;
    let mut best: Option<(f64, Grid)> = None;
    for shelves in 1..=groups.len().min(MOST_SHELVES) {
        let per_shelf = groups.len().div_ceil(shelves);
        let high = height / shelves as f64 - SWITCH - BELOW;
        for rows in 1..=most {
            let columns =
                |groups: &[Group]| -> usize { groups.iter().map(|group| group.hosts.len().div_ceil(rows)).sum() };
            let columns = groups.chunks(per_shelf).map(columns).max().unwrap_or(1).max(1);
            let room = width - margin(shelves) - per_shelf.saturating_sub(1) as f64 * APART;
            let cell = ((room / columns as f64).min(LARGEST.0), (high / rows as f64).min(LARGEST.1));
            let size = ((cell.0 - GUTTER) / ASPECT).min(cell.1);
            if best.as_ref().is_none_or(|(known, _)| *known < size) {
                best = Some((size, Grid { shelves, rows, cell }));
            }
        }
    }
    best.map(|(_, grid)| grid)
}
