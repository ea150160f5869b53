//! Something in the chart is held: its axes stand still meanwhile, and afterwards go over to those that fit.

use std::rc::Rc;

use yew::prelude::*;

use crate::charts::Axes;
use crate::charts::handles::{Handle, Spot};
use precopy_base::browser::frames::{Frames, prefers_stillness};

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
    /// The handle that has the focus: it stays in sight, or the focus would be lost with it.
    focused: Option<Handle>,
}

/// What happens to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Grasp {
    /// A handle is held on these axes.
    Held(Handle, Axes, Spot),
    /// It was let go.
    LetGo(Spot),
    /// So many seconds have gone by since.
    Passed(f64),
    /// A handle has the focus, or lost it.
    Focus(Handle, bool),
}

/// So long the axes take on their way back.
const WAY_BACK_SECONDS: f64 = 0.25;

impl Hold {
    fn after(self, grasp: Grasp) -> Self {
        match grasp {
            Grasp::Held(handle, axes, spot) => Self { handle: Some(handle), axes: Some(axes), left: 1.0, spot, ..self },
            Grasp::LetGo(spot) => Self { handle: None, spot, ..self },
            Grasp::Passed(seconds) => {
                let left = self.left - seconds / WAY_BACK_SECONDS;
                Self { left, axes: self.axes.filter(|_| 0.0 < left), ..self }
            }
            Grasp::Focus(handle, true) => Self { focused: Some(handle), ..self },
            Grasp::Focus(handle, false) => Self { focused: self.focused.filter(|&focused| focused != handle), ..self },
        }
    }

    /// The same where these handles are there: what has gone can neither be held nor have the focus.
    pub(super) fn among(self, handles: &[Handle]) -> Self {
        let there = |handle: &Handle| handles.contains(handle);
        let axes = self.axes.filter(|_| self.handle.as_ref().is_none_or(there));
        Self { handle: self.handle.filter(there), axes, focused: self.focused.filter(there), ..self }
    }

    /// The handle that stays in sight.
    pub(super) fn kept(self) -> Option<Handle> {
        self.handle.or(self.focused)
    }

    /// The axes to be shown in place of those that fit.
    pub(super) fn shown(self, fitting: impl FnOnce() -> Axes) -> Option<Axes> {
        let eased = self.left * self.left * (3.0 - 2.0 * self.left);
        self.axes.map(|axes| if self.handle.is_some() { axes } else { fitting().toward(axes, eased) })
    }
}

impl Reducible for Hold {
    type Action = Grasp;

    fn reduce(self: Rc<Self>, grasp: Grasp) -> Rc<Self> {
        Rc::new(self.after(grasp))
    }
}

/// What is held, and how to say so.
#[hook]
pub(super) fn use_hold() -> (Hold, Callback<Grasp>) {
    let hold = use_reducer_eq(Hold::default);
    let goes_back = hold.axes.is_some() && hold.handle.is_none();
    {
        let dispatcher = hold.dispatcher();
        use_effect_with(goes_back, move |&goes_back| {
            let frames = goes_back.then(|| {
                let still = prefers_stillness();
                Frames::new(move |seconds| {
                    dispatcher.dispatch(Grasp::Passed(if still { WAY_BACK_SECONDS } else { seconds }));
                })
            });
            move || drop(frames)
        });
    }
    let say = {
        let dispatcher = hold.dispatcher();
        use_callback((), move |grasp, ()| dispatcher.dispatch(grasp))
    };
    (*hold, say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Range, Scale};

    fn axes(times: f64) -> Axes {
        let scale = |top: f64| Scale::linear(Range::around(0.0, top));
        Axes { times: scale(times), pages: scale(1e6), since: None }
    }

    #[test]
    fn axes_stand_still_while_something_is_held_and_then_go_back() {
        let fitting = || axes(80.0);
        assert_eq!(Hold::default().shown(fitting), None);
        let held = Hold::default().after(Grasp::Held(Handle::HotSet, axes(40.0), Spot::default()));
        assert_eq!((held.shown(fitting), held.kept()), (Some(axes(40.0)), Some(Handle::HotSet)));
        let mut going = held.after(Grasp::LetGo(Spot::Share(0.2)));
        let mut before = 40.0;
        for _ in 0..9 {
            going = going.after(Grasp::Passed(WAY_BACK_SECONDS / 10.0));
            let now = going.shown(fitting).unwrap().times.max();
            assert!(before < now && now < 80.0, "{before} {now}");
            before = now;
        }
        let there = going.after(Grasp::Passed(1.0));
        assert_eq!((there.shown(fitting), there.kept(), there.spot), (None, None, Spot::Share(0.2)));
    }

    #[test]
    fn what_has_the_focus_is_kept_and_what_has_gone_is_not() {
        let focused = Hold::default().after(Grasp::Focus(Handle::Limit, true));
        assert_eq!(focused.kept(), Some(Handle::Limit));
        assert_eq!(focused.after(Grasp::Focus(Handle::HotSet, false)).kept(), Some(Handle::Limit));
        assert_eq!(focused.after(Grasp::Focus(Handle::Limit, false)).kept(), None);
        let held = focused.after(Grasp::Held(Handle::DirtyRate, axes(40.0), Spot::default()));
        assert_eq!(held.among(&[Handle::DirtyRate]).kept(), Some(Handle::DirtyRate));
        let gone = held.among(&[Handle::Limit]);
        assert_eq!((gone.kept(), gone.shown(|| axes(80.0))), (Some(Handle::Limit), None));
    }
}
