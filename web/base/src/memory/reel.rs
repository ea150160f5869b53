//! A migration that is wound to and fro: holds scenario and cells together, in a task of its own, and shows each moment that is wanted.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use precopy_model::predict::rounds::Grid;
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;
use yew::platform::spawn_local;

use super::{MOST_CELLS, Moment, go_to};

/// Shows moments until it is dropped.
pub(super) struct Reel(Rc<Wanted>);

#[derive(Default)]
struct Wanted {
    at: Cell<Option<Seconds>>,
    gone: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Wanted {
    fn wake(&self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// The next moment that is wanted; none when it is over.
    async fn next(&self) -> Option<Seconds> {
        poll_fn(|context| {
            if self.gone.get() {
                return Poll::Ready(None);
            }
            match self.at.take() {
                Some(at) => Poll::Ready(Some(at)),
                None => {
                    self.waker.replace(Some(context.waker().clone()));
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Reel {
    /// The reel of a scenario, which begins with nothing shown.
    pub(super) fn new(scenario: Rc<Checked>, show: impl Fn(&Grid<'_>, Moment) + 'static) -> Self {
        let wanted = Rc::<Wanted>::default();
        let asked = Rc::clone(&wanted);
        spawn_local(async move {
            let mut grid = None;
            while let Some(at) = asked.next().await {
                let grid = grid.get_or_insert_with(|| Grid::of(&scenario, MOST_CELLS));
                go_to(grid, &scenario, at);
                show(grid, Moment::of(grid, &scenario));
            }
        });
        Self(wanted)
    }

    /// Shows a moment, as soon as what is being done is done; what was wanted before and is not shown yet is left out.
    pub(super) fn want(&self, at: Seconds) {
        self.0.at.set(Some(at));
        self.0.wake();
    }
}

impl Drop for Reel {
    fn drop(&mut self) {
        self.0.gone.set(true);
        self.0.wake();
    }
}
