//! The products, one file per family, each constant with its source.
//!
//! To add a product: write a function in its family's file (or a new file) that returns a [`Hypervisor`], add it to
//! [`ALL`], and add a golden case below `tests/cases/presets/`.

mod custom;
mod proxmox;
mod qemu;
mod xen;

use super::Hypervisor;

/// A product that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Short name in links and files; never changes once published.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// What is special about its loop, in one line.
    pub summary: &'static str,
    build: fn() -> Hypervisor,
}

impl Preset {
    /// The product with all its default values.
    #[must_use]
    pub fn hypervisor(&self) -> Hypervisor {
        let mut hypervisor = (self.build)();
        hypervisor.id = self.id;
        hypervisor.name = self.name;
        hypervisor
    }
}

/// Every product, in the order in which they are offered.
pub const ALL: &[Preset] = &[
    Preset {
        id: "qemu",
        name: "QEMU today",
        summary: "128 MiB/s cap, 300 ms downtime limit, no other limit",
        build: qemu::today,
    },
    Preset {
        id: "kvm-paper",
        name: "KVM as in the paper",
        summary: "Proxmox VE 1.7 with QEMU 0.13: gives up after twice the memory",
        build: proxmox::kvm_paper,
    },
    Preset {
        id: "xen",
        name: "Xen 4.6 and later",
        summary: "five rounds, then stops whatever is left",
        build: xen::since_4_6,
    },
    Preset { id: "custom", name: "Custom", summary: "every value is yours", build: custom::custom },
];

/// The preset with this short name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.id == id)
}
