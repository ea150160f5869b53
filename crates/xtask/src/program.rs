//! Other programs: finding them on PATH, running them, reading what they print.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// A program about to be run, and its command line as shown to the person.
#[derive(Debug)]
pub(crate) struct Program {
    command: Command,
    shown: String,
}

impl Program {
    /// A program by name (found on PATH) or by path.
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let shown = Path::new(name.as_ref()).file_stem().unwrap_or(name.as_ref()).to_string_lossy().into_owned();
        Self { command: Command::new(name), shown }
    }

    /// The cargo that runs this xtask.
    pub(crate) fn cargo() -> Self {
        let name = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self { command: Command::new(name), shown: "cargo".to_owned() }
    }

    /// Adds arguments.
    pub(crate) fn args<I>(mut self, arguments: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        for argument in arguments {
            self.shown.push(' ');
            self.shown.push_str(&argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Adds arguments written as one text, separated by spaces.
    pub(crate) fn words(self, arguments: &str) -> Self {
        self.args(arguments.split_whitespace())
    }

    /// Sets a variable for this program.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Hides a variable from this program.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Lets this program look into these folders before PATH.
    pub(crate) fn path_first(self, folders: &[&Path]) -> Outcome<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let joined = env::join_paths(folders.iter().map(PathBuf::from).chain(env::split_paths(&path)))
            .map_err(|error| Failure::new(format!("PATH cannot be extended: {error}")))?;
        Ok(self.env("PATH", joined))
    }

    /// Shows the command line, runs the program in a folder with its output passed through; anything but success
    /// is a failure.
    pub(crate) fn run_in(mut self, folder: &Path) -> Outcome {
        println!("$ {}", self.shown);
        let status = self
            .command
            .current_dir(folder)
            .status()
            .map_err(|error| Failure::system(format!("`{}` cannot be started", self.shown), &error))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` failed ({status})", self.shown))) }
    }

    /// Runs the program quietly: what it printed when it succeeded, else nothing.
    pub(crate) fn output_in(mut self, folder: &Path) -> Option<String> {
        let output = self.command.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The first file with this program name in the folders of PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    path_folders().iter().find_map(|folder| in_folder(folder, name))
}

/// The folders of PATH, in order.
pub(crate) fn path_folders() -> Vec<PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).filter(|folder| folder.is_absolute()).collect()
}

/// The file with this program name in a folder.
pub(crate) fn in_folder(folder: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings
        .iter()
        .map(|ending| {
            let mut file = OsString::from(name);
            file.push(ending);
            folder.join(file)
        })
        .find(|file| file.is_file())
}
