//! The pictures of a plan that was played: what was done when, what links carried and hosts drew meanwhile, and where everything was at a
//! moment. Drawing, generic over the plotters backend: canvas on screen, SVG on export. No state, no events, no browser.
//!
//! | question | file |
//! | --- | --- |
//! | what came of a step, and between which moments? | `fate` |
//! | which row is it in? | `rows` |
//! | what does the end hang on? | `critical` |
//! | when and where do most get in each other's way? | `contention`, with its definition |
//! | what is in sight? | `window` |
//! | what is drawn? | `gantt`, `tracks`, `topology`; [`svg`] puts the first two into a file |
//! | what is there to be read at a moment? | `reading`, `moment` |

mod contention;
mod course;
mod critical;
mod fate;
mod frame;
pub mod gantt;
mod moment;
mod order;
mod poster;
mod reading;
mod rows;
mod scene;
#[cfg(test)]
mod tests;
pub mod topology;
pub mod tracks;
mod window;

pub use contention::{Contention, FULL};
pub use fate::{Bar, Fate};
pub use moment::{HostNow, HostState, Moment, Moving, Stage};
pub use poster::svg;
pub use reading::Reading;
pub use rows::{About, Rows};
pub use scene::{Played, Scene};
pub use window::Window;
