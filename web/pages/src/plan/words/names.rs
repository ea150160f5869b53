//! What hosts, VMs and ways over the network are called.

use precopy_model::scenario::{CheckedSite, Node, Site, Subject};

/// A host's name.
#[must_use]
pub fn host(site: &Site, host: usize) -> &str {
    site.hosts.get(host).map_or("?", |host| &host.name)
}

/// A VM's name.
#[must_use]
pub fn guest(site: &Site, guest: usize) -> &str {
    site.guests.get(guest).map_or("?", |guest| &guest.name)
}

fn node(site: &Site, node: Node) -> &str {
    match node {
        Node::Host(at) => host(site, at),
        Node::Switch(at) => site.network.switches.get(at).map_or("?", String::as_str),
    }
}

/// A direction of a link: "the port of n1, outwards", "the trunk from rack1 to core".
#[must_use]
pub fn lane(site: &CheckedSite, lane: usize) -> String {
    let Some(lane) = site.lanes().all().get(lane) else { return "a link".to_owned() };
    let Some(link) = site.network.links.get(lane.link) else { return "a link".to_owned() };
    let [a, b] = link.ends;
    let (from, to) = if lane.forward { (a, b) } else { (b, a) };
    let mut text = match (from, to) {
        (Node::Host(_), Node::Switch(_)) => format!("the port of {}, outwards", node(site, from)),
        (Node::Switch(_), Node::Host(_)) => format!("the port of {}, inwards", node(site, to)),
        (Node::Switch(_), Node::Switch(_)) => format!("the trunk from {} to {}", node(site, from), node(site, to)),
        (Node::Host(_), Node::Host(_)) => format!("the cable from {} to {}", node(site, from), node(site, to)),
    };
    let cables_count = site.lanes().all().iter().any(|other| other.link == lane.link && other.cable != lane.cable);
    if cables_count {
        text += &format!(", cable {}", lane.cable + 1);
    }
    text
}

/// What something is about: "VM web1", "host n1", "link port1".
#[must_use]
pub fn subject(site: &Site, subject: Subject) -> String {
    match subject {
        Subject::Host(at) => format!("host {}", host(site, at)),
        Subject::Guest(at) => format!("VM {}", guest(site, at)),
        Subject::Link(at) => format!("link {}", site.network.links.get(at).map_or("?", |link| &link.name)),
    }
}

/// Some names in a row; what is too much is counted.
#[must_use]
pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 6;
    let all: Vec<&str> = names.collect();
    let mut text = all.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if MOST < all.len() {
        text += &format!(" and {} more", all.len() - MOST);
    }
    text
}
