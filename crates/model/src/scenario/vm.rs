//! The virtual machine's memory.

use crate::quantity::Bytes;

/// Memory of a virtual machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vm {
    /// Configured memory (VMSIZE).
    pub memory: Bytes,
    /// Memory that holds data and must be sent (WSET); the rest is empty.
    pub working_set: Bytes,
}
