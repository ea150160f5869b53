//! What both programs of the page stand on: a few functions of the browser, and words that both say.

pub mod browser;
pub mod words;
