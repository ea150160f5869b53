//! One step of an explanation, and how its numbers are written.

use std::borrow::Cow;

use crate::quantity::text::{Amount, short, short_seconds, with_places};
use crate::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use crate::scenario::Source;

/// One step: what is asked, by which formula, with which numbers, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is about.
    pub title: Cow<'static, str>,
    /// The formula, in the symbols of [`crate::predict::Terms`]; or the rule in words.
    pub formula: &'static str,
    /// The formula with the numbers put in; empty where there are none.
    pub with: String,
    /// What comes of it.
    pub value: Value,
    /// Where formula or constant come from.
    pub source: Source,
}

/// What comes of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A moment or a span of time.
    Seconds(Seconds),
    /// Pages.
    Pages(Pages),
    /// A copy or dirty rate.
    PagesPerSecond(PagesPerSecond),
    /// Data.
    Bytes(Bytes),
    /// A payload rate.
    BytesPerSecond(BytesPerSecond),
    /// A share of a whole.
    Share(f64),
    /// No number: "never".
    Text(&'static str),
}

impl Value {
    /// For the eye: whole pages, hundredths of a second.
    #[must_use]
    pub fn in_words(&self) -> String {
        match *self {
            Self::Seconds(time) => seconds(time.as_seconds()),
            Self::Pages(count) => pages(count.as_pages()),
            Self::PagesPerSecond(rate) => format!("{} pages/s", number(rate.as_pages_per_second())),
            Self::Bytes(amount) => bytes(amount),
            Self::BytesPerSecond(rate) => byte_rate(rate),
            Self::Share(share) => short(Amount::Share(share)),
            Self::Text(text) => text.to_owned(),
        }
    }

    /// A time in seconds.
    pub(super) const fn seconds(seconds: f64) -> Self {
        Self::Seconds(Seconds::from_seconds(seconds))
    }

    /// So many pages.
    pub(super) const fn pages(pages: f64) -> Self {
        Self::Pages(Pages::from_pages(pages))
    }

    /// So many pages per second; an unlimited rate is none.
    pub(super) fn rate(rate: f64) -> Self {
        if rate.is_finite() {
            Self::PagesPerSecond(PagesPerSecond::from_pages_per_second(rate))
        } else {
            Self::Text("at once")
        }
    }
}

/// The steps so far.
#[derive(Debug, Default)]
pub(super) struct Steps(Vec<Step>);

impl Steps {
    /// Adds a step.
    pub(super) fn add(
        &mut self,
        title: impl Into<Cow<'static, str>>,
        formula: &'static str,
        with: impl Into<String>,
        value: Value,
        source: Source,
    ) {
        self.0.push(Step { title: title.into(), formula, with: with.into(), value, source });
    }

    /// All of them.
    pub(super) fn done(self) -> Vec<Step> {
        self.0
    }
}

/// A number for the eye: "32,704", "245", "0.31".
pub(super) fn number(number: f64) -> String {
    short(Amount::Count(number))
}

/// "1 page", "32,704 pages".
pub(super) fn pages(count: f64) -> String {
    let text = number(count);
    let noun = if text == "1" { "page" } else { "pages" };
    format!("{text} {noun}")
}

/// To hundredths of a second, so that sums can be followed.
pub(super) fn seconds(seconds: f64) -> String {
    if (0.9995..600.0).contains(&seconds) {
        format!("{} s", with_places(seconds, 2))
    } else {
        short_seconds(Seconds::from_seconds(seconds))
    }
}

/// "2.8 GiB".
pub(super) fn bytes(bytes: Bytes) -> String {
    short(Amount::Bytes(bytes))
}

/// "134 MB/s".
pub(super) fn byte_rate(rate: BytesPerSecond) -> String {
    short(Amount::BytesPerSecond(rate))
}
