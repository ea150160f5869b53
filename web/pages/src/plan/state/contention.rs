//! What applications want of the ports while memory is being moved: the chosen techniques against all pre-copy and all post-copy.

use precopy_model::plan::{Leaving, Task, Technique, Techniques, contention};
use precopy_model::quantity::BytesPerSecond;
use precopy_model::scenario::CheckedSite;

use super::case::Case;

/// The worst of all sources and of all destinations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worst {
    /// How memory is moved.
    pub techniques: Techniques,
    /// Of a source's port, outwards.
    pub source: BytesPerSecond,
    /// Of a destination's port, inwards.
    pub destination: BytesPerSecond,
    /// VMs that are post-copied.
    pub post_copied: usize,
}

/// All three; none where no application sends or receives anything.
#[must_use]
pub fn compared(case: &Case) -> Vec<Worst> {
    let site = &case.site;
    let is_quiet = |rate: BytesPerSecond| rate.as_bytes_per_second() == 0.0;
    if site.guests.iter().all(|guest| is_quiet(guest.traffic.outgoing) && is_quiet(guest.traffic.incoming)) {
        return Vec::new();
    }
    let all = [Techniques::PreCopy, Techniques::PostCopy, Techniques::ByTraffic];
    all.map(|techniques| worst(site, &case.task.clone().with_techniques(site, techniques), techniques)).to_vec()
}

fn worst(site: &CheckedSite, task: &Task, techniques: Techniques) -> Worst {
    let stays = |host: usize| {
        let on_it = site
            .guests
            .iter()
            .enumerate()
            .filter(|(at, guest)| guest.host == host && !task.moves.iter().any(|one| one.guest == *at));
        let own = site.hosts.get(host).map(|host| host.background).unwrap_or_default();
        on_it.fold((own.outgoing, own.incoming), |(out, into), (_, guest)| {
            (out + guest.traffic.outgoing, into + guest.traffic.incoming)
        })
    };
    let hosts: Vec<(BytesPerSecond, BytesPerSecond)> = (0..site.hosts.len()).map(stays).collect();
    let incoming: Vec<BytesPerSecond> = hosts.iter().map(|(_, into)| *into).collect();
    let zero = BytesPerSecond::ZERO;
    let mut worst = Worst { techniques, source: zero, destination: zero, post_copied: 0 };
    for (source, (out, _)) in hosts.iter().enumerate() {
        let (mut leaving, mut chosen, mut takes) = (Vec::new(), Vec::new(), vec![false; hosts.len()]);
        for one in &task.moves {
            if let Some(guest) = site.guests.get(one.guest).filter(|guest| guest.host == source) {
                leaving.push(Leaving { name: &guest.name, traffic: guest.traffic, to: one.to });
                chosen.push(one.technique);
                worst.post_copied += usize::from(one.technique == Technique::PostCopy);
                if let Some(takes) = takes.get_mut(one.to) {
                    *takes = true;
                }
            }
        }
        if leaving.is_empty() {
            continue;
        }
        let found = contention(&leaving, *out, &incoming, &chosen);
        worst.source = worst.source.max(found.source);
        let taking = found.destinations.iter().zip(&takes).filter(|(_, takes)| **takes);
        worst.destination = taking.fold(worst.destination, |most, (&one, _)| most.max(one));
    }
    worst
}
