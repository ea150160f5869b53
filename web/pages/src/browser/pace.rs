//! When the browser gets its turn during long work, and when it is told how far that has come.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, turn};

/// So often it is told how far the work has come.
const TELL_MILLISECONDS: f64 = 100.0;

/// It.
pub(crate) struct Pace {
    wanted: Rc<Cell<bool>>,
    until: Cell<f64>,
    told: Cell<f64>,
}

impl Pace {
    /// Of work that goes on as long as it is wanted.
    pub(crate) fn new(wanted: Rc<Cell<bool>>) -> Self {
        Self { wanted, until: Cell::new(now() + SLICE_MILLISECONDS), told: Cell::new(now()) }
    }

    /// Lets the browser do what waits, when it is time. None when the work is no longer wanted.
    pub(crate) async fn breathe(&self) -> Option<()> {
        if now() < self.until.get() {
            return Some(());
        }
        self.give_way().await
    }

    /// The same at once: before something that takes a slice by itself.
    pub(crate) async fn give_way(&self) -> Option<()> {
        turn().await;
        self.until.set(now() + SLICE_MILLISECONDS);
        self.is_wanted().then_some(())
    }

    /// Goes on until there is nothing left to do.
    pub(crate) async fn all(&self, mut is_done: impl FnMut() -> bool) -> Option<()> {
        while !is_done() {
            self.breathe().await?;
        }
        Some(())
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted.get()
    }

    /// Whether it is time to tell how far it has come.
    pub(crate) fn is_time_to_tell(&self) -> bool {
        let is_time = self.told.get() + TELL_MILLISECONDS <= now();
        if is_time {
            self.told.set(now());
        }
        is_time
    }
}
