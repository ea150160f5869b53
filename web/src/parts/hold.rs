//! Something in the chart is held: its axes stand still meanwhile, and afterwards go over to those that fit.

use yew::prelude::*;

use crate::browser::frames::{Frames, prefers_stillness};
use crate::charts::Axes;
use crate::charts::handles::{Handle, Spot};

/// What is held, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hold {
    /// The handle that is held.
    pub(super) handle: Option<Handle>,
    /// The axes on which it was taken.
    pub(super) axes: Option<Axes>,
    /// How much of the way back from them is left.
    left: f64,
    /// Where on its line the handle of the slope is.
    pub(super) spot: Spot,
}

/// So long the axes take on their way back.
const WAY_BACK_SECONDS: f64 = 0.25;

impl Hold {
    /// A handle is held on these axes.
    pub(super) const fn of(handle: Handle, axes: Axes, spot: Spot) -> Self {
        Self { handle: Some(handle), axes: Some(axes), left: 1.0, spot }
    }

    /// It was let go.
    pub(super) const fn let_go(self, spot: Spot) -> Self {
        Self { handle: None, spot, ..self }
    }

    /// The axes to be shown in place of those that fit.
    pub(super) fn shown(self, fitting: impl FnOnce() -> Axes) -> Option<Axes> {
        let eased = self.left * self.left * (3.0 - 2.0 * self.left);
        self.axes.map(|axes| if self.handle.is_some() { axes } else { fitting().toward(axes, eased) })
    }

    /// After so many seconds on the way back.
    fn after(self, seconds: f64) -> Self {
        let left = self.left - seconds / WAY_BACK_SECONDS;
        Self { left, axes: self.axes.filter(|_| 0.0 < left), ..self }
    }
}

/// What is held, and how to say so.
#[hook]
pub(super) fn use_hold() -> (Hold, Callback<Hold>) {
    let state = use_state_eq(Hold::default);
    let now = use_mut_ref(Hold::default);
    *now.borrow_mut() = *state;
    let goes_back = state.axes.is_some() && state.handle.is_none();
    {
        let setter = state.setter();
        use_effect_with(goes_back, move |&goes_back| {
            let frames = goes_back.then(|| {
                let still = prefers_stillness();
                Frames::new(move |seconds| {
                    let next = now.borrow().after(if still { WAY_BACK_SECONDS } else { seconds });
                    setter.set(next);
                })
            });
            move || drop(frames)
        });
    }
    let set = {
        let setter = state.setter();
        use_callback((), move |hold, ()| setter.set(hold))
    };
    (*state, set)
}
