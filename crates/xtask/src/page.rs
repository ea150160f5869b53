//! Building the page: the wasm and its shell, with Trunk, into `dist/`.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::pack::pack;
use crate::program::Program;
use crate::size;
use crate::tools::Tool;
use crate::wasm_target;
use crate::workspace::Workspace;

/// Builds the page as it is published, and prints what it weighs.
pub(crate) fn build(workspace: &Workspace) -> Outcome {
    wasm_target::ensure(workspace)?;
    let wasm_bindgen = Tool::wasm_bindgen(workspace)?.ensure(workspace)?;
    let trunk = Tool::trunk(workspace)?.ensure(workspace)?;
    println!("Building the page into dist (a first build takes a few minutes).");
    let color = if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) { "never" } else { "auto" };
    Program::new(trunk.join("trunk"))
        .words("build --release --config Trunk.toml --color")
        .args([color])
        .path_first(&[&wasm_bindgen])?
        .without_env("NO_COLOR") // Trunk reads NO_COLOR=1 as a wrong argument
        .env("TRUNK_SKIP_VERSION_CHECK", "true") // we say which version, nobody else needs to be asked
        .run_in(workspace.root())?;
    pack(&built(workspace)?)?;
    println!("{}", size::measure(workspace)?);
    Ok(())
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
