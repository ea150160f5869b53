//! The commands of each product that begin a migration to a host that one chooses, as documents show them.

use precopy_model::scenario::Source;

use super::command::{Commands, Part};

/// How a product is told to migrate.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// By commands of a shell.
    Shell(&'static Commands),
    /// By what is told to a monitor or an engine.
    Monitor(&'static Commands),
    /// By PowerShell.
    PowerShell(&'static Commands),
    /// By resources of Kubernetes.
    Yaml(Source),
    /// In plain words: no document shows how.
    Words,
}

use Part::{From, FromAddress, Options, Text, To, ToAddress, Vm, VmNumber};

const LIBVIRT: Commands = Commands {
    pre_copy: &[
        Text("virsh -c "),
        FromAddress("qemu+ssh://", "/system"),
        Text(" migrate --live"),
        Options,
        Text(" --domain "),
        Vm,
        Text(" --desturi "),
        ToAddress("qemu+ssh://", "/system"),
    ],
    post_copy: Some(&[
        Text("virsh -c "),
        FromAddress("qemu+ssh://", "/system"),
        Text(" migrate --live --postcopy --postcopy-after-precopy --domain "),
        Vm,
        Text(" --desturi "),
        ToAddress("qemu+ssh://", "/system"),
    ]),
    on_source: false,
    waits: "",
    source: Source::documentation(
        "libvirt, docs/manpages/virsh.rst and docs/uri.rst",
        "migrate --live, --postcopy, --postcopy-after-precopy; qemu+ssh://host/system",
    ),
};

const QEMU: Commands = Commands {
    pre_copy: &[Text("{\"execute\": \"migrate\", \"arguments\": {\"uri\": "), ToAddress("tcp:", ":PORT"), Text("}}")],
    post_copy: Some(&[
        Text(
            "{\"execute\": \"migrate-set-capabilities\", \"arguments\": {\"capabilities\": [{\"capability\": \"postcopy-ram\", \"state\": true}]}}\n",
        ),
        Text("{\"execute\": \"migrate\", \"arguments\": {\"uri\": "),
        ToAddress("tcp:", ":PORT"),
        Text("}}\n{\"execute\": \"migrate-start-postcopy\"}"),
    ]),
    on_source: false,
    waits: "",
    source: Source::code(
        "QEMU 10.2.50",
        "qapi/migration.json: migrate, migrate-set-capabilities postcopy-ram, migrate-start-postcopy",
    ),
};

const QEMU_OLD: Commands = Commands {
    post_copy: None,
    source: Source::code("QEMU 2.8, qapi-schema.json", "migrate: uri, since 0.14"),
    ..QEMU
};

const NOVA: Commands = Commands {
    pre_copy: &[
        Text("openstack --os-compute-api-version 2.30 server migrate --live-migration --wait --host "),
        To("", ""),
        Text(" -- "),
        Vm,
    ],
    post_copy: None,
    on_source: false,
    waits: "",
    source: Source::documentation(
        "python-openstackclient, server migrate (Red Hat OpenStack Platform 16.2 command line interface reference, 70.20)",
        "--live-migration, --host (compute API 2.30), --wait",
    ),
};

const OVIRT: Commands = Commands {
    pre_copy: &[Text("POST /ovirt-engine/api/vms/VM-ID/migrate\n<action>\n  <host id=\"HOST-ID\"/>\n</action>")],
    post_copy: None,
    on_source: false,
    waits: "",
    source: Source::documentation("Red Hat Virtualization 4.0 REST API Guide", "5.216.10 migrate POST: host"),
};

const PROXMOX: Commands = Commands {
    pre_copy: &[Text("qm migrate "), VmNumber, Text(" "), To("", ""), Text(" --online")],
    post_copy: None,
    on_source: true,
    waits: "",
    source: Source::documentation("Proxmox VE, qm(1)", "qm migrate <vmid> <target> --online"),
};

const XEN: Commands = Commands {
    pre_copy: &[Text("xl migrate"), Options, Text(" "), Vm, Text(" "), To("", "")],
    post_copy: None,
    on_source: true,
    waits: "",
    source: Source::documentation("Xen, docs/man/xl.1", "xl migrate [OPTIONS] domain-id host"),
};

const XEN_3: Commands = Commands {
    pre_copy: &[Text("xm migrate --live "), Vm, Text(" "), To("", "")],
    source: Source::documentation("Xen 3, xm(1)", "xm migrate --live domain-id host"),
    ..XEN
};

const XENSERVER: Commands = Commands {
    pre_copy: &[Text("xe vm-migrate vm="), Vm, Text(" host="), To("", ""), Text(" live=true")],
    on_source: false,
    source: Source::documentation("XenServer, command line interface", "vm-migrate: host, live; vm"),
    ..XEN
};

const VMOTION: Commands = Commands {
    pre_copy: &[
        Text("Move-VM -VM (Get-VM -Name "),
        Vm,
        Text(") -Destination (Get-VMHost -Name "),
        To("", ""),
        Text(") -RunAsync"),
    ],
    post_copy: None,
    on_source: false,
    waits: "Wait-Task -Task $wave",
    source: Source::documentation("VMware PowerCLI reference", "Move-VM -Destination, -RunAsync; Wait-Task -Task"),
};

const HYPER_V: Commands = Commands {
    pre_copy: &[
        Text("Move-VM -ComputerName "),
        From("", ""),
        Text(" -Name "),
        Vm,
        Text(" -DestinationHost "),
        To("", ""),
        Text(" -AsJob"),
    ],
    post_copy: None,
    on_source: false,
    waits: "$wave | Wait-Job | Receive-Job",
    source: Source::documentation(
        "Microsoft, Hyper-V module of PowerShell",
        "Move-VM -Name, -DestinationHost, -ComputerName, -AsJob",
    ),
};

const CLOUD_HYPERVISOR: Commands = Commands {
    pre_copy: &[
        Text("ch-remote --api-socket=SOCKET send-migration "),
        ToAddress("destination_url=tcp:", ":PORT"),
        Options,
    ],
    post_copy: None,
    on_source: true,
    waits: "",
    source: Source::documentation("Cloud Hypervisor, docs/live_migration.md", "send-migration destination_url"),
};

const VIRTUALBOX: Commands = Commands {
    pre_copy: &[
        Text("VBoxManage controlvm "),
        Vm,
        Text(" teleport "),
        To("--host=", ""),
        Text(" --port=PORT"),
        Options,
    ],
    post_copy: None,
    on_source: true,
    waits: "",
    source: Source::code("VirtualBox 4908d8d1a8", "VBoxManageControlVM.cpp teleport: --host, --port"),
};

/// How a product is told to migrate, by its short name, and what has to be known.
pub(super) fn way(product: &str) -> (Way, &'static [&'static str]) {
    match product {
        "libvirt" => (
            Way::Shell(&LIBVIRT),
            &[
                "The hosts are reached by SSH from where this is run, and from each other.",
                "With --postcopy-after-precopy there is one pass of pre-copy first, which a plan with post-copy does not have.",
            ],
        ),
        "qemu" | "qemu-auto-converge" => (
            Way::Monitor(&QEMU),
            &[
                "Each is told to the monitor (QMP) of the VM on its source host. At the destination a QEMU has to wait with -incoming at PORT.",
                "For post-copy the capability has to be set at the destination too.",
            ],
        ),
        "qemu-1.4" | "qemu-kvm" => (
            Way::Monitor(&QEMU_OLD),
            &[
                "Each is told to the monitor (QMP, since QEMU 0.14) of the VM on its source host. At the destination a QEMU has to wait with -incoming at PORT.",
            ],
        ),
        "kubevirt" => (
            Way::Yaml(Source::documentation(
                "OpenShift documentation, Migrating a VM to a specific node",
                "VirtualMachineInstanceMigration: vmiName, addedNodeSelector with kubernetes.io/hostname",
            )),
            &[
                "Only newer versions know addedNodeSelector; with others the scheduler chooses the node.",
                "Whether a migration may switch to post-copy is said by the cluster or by a policy, not here.",
            ],
        ),
        "nova" => (Way::Shell(&NOVA), &["It is run by an administrator. Whether post-copy is used, nova.conf says."]),
        "ovirt-minimal-downtime" | "ovirt-suspend" | "ovirt-post-copy" | "ovirt-very-large" => (
            Way::Monitor(&OVIRT),
            &["VM-ID and HOST-ID are the engine's identifiers of what the line above names as VM and destination."],
        ),
        "proxmox" => (Way::Shell(&PROXMOX), &["Each command is run on the source node, by SSH."]),
        "xen" => (
            Way::Shell(&XEN),
            &["Each command is run on the source host, by SSH; xl itself reaches the destination by SSH."],
        ),
        "xen-3" => (Way::Shell(&XEN_3), &["Each command is run on the source host, by SSH."]),
        "xenserver" => (Way::Shell(&XENSERVER), &["It is run on a host of the pool."]),
        "vmotion" | "vmotion-4.1" => (
            Way::PowerShell(&VMOTION),
            &[
                "It needs PowerCLI and a connection to the vCenter (Connect-VIServer). In names *, ? and [ ] are patterns there.",
            ],
        ),
        "hyper-v" => {
            (Way::PowerShell(&HYPER_V), &["For VMs that are no roles of a cluster, and whose disks both hosts reach."])
        }
        "cloud-hypervisor" => (
            Way::Shell(&CLOUD_HYPERVISOR),
            &[
                "SOCKET is that of the VM that the line above names. At the destination a Cloud Hypervisor has to receive at PORT.",
            ],
        ),
        "virtualbox" => (
            Way::Shell(&VIRTUALBOX),
            &["At the destination a VM with the same settings has to wait as a teleporter target at PORT."],
        ),
        _ => (Way::Words, &[]),
    }
}
