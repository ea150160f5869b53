//! Building the page into `dist/`: the wasm and its shell with Trunk, then beside it the wasm of the panels,
//! the wasm of the other pages, and the data that these show.

use std::env;
use std::path::PathBuf;

use crate::evidence;
use crate::failure::{Failure, Outcome};
use crate::lessons;
use crate::pack;
use crate::program::Program;
use crate::size;
use crate::tools::Tool;
use crate::wasm_module::{Glue, WasmModule};
use crate::wasm_target;
use crate::workspace::Workspace;

/// The files of the page begin with this, which is what Trunk calls them by.
pub(crate) const PAGE: &str = "precopy-page";

/// The files of the panels begin with this; the boot script imports them by it.
pub(crate) const PANELS: &str = "precopy-panels";

/// The panels, whose files are called by what they are rather than by the crate that links them.
const SHELF: WasmModule = WasmModule { package: "precopy-shelf", name: PANELS, glue: Glue::Module };

/// The other pages, each a program; the boot script imports them by these names.
pub(crate) const OTHER_PAGES: [&str; 4] = ["precopy-plan", "precopy-records", "precopy-learn", "precopy-evidence"];

/// Scripts of ours that the page loads, read in `web/boot`.
const SCRIPTS: [&str; 5] = ["boot.js", "frame.js", "precopy.js", "programs.js", "save.js"];

/// Builds the page, and prints what it weighs.
pub(crate) fn build_and_weigh(workspace: &Workspace) -> Outcome {
    build(workspace)?;
    println!("{}", size::measure(workspace)?);
    Ok(())
}

/// Builds the page as it is published.
pub(crate) fn build(workspace: &Workspace) -> Outcome {
    wasm_target::ensure(workspace)?;
    let wasm_bindgen = Tool::wasm_bindgen(workspace)?.ensure(workspace)?;
    let trunk = Tool::trunk(workspace)?.ensure(workspace)?;
    println!("Compiling panels and pages that are fetched when they are opened.");
    // Before the page, so that a mistake in them leaves the page that was built before.
    let shelf = SHELF.compile(workspace)?;
    let others = OTHER_PAGES.map(|name| WasmModule { package: name, name, glue: Glue::Module });
    let others = others.iter().map(|page| Ok((page, page.compile(workspace)?))).collect::<Outcome<Vec<_>>>()?;
    let lessons = lessons::read(workspace)?;
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
    SHELF.write(workspace, &shelf, &dist)?;
    others.iter().try_for_each(|(page, compiled)| page.write(workspace, compiled, &dist))?;
    evidence::copy(workspace, &dist)?;
    lessons::copy(&lessons, &dist)?;
    pack::program(&dist, PAGE)?;
    SCRIPTS.iter().try_for_each(|name| pack::script(&dist.join(name)))
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
