//! The model without a page: `crates/embed` as a module for notebooks and scripts, with the JavaScript and the types around it.

use std::fs;
use std::path::Path;

use crate::copy;
use crate::failure::{Failure, Outcome};
use crate::wasm_module::{Glue, WasmModule};
use crate::workspace::Workspace;

/// Its folder in `dist`.
pub(crate) const FOLDER: &str = "model";

const MODULE: WasmModule = WasmModule { package: "precopy-embed", name: "precopy-embed", glue: Glue::Module };

/// Where its crate lies.
const CRATE: &str = "crates/embed";

/// Builds it below `dist`.
pub(crate) fn build(workspace: &Workspace, dist: &Path) -> Outcome {
    let source = workspace.root().join(CRATE);
    if !source.join("Cargo.toml").is_file() {
        println!("There is no {CRATE}, so the model is not packaged for itself.");
        return Ok(());
    }
    println!("Building the model for itself.");
    let folder = dist.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| Failure::system(folder.display(), &error))?;
    MODULE.write(workspace, &MODULE.compile(workspace)?, &folder)?;
    copy::folder(&source.join("js"), &folder)
}
