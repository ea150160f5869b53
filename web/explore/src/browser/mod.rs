//! What the parts need of the browser, beside what all programs do.

pub(crate) mod answer;
