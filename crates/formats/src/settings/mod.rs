//! A change in the product's own words, ready to paste, with the source of each knob. Placeholders are in capitals.
//!
//! A knob that no source shows is none: then there is nothing to paste, and the change is named among those without a setting.

mod cloud_hypervisor;
mod form;
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

use precopy_model::explore::Change;
use precopy_model::scenario::{Scenario, Source};

use self::form::Form;

/// What a text to paste is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A command line.
    Shell,
    /// JSON for QEMU's monitor.
    Json,
    /// A Kubernetes resource.
    Yaml,
    /// A file of keys and values.
    Ini,
    /// PowerShell, with the product's own commands.
    PowerShell,
    /// No text to paste: where it is chosen on the product's own pages.
    Steps,
}

impl Language {
    /// Short name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Ini => "ini",
            Self::PowerShell => "powershell",
            Self::Steps => "steps",
        }
    }
}

/// When a setting acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acts {
    /// At once, on a migration that is under way.
    Now,
    /// On the next migration of this VM.
    Next,
    /// On every later migration of a host or of the cluster.
    Cluster,
}

impl Acts {
    /// Short name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Next => "next",
            Self::Cluster => "cluster",
        }
    }
}

/// A text to paste.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// What it is written in.
    pub language: Language,
    /// The text, without an end of line at its end.
    pub text: String,
    /// When it acts.
    pub acts: Acts,
    /// Which of the changes it makes, in their order.
    pub changes: Vec<Change>,
    /// What has to be known to use it, in a sentence; empty: nothing.
    pub note: &'static str,
    /// Where its knobs are described, each once.
    pub sources: Vec<Source>,
}

/// What there is to paste for some changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The texts. Where several make the same change, each is one way to do it, unless its note says otherwise.
    pub snippets: Vec<Snippet>,
    /// The changes for which this product has no setting that a source shows, or that are no setting at all: a link, a quieter time.
    pub without: Vec<Change>,
}

/// Changes to a scenario in the words of its product. The scenario is the one with the changes made: a command that begins a migration says
/// the other values that were entered too.
///
/// ```
/// use precopy_formats::{link, settings};
/// use precopy_model::explore::Change;
/// use precopy_model::quantity::Seconds;
/// let scenario = link::parse("hv=libvirt&max-downtime=500ms").inputs.scenario().unwrap();
/// let settings = settings::of(&scenario, &[Change::DowntimeLimit(Seconds::from_milliseconds(500.0))]);
/// assert_eq!(settings.snippets[0].text, "virsh migrate-setmaxdowntime DOMAIN 500");
/// ```
#[must_use]
pub fn of(scenario: &Scenario, changes: &[Change]) -> Settings {
    let forms = forms(scenario.hypervisor.id);
    let has_setting = |change: &Change| forms.iter().any(|form| form.has(*change));
    Settings {
        snippets: forms.iter().filter_map(|form| form.snippet(scenario, changes)).collect(),
        without: changes.iter().copied().filter(|change| !has_setting(change)).collect(),
    }
}

/// What a product's command that begins a migration says of the options that were entered: as it stands in the command.
pub(crate) fn options(scenario: &Scenario) -> String {
    let begins = forms(scenario.hypervisor.id).iter().find(|form| form.begins);
    begins.map(|form| form.options(scenario)).unwrap_or_default()
}

/// What has to be set beside such a command, because that does not say it.
pub(crate) fn beside(scenario: &Scenario) -> Vec<Snippet> {
    let entered = form::entered(scenario);
    let forms = forms(scenario.hypervisor.id).iter().filter(|form| !form.begins);
    forms.filter_map(|form| form.snippet(scenario, &entered)).collect()
}

/// The forms of a product, by its short name.
fn forms(product: &str) -> &'static [Form] {
    match product {
        "qemu" | "qemu-auto-converge" => qemu::TODAY,
        "qemu-1.4" | "qemu-kvm" => qemu::OLD,
        "libvirt" => libvirt::FORMS,
        "kubevirt" => kubevirt::SINCE_1_5,
        "kubevirt-1.4" | "kubevirt-1.3" => kubevirt::UNTIL_1_4,
        "nova" => nova::FORMS,
        "ovirt-minimal-downtime" | "ovirt-suspend" | "ovirt-post-copy" | "ovirt-very-large" => ovirt::FORMS,
        "proxmox" => proxmox::FORMS,
        "xen" => xen::FORMS,
        "vmotion" | "vmotion-4.1" => vmotion::FORMS,
        "hyper-v" => hyper_v::FORMS,
        "cloud-hypervisor" => cloud_hypervisor::FORMS,
        "virtualbox" => virtualbox::FORMS,
        // No source shows a knob of the others: xen-3 and XenServer pass constants, Cloud Hypervisor before 52 has none, the names of Proxmox VE
        // 1.7 were not found for that version, and the custom product is none.
        _ => &[],
    }
}
