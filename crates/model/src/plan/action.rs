//! What a plan is made of: actions, what each waits for, and how many may go on at once.

use super::rules::Scope;
use crate::quantity::Seconds;

/// How the memory of a VM is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Technique {
    /// While the VM runs at the source, by the product's own loop.
    PreCopy,
    /// The VM goes on at the destination at once, and its memory follows.
    PostCopy,
}

/// One thing that is done. Hosts and VMs are numbers of the site's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// A host is switched on.
    Boot(usize),
    /// A VM is moved to a host.
    Migrate {
        /// The VM.
        guest: usize,
        /// Where it is moved to.
        to: usize,
        /// How.
        technique: Technique,
    },
    /// A host is switched off.
    Shutdown(usize),
}

/// An action, and what it waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// Steps that have to be over before, by number, however they ended.
    pub after: Vec<usize>,
    /// Not before this moment.
    pub not_before: Seconds,
}

impl Step {
    /// As soon as it can be done.
    #[must_use]
    pub const fn new(action: Action) -> Self {
        Self { action, after: Vec::new(), not_before: Seconds::ZERO }
    }

    /// When these are over.
    #[must_use]
    pub fn after(mut self, steps: impl IntoIterator<Item = usize>) -> Self {
        self.after.extend(steps);
        self
    }
}

/// How much may go on at once; none: no such limit. A step that would be one too many waits, and later ones that fit are begun before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtOnce {
    /// Migrations from a host.
    pub from_host: Option<u32>,
    /// Migrations to a host.
    pub to_host: Option<u32>,
    /// Migrations from and to a host together.
    pub per_host: Option<u32>,
    /// Migrations over a direction of a link; of a trunk that is used by address, over each of its cables.
    pub per_link: Option<u32>,
    /// Migrations in all.
    pub in_all: Option<u32>,
    /// Hosts that come up at the same time.
    pub booting: Option<u32>,
    /// Only as many migrations as still converge: one is begun when, with the shares that all would have then, the bound of each
    /// completes; the first that nothing else goes on beside is begun all the same.
    pub while_they_converge: bool,
}

impl AtOnce {
    /// The limit on migrations that are counted there.
    pub const fn counted(&mut self, scope: Scope) -> &mut Option<u32> {
        match scope {
            Scope::FromHost => &mut self.from_host,
            Scope::ToHost => &mut self.to_host,
            Scope::Host => &mut self.per_host,
            Scope::Link => &mut self.per_link,
            Scope::Site => &mut self.in_all,
        }
    }
}

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The steps. Of those that could be begun, the first comes first.
    pub steps: Vec<Step>,
    /// How much of it at once.
    pub at_once: AtOnce,
}
