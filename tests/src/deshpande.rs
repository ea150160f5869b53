//! Deshpande and Keahey's experiments (*Traffic-Sensitive Live Migration of Virtual Machines*, slides), with one set of assumptions for what the
//! slides leave out. The names of what is assumed begin with `ASSUMED`.

use precopy_model::plan::{Afterwards, Draining, Plan, Task, Techniques, Timeline, play, strategy};
use precopy_model::quantity::{BITS_PER_BYTE, Bytes, BytesPerSecond, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{
    CheckedSite, Dirtying, GOODPUT_TCP, Guest, Host, HostPower, Network, NetworkLink, Node, Site, Spread, Traffic, Vm,
    presets,
};

/// Ports, in bit/s.
pub const GBIT: f64 = 1e9;
/// Memory of a host, and of a VM.
pub const HOST_MEMORY_GIB: f64 = 16.0;
/// 5 GB, of which 10,280 MB for two say that they are MiB.
pub const VM_MEMORY_GIB: f64 = 5.0;
/// Cores of a host, and of a VM.
pub const HOST_CORES: f64 = 8.0;
/// The same.
pub const VM_CORES: f64 = 2.0;

/// What the slides print of netperf: until all was done, and MiB that were sent; by pre-copy, by post-copy, and by traffic.
pub const NETPERF: [(f64, f64); 3] = [(79.1, 10280.0), (92.1, 10277.0), (48.2, 10278.0)];
/// The same of Redis: until all was done, the mean of a migration, and GB that were sent.
pub const REDIS: [(f64, f64, f64); 3] = [(74.5, 50.56, 50.90), (139.0, 60.48, 30.18), (57.75, 37.79, 34.07)];

/// What netperf sends from one VM to the other: as much as there is.
pub const ASSUMED_NETPERF_MBIT: f64 = 941.0;
/// Buffers that netperf writes again and again, and how fast.
pub const ASSUMED_NETPERF_HOT_SET_MIB: f64 = 4.0;
/// The same.
pub const ASSUMED_NETPERF_DIRTY_RATE: f64 = 2000.0;

/// Memory of a Redis or YCSB VM that holds data: 30.18 GB for 16 VMs, each page sent once.
pub const ASSUMED_REDIS_WORKING_SET_MIB: f64 = 1795.0;
/// What it rewrites, and how fast: pre-copy sends 50.90 GB.
pub const ASSUMED_REDIS_HOT_SET_MIB: f64 = 400.0;
/// The same.
pub const ASSUMED_REDIS_DIRTY_RATE: f64 = 6600.0;
/// What each of the 12 servers sends, and each of the 4 clients receives, in Mbit/s: reads; a tenth of it goes the other way.
pub const ASSUMED_SERVER_SENDS_MBIT: f64 = 80.0;
/// The same.
pub const ASSUMED_CLIENT_RECEIVES_MBIT: f64 = 240.0;
/// Queries and updates, as a share of what comes back.
pub const ASSUMED_SHARE_OF_QUERIES: f64 = 0.1;

/// Two VMs with netperf between them, each with a source host of its own (10,278 MB in 48.2 s are more than one port carries) and a
/// destination of its own.
///
/// # Panics
/// Never: it is sound.
#[must_use]
pub fn netperf() -> (CheckedSite, Draining) {
    let rewrites = (ASSUMED_NETPERF_HOT_SET_MIB, ASSUMED_NETPERF_DIRTY_RATE);
    let memory = VM_MEMORY_GIB * 1024.0;
    let guests = vec![
        guest("VM1", 0, memory, rewrites, ASSUMED_NETPERF_MBIT, 0.0),
        guest("VM2", 1, memory, rewrites, 0.0, ASSUMED_NETPERF_MBIT),
    ];
    (site(4, guests), draining(2, &[2, 3]))
}

/// Eight hosts with two VMs each, 12 Redis servers and 4 clients, to eight others; two hosts have two clients each (assumed).
///
/// # Panics
/// Never: it is sound.
#[must_use]
pub fn redis() -> (CheckedSite, Draining) {
    let rewrites = (ASSUMED_REDIS_HOT_SET_MIB, ASSUMED_REDIS_DIRTY_RATE);
    let guests = (0..16).map(|at| {
        let is_client = at < 4;
        let (name, out, into) = if is_client {
            let reads = ASSUMED_CLIENT_RECEIVES_MBIT;
            (format!("client {}", at + 1), ASSUMED_SHARE_OF_QUERIES * reads, reads)
        } else {
            let reads = ASSUMED_SERVER_SENDS_MBIT;
            (format!("server {}", at - 3), reads, ASSUMED_SHARE_OF_QUERIES * reads)
        };
        guest(&name, at / 2, ASSUMED_REDIS_WORKING_SET_MIB, rewrites, out, into)
    });
    let site = site(16, guests.collect());
    let to: Vec<usize> = (0..16).map(|at| 8 + at / 2).collect();
    (site, draining(8, &to))
}

/// All at once, by these techniques.
///
/// # Panics
/// Where there is no room.
#[must_use]
#[allow(clippy::expect_used)] // a test may fail loudly
pub fn moved(site: &CheckedSite, draining: &Draining, techniques: Techniques) -> (Plan, Timeline) {
    let task = Task::drain(site, draining, &[]).expect("room").with_techniques(site, techniques);
    let plan = strategy::parallel(site, &task, &[]);
    let timeline = play(site, &plan);
    (plan, timeline)
}

fn draining(sources: usize, to: &[usize]) -> Draining {
    let given = to.iter().copied().enumerate().collect();
    Draining { hosts: (0..sources).collect(), onto: None, given, staying: Vec::new(), afterwards: Afterwards::StayOn }
}

fn rate(mbit: f64) -> BytesPerSecond {
    BytesPerSecond::from_bytes_per_second(mbit * 1e6 / BITS_PER_BYTE)
}

fn guest(name: &str, host: usize, used_mib: f64, (hot_mib, pages): (f64, f64), out: f64, into: f64) -> Guest {
    Guest {
        name: name.to_owned(),
        host,
        vm: Vm { memory: Bytes::from_gib(VM_MEMORY_GIB), working_set: Bytes::from_mib(used_mib) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(hot_mib), PagesPerSecond::from_pages_per_second(pages)),
        traffic: Traffic { outgoing: rate(out), incoming: rate(into) },
        cores: VM_CORES,
    }
}

#[allow(clippy::expect_used)] // a test may fail loudly
fn site(hosts: usize, guests: Vec<Guest>) -> CheckedSite {
    let watts = Watts::from_watts;
    let host = |at: usize| Host {
        name: format!("host {}", at + 1),
        memory: Bytes::from_gib(HOST_MEMORY_GIB),
        cores: HOST_CORES,
        is_on: true,
        boot: Seconds::from_seconds(120.0),
        shutdown: Seconds::from_seconds(30.0),
        power: HostPower { off: watts(5.0), booting: watts(120.0), idle: watts(110.0), loaded: watts(170.0) },
        background: Traffic::NONE,
    };
    let link = |at: usize| NetworkLink {
        name: format!("port {}", at + 1),
        ends: [Node::Host(at), Node::Switch(0)],
        rate: BytesPerSecond::from_bytes_per_second(GBIT / BITS_PER_BYTE * GOODPUT_TCP),
        cables: 1,
        spread: Spread::Fairly,
    };
    let mut hypervisor = presets::find("qemu-1.4").expect("a preset").hypervisor();
    hypervisor.bandwidth_cap.enter(None);
    let network = Network { switches: vec!["switch".to_owned()], links: (0..hosts).map(link).collect() };
    Site { hosts: (0..hosts).map(host).collect(), network, guests, hypervisor }.check().expect("a sound site")
}
