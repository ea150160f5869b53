//! Where the workspace is, and where its things are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The folder that holds the root `Cargo.toml`.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace of this xtask: around its manifest when cargo started it, else around the current folder.
    pub(crate) fn find() -> Outcome<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let current = env::current_dir().ok();
        manifest
            .iter()
            .chain(&current)
            .flat_map(|start| start.ancestors())
            .find(|folder| is_workspace(folder))
            .map(|root| Self { root: root.to_path_buf() })
            .ok_or_else(|| Failure::new("this is not inside the workspace: no Cargo.toml with [workspace] found"))
    }

    /// The root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the built page goes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where tools are installed that PATH does not offer (ignored by git).
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// Where files lie that something is made of, and that nobody needs afterwards.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("target").join("package")
    }

    /// Where the tools are compiled, apart from our own code.
    pub(crate) fn tools_target(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }

    /// The tests that run in a real browser.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }

    /// The text of a file of the workspace.
    pub(crate) fn read(&self, name: &str) -> Outcome<String> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(|error| Failure::system(path.display(), &error))
    }
}

fn is_workspace(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml"))
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}
