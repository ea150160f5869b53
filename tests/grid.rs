//! The memory as cells: what they show is what the machine counts, at every moment, for every family of loops and every pattern.

#![allow(clippy::expect_used)] // a test may fail loudly

use precopy_formats::link;
use precopy_model::predict::Outcome;
use precopy_model::predict::rounds::{Cell, Event, Grid, simulate};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;

fn scenario(text: &str) -> Checked {
    let parsed = link::parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed.inputs.scenario().expect("sound")
}

const MACHINE: &str = "mem=1GiB&ws=700MiB&hot=200MiB&dirty=15000pages/s&link=1Gbit/s";

const PATTERNS: [&str; 6] = [
    "writes=round-robin",
    "writes=in-order",
    "writes=uniform",
    "writes=hot-sets&shape=20pct:80pct,80pct:20pct",
    "writes=phases&shape=2s:100pct,1s:20pct",
    "dirty=0pages/s",
];

const PRODUCTS: [&str; 9] = [
    "hv=custom&loop=rounds&max-downtime=50ms",
    "hv=custom&loop=threshold&max-downtime=50ms",
    "hv=custom&loop=estimate&max-downtime=50ms",
    "hv=custom&loop=overtaken&max-downtime=50ms",
    "hv=custom&loop=fluid&look-every=10ms&max-downtime=50ms",
    "hv=xen-3",
    "hv=qemu&cap=none",
    "hv=virtualbox",
    "hv=libvirt&time-limit=9s&on-limit=post-copy",
];

fn count(grid: &Grid<'_>, kinds: &[Cell]) -> f64 {
    grid.cells().iter().filter(|cell| kinds.contains(cell)).count() as f64
}

/// What the loop knows to remain, in cells: as they are shown, and as the machine counts.
fn known(grid: &Grid<'_>) -> [f64; 2] {
    let shown = grid.cells().iter().filter(|cell| cell.is_known()).count() as f64;
    [shown, grid.known().as_pages() / grid.pages_per_cell().as_pages()]
}

fn links() -> Vec<String> {
    let mut links = Vec::new();
    for product in PRODUCTS {
        for pattern in PATTERNS {
            let machine = if pattern.starts_with("dirty") {
                MACHINE.replace("dirty=15000pages/s&", "")
            } else {
                MACHINE.to_owned()
            };
            links.push(format!("v=1&{product}&{machine}&{pattern}"));
        }
    }
    links
}

#[test]
fn cells_are_what_the_machine_counts_at_every_moment() {
    for text in links() {
        let scenario = scenario(&text);
        // Few cells and many.
        for most in [400, 8_000] {
            let mut grid = Grid::of(&scenario, most);
            // A draw of probabilities varies by its root, and many runs are blurred into such; a writer in a circle leaves a few ends of
            // runs, each rounded.
            let random = text.contains("uniform") || text.contains("hot-sets");
            let slack = if random { 4.0 * (most as f64).sqrt() } else { 12.0 } + most as f64 * 0.002;
            let mut steps = 0;
            while !grid.is_over() && steps < 3000 {
                grid.step(Seconds::from_seconds(0.05));
                steps += 1;
                let [shown, counted] = known(&grid);
                assert!(
                    (shown - counted).abs() <= slack,
                    "{text}, {most} cells, at {:?}: {shown} of {counted}",
                    grid.now()
                );
            }
            assert!(grid.is_over(), "{text}");
            if grid.simulation().prediction.outcome == Outcome::Completes {
                assert_eq!(count(&grid, &[Cell::Sent]), grid.cells().len() as f64, "{text}");
            }
        }
    }
}

#[test]
fn the_grid_ends_as_the_simulation_does() {
    for text in links() {
        let scenario = scenario(&text);
        let whole = simulate(&scenario);
        let mut grid = Grid::of(&scenario, 100);
        let mut events = Vec::new();
        for _ in 0..100_000 {
            events.extend(grid.step(Seconds::from_seconds(0.25)));
            if grid.is_over() {
                break;
            }
        }
        assert_eq!(events.last(), Some(&Event::Ends), "{text}");
        if let Some(time) = whole.prediction.migration_time {
            assert!((grid.now().as_seconds() - time.as_seconds()).abs() < 1e-6 * time.as_seconds() + 0.06, "{text}");
        }
    }
}

