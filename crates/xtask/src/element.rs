//! The custom element: plain scripts with their types, which are handed out as they are, beside the page that they import.

use std::path::{Path, PathBuf};

use crate::copy;
use crate::failure::Outcome;
use crate::workspace::Workspace;

/// Copies it into `dist`, flat.
pub(crate) fn build(workspace: &Workspace, dist: &Path) -> Outcome {
    scripts(workspace)?.iter().try_for_each(|file| copy::file(file, dist))
}

/// The files that are handed out; none when there is no element.
pub(crate) fn scripts(workspace: &Workspace) -> Outcome<Vec<PathBuf>> {
    let folder = workspace.root().join("web").join("element");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = copy::entries(&folder)?;
    files.retain(|file| file.is_file() && is_handed_out(&file.to_string_lossy()));
    Ok(files)
}

/// Scripts and their types; its own description stays.
fn is_handed_out(file: &str) -> bool {
    file.ends_with(".js") || file.ends_with(".d.ts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_types_are_handed_out() {
        assert!(is_handed_out("precopy-element.js") && is_handed_out("precopy-element.d.ts"));
        assert!(!is_handed_out("README.md") && !is_handed_out("element.test.mjs") && !is_handed_out("a.ts"));
    }
}
