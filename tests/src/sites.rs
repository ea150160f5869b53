//! Sites to play plans on: a few hosts at one switch, with guests that rewrite little.

use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{
    Dirtying, Guest, Host, HostPower, Hypervisor, Network, NetworkLink, Node, Site, Spread, Traffic, Vm, presets,
};

/// What a port carries in each direction, unless a test says otherwise: a little less than 1 GbE.
pub const PORT: f64 = 117.0e6;

/// The rules of QEMU today, without its cap, so that links bind.
///
/// # Panics
/// Where there is no such preset.
#[must_use]
#[allow(clippy::expect_used)] // a test may fail loudly
pub fn rules() -> Hypervisor {
    let mut rules = presets::find("qemu").expect("a preset").hypervisor();
    rules.bandwidth_cap.enter(None);
    rules
}

/// A host that is on, with plenty of memory.
#[must_use]
pub fn host(name: &str) -> Host {
    let watts = Watts::from_watts;
    Host {
        name: name.to_owned(),
        memory: Bytes::from_gib(256.0),
        cores: 16.0,
        is_on: true,
        boot: Seconds::from_seconds(100.0),
        shutdown: Seconds::from_seconds(30.0),
        power: HostPower { off: watts(10.0), booting: watts(120.0), idle: watts(100.0), loaded: watts(260.0) },
        background: Traffic::NONE,
    }
}

/// A guest with so much memory, all in use, that rewrites 64 MiB at 2,000 pages/s.
#[must_use]
pub fn guest(name: &str, host: usize, memory: Bytes) -> Guest {
    Guest {
        name: name.to_owned(),
        host,
        vm: Vm { memory, working_set: memory },
        dirtying: Dirtying::round_robin(Bytes::from_mib(64.0), PagesPerSecond::from_pages_per_second(2000.0)),
        traffic: Traffic::NONE,
        cores: 1.0,
    }
}

/// So many bytes/s out and in.
#[must_use]
pub fn traffic(outgoing: f64, incoming: f64) -> Traffic {
    let rate = BytesPerSecond::from_bytes_per_second;
    Traffic { outgoing: rate(outgoing), incoming: rate(incoming) }
}

/// So many hosts at one switch, each by a port of [`PORT`], with these guests.
#[must_use]
pub fn star(hosts: usize, guests: Vec<Guest>) -> Site {
    let link = |host| NetworkLink {
        name: format!("port {host}"),
        ends: [Node::Host(host), Node::Switch(0)],
        rate: BytesPerSecond::from_bytes_per_second(PORT),
        cables: 1,
        spread: Spread::Fairly,
    };
    Site {
        hosts: (0..hosts).map(|at| host(&format!("host {at}"))).collect(),
        network: Network { switches: vec!["switch".to_owned()], links: (0..hosts).map(link).collect() },
        guests,
        hypervisor: rules(),
    }
}
