//! QEMU on this machine: where it is, which version, how it is started.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

const PROGRAM: &str = "qemu-system-x86_64";

/// Where the README unpacks a newer one, from the workspace's root.
const UNPACKED: &str = ".tools/qemu";

/// An installed QEMU, or one that was unpacked from packages.
#[derive(Debug, Clone)]
pub(crate) struct Qemu {
    program: PathBuf,
    /// The root of unpacked packages; none when it is installed.
    root: Option<PathBuf>,
    /// Like `10.0.2`.
    pub(crate) version: String,
}

impl Qemu {
    /// The one asked for (a program, or the root of unpacked packages), else the unpacked one, else the one on PATH; none where there is
    /// no QEMU at all.
    pub(crate) fn find(asked: Option<&Path>) -> Outcome<Option<Self>> {
        let unpacked = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(UNPACKED);
        let place = match asked {
            Some(path) => path.to_owned(),
            None if unpacked.join("usr/bin").join(PROGRAM).is_file() => unpacked,
            None => match on_path() {
                Some(program) => program,
                None => return Ok(None),
            },
        };
        let place = place.canonicalize().map_err(|error| Failure::system(place.display(), &error))?;
        let (program, root) =
            if place.is_dir() { (place.join("usr/bin").join(PROGRAM), Some(place)) } else { (place, None) };
        let mut qemu = Self { program, root, version: String::new() };
        let output = qemu
            .command()
            .arg("--version")
            .output()
            .map_err(|error| Failure::system(qemu.program.display(), &error))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let Some(version) = version(&text) else {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!("{} --version fails: {}", qemu.program.display(), why.trim())));
        };
        version.clone_into(&mut qemu.version);
        Ok(Some(qemu))
    }

    /// The one asked for or found, which has to be there.
    pub(crate) fn get(asked: Option<&Path>) -> Outcome<Self> {
        Self::find(asked)?
            .ok_or_else(|| Failure::new(format!("there is no {PROGRAM} (crates/lab/README.md says how to get one)")))
    }

    /// The program with its folders, as the beginning of a command line. Where the system can, the machine ends with the lab, whatever ends
    /// that.
    pub(crate) fn command(&self) -> Command {
        let mut command = match executable("setpriv") {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                command.args(["--pdeathsig", "KILL", "--"]).arg(&self.program);
                command
            }
            None => Command::new(&self.program),
        };
        if let Some(root) = &self.root {
            let libraries = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"].map(|folder| root.join(folder));
            let mut path = OsString::new();
            for (index, folder) in libraries.iter().enumerate() {
                path.push(if index == 0 { "" } else { ":" });
                path.push(folder);
            }
            command.env("LD_LIBRARY_PATH", path);
            command.env("QEMU_MODULE_DIR", root.join("usr/lib/x86_64-linux-gnu/qemu"));
            for folder in ["usr/share/qemu", "usr/share/seabios"] {
                command.arg("-L").arg(root.join(folder));
            }
        }
        command.stdin(Stdio::null());
        command
    }
}

/// Takes the version out of what `--version` prints.
fn version(text: &str) -> Option<&str> {
    text.strip_prefix("QEMU emulator version ")?.split_whitespace().next()
}

fn on_path() -> Option<PathBuf> {
    executable(PROGRAM)
}

fn executable(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_word() {
        let text = "QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2)\nCopyright (c) 2003-2025\n";
        assert_eq!(version(text), Some("10.0.2"));
        assert_eq!(version("QEMU emulator version 7.2.22"), Some("7.2.22"));
        assert_eq!(version("bash: not found"), None);
    }
}
