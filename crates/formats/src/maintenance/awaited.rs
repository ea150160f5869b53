//! What is to be done with hosts, until the model has these types.

/// What becomes of a host once it is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Afterwards {
    /// It stays on.
    #[default]
    StayOn,
    /// It is switched off.
    SwitchOff,
    /// It is shut down and booted again: an upgrade.
    Restart,
}

/// Which hosts are to be emptied, and where their VMs go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draining {
    /// Hosts that are to be emptied.
    pub hosts: Vec<usize>,
    /// Hosts that may take VMs; none: all that are not emptied.
    pub onto: Option<Vec<usize>>,
    /// VMs whose destination is given, also on hosts that are not emptied: VM and host.
    pub given: Vec<(usize, usize)>,
    /// What becomes of the hosts then.
    pub afterwards: Afterwards,
}

/// How memory is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Techniques {
    /// While VMs run at the source.
    #[default]
    PreCopy,
    /// VMs go on at the destination at once.
    PostCopy,
    /// VM by VM, by the direction of its traffic.
    ByTraffic,
}
