//! Building the page into `dist/`: the wasm and its shell with Trunk, then the wasm of the panels beside it.

use std::env;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::pack::pack;
use crate::program::Program;
use crate::size;
use crate::tools::Tool;
use crate::wasm_target::{self, WASM_TARGET};
use crate::workspace::Workspace;

/// The files of the page begin with this, which is what Trunk calls them by.
pub(crate) const PAGE: &str = "precopy-page";

/// The files of the panels begin with this; the boot script imports them by it.
pub(crate) const PANELS: &str = "precopy-panels";

/// The profile that the page is built with; `index.html` names it too.
const PROFILE: &str = "wasm-release";

/// Builds the page as it is published, and prints what it weighs.
pub(crate) fn build(workspace: &Workspace) -> Outcome {
    wasm_target::ensure(workspace)?;
    let wasm_bindgen = Tool::wasm_bindgen(workspace)?.ensure(workspace)?;
    let trunk = Tool::trunk(workspace)?.ensure(workspace)?;
    let panels = compile_panels(workspace)?;
    println!("Building the page into dist (a first build takes a few minutes).");
    let color = if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) { "never" } else { "auto" };
    Program::new(trunk.join("trunk"))
        .words("build --release --config Trunk.toml --color")
        .args([color])
        .path_first(&[&wasm_bindgen])?
        .without_env("NO_COLOR") // Trunk reads NO_COLOR=1 as a wrong argument
        .env("TRUNK_SKIP_VERSION_CHECK", "true") // we say which version, nobody else needs to be asked
        .run_in(workspace.root())?;
    let dist = built(workspace)?;
    // After Trunk, which puts a new folder in the place of dist.
    Program::new(wasm_bindgen.join("wasm-bindgen"))
        .words("--target web --no-typescript --out-name")
        .args([PANELS])
        .words("--out-dir")
        .args([&dist])
        .args([panels])
        .run_in(workspace.root())?;
    pack(&dist)?;
    println!("{}", size::measure(workspace)?);
    Ok(())
}

/// Compiles the panels; before the page, so that a mistake in them leaves the page that was built before.
fn compile_panels(workspace: &Workspace) -> Outcome<PathBuf> {
    println!("Compiling the panels that are fetched when they are opened.");
    Program::cargo()
        .words("build --package precopy-shelf --lib --target")
        .args([WASM_TARGET, "--profile", PROFILE])
        .run_in(workspace.root())?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(workspace.root().join(target).join(WASM_TARGET).join(PROFILE).join("precopy_shelf.wasm"))
}

/// The folder of the built page; a failure when nothing is built yet.
pub(crate) fn built(workspace: &Workspace) -> Outcome<PathBuf> {
    let dist = workspace.dist();
    if dist.join("index.html").is_file() {
        Ok(dist)
    } else {
        Err(Failure::new("there is no page in dist: run `cargo xtask build` first"))
    }
}
