//! What the page with the evidence shows: the recorded migrations, copied beside the page, with a list of what there is.
//!
//! Which tables there are stands in one place: the folder. `<rig>-runs.csv` are migrations, `<rig>-curves.csv` what some of them had
//! left to send from moment to moment.

use std::fs;
use std::path::Path;

use crate::copy;
use crate::failure::{Failure, Outcome};
use crate::workspace::Workspace;

/// Where the tables lie in the workspace.
const TABLES: &str = "tests/validation";

/// Where the page finds them, from itself.
const FOLDER: &str = "evidence";

/// The list of them, one a line: the page asks for nothing that is not there.
const LIST: &str = "files.txt";

/// The same migrations as short lines, by which the calculator says how far to trust its answer; written by the lab.
const RECORDED: &str = "web/near/recorded.txt";

/// Copies the tables into the built page.
pub(crate) fn copy(workspace: &Workspace, dist: &Path) -> Outcome {
    copy::file(&workspace.root().join(RECORDED), dist)?;
    let folder = dist.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| Failure::system(folder.display(), &error))?;
    let mut list = String::new();
    for table in copy::entries(&workspace.root().join(TABLES))? {
        let name = table.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_shown(&name) {
            copy::file(&table, &folder)?;
            list.push_str(&name);
            list.push('\n');
        }
    }
    let place = folder.join(LIST);
    fs::write(&place, list).map_err(|error| Failure::system(place.display(), &error))
}

/// Whether a file is one of the tables.
fn is_shown(name: &str) -> bool {
    ["-runs.csv", "-curves.csv"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tables_are_shown() {
        assert!(is_shown("qemu-runs.csv") && is_shown("own-curves.csv"));
        assert!(!is_shown("README.md") && !is_shown("runs.csv") && !is_shown("qemu-runs.csv.bak"));
    }
}
