//! What applications want of the ports beside the migrations of a task.

use super::{Task, Technique};
use crate::quantity::BytesPerSecond;
use crate::scenario::CheckedSite;

/// The largest load beside the migrations of a task.
///
/// Question: with these techniques, how much do applications want of the port that has the least room left for migrations?
///
/// ```text
/// source      = Σ outgoing of VMs that are pre-copied from it    + what its host and the VMs that stay there send
/// destination = Σ incoming of VMs that are post-copied to it     + what its host and the VMs that stay there receive
/// contention  = the largest of them
/// ```
///
/// All in bytes/s. Source: Deshpande and Keahey, as for [`contention`](super::contention); here every host that is left or moved to counts, with
/// all that meets there.
///
/// Edges: a VM or host that does not exist adds nothing; a task without moves comes to nothing.
///
/// ```
/// // The slides' example: VM1 sends 200 and receives 400 Mbit/s, VM2 300 and 500. All four choices:
/// use precopy_model::plan::{Task, Technique::{self, *}, Wanted, worst_contention};
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// let mbit = |number: f64| BytesPerSecond::from_bytes_per_second(number * 1e6 / 8.0);
/// let power = HostPower { off: Watts::ZERO, booting: Watts::ZERO, idle: Watts::ZERO, loaded: Watts::ZERO };
/// let host = |name: &str| Host {
///     name: name.to_owned(), memory: Bytes::from_gib(64.0), cores: 8.0, is_on: true, boot: Seconds::ZERO, shutdown: Seconds::ZERO,
///     power, background: Traffic::NONE,
/// };
/// let guest = |name: &str, out, into| Guest {
///     name: name.to_owned(), host: 0, vm: Vm { memory: Bytes::from_gib(5.0), working_set: Bytes::from_gib(5.0) },
///     dirtying: Dirtying::round_robin(Bytes::ZERO, PagesPerSecond::ZERO), cores: 1.0,
///     traffic: Traffic { outgoing: mbit(out), incoming: mbit(into) },
/// };
/// let cable = NetworkLink {
///     name: "cable".to_owned(), ends: [Node::Host(0), Node::Host(1)], rate: mbit(940.0), cables: 1, spread: Spread::Fairly,
/// };
/// let site = Site {
///     hosts: vec![host("from"), host("to")],
///     network: Network { switches: Vec::new(), links: vec![cable] },
///     guests: vec![guest("VM1", 200.0, 400.0), guest("VM2", 300.0, 500.0)],
///     hypervisor: presets::find("qemu").unwrap().hypervisor(),
/// }.check().unwrap();
/// let worst = |first: Technique, second: Technique| {
///     let moves = vec![Wanted { guest: 0, to: 1, technique: first }, Wanted { guest: 1, to: 1, technique: second }];
///     worst_contention(&site, &Task { moves, ..Task::default() })
/// };
/// assert_eq!(worst(PreCopy, PreCopy), mbit(500.0));
/// assert_eq!(worst(PostCopy, PreCopy), mbit(400.0));
/// assert_eq!(worst(PreCopy, PostCopy), mbit(500.0));
/// assert_eq!(worst(PostCopy, PostCopy), mbit(900.0));
/// ```
#[must_use]
pub fn worst_contention(site: &CheckedSite, task: &Task) -> BytesPerSecond {
    let mut ports: Vec<Port> = site
        .hosts
        .iter()
        .map(|host| Port {
            out: host.background.outgoing,
            into: host.background.incoming,
            is_left: false,
            is_met: false,
        })
        .collect();
    let mut moves = vec![None; site.guests.len()];
    for wanted in &task.moves {
        if let Some(place) = moves.get_mut(wanted.guest) {
            *place = Some(wanted);
        }
    }
    for (guest, wanted) in site.guests.iter().zip(moves) {
        if let Some(port) = ports.get_mut(guest.host) {
            let sends = wanted.is_none_or(|wanted| wanted.technique == Technique::PreCopy);
            port.is_left |= wanted.is_some();
            if sends {
                port.out = port.out + guest.traffic.outgoing;
            }
            if wanted.is_none() {
                port.into = port.into + guest.traffic.incoming;
            }
        }
        let Some(wanted) = wanted else { continue };
        if let Some(port) = ports.get_mut(wanted.to) {
            port.is_met = true;
            if wanted.technique == Technique::PostCopy {
                port.into = port.into + guest.traffic.incoming;
            }
        }
    }
    ports.iter().fold(BytesPerSecond::ZERO, |worst, port| {
        let worst = if port.is_left { worst.max(port.out) } else { worst };
        if port.is_met { worst.max(port.into) } else { worst }
    })
}

/// A host's port: what applications want of it, and whether migrations do.
struct Port {
    out: BytesPerSecond,
    into: BytesPerSecond,
    is_left: bool,
    is_met: bool,
}
