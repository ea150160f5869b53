//! Xen: xl as SUSE has it. Xen's own has no option for its loop.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

const SUSE: Source =
    Source::documentation("SUSE's patches of Xen (openSUSE build service)", "xl migrate: max_iters, min_remaining");

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::Shell,
    acts: Acts::Next,
    note: "Only SUSE's xl has these options; that of Xen itself has none for this.",
    head: "xl migrate",
    between: "",
    tail: " DOMAIN HOST",
    begins: true,
    lines: &[line(Takes::Rounds, " --max_iters ", SUSE), line(Takes::Pages, " --min_remaining ", SUSE)],
}];