#[test]
fn a_step_goes_to_the_end_of_a_round() {
    for loops in ["rounds", "threshold", "estimate", "overtaken"] {
        let scenario = scenario(&format!("v=1&hv=custom&{MACHINE}&max-downtime=50ms&loop={loops}"));
        let whole = simulate(&scenario);
        let mut grid = Grid::of(&scenario, 30_000);
        assert!(3 < whole.rounds.len());
        for round in whole.rounds.iter().take(whole.rounds.len() - 1) {
            assert_eq!(grid.round(), round.number, "{loops}");
            grid.to_round_end();
            assert!((grid.now().as_seconds() - round.end.as_seconds()).abs() < 1e-6, "{loops}, {}", round.number);
            // What the look found is known now, and nothing is unknown.
            let left = round.left.as_pages() / grid.pages_per_cell().as_pages();
            assert!((known(&grid).map(|is| (is - left).abs())).iter().all(|off| *off < 12.0), "{loops}");
            assert!(count(&grid, &[Cell::Dirty]) < 3.0, "{loops}");
        }
    }
}

#[test]
fn kinds_are_the_scenarios_sets_at_any_scale() {
    for (text, most) in [
        ("mem=64TiB&ws=40TiB&hot=1GiB", 65_536),
        ("mem=256MiB&ws=128MiB&hot=32MiB", 65_536),
        ("mem=3MiB&ws=2MiB&hot=1MiB", 65_536),
        ("mem=8GiB&ws=8GiB&hot=0MiB", 1024),
    ] {
        let scenario = scenario(&format!("v=1&hv=qemu&{text}&dirty=100pages/s&link=10Gbit/s"));
        let grid = Grid::of(&scenario, most);
        let pages = |bytes: precopy_model::quantity::Bytes| bytes.as_bytes() / 4096.0;
        let (vm, hot) = (scenario.vm, pages(scenario.dirtying.hot_set));
        let cells = grid.cells().len() as f64;
        assert_eq!(cells, pages(vm.memory).min(most as f64));
        let per_cell = grid.pages_per_cell().as_pages();
        let shown = |kind: Cell| grid.kinds().iter().filter(|cell| **cell == kind).count() as f64;
        for (kind, pages) in [
            (Cell::Empty, pages(vm.memory) - pages(vm.working_set)),
            (Cell::Passive, pages(vm.working_set) - hot),
            (Cell::Hot, hot),
        ] {
            // At least one where there are any.
            let at_least = if 0.0 < pages { (pages / per_cell).max(1.0) } else { 0.0 };
            assert!((shown(kind) - at_least).abs() <= 2.0, "{text}: {kind:?} {} {at_least}", shown(kind));
        }
    }
}

#[test]
fn sender_and_writer_are_where_the_cells_say() {
    let scenario = scenario(&format!("v=1&hv=custom&{MACHINE}&max-downtime=50ms&loop=rounds"));
    let mut grid = Grid::of(&scenario, 10_000);
    assert_eq!(grid.sender(), Some(0));
    let mut before = 0;
    while grid.round() == 1 {
        let sender = grid.sender().expect("it sends");
        assert!(before <= sender);
        before = sender;
        let is_gone = |at: usize| !matches!(grid.cells().get(at), Some(Cell::Empty | Cell::Passive | Cell::Hot));
        assert!(sender < 2 || is_gone(sender - 2));
        assert!(!is_gone(sender + 2) || grid.cells().len() <= sender + 2);
        let writer = grid.writer().expect("in a circle");
        assert_eq!(grid.kinds().get(writer), Some(&Cell::Hot));
        grid.step(Seconds::from_seconds(0.02));
    }
    while !grid.is_over() {
        grid.step(Seconds::from_seconds(0.1));
    }
    assert_eq!((grid.sender(), grid.writer()), (None, None));
}

/// Printed, never asserted: a tick a frame is 16 ms.
#[test]
fn how_long_a_tick_takes() {
    let scenario = scenario(&format!("v=1&hv=qemu&cap=none&{MACHINE}&writes=uniform"));
    let mut grid = Grid::of(&scenario, 65_536);
    let began = std::time::Instant::now();
    for _ in 0..100 {
        grid.step(Seconds::from_seconds(0.01));
    }
    println!("{:?} for a tick of {} cells", began.elapsed() / 100, grid.cells().len());
}
