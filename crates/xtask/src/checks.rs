//! `cargo xtask test`: everything that proves that it works, step by step, with a summary.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::arguments::TestOptions;
use crate::chromium;
use crate::failure::{Failure, Outcome};
use crate::node;
use crate::package;
use crate::page;
use crate::program::Program;
use crate::size;
use crate::step::Step;
use crate::tools::Tool;
use crate::wasm_target::{self, WASM_TARGET};
use crate::workspace::Workspace;

/// The libraries of the page: compiled for wasm, tested natively.
const PAGE_LIBRARIES: [&str; 5] = ["precopy-web", "precopy-explore", "precopy-panels", "precopy-pages", "precopy-base"];
/// What is linked of them, each a wasm, beside the other pages.
const PAGE_PROGRAMS: [&str; 3] = ["precopy-page", "precopy-shelf", "precopy-whole"];

/// How a step ended, and how long it took.
struct Record {
    step: Step,
    ended: Option<(Outcome, Duration)>,
}

/// Runs the steps asked for; a failure when any of them failed.
pub(crate) fn test(workspace: &Workspace, options: &TestOptions) -> Outcome {
    let asked = |step: &Step| options.only.is_empty() || options.only.contains(step);
    let steps: Vec<Step> = Step::ALL.into_iter().filter(asked).collect();
    // Asked before anything is compiled, which may put a new program into our place.
    let own_program = env::current_exe().map_err(|error| Failure::system("where this program lies", &error))?;
    if !options.keep_going {
        prerequisites(workspace, &steps)?;
    }
    let started = Instant::now();
    let mut failed = false;
    let mut records = Vec::new();
    for step in steps {
        let ended = (options.keep_going || !failed).then(|| {
            println!("\n== {}: {}", step.name(), step.title());
            let start = Instant::now();
            let outcome = run(step, workspace, &own_program);
            failed |= outcome.is_err();
            (outcome, start.elapsed())
        });
        records.push(Record { step, ended });
    }
    println!("\n{}", summary(&records, started.elapsed()));
    verdict(&records)
}

fn run(step: Step, workspace: &Workspace, own_program: &Path) -> Outcome {
    let root = workspace.root();
    match step {
        Step::Format => Program::cargo().words("fmt --all --check").run_in(root),
        Step::Lint => lint(workspace),
        Step::Docs => Program::cargo()
            .words("doc --no-deps --workspace")
            .args(without_the_page())
            .env("RUSTDOCFLAGS", "-D warnings")
            .run_in(root),
        Step::Unit => Program::cargo().words("test --workspace").args(without_the_page()).run_in(root),
        Step::Page => Program::cargo().words("test --lib").args(packages(&PAGE_LIBRARIES)).run_in(root),
        Step::Parity => parity(workspace),
        Step::Build => package::build(workspace),
        Step::Browser => browser(workspace, own_program),
        Step::Size => size::check(workspace),
    }
}

/// Fails at once, rather than after minutes of compiling, when something is missing that we cannot install.
fn prerequisites(workspace: &Workspace, steps: &[Step]) -> Outcome {
    if steps.contains(&Step::Parity) || steps.contains(&Step::Browser) {
        node::ensure(workspace)?;
    }
    if steps.contains(&Step::Browser) {
        node::npm()?;
        chromium::ensure(workspace)?;
    }
    Ok(())
}

fn lint(workspace: &Workspace) -> Outcome {
    Program::cargo()
        .words("clippy --workspace --all-targets")
        .args(without_the_page())
        .words("-- -D warnings")
        .run_in(workspace.root())?;
    wasm_target::ensure(workspace)?;
    Program::cargo()
        .words("clippy -p precopy-embed --target")
        .args([WASM_TARGET])
        .args(packages(&PAGE_LIBRARIES))
        .args(packages(&PAGE_PROGRAMS))
        .args(packages(&page::OTHER_PAGES))
        .words("-- -D warnings")
        .run_in(workspace.root())?;
    // The page's tests run natively, so that is where they are linted.
    Program::cargo()
        .words("clippy --lib --tests")
        .args(packages(&PAGE_LIBRARIES))
        .words("-- -D warnings")
        .run_in(workspace.root())
}

