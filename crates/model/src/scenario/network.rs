//! The network between hosts: switches, full-duplex links, trunks of several cables; and the way that data takes.

use crate::quantity::BytesPerSecond;

/// One end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A host, by its number.
    Host(usize),
    /// A switch, by its number.
    Switch(usize),
}

/// How a trunk of several cables divides what goes over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// As if it were one cable of their sum.
    Fairly,
    /// Each pair of hosts by one cable, which follows from their addresses: the exclusive or of the two hosts' numbers, modulo the number
    /// of cables. So do layer-2 policies of link aggregation; some cables may be full while others are idle.
    ByAddress,
}

/// A full-duplex link: it carries its rate in both directions at once.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkLink {
    /// What it is called.
    pub name: String,
    /// What it connects.
    pub ends: [Node; 2],
    /// Payload of one cable, in each direction.
    pub rate: BytesPerSecond,
    /// Cables (at least 1).
    pub cables: u32,
    /// How these are used.
    pub spread: Spread,
}

/// Switches, which only have names, and the links between them and the hosts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Their names.
    pub switches: Vec<String>,
    /// The links.
    pub links: Vec<NetworkLink>,
}

/// A direction of a link, or of one of its cables: what flows share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// The link.
    pub link: usize,
    /// Whether it goes from the link's first end to its second one.
    pub forward: bool,
    /// The cable, of a trunk that is used by address.
    pub cable: u32,
    /// What it carries.
    pub rate: BytesPerSecond,
}

/// The lanes of a network, and the lanes between any two hosts.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes {
    lanes: Vec<Lane>,
    /// By link: its first lane; two for each cable that counts for itself.
    first: Vec<usize>,
    /// By node: the links at it and what they lead to, in the order of the links.
    next: Vec<Vec<(usize, usize)>>,
    cables: Vec<u32>,
    hosts: usize,
    /// Which node is the first end of each link.
    starts: Vec<usize>,
}

impl Lanes {
    /// The lanes of a network between so many hosts. Links with an end that does not exist are left out.
    #[must_use]
    pub fn of(network: &Network, hosts: usize) -> Self {
        let nodes = hosts + network.switches.len();
        let number = |node: Node| match node {
            Node::Host(host) => (host < hosts).then_some(host),
            Node::Switch(switch) => (switch < network.switches.len()).then_some(hosts + switch),
        };
        let mut all = Self {
            lanes: Vec::new(),
            first: Vec::with_capacity(network.links.len()),
            next: vec![Vec::new(); nodes],
            cables: Vec::with_capacity(network.links.len()),
            hosts,
            starts: Vec::with_capacity(network.links.len()),
        };
        for (link, it) in network.links.iter().enumerate() {
            let cables = it.cables.max(1);
            let (lanes, rate) = match it.spread {
                Spread::Fairly => (1, it.rate * f64::from(cables)),
                Spread::ByAddress => (cables, it.rate),
            };
            all.first.push(all.lanes.len());
            all.cables.push(lanes);
            let [a, b] = it.ends.map(number);
            all.starts.push(a.unwrap_or(usize::MAX));
            for cable in 0..lanes {
                all.lanes.extend([true, false].map(|forward| Lane { link, forward, cable, rate }));
            }
            let Some((a, b)) = a.zip(b) else { continue };
            for (from, to) in [(a, b), (b, a)] {
                if let Some(next) = all.next.get_mut(from) {
                    next.push((link, to));
                }
            }
        }
        all
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Lane] {
        &self.lanes
    }

    /// The lanes out of a host and into it, by the first of its links (of a trunk that is used by address, its first cable): where what its
    /// applications send and receive goes, whoever it goes to. None for a host without a link.
    #[must_use]
    pub fn port(&self, host: usize) -> Option<(usize, usize)> {
        let (link, next) = *self.next.get(host).filter(|_| host < self.hosts)?.first()?;
        Some((self.lane(link, host, 0)?, self.lane(link, next, 0)?))
    }

