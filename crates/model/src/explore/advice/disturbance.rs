//! How much a change disturbs: in which order advice is given, and why.

/// What a change disturbs, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disturbance {
    /// A setting of this migration, or of this VM.
    Migration,
    /// A setting of the host or of the cluster, or how many migrate at a time.
    Cluster,
    /// The guest is slowed down.
    Throttling,
    /// The guest is stopped when a limit strikes, for as long as the rest takes.
    Stopping,
    /// The guest goes on at the destination without all of its memory.
    PostCopy,
    /// It is done at another time.
    Waiting,
    /// A faster link.
    Hardware,
}

impl Disturbance {
    /// All of them, from the least to the most.
    pub const ALL: [Self; 7] = [
        Self::Migration,
        Self::Cluster,
        Self::Throttling,
        Self::Stopping,
        Self::PostCopy,
        Self::Waiting,
        Self::Hardware,
    ];

    /// Why it has its place in the order, as a sentence.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Migration => "It concerns this migration only.",
            Self::Cluster => "It concerns other migrations too.",
            Self::Throttling => "The guest is slow for as long as it lasts.",
            Self::Stopping => "The guest stands still for as long as the rest takes, however long that is.",
            Self::PostCopy => "If the link or either host fails on the way, the guest is lost.",
            Self::Waiting => "It cannot be done now.",
            Self::Hardware => "It has to be bought.",
        }
    }
}
