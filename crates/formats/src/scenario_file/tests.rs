//! Files of scenarios: what is written is read again, and what is wrong is said with its place.

use precopy_model::problem::Field;
use precopy_model::scenario::presets;
use proptest::prelude::*;

use super::*;
use crate::link;
use crate::ready;
use crate::targets::Want;

fn kept(link: &str) -> Kept {
    let parsed = link::parse(link);
    Kept::of_keys(&parsed.inputs, &parsed.others)
}

fn flaws(text: &str) -> Vec<String> {
    parse(text).flaws.iter().map(ToString::to_string).collect()
}

fn file(scenarios: &str) -> String {
    format!(r#"{{"format": "precopy-scenarios", "version": 1, "scenarios": [{scenarios}]}}"#)
}

const EVERYTHING: &str = "name=Database+%25&hv=xen&mem=64GiB&ws=50pct&want-downtime=300ms&want-time=10min&warning=90s&reaction=10s\
    &per-month=200&vary-hot=2GiB..6GiB&vary-dirty=~20000pages/s..60000pages/s&seed=7&pin-a=x;mem:8GiB&page=evidence&curves=bound";

#[test]
fn what_is_written_is_read_again() {
    let mut all: Vec<Kept> =
        presets::all().map(|preset| kept(&format!("name={0}&hv={0}&mem=64GiB&ws=50pct", preset.id))).collect();
    all.extend(ready::all().map(|ready| Kept { name: name(ready.title), ..kept(ready.link) }));
    all.push(Kept { note: "two\nlines, \"quoted\"".to_owned(), ..kept(EVERYTHING) });
    let read = parse(&print(&all));
    assert_eq!(read.flaws, vec![]);
    assert_eq!(read.scenarios, all);
    assert_eq!(parse(&print(&[])), Read::default());
}

#[test]
fn a_link_comes_back_but_for_what_is_of_the_page() {
    let one = kept(EVERYTHING);
    assert_eq!((one.name.as_str(), one.varied.seed()), ("Database+%", 7));
    assert_eq!(one.targets.get(Want::PerMonth), Some(200.0));
    assert_eq!(one.varied.inputs().len(), 2);
    assert_eq!(kept(&one.link()), one);
    assert!(!one.link().contains("pin-") && !one.link().contains("page="), "{}", one.link());
    // What is wrong with a key is not kept: the page says so beside it.
    assert_eq!(kept("want-downtime=soon&vary-hot=1&vary-nothing=1&seed=x"), kept(""));
}

#[test]
fn every_flaw_is_said_with_its_place_and_the_rest_is_taken() {
    let text = file(
        r#"{"name": "Good", "inputs": {"memory": "8 GiB"}, "targets": {"downtime": "300 ms", "migrationsPerMonth": 20}},
           {"name": " ", "inputs": {"hotSet": "lots", "memroy": "8 GiB", "memoryBytes": "8 GiB", "a b": 1, "version": 2}},
           {"inputs": [], "targets": {"downtime": 300, "time": "1 s"}, "ranges": {"hotSet": ""}, "seed": "7", "pins": []},
           {"name": "N", "name": "N", "note": 5, "inputs": {"hypervisor": "xen", "downtimeLimit": "300 ms"}},
           4,
           {"name": "R", "inputs": {"hotSet": "1 GiB"}, "ranges": {"hotSet": "4 GiB..1 GiB"}, "seed": 5},
           {"name": "S", "inputs": {}, "ranges": {"page": "1..2", "dirtyRate": 5}, "seed": 0.5}"#,
    );
    let read = parse(&text);
    assert_eq!(read.scenarios.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Good"]);
    let paths: Vec<&str> = read.flaws.iter().map(|flaw| flaw.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "scenarios[1].name",
            "scenarios[1].inputs.hotSet",
            "scenarios[1].inputs.memroy",
            "scenarios[1].inputs.memoryBytes",
            "scenarios[1].inputs[\"a b\"]",
            "scenarios[1].inputs.version",
            "scenarios[2].pins",
            "scenarios[2].name",
            "scenarios[2].inputs",
            "scenarios[2].targets.time",
            "scenarios[2].targets.downtime",
            "scenarios[2].ranges.hotSet",
            "scenarios[2].seed",
            "scenarios[3].name",
            "scenarios[3].note",
            "scenarios[3].inputs.downtimeLimit",
            "scenarios[4]",
            "scenarios[5].ranges.hotSet",
            "scenarios[6].ranges.page",
            "scenarios[6].ranges.dirtyRate",
            "scenarios[6].seed",
        ]
    );
    let said = flaws(&text);
    assert!(said[1].starts_with("scenarios[1].inputs.hotSet: ") && said[1].contains("(“lots”)"), "{}", said[1]);
    assert!(said[2].contains("memory?"), "{}", said[2]);
    assert_eq!(said[16], "scenarios[4]: This is a number. Allowed: an object.");
}

#[test]
fn what_is_no_such_file_says_so() {
    for (text, path, part) in [
        ("", "", "not JSON"),
        ("{\"format\": ", "", "line 1 column"),
        ("[]", "", "This is a list."),
        ("{}", "format", "missing"),
        (r#"{"format": "other", "version": 1, "scenarios": []}"#, "format", "no file of scenarios"),
        (r#"{"format": "precopy-scenarios", "version": 2, "scenarios": 3, "more": 1}"#, "version", "newer Precopy"),
        (r#"{"format": "precopy-scenarios", "version": 0.5, "scenarios": []}"#, "version", "no such version"),
        (r#"{"format": "precopy-scenarios", "version": 1, "scenario": []}"#, "scenario", "scenarios?"),
    ] {
        let read = parse(text);
        assert!(read.scenarios.is_empty());
        assert_eq!(read.flaws[0].path, path, "{text}");
        assert!(read.flaws[0].to_string().contains(part), "{}", read.flaws[0]);
    }
    assert_eq!(parse(r#"{"format": "precopy-scenarios", "version": 2, "scenarios": 3, "more": 1}"#).flaws.len(), 1);
    let unknown = r#"{"format": "x", "version": 1, "scenarios": [{"name": "a", "inputs": {}}]}"#;
    assert!(parse(unknown).scenarios.is_empty(), "a file that says that it is something else");
    assert!(flaws(&" ".repeat(MOST_BYTES + 1))[0].contains("larger"));
}

#[test]
fn a_mark_of_an_editor_is_passed_over() {
    assert_eq!(flaws(&format!("\u{feff}{}", print(&[kept("name=a")]))), Vec::<String>::new());
}

#[test]
fn more_than_a_list_holds_is_said_and_the_first_are_taken() {
    let all = vec![kept("name=a"); MOST_SCENARIOS + 1];
    let read = parse(&print(&all));
    assert_eq!((read.scenarios.len(), read.flaws.len()), (MOST_SCENARIOS, 1));
}

#[test]
fn names_and_notes_are_made_fit() {
    assert_eq!(name("  a\tb\n "), "ab");
    assert_eq!((name(&"é".repeat(99)).chars().count(), note("a\nb\u{7}")), (MOST_CHARACTERS, "a\nb".to_owned()));
    let long = file(&format!(r#"{{"name": "{}", "inputs": {{}}}}"#, "n".repeat(81)));
    assert_eq!(flaws(&long), ["scenarios[0].name: This is too long. Allowed: up to 80 characters."]);
}

/// Pieces that files are made of, so that what is put together at random gets far.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "1",
        "2e999",
        "-1",
        "\"format\"",
        "\"precopy-scenarios\"",
        "\"version\"",
        "\"scenarios\"",
        "\"name\"",
        "\"inputs\"",
        "\"memory\"",
        "\"64 GiB\"",
        "\"hotSet\"",
        "\"\\ud800\"",
        "\"é\"",
    ];
    prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), ".{0,6}"]
}

proptest! {
    #[test]
    fn any_text_gives_scenarios_or_flaws(text in ".*", pieces in prop::collection::vec(piece(), 0..40)) {
        for text in [text, pieces.concat()] {
            let read = parse(&text);
            prop_assert!(read.scenarios.iter().all(|one| one.inputs.scenario().is_ok()));
            prop_assert!(!(read.scenarios.is_empty() && read.flaws.is_empty()) || text.contains("scenarios"));
        }
    }

    #[test]
    fn a_good_file_that_is_damaged_loses_nothing_silently(at in 0usize..2000, with in piece()) {
        let all = [kept(EVERYTHING), kept("name=b&mem=8GiB")];
        let good = print(&all);
        let Some((before, after)) = good.split_at_checked(at.min(good.len())) else { return Ok(()) };
        let read = parse(&format!("{before}{with}{after}"));
        prop_assert!(!read.flaws.is_empty() || read.scenarios.len() == all.len(), "{:?}", read);
    }

    #[test]
    fn any_value_of_any_member_is_taken_or_said(value in "[-0-9a-zA-Z\"{}\\[\\],:. ]{0,12}", member in 0usize..6) {
        let name = ["name", "note", "inputs", "targets", "ranges", "seed"][member];
        let read = parse(&file(&format!(r#"{{"name": "a", "{name}": {value}, "inputs": {{}}}}"#)));
        prop_assert!(!read.flaws.is_empty() || read.scenarios.len() == 1);
    }

    #[test]
    fn any_name_and_note_come_back(given in ".*", said in "(?s).*", rate in 0.0..1e6) {
        let mut one = Kept { name: name(&given), note: note(&said), ..Kept::default() };
        if one.name.is_empty() {
            one.name = "n".to_owned();
        }
        if let Ok(value) = crate::fields::row(Field::DirtyRate).number(rate) {
            one.inputs.set(Field::DirtyRate, value);
        }
        let read = parse(&print(std::slice::from_ref(&one)));
        prop_assert_eq!(read.flaws, vec![]);
        prop_assert_eq!(read.scenarios, vec![one]);
    }
}
