//! The inputs of a scenario, by name, so that a problem can say which one it is about.

/// One input of a scenario. How it is spelt in links, files and attributes is the business of the formats crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The hypervisor preset.
    Hypervisor,
    /// Configured memory of the VM (VMSIZE).
    Memory,
    /// Memory that holds data (WSET).
    WorkingSet,
    /// Part of the working set that is rewritten (HWSET).
    HotSet,
    /// Page writes per second (RATE).
    DirtyRate,
    /// Which page is written when.
    Pattern,
    /// The shape of that: shares of the hot set and of the dirty rate.
    Shape,
    /// Speed of the link.
    Link,
    /// Share of the line rate that carries payload.
    Goodput,
    /// How many migrations share the link.
    SharedBy,
    /// What one stream carries at most.
    StreamLimit,
    /// Connections that one migration sends through.
    Streams,
    /// What a tunnel or encryption carries at most.
    TunnelLimit,
    /// Data that goes over the link before the memory.
    OtherData,
    /// The downtime that the product aims at.
    DowntimeLimit,
    /// In how many steps that is raised.
    DowntimeSteps,
    /// Time between two of these steps, for each GiB.
    DowntimeDelay,
    /// Remaining pages at which the guest is stopped (c1), where the product counts pages.
    StopThreshold,
    /// The product's own limit on its sending rate during pre-copy.
    BandwidthCap,
    /// Whether that limit also holds while the guest is stopped.
    CapInStop,
    /// How the product looks at its dirty pages.
    Loop,
    /// Time between two looks, or length of a send burst.
    LookEvery,
    /// The bandwidth by which the product estimates the downtime.
    Estimate,
    /// Rounds after which pre-copy is given up.
    RoundLimit,
    /// Volume, as a multiple of the memory size, after which pre-copy is given up.
    VolumeLimit,
    /// How that volume is counted.
    VolumeCounts,
    /// Time after which pre-copy is given up.
    TimeLimit,
    /// What happens when pre-copy is given up.
    OnLimit,
    /// Whether the guest is slowed down while it writes too fast.
    Throttling,
    /// How empty pages travel.
    EmptyPages,
    /// Rate at which empty pages are passed over (r_e).
    EmptyRate,
    /// Time before anything is sent.
    Setup,
    /// What compression leaves of a page.
    Compression,
    /// Device state, start at the destination and other fixed parts of the downtime.
    DeviceState,
    /// Size of a page as the product's dirty tracking sees it.
    PageSize,
    /// Bytes on the wire beside each page.
    PageHeader,
    /// Bytes on the wire for an empty page.
    EmptyPage,
}

impl Field {
    /// All fields, in the order in which a person meets them.
    pub const ALL: [Self; 37] = [
        Self::Hypervisor,
        Self::Memory,
        Self::WorkingSet,
        Self::HotSet,
        Self::DirtyRate,
        Self::Pattern,
        Self::Shape,
        Self::Link,
        Self::Goodput,
        Self::SharedBy,
        Self::StreamLimit,
        Self::Streams,
        Self::TunnelLimit,
        Self::OtherData,
        Self::DowntimeLimit,
        Self::DowntimeSteps,
        Self::DowntimeDelay,
        Self::StopThreshold,
        Self::BandwidthCap,
        Self::CapInStop,
        Self::Loop,
        Self::LookEvery,
        Self::Estimate,
        Self::RoundLimit,
        Self::VolumeLimit,
        Self::VolumeCounts,
        Self::TimeLimit,
        Self::OnLimit,
        Self::Throttling,
        Self::EmptyPages,
        Self::EmptyRate,
        Self::Setup,
        Self::Compression,
        Self::DeviceState,
        Self::PageSize,
        Self::PageHeader,
        Self::EmptyPage,
    ];

    /// The name that a person reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hypervisor => "Hypervisor",
            Self::Memory => "Memory",
            Self::WorkingSet => "Working set",
            Self::HotSet => "Hot set",
            Self::DirtyRate => "Dirty rate",
            Self::Pattern => "Writes",
            Self::Shape => "Shape of the writes",
            Self::Link => "Link speed",
            Self::Goodput => "Goodput share",
            Self::SharedBy => "Migrations sharing the link",
            Self::StreamLimit => "One stream carries at most",
            Self::Streams => "Streams",
            Self::TunnelLimit => "Tunnel or TLS carries at most",
            Self::OtherData => "Other data first",
            Self::DowntimeLimit => "Downtime limit",
            Self::DowntimeSteps => "Downtime steps",
            Self::DowntimeDelay => "Downtime delay per GiB",
            Self::StopThreshold => "Stop threshold",
            Self::BandwidthCap => "Bandwidth cap",
            Self::CapInStop => "Cap holds while stopped",
            Self::Loop => "Loop",
            Self::LookEvery => "Looks every",
            Self::Estimate => "Bandwidth estimate",
            Self::RoundLimit => "Round limit",
            Self::VolumeLimit => "Volume limit",
            Self::VolumeCounts => "Volume counts",
            Self::TimeLimit => "Time limit",
            Self::OnLimit => "At the limit",
            Self::Throttling => "Slows the guest down",
            Self::EmptyPages => "Empty pages",
            Self::EmptyRate => "Empty pages per second",
            Self::Setup => "Setup time",
            Self::Compression => "Compressed to",
            Self::DeviceState => "Device state",
            Self::PageSize => "Page size",
            Self::PageHeader => "Header of a page",
            Self::EmptyPage => "An empty page on the wire",
        }
    }
}
