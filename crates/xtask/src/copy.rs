//! Copying files and folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// What a folder holds, in the order of its names.
pub(crate) fn entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failure = |error| Failure::system(folder.display(), &error);
    let entries = fs::read_dir(folder).map_err(failure)?;
    let mut paths = entries.map(|entry| Ok(entry.map_err(failure)?.path())).collect::<Outcome<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Copies a file into a folder, under its own name.
pub(crate) fn file(file: &Path, into: &Path) -> Outcome {
    let place = into.join(file.file_name().unwrap_or_default());
    fs::copy(file, &place).map(|_| ()).map_err(|error| Failure::system(place.display(), &error))
}

/// Copies all that a folder holds into another one, which is made when it is missing.
pub(crate) fn folder(from: &Path, into: &Path) -> Outcome {
    // Read before anything is written: the copy may lie in what is copied.
    let entries = entries(from)?;
    fs::create_dir_all(into).map_err(|error| Failure::system(into.display(), &error))?;
    for entry in entries {
        if !entry.is_dir() {
            file(&entry, into)?;
        } else if !into.starts_with(&entry) {
            folder(&entry, &into.join(entry.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_can_be_copied_into_itself() {
        let root = std::env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        fs::create_dir_all(root.join("model")).unwrap();
        fs::write(root.join("index.html"), "page").unwrap();
        fs::write(root.join("model/index.js"), "model").unwrap();
        let copies = [root.join("v0.1"), root.join("deep/er")];
        for copy in &copies {
            folder(&root, copy).unwrap();
            assert_eq!(fs::read_to_string(copy.join("index.html")).unwrap(), "page");
            assert_eq!(fs::read_to_string(copy.join("model/index.js")).unwrap(), "model");
            assert!(!copy.join(copy.file_name().unwrap()).exists());
        }
        assert!(!root.join("v0.1/v0.1").exists());
        assert!(folder(&root.join("nothing"), &copies[0]).is_err());
        fs::remove_dir_all(&root).unwrap();
    }
}
