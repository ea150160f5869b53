//! Advice, followed: what is promised is what comes of it, in the scenario, in the inputs, and in a link that is printed and read again; and it
//! can be said in the product's own words.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeSet;

use precopy_formats::settings::{self, Language};
use precopy_formats::{Inputs, link};
use precopy_model::explore::{Advice, Change, Target, Who, advise};
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::presets;
use yaml_rust2::YamlLoader;

/// A guest on a link, and values that were entered, where the product has such.
const RESTS: &[&str] = &[
    "mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=1Gbit/s",
    "mem=16GiB&ws=12GiB&hot=2GiB&dirty=400000pages/s&link=10Gbit/s&shared-by=6&max-downtime=100ms&device-state=50ms",
    "mem=4GiB&ws=70pct&hot=18pct&dirty=300MiB/s&link=200MB/s&writes=uniform&cap=100MiB/s&time-limit=30s",
    "mem=4GiB&ws=2GiB&hot=512MiB&dirty=30000pages/s&link=20000pages/s&streams=2",
    "mem=64GiB&ws=40GiB&hot=4GiB&dirty=250000pages/s&link=25GbE&stream-max=400MB/s&slow-down=no&setup=2s&other-first=10GiB",
];

fn targets() -> [Vec<Target>; 3] {
    let seconds = Seconds::from_seconds;
    [
        vec![],
        vec![Target::Downtime(seconds(0.4)), Target::MigrationTime(seconds(900.0))],
        vec![Target::Downtime(seconds(2.0)), Target::Data(Bytes::from_gib(60.0))],
    ]
}

fn check(inputs: &Inputs, targets: &[Target], advice: &Advice, told: &mut BTreeSet<String>) {
    let id = inputs.preset().id;
    let named = format!("{} {targets:?} {:?}", link::print(inputs), advice.changes);
    let is_met = |figures| targets.iter().all(|target| target.judge(figures).is_met());
    assert!(is_met(&advice.promised), "{named}");

    let followed = inputs.advised(&advice.changes).expect(&named);
    let printed = link::print(&followed);
    let read = link::parse(&printed);
    assert!(read.problems.is_empty() && read.others.is_empty(), "{named}: {printed} {:?}", read.problems);
    for inputs in [&followed, &read.inputs] {
        let scenario = inputs.scenario().expect(&named);
        assert_eq!(advice.promised_by.figures(&scenario), advice.promised, "{named}: {printed}");
        assert_eq!((scenario.link, &scenario.dirtying), (advice.scenario.link, &advice.scenario.dirtying), "{named}");
        assert_eq!(scenario.hypervisor.id, advice.scenario.hypervisor.id, "{named}");
    }
    assert!(printed.len() < 400, "not what people type: {printed}");

    let settings = settings::of(&advice.scenario, &advice.changes);
    for change in &settings.without {
        told.insert(format!("{id}: {:?}", change.field()));
    }
    for snippet in &settings.snippets {
        assert!(!snippet.sources.is_empty() && snippet.text == snippet.text.trim(), "{named}: {snippet:?}");
        match snippet.language {
            Language::Json => {
                serde_json::from_str::<serde_json::Value>(&snippet.text).expect(&snippet.text);
            }
            Language::Yaml => assert_eq!(YamlLoader::load_from_str(&snippet.text).expect(&snippet.text).len(), 1),
            _ => {}
        }
    }
    // Each change is made by a text, or named among those for which there is none.
    for change in &advice.changes {
        let made = settings.snippets.iter().any(|snippet| snippet.changes.contains(change));
        assert_ne!(made, settings.without.contains(change), "{named}: {change:?}");
    }
}

#[test]
fn followed_advice_gives_what_was_promised() {
    let (mut count, mut told) = (0, BTreeSet::new());
    for preset in presets::all() {
        let before = count;
        for rest in RESTS {
            // Values that a product has no option for are left out by the reader, which says so.
            let inputs = link::parse(&format!("hv={}&{rest}", preset.id)).inputs;
            let scenario = inputs.scenario().expect(rest);
            for targets in targets() {
                for who in [Who::Bound, Who::Rounds] {
                    for advice in advise(&scenario, &targets, who).advice {
                        check(&inputs, &targets, &advice, &mut told);
                        count += 1;
                    }
                }
            }
        }
        assert!(before < count, "no advice for {}", preset.id);
    }
    println!("{count} pieces of advice");
    assert!(1000 < count);
    // What has no words of the product: a link, a quieter time and, where nothing counts them, how many share the link; and
    told.retain(|told| !told.ends_with("DirtyRate") && !told.ends_with("Link") && !told.ends_with("SharedBy"));
    told.retain(|told| !told.starts_with("custom: ") && !WITHOUT.contains(&told.as_str()));
    assert!(told.is_empty(), "options that nobody can set: {told:?}");
}

/// Options of presets for which no source shows a knob.
const WITHOUT: &[&str] = &[
    // The names were found in the tree after Proxmox VE 1.7, with which the paper measured.
    "kvm-paper: BandwidthCap",
    "kvm-paper: DowntimeLimit",
    "kvm-source: BandwidthCap",
    "kvm-source: DowntimeLimit",
    // Inside a policy.
    "ovirt-minimal-downtime: Throttling",
    "ovirt-post-copy: Throttling",
    "ovirt-suspend: Throttling",
    "ovirt-very-large: Throttling",
];

#[test]
fn a_scenario_that_never_ends_has_a_way_out_with_a_text_to_paste() {
    let ready = precopy_formats::ready::all().find(|ready| ready.id == "never-ends").expect("published");
    let scenario = link::parse(ready.link).inputs.scenario().expect("sound");
    let counsel = advise(&scenario, &[], Who::Bound);
    let best = &counsel.advice[0];
    assert!(matches!(best.changes[..], [Change::BandwidthCap(Some(_))]), "{best:?}");
    let settings = settings::of(&best.scenario, &best.changes);
    assert_eq!(
        settings.snippets[0].text,
        "{\"execute\": \"migrate-set-parameters\", \"arguments\": {\"max-bandwidth\": 209715200}}"
    );
}