/// The arguments that name these packages.
fn packages(names: &[&'static str]) -> Vec<&'static str> {
    names.iter().flat_map(|&name| ["--package", name]).collect()
}

/// The arguments that leave out what is built for wasm only.
fn without_the_page() -> Vec<&'static str> {
    PAGE_LIBRARIES
        .iter()
        .chain(&PAGE_PROGRAMS)
        .chain(&page::OTHER_PAGES)
        .flat_map(|&name| ["--exclude", name])
        .collect()
}

fn parity(workspace: &Workspace) -> Outcome {
    node::ensure(workspace)?;
    wasm_target::ensure(workspace)?;
    let wasm_bindgen = Tool::wasm_bindgen(workspace)?.ensure(workspace)?;
    Program::cargo()
        .words("test -p acceptance --test parity --target")
        .args([WASM_TARGET])
        .path_first(&[&wasm_bindgen])?
        // By name, not by path: cargo splits this variable at spaces.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .run_in(workspace.root())
}

fn browser(workspace: &Workspace, own_program: &Path) -> Outcome {
    node::ensure(workspace)?;
    let dist = page::built(workspace)?;
    let chromium = chromium::ensure(workspace)?;
    node::install_packages(workspace)?;
    let folder = workspace.browser_tests();
    // One file at a time: they measure, and share the machine with a browser.
    Program::new("node")
        .words("--test --test-concurrency=1 --test-reporter=spec")
        .args(test_files(&folder)?)
        .env("PRECOPY_DIST", dist)
        .env("PRECOPY_CHROMIUM", chromium)
        .env("PRECOPY_SERVER", own_program)
        .run_in(&folder)
}

/// The names of the test files, because Node's own search differs from version to version; none at all is a failure.
fn test_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::system(folder.display(), &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| PathBuf::from(entry.file_name())))
        .filter(|file| is_test_file(&file.to_string_lossy()))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("{} holds no *.test.mjs or *.test.js", folder.display())));
    }
    Ok(files)
}

fn is_test_file(name: &str) -> bool {
    name.ends_with(".test.mjs") || name.ends_with(".test.js")
}

fn summary(records: &[Record], total: Duration) -> String {
    let mut lines = vec![format!("{:8}  {:7}  {:>8}", "step", "result", "duration")];
    for Record { step, ended } in records {
        lines.push(match ended {
            Some((outcome, duration)) => {
                let result = if outcome.is_ok() { "ok" } else { "failed" };
                format!("{:8}  {result:7}  {:>8}", step.name(), in_seconds(*duration))
            }
            None => format!("{:8}  not run", step.name()),
        });
    }
    lines.push(format!("{:8}  {:7}  {:>8}", "total", "", in_seconds(total)));
    lines.join("\n")
}

fn in_seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// Every failure, each with the step that it happened in.
fn verdict(records: &[Record]) -> Outcome {
    let failures = records.iter().filter_map(|record| match &record.ended {
        Some((Err(failure), _)) => Some(format!("{}: {failure}", record.step.name())),
        _ => None,
    });
    let failures: Vec<String> = failures.collect();
    if failures.is_empty() { Ok(()) } else { Err(Failure::new(failures.join("\nxtask: "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<Record> {
        vec![
            Record { step: Step::Format, ended: Some((Ok(()), Duration::from_millis(1_240))) },
            Record {
                step: Step::Lint,
                ended: Some((Err(Failure::new("`cargo clippy` failed")), Duration::from_secs(61))),
            },
            Record { step: Step::Size, ended: None },
        ]
    }

    #[test]
    fn the_summary_lists_every_step() {
        let expected = "\
step      result   duration
format    ok          1.2 s
lint      failed     61.0 s
size      not run
total                70.0 s";
        assert_eq!(summary(&records(), Duration::from_secs(70)), expected);
    }

    #[test]
    fn a_failed_step_fails_the_whole() {
        assert_eq!(verdict(&records()), Err(Failure::new("lint: `cargo clippy` failed")));
        assert_eq!(verdict(&[]), Ok(()));
    }

    #[test]
    fn only_test_files_are_run() {
        assert!(is_test_file("sliders.test.mjs") && is_test_file("link.test.js"));
        assert!(!is_test_file("server.mjs") && !is_test_file("package.json"));
    }
}
