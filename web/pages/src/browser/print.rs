//! Printing: what is on paper may be other than what is on screen.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::print::{Listener, set_printing};
use precopy_base::browser::turn::pause;
use yew::platform::spawn_local;
use yew::prelude::*;

/// So long what is only on paper has to be laid out and painted.
const LAYOUT_MILLISECONDS: i32 = 120;

/// Whether the page is being printed, and what prints it.
#[hook]
pub(crate) fn use_printing() -> (bool, Callback<MouseEvent>) {
    let printing = use_state_eq(|| false);
    // Whether the browser has said that it prints.
    let heard = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let (printing, heard) = (printing.setter(), Rc::clone(&heard.borrow()));
        use_effect_with((), move |()| {
            let listener = Listener::new(move |is| {
                heard.set(true);
                printing.set(is);
            });
            move || drop(listener)
        });
    }
    let print = {
        let (printing, heard) = (printing.setter(), Rc::clone(&heard.borrow()));
        use_callback((), move |_: MouseEvent, ()| {
            let (printing, heard) = (printing.clone(), Rc::clone(&heard));
            set_printing(true);
            printing.set(true);
            spawn_local(async move {
                pause(LAYOUT_MILLISECONDS).await;
                heard.set(false);
                if let Some(window) = web_sys::window() {
                    let _ = window.print();
                }
                // A browser that prints says when it is over; one that does not has nothing to say.
                if !heard.get() {
                    set_printing(false);
                    printing.set(false);
                }
            });
        })
    };
    (*printing, print)
}
