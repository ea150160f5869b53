//! A Chromium to run the browser tests in: found, or installed on a CI machine that is ours to change.

use std::env;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::program::{self, Program};
use crate::workspace::Workspace;

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where Chrome lies on systems that do not put it on PATH.
const ELSEWHERE: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];

/// The program to start; installs it when missing, if `CI` is set and we are root on a system with apt-get.
pub(crate) fn ensure(workspace: &Workspace) -> Outcome<PathBuf> {
    if let Some(chosen) = env::var_os("PRECOPY_CHROMIUM").filter(|path| !path.is_empty()).map(PathBuf::from) {
        return if chosen.is_file() {
            Ok(chosen)
        } else {
            Err(Failure::new(format!("PRECOPY_CHROMIUM is {}, which is no file", chosen.display())))
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if !may_install(workspace) {
        return Err(Failure::new(
            "the browser tests need Chromium: install it, for example with \
             `sudo apt-get install chromium chromium-driver`, or set PRECOPY_CHROMIUM to its path",
        ));
    }
    println!("Installing Chromium with apt-get (about a minute).");
    for arguments in [&["update"][..], &["install", "-y", "chromium", "chromium-driver"]] {
        Program::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").run_in(workspace.root())?;
    }
    find().ok_or_else(|| Failure::new("apt-get installed Chromium, but there is none on PATH"))
}

fn find() -> Option<PathBuf> {
    let elsewhere = || ELSEWHERE.into_iter().map(PathBuf::from).find(|path| path.is_file());
    NAMES.into_iter().find_map(program::on_path).or_else(elsewhere)
}

fn may_install(workspace: &Workspace) -> bool {
    let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
    let is_root = || Program::new("id").args(["-u"]).output_in(workspace.root()).is_some_and(|id| id.trim() == "0");
    on_ci && is_root() && program::on_path("apt-get").is_some()
}
