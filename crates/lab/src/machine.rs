//! One QEMU process with our guest, or waiting for it; ended with its owner, by its own id.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::accelerator::Accelerator;
use crate::failure::{Failure, Outcome};
use crate::heartbeat::Heartbeats;
use crate::parameters::Parameters;
use crate::qemu::Qemu;
use crate::qmp::Qmp;
use crate::run_folder::RunFolder;

/// How long QEMU may take to open its monitor.
const MONITOR_WITHIN: Duration = Duration::from_secs(20);

/// What every machine is made of.
#[derive(Debug, Clone)]
pub(crate) struct Rig {
    pub(crate) qemu: Qemu,
    pub(crate) accelerator: Accelerator,
    pub(crate) guest: PathBuf,
}

/// What a machine is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It boots the guest.
    Source,
    /// It waits for the guest.
    Destination {
        /// It keeps the guest stopped when it has come.
        stays_stopped: bool,
        /// It stops the guest again at its first heartbeat.
        stops_at_once: bool,
    },
}

/// A running QEMU.
#[derive(Debug)]
pub(crate) struct Machine {
    child: Child,
    pub(crate) qmp: Qmp,
    pub(crate) heartbeats: Heartbeats,
    log: PathBuf,
}

impl Machine {
    /// Starts a machine; its files are named after it.
    pub(crate) fn start(
        rig: &Rig,
        parameters: &Parameters,
        role: Role,
        folder: &RunFolder,
        name: &str,
    ) -> Outcome<Self> {
        let [monitor, stopper, beats, log] =
            ["monitor", "stopper", "beats", "log"].map(|file| folder.file(&format!("{name}.{file}")));
        let stopper_path = stopper.clone();
        let stops = matches!(role, Role::Destination { stops_at_once: true, .. });
        let heartbeats = Heartbeats::listen(&beats, move || {
            // A monitor of its own, so that nobody else's question delays it. Where it fails the memory check says so.
            if stops && let Ok(mut qmp) = Qmp::connect(&stopper_path, MONITOR_WITHIN) {
                let _ = qmp.command("stop", json!({}));
            }
        })?;
        let output = File::create(&log).map_err(|error| Failure::system(log.display(), &error))?;
        let mut command = rig.qemu.command();
        command.args(rig.accelerator.arguments());
        command.args(["-M", "pc", "-m", &format!("{}M", parameters.vmsize_mib)]);
        command.args(["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]);
        command.arg("-kernel").arg(&rig.guest).args(["-append", &parameters.guest_command_line()]);
        for (id, path, role) in [
            ("monitor", &monitor, ",server=on,wait=off"),
            ("stopper", &stopper, ",server=on,wait=off"),
            ("beats", &beats, ""),
        ] {
            command.args(["-chardev", &format!("socket,id={id},path={}{role}", path.display())]);
        }
        command.args(["-mon", "chardev=monitor,mode=control", "-mon", "chardev=stopper,mode=control"]);
        command.args(["-device", "isa-debugcon,iobase=0xe9,chardev=beats"]);
        if let Role::Destination { stays_stopped, .. } = role {
            command.args(["-incoming", "defer"]);
            if stays_stopped {
                command.arg("-S");
            }
        }
        let errors = output.try_clone().map_err(|error| Failure::system(log.display(), &error))?;
        let child = command
            .stdout(Stdio::from(output))
            .stderr(Stdio::from(errors))
            .spawn()
            .map_err(|error| Failure::system("QEMU cannot be started", &error))?;
        // From here on the child has an owner that ends it.
        let mut child = Ended(Some(child));
        let qmp = Qmp::connect(&monitor, MONITOR_WITHIN)
            .map_err(|failure| Failure::new(format!("{failure}; {name} says: {}", said(&log))))?;
        match child.0.take() {
            Some(child) => Ok(Self { child, qmp, heartbeats, log }),
            None => Err(Failure::new("QEMU was started twice")),
        }
    }

    /// What QEMU printed.
    pub(crate) fn said(&self) -> String {
        said(&self.log)
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// A child that is ended unless it is taken.
struct Ended(Option<Child>);

impl Drop for Ended {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            end(child);
        }
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

fn said(log: &Path) -> String {
    let mut text = String::new();
    if let Ok(file) = File::open(log) {
        let _ = file.take(2000).read_to_string(&mut text);
    }
    text.trim().replace('\n', "; ")
}
