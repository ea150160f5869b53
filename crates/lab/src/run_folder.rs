//! A folder for the sockets and memory images of one migration, gone when it is over.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process};

use crate::failure::{Failure, Outcome};

static NEXT: AtomicU32 = AtomicU32::new(0);

const PREFIX: &str = "precopy-lab-";

/// The folder; in memory where the system has such a place, since images are as large as the machines.
#[derive(Debug)]
pub(crate) struct RunFolder(PathBuf);

impl RunFolder {
    pub(crate) fn new() -> Outcome<Self> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = parent().join(format!("{PREFIX}{}-{number}", process::id()));
        fs::create_dir(&path).map_err(|error| Failure::system(path.display(), &error))?;
        Ok(Self(path))
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Removes the folders of labs that were killed.
pub(crate) fn sweep() {
    for entry in fs::read_dir(parent()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
        if owner.is_some_and(|owner| Path::new("/proc/self").exists() && !Path::new("/proc").join(owner).exists()) {
            // It is in nobody's way if it cannot be removed.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn parent() -> PathBuf {
    let in_memory = Path::new("/dev/shm");
    if in_memory.is_dir() { in_memory.to_owned() } else { env::temp_dir() }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        // Nothing depends on it; the next run has a folder of its own.
        let _ = fs::remove_dir_all(&self.0);
    }
}
