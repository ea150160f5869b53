//! The only code of the pages that touches the browser.

pub(crate) mod analysis;
pub(crate) mod canvas;
pub(crate) mod data;
pub(crate) mod graph_canvas;
pub(crate) mod kept;
pub(crate) mod lessons;
pub(crate) mod logs;
pub(crate) mod map_canvas;
pub(crate) mod mount;
pub(crate) mod on_paper;
pub(crate) mod pace;
mod panic;
pub(crate) mod pasting;
pub(crate) mod plan_canvas;
pub(crate) mod planner;
pub(crate) mod print;
mod program;
pub(crate) mod records_canvas;
mod styles;
pub(crate) mod work;
