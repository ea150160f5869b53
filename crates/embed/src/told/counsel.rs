//! What to change, what comes of it, and what to paste for it.

use precopy_formats::{fields, settings};
use serde::Serialize;

use super::{Acts, Disturbance, Language, Scenario, Source, Summary};

/// What there is to say of a scenario whose migration is wanted to be so and so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counsel {
    /// What is predicted of it as it is.
    pub(crate) now: Summary,
    /// Whether that meets all targets.
    pub(crate) met_now: bool,
    /// Where it does, how much more the guest may write; else null.
    pub(crate) headroom: Option<Headroom>,
    /// What to change, the least disturbing first; empty where nothing needs to be changed, or nothing that was tried meets all targets.
    pub(crate) advice: Vec<Advice>,
    /// Where nothing does, what comes nearest; else null.
    pub(crate) nearest_miss: Option<Advice>,
    /// How many predictions it took.
    pub(crate) predictions: u32,
}

/// How much more the guest may write until a target is missed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Headroom {
    /// A dirty rate up to which every one that was tried meets all targets.
    pub(crate) dirty_rate_pages_per_second: f64,
    /// The next one that was tried, which misses one; null where the guest may write as much as any does.
    pub(crate) missed_pages_per_second: Option<f64>,
    /// What is predicted at that dirty rate.
    pub(crate) predicted: Summary,
}

/// A piece of advice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Advice {
    /// What is changed: one thing, or two that belong together.
    pub(crate) changes: Vec<Change>,
    /// What that disturbs: the most that one of the changes does.
    pub(crate) disturbs: Disturbance,
    /// Why it has its place in the order, as one sentence.
    pub(crate) because: &'static str,
    /// The scenario with the changes made.
    pub(crate) scenario: Scenario,
    /// What is predicted of that: by who was asked, but by the rounds where the guest is slowed down, of which the bound says nothing.
    pub(crate) predicted: Summary,
    /// What the other of the two says of it.
    pub(crate) other: Summary,
    /// Whether that meets all targets as well.
    pub(crate) met_by_other: bool,
    /// The changes in the product's own words.
    pub(crate) snippets: Vec<Snippet>,
    /// Fields of changes for which the product has no setting that a source shows, or that are no setting at all.
    #[cfg_attr(test, ts(type = "Array<Field>"))]
    pub(crate) without_setting: Vec<&'static str>,
}

/// Something that is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Change {
    /// The field of the scenario.
    #[cfg_attr(test, ts(type = "Field"))]
    pub(crate) field: &'static str,
    /// What it becomes, as the field takes it.
    pub(crate) text: String,
}

/// A text to paste, in the product's own words; what stands in capitals is to be replaced.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Snippet {
    /// What it is written in.
    pub(crate) language: Language,
    /// The text. Where several make the same change, each is one way to do it, unless its note says otherwise.
    pub(crate) text: String,
    /// When it acts.
    pub(crate) acts: Acts,
    /// The fields of the changes that it makes.
    #[cfg_attr(test, ts(type = "Array<Field>"))]
    pub(crate) makes: Vec<&'static str>,
    /// What has to be known to use it; null: nothing.
    pub(crate) note: Option<&'static str>,
    /// Where its settings are described.
    pub(crate) sources: Vec<Source>,
}

impl From<settings::Snippet> for Snippet {
    fn from(snippet: settings::Snippet) -> Self {
        let settings::Snippet { language, text, acts, changes, note, sources } = snippet;
        Self {
            language: language.into(),
            text,
            acts: acts.into(),
            makes: changes.iter().map(|change| fields::row(change.field()).text).collect(),
            note: Some(note).filter(|note| !note.is_empty()),
            sources: sources.into_iter().map(Source::from).collect(),
        }
    }
}
