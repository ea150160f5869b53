//! What is said around a setting that is to be pasted.

use precopy_formats::settings::{Acts, Language};
use precopy_model::explore::Change;
use precopy_model::scenario::Scenario;

use super::advice::title;

/// The text, for those who hear the page.
pub const TEXT: &str = "Setting, to be copied";
/// Buttons.
pub const COPY: &str = "Copy";
/// After it.
pub const COPIED: &str = "Copied";
/// The ways, where there are several.
pub const WAYS: &str = "When it acts";
/// Before the sources.
pub const SOURCE: &str = "Source: ";
/// Of words like DOMAIN.
pub const PLACEHOLDERS: &str = "Words in capitals stand for names of your own.";

/// When a setting acts, as the name of a way.
#[must_use]
pub const fn acts(acts: Acts) -> &'static str {
    match acts {
        Acts::Now => "on a migration under way",
        Acts::Next => "on the next migration",
        Acts::Cluster => "on all later migrations",
    }
}

/// What a text is written in.
#[must_use]
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::Shell => "command",
        Language::Json => "QMP",
        Language::Yaml => "Kubernetes resource",
        Language::Ini => "configuration file",
        Language::PowerShell => "PowerShell",
        Language::Steps => "administration pages",
    }
}

/// Whether a text of this kind has such words.
#[must_use]
pub const fn has_placeholders(language: Language) -> bool {
    !matches!(language, Language::Json | Language::Ini)
}

/// That there is nothing to paste for a change.
#[must_use]
pub fn without(change: Change, scenario: &Scenario) -> String {
    match change {
        Change::Link(_) => "No setting gives a faster link: this is for whoever plans the network.".to_owned(),
        Change::DirtyRate(_) => "No setting makes the guest quiet: migrate it when it writes less.".to_owned(),
        other => {
            let product = scenario.hypervisor.name;
            format!("{}: no source that we have read shows a setting of {product} for it.", title(&[other], scenario))
        }
    }
}
