//! What applications send and receive while memory is being moved.

use crate::quantity::BytesPerSecond;

/// Traffic of the applications of a VM, or of a host beside its VMs.
///
/// It competes with migrations that go the same way, and leaves those that go the other way alone: links are full duplex.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traffic {
    /// Sent by it.
    pub outgoing: BytesPerSecond,
    /// Received by it.
    pub incoming: BytesPerSecond,
}

impl Traffic {
    /// None at all.
    pub const NONE: Self = Self { outgoing: BytesPerSecond::ZERO, incoming: BytesPerSecond::ZERO };
}
