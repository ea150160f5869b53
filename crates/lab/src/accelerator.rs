//! KVM where the guest really reaches its rate with it, else TCG; found out by trying.

use std::fmt;
use std::fs::OpenOptions;
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::heartbeat::rate_pps;
use crate::machine::{Machine, Rig, Role};
use crate::parameters::Parameters;
use crate::run_folder::RunFolder;

/// The rate that is tried; the smallest that recordings at 128 MiB/s need.
const TRIED_PPS: u64 = 60_000;

/// How much of it has to be reached, and of one report per millisecond: else the guest is busy all the time and only catches up.
const ENOUGH: f64 = 0.97;
const ENOUGH_REPORTS: f64 = 0.9;

/// The guest boots within this, even where each instruction is emulated.
const BOOT_WITHIN: Duration = Duration::from_secs(20);

/// The CPU models that are tried with KVM. The firmware is not told that this is KVM: it would use KVM's clock, which the host goes on writing
/// into the guest's memory.
const MODELS: [&str; 2] = ["host,kvm=off", "kvm64,kvm=off"];

/// How the guest's instructions are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accelerator {
    /// By the processor; with which CPU model.
    Kvm(&'static str),
    /// By translation.
    Tcg,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wanted {
    /// KVM where it is fast enough.
    #[default]
    Auto,
    /// KVM, however fast.
    Kvm,
    Tcg,
}

impl Accelerator {
    /// As columns name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kvm(_) => "kvm",
            Self::Tcg => "tcg",
        }
    }

    pub(crate) fn arguments(self) -> [&'static str; 4] {
        match self {
            Self::Kvm(model) => ["-accel", "kvm", "-cpu", model],
            Self::Tcg => ["-accel", "tcg", "-cpu", "qemu64"],
        }
    }
}

impl fmt::Display for Accelerator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kvm(model) => write!(out, "KVM (-cpu {model})"),
            Self::Tcg => out.write_str("TCG"),
        }
    }
}

impl FromStr for Wanted {
    type Err = Failure;

    fn from_str(text: &str) -> Outcome<Self> {
        match text {
            "auto" => Ok(Self::Auto),
            "kvm" => Ok(Self::Kvm),
            "tcg" => Ok(Self::Tcg),
            _ => Err(Failure::new(format!("--accel is `{text}`, it must be auto, kvm or tcg"))),
        }
    }
}

/// Picks the accelerator, and says why on standard output.
pub(crate) fn pick(rig: &Rig, wanted: Wanted) -> Outcome<Accelerator> {
    if wanted == Wanted::Tcg {
        return Ok(Accelerator::Tcg);
    }
    let mut why = "there is no /dev/kvm that may be used".to_owned();
    if OpenOptions::new().read(true).write(true).open("/dev/kvm").is_ok() {
        for model in MODELS {
            let accelerator = Accelerator::Kvm(model);
            match reached(&Rig { accelerator, ..rig.clone() }) {
                Ok(reached) if reached.is_enough() => {
                    println!("{accelerator} reaches {reached}");
                    return Ok(accelerator);
                }
                Ok(reached) if wanted == Wanted::Kvm => {
                    println!("{accelerator} reaches {reached} only: look at rate_mig_pps and beats_mig");
                    return Ok(accelerator);
                }
                Ok(reached) => why = format!("{accelerator} reaches {reached} only"),
                Err(failure) => why = format!("{accelerator}: {failure}"),
            }
        }
    }
    match wanted {
        Wanted::Kvm => Err(Failure::new(why)),
        Wanted::Auto | Wanted::Tcg => {
            println!("TCG, because {why}");
            Ok(Accelerator::Tcg)
        }
    }
}

/// What a guest reaches of what is tried.
#[derive(Debug, Clone, Copy)]
struct Reached {
    pages_per_s: f64,
    reports_per_ms: f64,
}

impl Reached {
    fn is_enough(self) -> bool {
        TRIED_PPS as f64 * ENOUGH <= self.pages_per_s && ENOUGH_REPORTS <= self.reports_per_ms
    }
}

impl fmt::Display for Reached {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.0} of {TRIED_PPS} pages/s with {:.2} reports per ms", self.pages_per_s, self.reports_per_ms)
    }
}

/// Tries it, by the clock of this machine.
fn reached(rig: &Rig) -> Outcome<Reached> {
    let wanted =
        [("vmsize_mib", "32"), ("wset_pages", "512"), ("hwset_pages", "512"), ("rate_pps", &TRIED_PPS.to_string())]
            .map(|(name, value)| (name, value.to_owned()));
    let parameters =
        Parameters::read(|name| wanted.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str()))?;
    let folder = RunFolder::new()?;
    let machine = Machine::start(rig, &parameters, Role::Source, &folder, "trial")?;
    let first = machine
        .heartbeats
        .wait_for_first(BOOT_WITHIN)
        .ok_or_else(|| Failure::new(format!("the guest does not start: {}", machine.said())))?;
    thread::sleep(Duration::from_secs(1));
    let last = machine.heartbeats.last().unwrap_or(first);
    let host_s = last.at.duration_since(first.at).as_secs_f64();
    if host_s <= 0.0 {
        return Err(Failure::new("the guest reports once only"));
    }
    let guest_s = (last.guest_ms() - first.guest_ms()) / 1000.0;
    Ok(Reached {
        pages_per_s: rate_pps(first, last).unwrap_or_default() * guest_s / host_s,
        reports_per_ms: machine.heartbeats.count_between(first.at, last.at) as f64 / host_s / 1000.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catching_up_all_the_time_is_not_enough() {
        let reached = |pages_per_s, reports_per_ms| Reached { pages_per_s, reports_per_ms }.is_enough();
        assert!(reached(59_990.0, 0.99));
        assert!(!reached(59_990.0, 0.05));
        assert!(!reached(44_000.0, 0.99));
    }

    #[test]
    fn accelerators_are_asked_for_by_name() {
        assert_eq!("auto".parse(), Ok(Wanted::Auto));
        assert_eq!("kvm".parse(), Ok(Wanted::Kvm));
        assert_eq!("tcg".parse(), Ok(Wanted::Tcg));
        assert!("KVM!".parse::<Wanted>().is_err());
    }
}
