//! The compiler's wasm target: checked, and added with rustup when missing.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::program::Program;
use crate::workspace::Workspace;

/// The target that the page is built for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler in use can build for the target.
pub(crate) fn ensure(workspace: &Workspace) -> Outcome {
    let root = workspace.root();
    let sysroot = Program::new("rustc")
        .words("--print sysroot")
        .output_in(root)
        .ok_or_else(|| Failure::new("`rustc` cannot be run: install Rust with rustup (https://rustup.rs)"))?;
    let library = Path::new(sysroot.trim()).join("lib").join("rustlib").join(WASM_TARGET);
    if library.is_dir() {
        return Ok(());
    }
    if Program::new("rustup").args(["--version"]).output_in(root).is_none() {
        return Err(Failure::new(format!(
            "the compiler at {} cannot build for {WASM_TARGET}, and there is no rustup to add it: install Rust with \
             rustup (https://rustup.rs), or your system's package with the standard library for {WASM_TARGET}",
            sysroot.trim()
        )));
    }
    println!("Adding the {WASM_TARGET} target with rustup (about 20 MB, less than a minute).");
    Program::new("rustup").args(["target", "add", WASM_TARGET]).run_in(root)?;
    if library.is_dir() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "rustup added {WASM_TARGET}, but the compiler that runs is another one, at {}: put rustup's first on PATH",
            sysroot.trim()
        )))
    }
}
