//! The field table: one row per input, from which links, attributes, JSON, fields on the page and their help all come.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::presets;

use crate::{Value, nearest};

/// One input: all its spellings, its kind, default and help.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which input.
    pub field: Field,
    /// In links and as an attribute of the custom element.
    pub key: &'static str,
    /// In JSON, as text with a unit.
    pub text: &'static str,
    /// In JSON, as a number in the base unit that its name says; none where no unit is needed.
    pub number: Option<&'static str>,
    /// What values it takes.
    pub takes: Takes,
    /// The value when nothing is entered; empty: what the chosen product has.
    pub default: &'static str,
    /// Whose input it is.
    pub scope: Scope,
    /// What it means, in a sentence.
    pub help: &'static str,
}

/// What values a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// An amount in the unit grammar.
    Amount(Kind),
    /// One of these words.
    Words(&'static [Word]),
    /// The short name of a preset.
    Preset,
}

/// One of the words that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// In links and files.
    pub id: &'static str,
    /// For people.
    pub name: &'static str,
}

const fn word(id: &'static str, name: &'static str) -> Word {
    Word { id, name }
}

/// Whose input it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of every scenario.
    Always,
    /// Of products that aim at a downtime.
    DowntimeProducts,
    /// Of every product, with the product's default.
    Product,
    /// Of the custom product only.
    Custom,
}

/// Yes or no.
pub const YES_NO: &[Word] = &[word("yes", "yes"), word("no", "no")];
/// Loop families.
pub const LOOPS: &[Word] = &[
    word("fluid", "looks at every tick"),
    word("threshold", "looks when little is left"),
    word("rounds", "looks after each round"),
    word("estimate", "looks before each round"),
];
/// What happens at a limit.
pub const ON_LIMIT: &[Word] = &[word("stop-and-copy", "stop the guest and copy the rest"), word("cancel", "cancel")];

/// Bandwidths by which a downtime is estimated.
pub const ESTIMATES: &[Word] = &[
    word("last-window", "of the last moment"),
    word("mean", "mean since the start"),
    word("last-round", "of the round before"),
];
/// What a volume limit counts.
pub const VOLUME_COUNTS: &[Word] = &[word("time", "the time it would take"), word("bytes", "bytes sent")];
/// How empty pages travel.
pub const EMPTY_PAGES: &[Word] =
    &[word("scanned", "recognised by a scan"), word("skipped", "not looked at"), word("full", "sent in full")];

