//! Run-books: each product's commands, cases by hand from its documentation; and that nothing in a name is ever a command.
//!
//! ```toml
//! title = "…"
//! source = "document or source file"
//! product = "hv=…"                 # with what is entered for it
//! techniques = "post-copy"         # where it is not pre-copy
//! commands = '''…'''               # without comments, and without what every shell book begins with
//! ```
//! The plan is the same in all: two VMs leave n1 for n2 at once, then n1 is switched off.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, io};

use precopy_formats::maintenance::export::{RunBook, plan_csv, plan_json, run_book};
use precopy_formats::maintenance::{
    Afterwards, HostColumn, Maintenance, Sheets, Techniques, VmColumn, from_json, ready,
};
use precopy_formats::settings::Language;
use precopy_model::plan::strategy::{batched, parallel, sequential};
use precopy_model::plan::{Plan, Timeline, play};
use precopy_model::scenario::presets;
use serde::Deserialize;
use yaml_rust2::YamlLoader;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    source: String,
    product: String,
    #[serde(default)]
    techniques: String,
    commands: String,
}

fn cases() -> io::Result<Vec<(String, Case)>> {
    let mut cases = Vec::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("run_book"))? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let case = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| io::Error::other(format!("{name}: {error}")))?;
        cases.push((name, case));
    }
    cases.sort_by(|a: &(String, Case), b| a.0.cmp(&b.0));
    Ok(cases)
}

fn sheets(product: &str, names: &[&str]) -> Sheets {
    let mut sheets = Sheets {
        title: "Rack 4\nrm -rf".to_owned(),
        product: product.to_owned(),
        afterwards: Afterwards::SwitchOff,
        with_product_limits: false,
        ..Sheets::default()
    };
    for (name, drain) in [("n1", "yes"), ("n2", "")] {
        sheets.hosts.push(&[(HostColumn::Name, name), (HostColumn::Drain, drain)]);
    }
    for name in names {
        sheets.vms.push(&[(VmColumn::Name, name), (VmColumn::Memory, "1 GiB"), (VmColumn::DirtyRate, "100 pages/s")]);
    }
    sheets
}

fn played(maintenance: &Maintenance) -> (Plan, Timeline) {
    let task = maintenance.task().expect("room");
    let plan = parallel(&maintenance.site, &task, &maintenance.all_rules());
    let timeline = play(&maintenance.site, &plan);
    assert!(timeline.is_done());
    (plan, timeline)
}

fn book(sheets: &Sheets) -> RunBook {
    let maintenance = sheets.read().expect("sound");
    let (_, timeline) = played(&maintenance);
    run_book(&maintenance, &timeline)
}

/// Without comments and empty lines, without what every shell book begins with, and without expected times.
fn commands(book: &RunBook) -> String {
    let mut text = String::new();
    let mut is_beginning = book.language == Language::Shell;
    for line in book.text.lines() {
        if is_beginning {
            is_beginning = !line.starts_with("by_hand()");
        } else if !line.trim_start().starts_with('#') && !line.is_empty() {
            // In plain words the times stand in the same line.
            let end = if line.starts_with("- By hand") { line.find(" (") } else { None };
            let end = end.or_else(|| line.strip_prefix("- Move").and_then(|_| line.find(": ")));
            text += &line[..end.unwrap_or(line.len())];
            text += if line.starts_with("- Move") { ".\n" } else { "\n" };
        }
    }
    text
}

#[test]
fn cases_by_hand() {
    let cases = cases().expect("readable");
    for (name, case) in &cases {
        assert!(!case.title.is_empty() && !case.source.is_empty(), "{name}");
        let mut sheets = sheets(&case.product, &["web 1", "o'db"]);
        if case.techniques == "post-copy" {
            sheets.techniques = Techniques::PostCopy;
        }
        let book = book(&sheets);
        assert_eq!(commands(&book), case.commands, "{name}\n{}", book.text);
        assert_eq!(book.is_documented, !book.sources.is_empty(), "{name}");
        assert!(!book.text.contains("\nrm -rf"), "a title is one line");
    }
    println!("{} cases", cases.len());
    assert!(17 <= cases.len(), "only {}", cases.len());
}

/// Products whose commands are those of another one.
const AS_ANOTHER: [&str; 10] = [
    "qemu-auto-converge",
    "qemu-kvm",
    "kvm-paper",
    "kvm-source",
    "kubevirt-1.3",
    "kubevirt-1.4",
    "ovirt-minimal-downtime",
    "ovirt-post-copy",
    "ovirt-very-large",
    "vmotion-4.1",
];

#[test]
fn every_product_has_a_case_or_is_as_another() {
    let cases = cases().expect("readable");
    let named = |id: &str| cases.iter().any(|(_, case)| case.product.split('&').next() == Some(&format!("hv={id}")));
    for preset in presets::all() {
        let is_known = named(preset.id) || AS_ANOTHER.contains(&preset.id) || preset.id == "cloud-hypervisor-51";
        assert!(is_known, "{}: add a case by hand below tests/run_book", preset.id);
        let book = book(&sheets(&format!("hv={}", preset.id), &["a", "b"]));
        let has_none = ["custom", "kvm-paper", "kvm-source", "kubevirt-1.3", "kubevirt-1.4", "cloud-hypervisor-51"];
        assert_eq!(book.is_documented, !has_none.contains(&preset.id), "{}", preset.id);
        assert!(!book.text.is_empty() && book.text.ends_with('\n'));
    }
}

