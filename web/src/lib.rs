//! The page: a Yew app that shows what the model says. It holds no formula.
//!
//! A dragged slider goes: input event → [`state::Action`] → [`state::State::reduce`] → the predictions, kept in the
//! state → one animation frame → canvas. Nothing else runs on that path.
//!
//! The library does not start by itself: JavaScript calls [`mount`] with an element, which may lie in a shadow root.

mod app;
mod browser;
pub mod charts;
mod pages;
mod parts;
pub mod state;
pub mod words;

pub use browser::mount::{Mounted, mount, version};