/// Every input, in the order in which a person meets them.
pub const TABLE: &[Row] = &[
    Row {
        field: Field::Hypervisor,
        key: "hv",
        text: "hypervisor",
        number: None,
        takes: Takes::Preset,
        default: "qemu",
        scope: Scope::Always,
        help: "The product that migrates the VM, with its own loop, rules and defaults.",
    },
    Row {
        field: Field::Memory,
        key: "mem",
        text: "memory",
        number: Some("memoryBytes"),
        takes: Takes::Amount(Kind::Size),
        default: "4 GiB",
        scope: Scope::Always,
        help: "Configured memory of the VM.",
    },
    Row {
        field: Field::WorkingSet,
        key: "ws",
        text: "workingSet",
        number: Some("workingSetBytes"),
        takes: Takes::Amount(Kind::SizeOrShare),
        default: "70 %",
        scope: Scope::Always,
        help: "Memory that holds data and must be sent. The rest is empty and goes by quickly.",
    },
    Row {
        field: Field::HotSet,
        key: "hot",
        text: "hotSet",
        number: Some("hotSetBytes"),
        takes: Takes::Amount(Kind::SizeOrShare),
        default: "18 %",
        scope: Scope::Always,
        help: "The part of the working set that is rewritten while the VM is being migrated.",
    },
    Row {
        field: Field::DirtyRate,
        key: "dirty",
        text: "dirtyRate",
        number: Some("dirtyRatePagesPerSecond"),
        takes: Takes::Amount(Kind::DirtyRate),
        default: "22000 pages/s",
        scope: Scope::Always,
        help: "Page writes per second; a page counts as often as it is written again.",
    },
    Row {
        field: Field::Link,
        key: "link",
        text: "link",
        number: Some("linkBytesPerSecond"),
        takes: Takes::Amount(Kind::LinkSpeed),
        default: "10 Gbit/s",
        scope: Scope::Always,
        help: "bit/s is the line rate, bytes per second are payload, pages/s is the copy rate itself.",
    },
    Row {
        field: Field::Goodput,
        key: "goodput",
        text: "goodput",
        number: Some("goodputShare"),
        takes: Takes::Amount(Kind::Share),
        default: "",
        scope: Scope::Always,
        help: "Share of the line rate that is payload. 94.1 % is TCP over Ethernet: 1448 of 1538 bytes.",
    },
    Row {
        field: Field::SharedBy,
        key: "shared-by",
        text: "sharedBy",
        number: None,
        takes: Takes::Amount(Kind::Count),
        default: "",
        scope: Scope::Always,
        help: "How many migrations share this link at the same time.",
    },
    Row {
        field: Field::StreamLimit,
        key: "stream-max",
        text: "streamLimit",
        number: Some("streamLimitBytesPerSecond"),
        takes: Takes::Amount(Kind::ByteRateOrUnlimited),
        default: "none",
        scope: Scope::Always,
        help: "What one stream carries at most, because of one core, a tunnel or encryption.",
    },
    Row {
        field: Field::DowntimeLimit,
        key: "max-downtime",
        text: "downtimeLimit",
        number: Some("downtimeLimitSeconds"),
        takes: Takes::Amount(Kind::Duration),
        default: "",
        scope: Scope::DowntimeProducts,
        help: "The guest is stopped once the rest can be sent within this time.",
    },
    Row {
        field: Field::StopThreshold,
        key: "stop-pages",
        text: "stopThreshold",
        number: Some("stopThresholdPages"),
        takes: Takes::Amount(Kind::PagesOrUnlimited),
        default: "",
        scope: Scope::Custom,
        help: "The guest is stopped at so few pages, whatever time they take. None: the downtime limit decides.",
    },
    Row {
        field: Field::BandwidthCap,
        key: "cap",
        text: "bandwidthCap",
        number: Some("bandwidthCapBytesPerSecond"),
        takes: Takes::Amount(Kind::ByteRateOrUnlimited),
        default: "",
        scope: Scope::Product,
        help: "The product's own limit on its sending rate while the guest runs.",
    },
    Row {
        field: Field::CapInStop,
        key: "cap-in-stop",
        text: "capInStop",
        number: None,
        takes: Takes::Words(YES_NO),
        default: "",
        scope: Scope::Custom,
        help: "Whether the cap also holds while the guest is stopped.",
    },
    Row {
        field: Field::Loop,
        key: "loop",
        text: "loop",
        number: None,
        takes: Takes::Words(LOOPS),
        default: "",
        scope: Scope::Custom,
        help: "When the product looks which pages are dirty again, and tests whether to stop.",
    },
    Row {
        field: Field::LookEvery,
        key: "look-every",
        text: "lookEvery",
        number: Some("lookEverySeconds"),
        takes: Takes::Amount(Kind::Duration),
        default: "",
        scope: Scope::Custom,
        help: "Time between two looks at the dirty pages, or the length of a send burst; rounds need none.",
    },
    Row {
        field: Field::Estimate,
        key: "estimate",
        text: "estimate",
        number: None,
        takes: Takes::Words(ESTIMATES),
        default: "",
        scope: Scope::Custom,
        help: "The bandwidth by which the product divides when it estimates the downtime.",
    },
    Row {
        field: Field::RoundLimit,
        key: "rounds",
        text: "roundLimit",
        number: None,
        takes: Takes::Amount(Kind::CountOrUnlimited),
        default: "",
        scope: Scope::Custom,
        help: "Pre-copy is given up after so many rounds; the first pass is round 1.",
    },
    Row {
        field: Field::VolumeLimit,
        key: "volume",
        text: "volumeLimit",
        number: None,
        takes: Takes::Amount(Kind::CountOrUnlimited),
        default: "",
        scope: Scope::Custom,
        help: "Pre-copy is given up after so many times the memory size.",
    },
    Row {
        field: Field::VolumeCounts,
        key: "volume-counts",
        text: "volumeCounts",
        number: None,
        takes: Takes::Words(VOLUME_COUNTS),
        default: "",
        scope: Scope::Custom,
        help: "What the volume limit counts: time at the copy rate, as the paper has it, or bytes sent.",
    },
    Row {
        field: Field::TimeLimit,
        key: "time-limit",
        text: "timeLimit",
        number: Some("timeLimitSeconds"),
        takes: Takes::Amount(Kind::DurationOrUnlimited),
        default: "",
        scope: Scope::Custom,
        help: "Pre-copy is given up after this time.",
    },
    Row {
        field: Field::OnLimit,
        key: "on-limit",
        text: "onLimit",
        number: None,
        takes: Takes::Words(ON_LIMIT),
        default: "",
        scope: Scope::Custom,
        help: "What happens when pre-copy is given up.",
    },
    Row {
        field: Field::EmptyPages,
        key: "empty-pages",
        text: "emptyPages",
        number: None,
        takes: Takes::Words(EMPTY_PAGES),
        default: "",
        scope: Scope::Custom,
        help: "How pages without data travel.",
    },
    Row {
        field: Field::EmptyRate,
        key: "empty-rate",
        text: "emptyRate",
        number: Some("emptyRatePagesPerSecond"),
        takes: Takes::Amount(Kind::PageRateOrUnlimited),
        default: "",
        scope: Scope::Product,
        help: "Empty pages passed over per second; the sender's scan for zeros bounds it.",
    },
    Row {
        field: Field::DeviceState,
        key: "device-state",
        text: "deviceState",
        number: Some("deviceStateSeconds"),
        takes: Takes::Amount(Kind::Duration),
        default: "",
        scope: Scope::Product,
        help: "Device state, start at the destination and all else that is in the downtime whatever the memory does.",
    },
    Row {
        field: Field::PageSize,
        key: "page-size",
        text: "pageSize",
        number: Some("pageSizeBytes"),
        takes: Takes::Amount(Kind::Size),
        default: "",
        scope: Scope::Custom,
        help: "Size of a page as the product's dirty tracking sees it, also for huge pages.",
    },
    Row {
        field: Field::PageHeader,
        key: "page-header",
        text: "pageHeader",
        number: Some("pageHeaderBytes"),
        takes: Takes::Amount(Kind::Size),
        default: "",
        scope: Scope::Custom,
        help: "Bytes on the wire beside the content of each page.",
    },
    Row {
        field: Field::EmptyPage,
        key: "empty-page",
        text: "emptyPage",
        number: Some("emptyPageBytes"),
        takes: Takes::Amount(Kind::Size),
        default: "",
        scope: Scope::Custom,
        help: "Bytes on the wire for an empty page.",
    },
];

