//! Trunk and the wasm-bindgen tools: found on PATH or in `.tools`, else installed there, in exactly the version wanted.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::program::{self, Program};
use crate::versions;
use crate::workspace::Workspace;

/// Variables that are meant for our own code and would change or break how a tool is compiled.
const NOT_FOR_TOOLS: [&str; 5] =
    ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTDOCFLAGS"];

/// A tool in the version that this workspace needs.
#[derive(Debug)]
pub(crate) struct Tool {
    package: &'static str,
    binaries: &'static [&'static str],
    version: String,
    /// Whether to compile it with the dependencies it was published with.
    locked: bool,
    /// How long compiling it takes on two cores.
    patience: &'static str,
}

impl Tool {
    /// Trunk, which builds the page; its version stands in the root `Cargo.toml`.
    pub(crate) fn trunk(workspace: &Workspace) -> Outcome<Self> {
        let manifest = workspace.read("Cargo.toml")?;
        let version = versions::wanted(&manifest, "trunk")
            .ok_or_else(|| Failure::new("Cargo.toml names no `trunk` in [workspace.metadata.tools]"))?;
        Ok(Self {
            package: "trunk",
            binaries: &["trunk"],
            version: version.to_owned(),
            locked: true,
            patience: "about 6 minutes",
        })
    }

    /// The wasm-bindgen tools, which must have the version of the library in `Cargo.lock`.
    pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Outcome<Self> {
        let lock = workspace.read("Cargo.lock")?;
        let version = versions::locked(&lock, "wasm-bindgen")
            .ok_or_else(|| Failure::new("Cargo.lock holds no `wasm-bindgen`, so its tool's version is unknown"))?;
        Ok(Self {
            package: "wasm-bindgen-cli",
            binaries: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: version.to_owned(),
            locked: false, // known to install without its lock file
            patience: "2 to 6 minutes",
        })
    }

    /// The folder that holds the tool's programs; installs them when there is none yet.
    pub(crate) fn ensure(&self, workspace: &Workspace) -> Outcome<PathBuf> {
        if let Some(folder) = self.find(workspace) {
            return Ok(folder);
        }
        if !self.binstall(workspace) {
            self.compile(workspace)?;
        }
        self.find(workspace).ok_or_else(|| {
            Failure::new(format!(
                "{} {} was installed into {}, but does not run from there",
                self.package,
                self.version,
                workspace.tools().display()
            ))
        })
    }

    /// The first folder, our own before PATH's, in which every program of the tool has the right version.
    fn find(&self, workspace: &Workspace) -> Option<PathBuf> {
        let mut folders = vec![workspace.tools().join("bin")];
        folders.extend(program::path_folders());
        folders.into_iter().find(|folder| self.binaries.iter().all(|name| self.fits(workspace, folder, name)))
    }

    fn fits(&self, workspace: &Workspace, folder: &Path, name: &str) -> bool {
        program::in_folder(folder, name)
            .and_then(|file| {
                // Trunk reads NO_COLOR=1 as a wrong argument.
                Program::new(file).args(["--version"]).without_env("NO_COLOR").output_in(workspace.root())
            })
            .is_some_and(|output| versions::printed(&output) == Some(&self.version))
    }

    /// Tries `cargo binstall`; false when it is missing or fails.
    fn binstall(&self, workspace: &Workspace) -> bool {
        if Program::cargo().args(["binstall", "-V"]).output_in(workspace.root()).is_none() {
            return false;
        }
        println!("Installing {} {} into .tools with cargo binstall (usually seconds).", self.package, self.version);
        let done = for_tools(Program::cargo(), workspace)
            .args(["binstall", "--version", &self.version])
            .words("--no-confirm --force --root")
            .args([workspace.tools()])
            .args([self.package])
            .run_in(workspace.root());
        match done {
            Ok(()) => self.find(workspace).is_some(),
            Err(failure) => {
                println!("{failure}; compiling it instead.");
                false
            }
        }
    }

    fn compile(&self, workspace: &Workspace) -> Outcome {
        println!(
            "Installing {} {} into .tools with cargo install; this happens once and takes {}.",
            self.package, self.version, self.patience
        );
        // --force: we come here only when what is installed does not run, whatever cargo's records say.
        let install = for_tools(Program::cargo(), workspace)
            .args(["install", self.package, "--version", &self.version])
            .words("--force --root")
            .args([workspace.tools()]);
        let install = if self.locked { install.args(["--locked"]) } else { install };
        install.run_in(workspace.root())
    }
}

fn for_tools(program: Program, workspace: &Workspace) -> Program {
    let program = program.env("CARGO_TARGET_DIR", workspace.tools_target());
    NOT_FOR_TOOLS.into_iter().fold(program, Program::without_env)
}
