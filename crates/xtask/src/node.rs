//! Node: runs the tests in wasm and drives the browser. Only tests need it; the page is built without.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{Failure, Outcome};
use crate::program::{self, Program};
use crate::versions;
use crate::workspace::Workspace;

/// The oldest Node whose test runner can be told to run one file at a time.
const OLDEST: (u32, u32) = (20, 10);

/// Makes sure that a Node is there and new enough.
pub(crate) fn ensure(workspace: &Workspace) -> Outcome {
    let output = Program::new("node").args(["--version"]).output_in(workspace.root()).ok_or_else(|| {
        Failure::new("the tests in wasm and in the browser need Node 20 or newer: install it from https://nodejs.org")
    })?;
    match versions::printed(&output).and_then(versions::major_minor) {
        Some(version) if OLDEST <= version => Ok(()),
        _ => Err(Failure::new(format!(
            "Node {} is too old: the tests need {}.{} or newer, from https://nodejs.org",
            output.trim(),
            OLDEST.0,
            OLDEST.1
        ))),
    }
}

/// Installs the packages of the browser tests, exactly as locked, unless that was done since the lock file changed.
pub(crate) fn install_packages(workspace: &Workspace) -> Outcome {
    let folder = workspace.browser_tests();
    let installed = modified(&folder.join("node_modules").join(".package-lock.json"));
    let locked = modified(&folder.join("package-lock.json"))
        .ok_or_else(|| Failure::new(format!("{} has no package-lock.json", folder.display())))?;
    if installed.is_some_and(|installed| locked <= installed) {
        return Ok(());
    }
    let npm = npm()?;
    println!("Installing the npm packages of the browser tests (seconds).");
    Program::new(npm).words("ci --no-audit --no-fund").run_in(&folder)
}

/// Where npm is; a failure when it is missing.
pub(crate) fn npm() -> Outcome<PathBuf> {
    program::on_path("npm").ok_or_else(|| {
        Failure::new("the browser tests need npm, which comes with Node: install both from https://nodejs.org")
    })
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