/// The row of a field.
#[must_use]
pub fn row(field: Field) -> &'static Row {
    // Every field has a row; a test holds that. The first row stands in, so that nothing can panic here.
    #[allow(clippy::indexing_slicing)] // at compile time
    static FIRST: Row = TABLE[0];
    TABLE.iter().find(|row| row.field == field).unwrap_or(&FIRST)
}

impl Row {
    /// Reads a value as it was written.
    ///
    /// # Errors
    /// One problem at this field, with what is allowed and a hint where there is one.
    pub fn parse(&self, given: &str) -> Result<Value, Problem> {
        let problem = |what: String| Problem::at(self.field, what).given(given.chars().take(60).collect::<String>());
        match self.takes {
            Takes::Amount(kind) => text::parse(given, kind).map(Value::Amount).map_err(|error| {
                let problem = problem(error.what).allowed(format!("for example {}", kind.example()));
                match error.hint {
                    Some(hint) => problem.hint(hint),
                    None => problem,
                }
            }),
            Takes::Words(words) => self.find_word(given, words.iter().map(|word| word.id)),
            Takes::Preset => self.find_word(given, presets::ALL.iter().map(|preset| preset.id)),
        }
    }

    fn find_word(&self, given: &str, words: impl Iterator<Item = &'static str> + Clone) -> Result<Value, Problem> {
        let given = given.trim();
        if let Some(id) = words.clone().find(|id| id.eq_ignore_ascii_case(given)) {
            return Ok(Value::Word(id));
        }
        let problem = Problem::at(self.field, "This name is not known here.")
            .given(given.chars().take(60).collect::<String>())
            .allowed(words.clone().collect::<Vec<_>>().join(", "));
        Err(match nearest(given, words) {
            Some(hint) => problem.hint(hint),
            None => problem,
        })
    }

    /// Reads a number in the field's base unit.
    ///
    /// # Errors
    /// When the number is NaN, infinite or negative, or the field takes words.
    pub fn number(&self, number: f64) -> Result<Value, Problem> {
        let problem = |what: &str| Problem::at(self.field, what).given(format!("{number}"));
        let Takes::Amount(kind) = self.takes else {
            return Err(problem("This needs a word, not a number."));
        };
        if !number.is_finite() {
            return Err(problem("This is not a finite number."));
        }
        if number < 0.0 {
            return Err(problem("This must not be negative."));
        }
        Ok(Value::Amount(match kind {
            Kind::Size | Kind::SizeOrShare => Amount::Bytes(Bytes::from_bytes(number)),
            Kind::DirtyRate | Kind::PageRateOrUnlimited => {
                Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number))
            }
            Kind::LinkSpeed | Kind::ByteRateOrUnlimited => {
                Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number))
            }
            Kind::Duration | Kind::DurationOrUnlimited => Amount::Seconds(Seconds::from_seconds(number)),
            Kind::Share => Amount::Share(number),
            Kind::Count | Kind::CountOrUnlimited => Amount::Count(number),
            Kind::PagesOrUnlimited => Amount::Pages(Pages::from_pages(number)),
        }))
    }

    /// The words that the field takes; empty where it takes amounts.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        match self.takes {
            Takes::Amount(_) => Vec::new(),
            Takes::Words(words) => words.to_vec(),
            Takes::Preset => presets::ALL.iter().map(|preset| word(preset.id, preset.name)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_exactly_one_row_in_the_same_order() {
        let rows: Vec<Field> = TABLE.iter().map(|row| row.field).collect();
        assert_eq!(rows, Field::ALL);
    }

    #[test]
    fn spellings_are_unique() {
        let mut names: Vec<&str> = TABLE.iter().flat_map(|row| [row.text].into_iter().chain(row.number)).collect();
        let mut keys: Vec<&str> = TABLE.iter().map(|row| row.key).collect();
        for list in [&mut names, &mut keys] {
            let count = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count);
        }
    }

    #[test]
    fn defaults_read_in_their_own_field() {
        for row in TABLE.iter().filter(|row| !row.default.is_empty()) {
            assert!(row.parse(row.default).is_ok(), "{}", row.key);
        }
    }

    #[test]
    fn a_misspelt_preset_gets_a_hint() {
        let problem = row(Field::Hypervisor).parse("qmeu").unwrap_err();
        assert_eq!(problem.hint.as_deref(), Some("qemu"));
    }
}
