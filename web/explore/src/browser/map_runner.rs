//! Predicts the pixels of the map in slices between which the browser has its turn, while the map is in sight: coarse first, finer
//! when nothing has changed for a while. While something else is dragged the map waits: that is painted first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, pause, turn};
use yew::Callback;
use yew::platform::spawn_local;

use crate::state::map::{Grid, Job, Subject};

/// A map that is there.
#[derive(Debug)]
pub(crate) struct Map {
    pub(crate) subject: Rc<Subject>,
    pub(crate) grid: Grid,
    /// How long it was worked on, in milliseconds.
    pub(crate) took: f64,
    /// Whether no finer one is on its way.
    pub(crate) finest: bool,
}

/// Pixels each way, coarse first.
const COARSE: u32 = 16;
const MIDDLE: u32 = 64;
const FINE: [u32; 2] = [256, 128];
/// So long nothing has changed before another map is begun, its middle one, and the finest.
const COARSE_AFTER: i32 = 80;
const MIDDLE_AFTER: i32 = 50;
const FINE_AFTER: i32 = 200;
/// No map is worked on for longer, as far as that can be foreseen.
const LONGEST_MILLISECONDS: f64 = 8000.0;
/// So many pixels at most between two looks at the clock, and how long they may take: of some loops one takes milliseconds.
const MOST: u32 = 64;
const LITTLE_MILLISECONDS: f64 = 0.5;
const MUCH_MILLISECONDS: f64 = 1.5;

/// Works on the map that is wanted. Dropping it ends the work.
pub(crate) struct Runner(Rc<Inner>);

struct Inner {
    wanted: RefCell<Option<Rc<Subject>>>,
    /// Which map is wanted, counted up; of which one has been shown with how many pixels, and what they took.
    version: Cell<u32>,
    shown: Cell<Option<(u32, u32, f64)>>,
    in_sight: Cell<bool>,
    running: Cell<bool>,
    gone: Cell<bool>,
    show: Callback<Rc<Map>>,
}

impl Runner {
    /// Shows maps by a callback.
    pub(crate) fn new(show: Callback<Rc<Map>>) -> Self {
        Self(Rc::new(Inner {
            wanted: RefCell::default(),
            version: Cell::new(0),
            shown: Cell::new(None),
            in_sight: Cell::new(false),
            running: Cell::new(false),
            gone: Cell::new(false),
            show,
        }))
    }

    /// Another map is wanted; the one before is no longer worked on.
    pub(crate) fn want(&self, subject: Rc<Subject>) {
        self.0.wanted.replace(Some(subject));
        self.0.version.set(self.0.version.get().wrapping_add(1));
        self.start();
    }

    /// Whether the map is in sight has changed.
    pub(crate) fn set_in_sight(&self, in_sight: bool) {
        self.0.in_sight.set(in_sight);
        self.start();
    }

    fn start(&self) {
        if !self.0.running.replace(true) {
            let inner = Rc::clone(&self.0);
            spawn_local(async move {
                inner.run().await;
                inner.running.set(false);
            });
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.0.gone.set(true);
    }
}

impl Inner {
    async fn run(&self) {
        while let Some((side, after)) = self.next() {
            let version = self.version.get();
            if 0 < after {
                pause(after).await;
                if version != self.version.get() || self.gone.get() {
                    continue;
                }
            }
            let Some(subject) = self.wanted.borrow().clone() else { return };
            let Some(job) = Job::of(&subject, side) else {
                // Where nothing can be drawn, nothing is tried again.
                self.shown.set(Some((version, FINE.into_iter().fold(side, u32::max), 0.0)));
                continue;
            };
            let Some((grid, took)) = self.predict(job, side, version).await else { continue };
            self.shown.set(Some((version, side, took)));
            let finest = version == self.version.get() && self.next().is_none();
            self.show.emit(Rc::new(Map { subject, grid, took, finest }));
        }
    }

    /// How many pixels come next, and after how long a rest; none when all is done.
    fn next(&self) -> Option<(u32, i32)> {
        if self.gone.get() || !self.in_sight.get() {
            return None;
        }
        match self.shown.get() {
            Some((version, side, took)) if version == self.version.get() => {
                if side < MIDDLE {
                    return Some((MIDDLE, MIDDLE_AFTER));
                }
                let longest = |fine: u32| took * f64::from(fine * fine) / f64::from(side * side);
                let fine = FINE.into_iter().find(|fine| longest(*fine) <= LONGEST_MILLISECONDS)?;
                (side == MIDDLE).then_some((fine, FINE_AFTER))
            }
            Some(_) => Some((COARSE, COARSE_AFTER)),
            None => Some((COARSE, 0)),
        }
    }

    /// One map with what it took; none when it is no longer wanted, or out of sight. A coarse one is always finished: there is
    /// something to see then, however fast the wishes change.
    async fn predict(&self, mut job: Job, side: u32, version: u32) -> Option<(Grid, f64)> {
        let (mut took, mut piece) = (0.0, 1);
        loop {
            let start = now();
            let mut at = start;
            while at < start + SLICE_MILLISECONDS {
                let goes_on = job.go_on(piece);
                let after = now();
                if !goes_on {
                    return Some((job.done(), took + after - start));
                }
                piece = match after - at {
                    spent if spent < LITTLE_MILLISECONDS => (piece * 2).min(MOST),
                    spent if MUCH_MILLISECONDS < spent => (piece / 2).max(1),
                    _ => piece,
                };
                at = after;
            }
            took += at - start;
            turn().await;
            if self.gone.get() || !self.in_sight.get() || (COARSE < side && version != self.version.get()) {
                return None;
            }
        }
    }
}
