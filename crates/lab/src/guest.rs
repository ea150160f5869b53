//! The guest's image: built from `guest/` when it is needed, never with the workspace.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// A bare 32-bit machine; nothing of Linux is used, only the core library for this processor.
const TARGET: &str = "i586-unknown-linux-gnu";

/// Builds the guest into a folder: the image's path.
pub(crate) fn build(folder: &Path) -> Outcome<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("guest");
    let image = folder.join("guest.elf");
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = Command::new(&rustc)
        .args(["--print", "sysroot"])
        .output()
        .map_err(|error| Failure::system("rustc, which builds the guest", &error))?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    let linker = sysroot.join("lib/rustlib").join(env::consts::ARCH.to_owned() + "-unknown-linux-gnu/bin/rust-lld");
    let mut script = std::ffi::OsString::from("link-arg=-T");
    script.push(source.join("link.ld"));
    let mut linked_by = std::ffi::OsString::from("linker=");
    linked_by.push(linker);
    let output = Command::new(&rustc)
        .arg(source.join("main.rs"))
        .args(["--edition", "2024", "--crate-name", "guest", "--crate-type", "bin", "--target", TARGET])
        .args(["-C", "opt-level=2", "-C", "panic=abort", "-C", "relocation-model=static", "-C", "strip=symbols"])
        .args(["-C", "linker-flavor=ld.lld", "-C", "link-self-contained=no", "-C", "default-linker-libraries=no"])
        .arg("-C")
        .arg(linked_by)
        .arg("-C")
        .arg(script)
        .arg("-o")
        .arg(&image)
        // What is meant for our own code would break a bare machine's.
        .env_remove("RUSTFLAGS")
        .output()
        .map_err(|error| Failure::system("rustc, which builds the guest", &error))?;
    if output.status.success() {
        return Ok(image);
    }
    let why = String::from_utf8_lossy(&output.stderr);
    let hint = if why.contains("target may not be installed") {
        format!(" (rustup target add {TARGET})")
    } else {
        String::new()
    };
    Err(Failure::new(format!("the guest cannot be built{hint}: {}", why.trim())))
}
