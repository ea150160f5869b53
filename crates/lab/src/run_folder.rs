//! A folder for the sockets and memory images of one migration, gone when it is over.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process};

use crate::failure::{Failure, Outcome};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The folder; in memory where the system has such a place, since images are as large as the machines.
#[derive(Debug)]
pub(crate) struct RunFolder(PathBuf);

impl RunFolder {
    pub(crate) fn new() -> Outcome<Self> {
        let in_memory = Path::new("/dev/shm");
        let parent = if in_memory.is_dir() { in_memory.to_owned() } else { env::temp_dir() };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = parent.join(format!("precopy-lab-{}-{number}", process::id()));
        fs::create_dir(&path).map_err(|error| Failure::system(path.display(), &error))?;
        Ok(Self(path))
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        // Nothing depends on it; the next run has a folder of its own.
        let _ = fs::remove_dir_all(&self.0);
    }
}