/// Names that would do harm where they are not quoted.
const NASTY: [&str; 12] = [
    "$(touch hacked)",
    "`id`",
    "'; exit 7; '",
    "\"quoted\"",
    "a b",
    "-rf",
    "back\\slash",
    "${HOME}",
    "é ü 名",
    "’; Stop-Computer; ‘",
    "a#b",
    "x: [y]",
];

/// What a shell does with a text; none where there is no such shell here.
fn bash(arguments: &[&str], text: &str) -> Option<(bool, Vec<u8>)> {
    let mut shell = Command::new("bash")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    shell.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = shell.wait_with_output().ok()?;
    Some((output.status.success(), output.stdout))
}

#[test]
fn shells_read_every_book_and_every_name_as_it_is() {
    for preset in presets::all() {
        let book = book(&sheets(&format!("hv={}", preset.id), &NASTY));
        if book.language != Language::Shell {
            continue;
        }
        let Some((is_sound, _)) = bash(&["-n"], &book.text) else { return };
        assert!(is_sound, "{}: {}", preset.id, book.text);
    }
    // Each command only prints its last argument but one; waves run one after the other in the foreground.
    let book = book(&sheets("hv=xenserver", &NASTY));
    let text = book
        .text
        .replace("begin() { \"$@\" & pids=\"$pids $!\"; }", "begin() { \"$@\"; }")
        .replace("read -r answer", ":");
    let (is_sound, printed) =
        bash(&["-c", &format!("xe() {{ printf '%s\\n' \"$2\"; }}\n{text}")], "").expect("as above");
    let printed = String::from_utf8(printed).expect("UTF-8");
    assert!(is_sound, "{printed}");
    let names: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("vm=")).collect();
    assert_eq!(names, NASTY);
    // Over another shell: what ssh is told is read once more there.
    let book = self::book(&sheets("hv=xen", &NASTY));
    let text = book
        .text
        .replace("begin() { \"$@\" & pids=\"$pids $!\"; }", "begin() { \"$@\"; }")
        .replace("read -r answer", ":");
    let there = "ssh() { eval \"$3\"; }\nxl() { printf 'vm=%s\\n' \"$2\"; }\n";
    let (_, printed) = bash(&["-c", &format!("{there}{text}")], "").expect("as above");
    let printed = String::from_utf8(printed).expect("UTF-8");
    let names: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("vm=")).collect();
    assert_eq!(names, NASTY);
}

#[test]
fn json_and_yaml_hold_every_name_as_it_is() {
    let book = book(&sheets("hv=kubevirt", &NASTY));
    let resources = YamlLoader::load_from_str(&book.text).expect("YAML");
    let names: Vec<&str> = resources.iter().filter_map(|one| one["spec"]["vmiName"].as_str()).collect();
    assert_eq!(names, NASTY);
    assert_eq!(resources[0]["spec"]["addedNodeSelector"]["kubernetes.io/hostname"].as_str(), Some("n2"));
    let book = self::book(&sheets("hv=qemu", &NASTY));
    for line in book.text.lines().filter(|line| line.starts_with('{')) {
        let json: serde_json::Value = serde_json::from_str(line).expect(line);
        assert_eq!(json["arguments"]["uri"], "tcp:n2:PORT");
    }
    let sheets = sheets("hv=qemu", &NASTY);
    let maintenance = sheets.read().expect("sound");
    let (plan, timeline) = played(&maintenance);
    let json: serde_json::Value = serde_json::from_str(&plan_json(&maintenance.site, &plan, &timeline)).expect("JSON");
    let steps = json["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), NASTY.len() + 1);
    assert_eq!(steps[0]["vm"], NASTY[0]);
    assert_eq!(json["result"]["done"], true);
    let end = timeline.end.as_seconds();
    assert!(json["result"]["completionSeconds"].as_f64().is_some_and(|seconds| (seconds - end).abs() <= 1e-9 * end));
    let csv = plan_csv(&maintenance.site, &plan, &timeline);
    assert!(csv.starts_with(
        "step,action,name,from,to,technique,after,start_s,end_s,downtime_s,brownout_s,sent_bytes,ended\r\n"
    ));
    assert!(csv.contains("1,migrate,$(touch hacked),n1,n2,pre-copy,,0,"), "{csv}");
    assert!(csv.contains("13,shutdown,n1,,,,1 2 3 4 5 6 7 8 9 10 11 12,"), "{csv}");
    assert_eq!(from_json(&sheets.to_json()).sheets, Some(sheets));
}

#[test]
fn waves_keep_the_order_of_every_ready_made_plan() {
    for one in ready::ALL.iter().filter(|one| one.id != "thousand") {
        let maintenance = (one.make)().read().expect("sound");
        let task = maintenance.task().unwrap_or_else(|_| panic!("{}: no room", one.id));
        let rules = maintenance.all_rules();
        for plan in
            [sequential(&maintenance.site, &task, &rules), batched(&maintenance.site, &task, &rules, Some(2), None)]
        {
            let timeline = play(&maintenance.site, &plan);
            let book = run_book(&maintenance, &timeline);
            let moves = timeline.migrations().count();
            let commands =
                book.text.matches(if book.language == Language::PowerShell { "Move-VM" } else { "\"migrate\"" });
            let commands = commands.count().max(book.text.matches(" migrate --live").count());
            assert_eq!(commands, moves, "{}", one.id);
        }
    }
}
