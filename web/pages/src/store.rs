//! The state of a page behind yew's reducer hook.

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

/// A state, and what comes of it when something is done.
pub(crate) struct Store<S, A> {
    state: S,
    after: fn(&S, A) -> S,
}

impl<S, A> Deref for Store<S, A> {
    type Target = S;
    fn deref(&self) -> &S {
        &self.state
    }
}

impl<S: 'static, A: 'static> Reducible for Store<S, A> {
    type Action = A;
    fn reduce(self: Rc<Self>, action: A) -> Rc<Self> {
        Rc::new(Self { state: (self.after)(&self.state, action), after: self.after })
    }
}

/// Keeps a state that begins so, and gives what every part may do with it.
#[hook]
pub(crate) fn use_store<S: 'static, A: 'static>(
    after: fn(&S, A) -> S,
    begin: impl FnOnce() -> S,
) -> (UseReducerHandle<Store<S, A>>, Callback<A>) {
    let store = use_reducer(|| Store { state: begin(), after });
    let dispatcher = store.dispatcher();
    let dispatch = use_callback((), move |action, ()| dispatcher.dispatch(action));
    (store, dispatch)
}
