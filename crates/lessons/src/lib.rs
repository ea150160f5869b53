//! Reads the lessons when the page is built: Markdown with front matter in TOML and formulas in TeX becomes data that the page shows.
//!
//! The format stands in `web/pages/lessons/README.md`; what comes out is [`precopy_formats::lessons`]' own. Whatever is wrong with a
//! lesson fails the build, with file and line. Whether what a lesson claims is so, the tests of this crate ask the model.

mod body;
mod check;
mod fields;
mod figure;
mod flaw;
mod front;
mod gallery;
mod inline;
mod library;
mod math;
mod numbers;
mod question;
mod walk;
mod written;

pub use flaw::{Flaw, Place};
pub use front::Claimed;
pub use gallery::ReadFigure;
pub use library::{Library, ReadLesson, ReadSheet, RunsTable};
pub use math::math;
pub use walk::{Found, figure as found_in_figure, inlines as found_in_text, steps as found_in_steps};
pub use written::{CONTENTS, GALLERY, SHEET, files, write};