    /// The numbers of the lanes from one host to another, by the way with the fewest links (of several such, by the links that come
    /// first); none where there is no way, empty from a host to itself.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        if self.hosts <= from || self.hosts <= to {
            return None;
        }
        // The link by which each node was first reached, and from where.
        let mut reached: Vec<Option<(usize, usize)>> = vec![None; self.next.len()];
        let mut ahead = std::collections::VecDeque::from([from]);
        while let Some(node) = ahead.pop_front() {
            if node == to {
                break;
            }
            for &(link, next) in self.next.get(node).into_iter().flatten() {
                // Hosts pass nothing on.
                let is_way = next == to || self.hosts <= next;
                if let Some(unknown @ None) = reached.get_mut(next).filter(|_| is_way && next != from) {
                    *unknown = Some((link, node));
                    ahead.push_back(next);
                }
            }
        }
        let mut way = Vec::new();
        let mut node = to;
        while node != from {
            let (link, before) = *reached.get(node)?.as_ref()?;
            way.push(self.lane(link, before, from ^ to)?);
            node = before;
        }
        way.reverse();
        Some(way)
    }

    fn lane(&self, link: usize, from: usize, addresses: usize) -> Option<usize> {
        let cables = *self.cables.get(link)? as usize;
        let forward = *self.starts.get(link)? == from;
        Some(self.first.get(link)? + 2 * (addresses % cables.max(1)) + usize::from(!forward))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: &str, ends: [Node; 2], cables: u32, spread: Spread) -> NetworkLink {
        let rate = BytesPerSecond::from_bytes_per_second(100.0);
        NetworkLink { name: name.to_owned(), ends, rate, cables, spread }
    }

    /// Two switches with two hosts each, and a trunk of three cables between them.
    fn racks(spread: Spread) -> Lanes {
        let mut links: Vec<NetworkLink> = (0..4)
            .map(|host| link(&format!("h{host}"), [Node::Host(host), Node::Switch(host / 2)], 1, Spread::Fairly))
            .collect();
        links.push(link("trunk", [Node::Switch(0), Node::Switch(1)], 3, spread));
        Lanes::of(&Network { switches: vec!["a".to_owned(), "b".to_owned()], links }, 4)
    }

    fn told(lanes: &Lanes, way: &[usize]) -> Vec<(usize, bool, u32, f64)> {
        way.iter()
            .map(|&lane| lanes.all()[lane])
            .map(|lane| (lane.link, lane.forward, lane.cable, lane.rate.as_bytes_per_second()))
            .collect()
    }

    #[test]
    fn the_way_goes_up_over_the_trunk_and_down() {
        let lanes = racks(Spread::Fairly);
        let way = lanes.between(0, 3).unwrap();
        assert_eq!(told(&lanes, &way), [(0, true, 0, 100.0), (4, true, 0, 300.0), (3, false, 0, 100.0)]);
        let back = lanes.between(3, 0).unwrap();
        assert_eq!(told(&lanes, &back), [(3, true, 0, 100.0), (4, false, 0, 300.0), (0, false, 0, 100.0)]);
        assert_eq!(lanes.between(0, 1).unwrap().len(), 2);
        assert_eq!(lanes.between(2, 2).unwrap(), Vec::<usize>::new());
        assert_eq!(lanes.between(0, 4), None);
        let (out, into) = lanes.port(3).unwrap();
        assert_eq!(told(&lanes, &[out, into]), [(3, true, 0, 100.0), (3, false, 0, 100.0)]);
        assert_eq!(lanes.port(4), None);
    }

    #[test]
    fn a_trunk_by_address_gives_each_pair_one_cable() {
        let lanes = racks(Spread::ByAddress);
        let cable = |from, to| told(&lanes, &lanes.between(from, to).unwrap())[1].2;
        assert_eq!([cable(0, 2), cable(0, 3), cable(1, 2), cable(1, 3)], [2, 0, 0, 2]);
        assert_eq!(told(&lanes, &lanes.between(0, 2).unwrap())[1].3, 100.0);
    }

    #[test]
    fn hosts_pass_nothing_on() {
        let ends = |a, b| [Node::Host(a), Node::Host(b)];
        let links = vec![link("a", ends(0, 1), 1, Spread::Fairly), link("b", ends(1, 2), 1, Spread::Fairly)];
        let lanes = Lanes::of(&Network { switches: Vec::new(), links }, 3);
        assert_eq!(lanes.between(0, 2), None);
        assert!(lanes.between(1, 2).is_some());
    }
}
