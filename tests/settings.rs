//! Changes in each product's own words: cases by hand, from the products' documentation and source.
//!
//! ```toml
//! title = "…"
//! source = "document or source file"
//! [scenario]                       # as in scenario files: text with units
//! hypervisor = "libvirt"
//! [changes]                        # what is changed, in the same way; `hypervisor` is another policy
//! downtimeLimit = "500 ms"
//! [[snippet]]                      # all of them, in their order
//! language = "shell"
//! acts = "now"
//! text = "…"
//! note = "…"                       # where that matters
//! ```
//! With `without`, the fields of the changes for which there is no setting.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use precopy_formats::entries::{Entries, Raw};
use precopy_formats::fields::{TABLE, row};
use precopy_formats::settings::{self, Language};
use precopy_formats::{Inputs, Value};
use precopy_model::explore::Change;
use precopy_model::problem::Field;
use precopy_model::scenario::{Raised, Scenario, Threshold, presets};
use serde::Deserialize;
use yaml_rust2::{Yaml, YamlLoader};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    source: String,
    scenario: BTreeMap<String, String>,
    changes: BTreeMap<String, String>,
    #[serde(default)]
    snippet: Vec<Expected>,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    language: String,
    acts: String,
    text: String,
    /// Where it is given, the sentence beside it.
    note: Option<String>,
}

fn field(name: &str) -> Field {
    TABLE.iter().find(|row| row.text == name).map(|row| row.field).expect(name)
}

/// What a field's value in a scenario is as a change.
fn change(field: Field, scenario: &Scenario) -> Change {
    let hypervisor = &scenario.hypervisor;
    match (field, hypervisor.threshold.value) {
        (Field::DowntimeLimit, Threshold::DowntimeLimit { limit, .. }) => Change::DowntimeLimit(limit),
        (Field::StopThreshold, Threshold::Pages(pages)) => Change::StopThreshold(pages),
        (Field::DowntimeDelay, Threshold::DowntimeLimit { raised: Raised::OverTime { every, .. }, .. }) => {
            Change::RaisedEvery(every)
        }
        (Field::BandwidthCap, _) => Change::BandwidthCap(hypervisor.bandwidth_cap.value),
        (Field::RoundLimit, _) => Change::RoundLimit(hypervisor.round_limit.value.expect("limited")),
        (Field::TimeLimit, _) => Change::TimeLimit(hypervisor.time_limit.value.expect("limited").time),
        (Field::OnLimit, _) => Change::OnLimit(hypervisor.on_limit.value),
        (Field::SharedBy, _) => Change::SharedBy(scenario.link.shared_by),
        (Field::Streams, _) => Change::Streams(scenario.link.streams),
        (Field::Throttling, _) => Change::SlowedDown,
        (Field::Hypervisor, _) => Change::Policy(hypervisor.id),
        (Field::DirtyRate, _) => Change::DirtyRate(scenario.dirtying.rate),
        (Field::Link, _) => Change::Link(scenario.link.speed),
        other => panic!("{other:?} is no change"),
    }
}

fn inputs(case: &Case) -> Inputs {
    let entries = case.scenario.iter().map(|(name, text)| (name.clone(), Raw::Text(text.clone()))).collect();
    let mut inputs = Entries(entries).inputs().expect("sound");
    for (name, text) in &case.changes {
        match row(field(name)).parse(text).expect(text) {
            Value::Word(id) if name == "hypervisor" => inputs.choose(presets::find(id).expect(id)),
            value => inputs.set(field(name), value),
        }
    }
    inputs
}

fn cases() -> io::Result<Vec<(String, Case)>> {
    let mut cases = Vec::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("settings"))? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let case = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| io::Error::other(format!("{name}: {error}")))?;
        cases.push((name, case));
    }
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(cases)
}

#[test]
fn cases_by_hand() {
    let cases = cases().expect("readable");
    for (name, case) in &cases {
        assert!(!case.title.is_empty() && !case.source.is_empty(), "{name}");
        let scenario = inputs(case).scenario().expect(name);
        // In the order of the fields, as advice has it.
        let mut fields: Vec<Field> = case.changes.keys().map(|name| field(name)).collect();
        fields.sort();
        let changes: Vec<Change> = fields.into_iter().map(|field| change(field, &scenario)).collect();
        let settings = settings::of(&scenario, &changes);
        let noted = |index: usize| case.snippet.get(index).is_some_and(|expected| expected.note.is_some());
        let snippets: Vec<Expected> = settings
            .snippets
            .iter()
            .enumerate()
            .map(|(index, snippet)| Expected {
                language: snippet.language.id().to_owned(),
                acts: snippet.acts.id().to_owned(),
                text: snippet.text.clone(),
                note: noted(index).then(|| snippet.note.to_owned()),
            })
            .collect();
        assert_eq!(snippets, case.snippet, "{name}");
        let without: Vec<&str> = settings.without.iter().map(|change| row(change.field()).text).collect();
        assert_eq!(without, case.without, "{name}");
    }
    println!("{} cases", cases.len());
    assert!(42 <= cases.len(), "only {}", cases.len());
}

#[test]
fn every_product_has_a_case() {
    let cases = cases().expect("readable");
    for preset in presets::all() {
        let of_preset = |(_, case): &(String, Case)| inputs(case).preset().id == preset.id;
        assert!(cases.iter().any(of_preset), "{}: add a case by hand below tests/settings", preset.id);
    }
}

#[test]
fn json_and_yaml_say_what_is_meant() {
    let case = |name: &str| {
        let (_, case) = cases().expect("readable").into_iter().find(|(other, _)| other == name).expect(name);
        case.snippet
    };
    let qmp = case("qemu-downtime-and-cap.toml");
    let json: serde_json::Value = serde_json::from_str(&qmp[0].text).expect("JSON");
    assert_eq!(json["execute"], "migrate-set-parameters");
    assert_eq!(json["arguments"]["downtime-limit"], 500);
    assert_eq!(json["arguments"]["max-bandwidth"], 500_u64 << 20);
    for (snippet, path) in
        case("kubevirt-post-copy.toml").iter().zip([&["spec"][..], &["spec", "configuration", "migrations"]])
    {
        let yaml = YamlLoader::load_from_str(&snippet.text).expect("YAML").remove(0);
        let values = path.iter().fold(&yaml, |yaml, key| &yaml[*key]);
        assert_eq!(values["allowPostCopy"], Yaml::Boolean(true), "{}", snippet.text);
        assert_eq!(values["completionTimeoutPerGiB"], Yaml::Integer(60));
        assert_eq!(values["bandwidthPerMigration"].as_str(), Some("500Mi"));
    }
    assert_eq!(Language::Yaml.id(), "yaml");
}
