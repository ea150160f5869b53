//! `cargo xtask package`: everything that is handed out, in `dist/`, within its budgets.

use crate::failure::{Failure, Outcome};
use crate::workspace::Workspace;
use crate::{copy, element, model_package, one_file, page, size, versions};

/// Builds all of it; a failure when something is over its budget.
pub(crate) fn build_and_check(workspace: &Workspace) -> Outcome {
    build(workspace)?;
    size::check(workspace)
}

/// Builds the page with what belongs to it, and the same once more below the number of this version: who must not be
/// surprised by the next one refers to that.
pub(crate) fn build(workspace: &Workspace) -> Outcome {
    page::build(workspace)?;
    let dist = page::built(workspace)?;
    one_file::build(workspace, &dist)?;
    element::build(workspace, &dist)?;
    model_package::build(workspace, &dist)?;
    copy::folder(&workspace.root().join("examples"), &dist.join("examples"))?;
    copy::folder(&dist, &dist.join(pinned(env!("CARGO_PKG_VERSION"))?))?;
    println!("Everything is in {}.", dist.display());
    Ok(())
}

/// The folder of a version, without the number of its corrections: on a server it is never written a second time.
fn pinned(version: &str) -> Outcome<String> {
    let (major, minor) =
        versions::major_minor(version).ok_or_else(|| Failure::new(format!("{version} is no version")))?;
    Ok(format!("v{major}.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_one_folder_for_all_its_corrections() {
        assert_eq!(pinned("0.1.0").unwrap(), "v0.1");
        assert_eq!(pinned("1.12.3").unwrap(), "v1.12");
        assert!(pinned("next").is_err());
    }
}
