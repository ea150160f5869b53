//! A host: what fits on it, how long it takes to come up and go down, and what it draws.

use super::Traffic;
use crate::quantity::{Bytes, Seconds, Watts};

/// A host.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    /// What it is called.
    pub name: String,
    /// Memory for VMs.
    pub memory: Bytes,
    /// Processor cores; what VMs use of them makes the power between idle and loaded.
    pub cores: f64,
    /// Whether it runs at the beginning.
    pub is_on: bool,
    /// From pressing the button until VMs can be received.
    pub boot: Seconds,
    /// From the command until it draws no more than when off.
    pub shutdown: Seconds,
    /// What it draws.
    pub power: HostPower,
    /// Traffic of its own, beside that of its VMs.
    pub background: Traffic,
}

/// What a host draws, state by state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HostPower {
    /// Switched off: management board and supply.
    pub off: Watts,
    /// Coming up, and going down.
    pub booting: Watts,
    /// Up, with nothing to do.
    pub idle: Watts,
    /// Up, with all cores busy.
    pub loaded: Watts,
}
