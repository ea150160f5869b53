//! The lessons: read by their own program, which refuses what is wrong with them, and put beside the page.

use std::path::{Path, PathBuf};

use crate::copy;
use crate::failure::Outcome;
use crate::program::Program;
use crate::workspace::Workspace;

/// Where they are written.
const LESSONS: &str = "web/pages/lessons";

/// The recorded migrations of which they tell.
const RECORDED: &str = "tests/validation";

/// Where the page finds them, from itself.
const FOLDER: &str = "lessons";

/// Reads them, and gives the folder with what the page shows.
pub(crate) fn read(workspace: &Workspace) -> Outcome<PathBuf> {
    let folder = workspace.scratch().join(FOLDER);
    Program::cargo()
        .words("run --quiet --package precopy-lessons --")
        .args([Path::new(LESSONS), Path::new(RECORDED), &folder])
        .run_in(workspace.root())?;
    Ok(folder)
}

/// Copies them into the built page.
pub(crate) fn copy(read: &Path, dist: &Path) -> Outcome {
    copy::folder(read, &dist.join(FOLDER))
}
