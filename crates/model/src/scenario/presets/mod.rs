//! The products, one file per family, each constant with its source.
//!
//! To add a product: write its [`Hypervisor`] in its family's file (or a new file), list it in that
//! file's `PRESETS`, and add a golden case below `tests/cases/presets/`. A new file is named in [`GROUPS`] once more.

mod cloud_hypervisor;
mod custom;
mod hyper_v;
mod kubevirt;
mod libvirt;
mod nova;
mod ovirt;
mod proxmox;
mod qemu;
mod virtualbox;
mod vmotion;
mod xen;

use super::Hypervisor;
use crate::problem::Field;

/// A product that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Short name in links and files; never changes once published.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// What is special about its loop, in one line.
    pub summary: &'static str,
    /// In what its loop differs from what is computed here; empty: in nothing that is known.
    pub caveat: &'static str,
    /// What a person may set, in the order in which the product's manual has it.
    pub options: &'static [Setting],
    rules: &'static Hypervisor,
}

/// An option of a product, as the product names it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Which input it is here.
    pub field: Field,
    /// The product's own name.
    pub name: &'static str,
    /// Where it is one of a few words: those that the product has, as in links; empty: all.
    pub words: &'static [&'static str],
    /// Whom a change of it concerns.
    pub reach: Reach,
    /// The smallest number that the product takes, in the input's base unit.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

/// Whom a change of an option concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// One migration, or one VM.
    Migration,
    /// Every migration of a host or of the cluster.
    Cluster,
    /// Nobody can change it: it is a constant in the product's source, under this name.
    Source,
}

const fn setting(field: Field, name: &'static str) -> Setting {
    choice(field, name, &[])
}

const fn choice(field: Field, name: &'static str, words: &'static [&'static str]) -> Setting {
    Setting { field, name, words, reach: Reach::Migration, least: 0.0, most: f64::INFINITY }
}

impl Setting {
    /// The same, for every migration of a host or of the cluster.
    const fn of_cluster(self) -> Self {
        Self { reach: Reach::Cluster, ..self }
    }

    /// The same, as a constant of the product's source.
    const fn in_source(self) -> Self {
        Self { reach: Reach::Source, ..self }
    }

    /// The same, with what the product takes.
    const fn within(self, least: f64, most: f64) -> Self {
        Self { least, most, ..self }
    }
}

impl Preset {
    /// The product with all its default values.
    #[must_use]
    pub fn hypervisor(&self) -> Hypervisor {
        let mut hypervisor = *self.rules;
        hypervisor.id = self.id;
        hypervisor.name = self.name;
        hypervisor
    }

    /// The product's own option for an input; none where it has no such option.
    #[must_use]
    pub fn setting(&self, field: Field) -> Option<&'static Setting> {
        self.options.iter().find(|option| option.field == field)
    }
}

/// Products that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Name for people.
    pub name: &'static str,
    /// Its products, in the order in which they are offered.
    pub presets: &'static [&'static [Preset]],
}

/// Every product, in groups, in the order in which they are offered.
pub const GROUPS: &[Group] = &[
    Group { name: "QEMU and KVM", presets: &[qemu::PRESETS] },
    Group {
        name: "Managers of QEMU and KVM",
        presets: &[libvirt::PRESETS, kubevirt::PRESETS, nova::PRESETS, ovirt::PRESETS, proxmox::PRESETS],
    },
    Group { name: "Xen", presets: &[xen::PRESETS] },
    Group {
        name: "Others",
        presets: &[vmotion::PRESETS, hyper_v::PRESETS, cloud_hypervisor::PRESETS, virtualbox::PRESETS],
    },
    Group { name: "Your own", presets: &[custom::PRESETS] },
];

/// Every product, in the order in which they are offered.
pub fn all() -> impl Iterator<Item = &'static Preset> + Clone {
    GROUPS.iter().flat_map(|group| group.presets).flat_map(|presets| presets.iter())
}

/// The product that is chosen when nobody chose one.
#[must_use]
pub const fn first() -> &'static Preset {
    &qemu::TODAY
}

/// Those among which one chooses as one sets an option, this one included: a product's policies. Empty for all others.
#[must_use]
pub fn policies(id: &str) -> &'static [Preset] {
    if ovirt::PRESETS.iter().any(|policy| policy.id == id) { ovirt::PRESETS } else { &[] }
}

/// The preset with this short name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Preset> {
    all().find(|preset| preset.id == id)
}
