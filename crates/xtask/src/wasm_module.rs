//! A wasm with its glue: one of our crates, compiled, and bound to JavaScript under a name of its own.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::pack;
use crate::program::Program;
use crate::tools::Tool;
use crate::wasm_target::{self, WASM_TARGET};
use crate::workspace::Workspace;

/// The profile that all of them are built with; `index.html` names it too.
const PROFILE: &str = "wasm-release";

/// How the glue is to be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    /// As a module of its own.
    Module,
    /// As a script that defines `wasm_bindgen`, so that it can stand inside another one.
    Script,
}

/// What is compiled, and what its files are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WasmModule {
    /// The package, which is a cdylib.
    pub(crate) package: &'static str,
    /// The files are this name with `.js`, and with `_bg.wasm`.
    pub(crate) name: &'static str,
    /// How its glue is loaded.
    pub(crate) glue: Glue,
}

impl WasmModule {
    /// Compiles the package; the path of the wasm, which nothing can load yet.
    pub(crate) fn compile(&self, workspace: &Workspace) -> Outcome<PathBuf> {
        wasm_target::ensure(workspace)?;
        Program::cargo()
            .words("build --package")
            .args([self.package, "--lib", "--target", WASM_TARGET, "--profile", PROFILE])
            .run_in(workspace.root())?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        let file = format!("{}.wasm", self.package.replace('-', "_"));
        Ok(workspace.root().join(target).join(WASM_TARGET).join(PROFILE).join(file))
    }

    /// Writes wasm and glue of what was compiled into a folder, and packs both.
    pub(crate) fn write(&self, workspace: &Workspace, compiled: &Path, folder: &Path) -> Outcome {
        let glue = match self.glue {
            Glue::Module => "web",
            Glue::Script => "no-modules",
        };
        Program::new(Tool::wasm_bindgen(workspace)?.ensure(workspace)?.join("wasm-bindgen"))
            .args(["--target", glue, "--no-typescript", "--out-name", self.name, "--out-dir"])
            .args([folder, compiled])
            .run_in(workspace.root())?;
        pack::program(folder, self.name)
    }
}
