//! What is wrong with a lesson is told with file and line: each time one thing is spoilt in a copy of them.

#![allow(clippy::expect_used, clippy::unwrap_used)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};

use precopy_lessons::{Flaw, Library};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder with the one recorded run that is shown by itself, and a few others: reading all of them takes a while.
fn few_runs() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("few-runs");
    let place = folder.join("qemu-runs.csv");
    let all = fs::read_to_string(root().join("tests/validation/qemu-runs.csv")).unwrap();
    let few = all.lines().enumerate().filter(|(at, line)| *at < 20 || line.contains("05151eb8d0"));
    let few: Vec<&str> = few.map(|(_, line)| line).collect();
    fs::create_dir_all(&folder).unwrap();
    fs::write(&place, few.join("\n")).unwrap();
    folder
}

/// The flaws of all lessons when one piece of text is another, and the line where it stands.
fn spoilt(number: usize, file: &str, from: &str, to: &str) -> (Vec<Flaw>, usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("spoilt-{number}"));
    fs::create_dir_all(&folder).unwrap();
    let mut line = 0;
    for entry in fs::read_dir(root().join("web/pages/lessons")).unwrap() {
        let entry = entry.unwrap();
        let mut text = fs::read_to_string(entry.path()).unwrap();
        if entry.file_name() == file {
            let at = text.find(from).expect("the text to be spoilt is there");
            line = text.get(..at).unwrap().matches('\n').count() + 1;
            text = text.replacen(from, to, 1);
        }
        fs::write(folder.join(entry.file_name()), text).unwrap();
    }
    let read = Library::read(&folder, &few_runs());
    fs::remove_dir_all(&folder).unwrap();
    (read.err().unwrap_or_default(), line)
}

#[test]
fn every_flaw_has_its_place() {
    const FIRST: &str = "01-stop-and-copy.md";
    let cases = [
        (FIRST, "minutes = 6", "minutes = 60", "5 to 10 minutes"),
        (FIRST, "minutes = 6", "minutes = ", "value"),
        (FIRST, "minutes = 6", "colour = \"red\"\nminutes = 6", "`colour` has no place here"),
        (FIRST, "hv=custom&mem=64GiB", "hv=custom&mem=64", "unit is missing"),
        (FIRST, "hv=custom&mem=64GiB&ws=64GiB", "hv=custom&ws=64GiB&mem=64GiB", "order of the field table"),
        (FIRST, "{{input link}}", "{{input links}}", "no such input"),
        (FIRST, "{{downtime rounds}}, and that", "{{downtime}}, and that", "Who says so?"),
        (FIRST, "{{downtime rounds}}, and that", "{{downtime rounds, and that", "not understood"),
        (FIRST, "(lesson:rounds)", "(lesson:squares)", "leads nowhere"),
        (FIRST, "[[dirty rate]]", "[[dirty speed]]", "none of the words that have symbols"),
        (FIRST, "Stop, copy, start:", "Stop 3 times, copy, start:", "a number in running text"),
        (FIRST, "keys = [\"dirty\"]", "keys = [\"hot\"]", "none of what may be turned"),
        (FIRST, "```sets", "```set", "no block `set`"),
        (FIRST, "mark = [\"t2\", \"t3\"]", "mark = [\"t2\", \"t4\"]", "not known"),
        (FIRST, "ratio = \"0.8..\"", "ratio = \"0.8..0.7\"", "nothing between"),
        (FIRST, "ratio = \"0.8..\"", "word = \"never\"", "in the way of its question"),
        (FIRST, "tex = '\\text{downtime} = \\frac{\\mathrm{WSET}}{r_u}'", "tex = '\\frac{a}'", "frac"),
        (FIRST, "at link=100Gbit/s}}.", "at link=100Gbit}}.", "is not a unit"),
        (FIRST, "## A faster link", "### A faster link", "no place in a lesson"),
        ("12-is-the-model-right.md", "05151eb8d0", "0000000000", "no recorded run"),
        ("07-xen-rules.md", "place = \"Akoush and others, slide on key parameter 1\"", "place = \"\"", "needs a place"),
        ("gallery.toml", "place = \"Table 1, scenario 1\" },", "},", "`place` is missing"),
        ("symbols.toml", "unit = \"pages or bytes\"", "units = \"pages or bytes\"", "`unit` is missing"),
    ];
    let mut breaches = Vec::new();
    for (number, (file, from, to, what)) in cases.into_iter().enumerate() {
        let (flaws, line) = spoilt(number, file, from, to);
        // A field that is missing is told where its block begins, which is not far above.
        let told = |flaw: &Flaw| {
            flaw.file == file && flaw.what.contains(what) && flaw.line <= line + 1 && line <= flaw.line + 25
        };
        if !flaws.iter().any(told) {
            breaches.push(format!("{file}:{line}: {to}: {flaws:?}"));
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}
