//! What a plan has to keep to.

use crate::quantity::{BITS_PER_BYTE, BitsPerSecond, Seconds, Watts};
use crate::scenario::{CheckedSite, GOODPUT_TCP, LinkSpeed, Mark, Node, Source, Subject};

/// Where migrations are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// From each host.
    FromHost,
    /// To each host.
    ToHost,
    /// From and to each host together.
    Host,
    /// In each direction of each link; of a trunk that is used by address, over each of its cables.
    Link,
    /// In all.
    Site,
}

/// A rule. Hosts and VMs are numbers of the site's.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Everything about the first is over before anything about the other is begun.
    Before {
        /// The first: a VM or a host.
        first: Subject,
        /// The other.
        then: Subject,
    },
    /// The migrations of these VMs end within so long of each other: parts of one service that talk to each other should not be apart for
    /// long.
    EndTogether {
        /// The VMs.
        guests: Vec<usize>,
        /// From the first end to the last one.
        within: Seconds,
    },
    /// No two of these VMs are migrated at the same time.
    NeverTogether(Vec<usize>),
    /// No more migrations than that at once.
    AtMost {
        /// So many.
        migrations: u32,
        /// Counted there.
        scope: Scope,
    },
    /// All is over by then.
    Deadline(Seconds),
    /// All hosts together never draw more.
    PowerCap(Watts),
    /// Of these hosts no more are on, coming up or going down, at once: power, or licences.
    HostsOn {
        /// The hosts.
        hosts: Vec<usize>,
        /// So many of them.
        most: u32,
    },
    /// None of these VMs ever comes to a host, or is on its way there, where another one is. Those that are together to begin with may part.
    Apart(Vec<usize>),
}

/// The limits on concurrency that the product itself keeps, with their source: those of its hosts, and of its cluster where it has one.
///
/// | product | limit |
/// | --- | --- |
/// | KubeVirt | 2 from each host, 5 in all |
/// | Nova | 1 from each host |
/// | oVirt | 2 from each host, or 1 under some policies |
/// | vMotion | 4 at each host's 1 GbE port, 8 at 10 GbE |
/// | Hyper-V | 2 at each host |
///
/// A product that counts none (or of which it is assumed) gives none.
#[must_use]
pub fn product_limits(site: &CheckedSite) -> Vec<(Rule, Source)> {
    let sharing = site.hypervisor.shared_by;
    if sharing.source.mark == Mark::Assumed {
        return Vec::new();
    }
    // The slowest port of a host decides, as a line rate.
    let ports = site.network.links.iter().filter(|link| link.ends.iter().any(|end| matches!(end, Node::Host(_))));
    let slowest = ports.map(|link| link.rate.as_bytes_per_second()).fold(f64::INFINITY, f64::min);
    let line = BitsPerSecond::from_bits_per_second(slowest * BITS_PER_BYTE / GOODPUT_TCP * ROUNDING);
    let migrations = sharing.value.on(LinkSpeed::Line(line));
    let id = site.hypervisor.id;
    // KubeVirt counts what leaves a node; the others both directions of a host's part in migrations.
    let scope = if id.starts_with("kubevirt") || id == "nova" || id.starts_with("ovirt") {
        Scope::FromHost
    } else {
        Scope::Host
    };
    let mut rules = vec![(Rule::AtMost { migrations, scope }, sharing.source)];
    if id.starts_with("kubevirt") {
        rules.push((Rule::AtMost { migrations: KUBEVIRT_IN_CLUSTER, scope: Scope::Site }, sharing.source));
    }
    rules
}

/// KubeVirt's parallelMigrationsPerCluster; its source is that of the limit for each node.
const KUBEVIRT_IN_CLUSTER: u32 = 5;
/// A port that was entered as a line rate is one, whatever rounding made of it.
const ROUNDING: f64 = 1.0 + 1e-9;
