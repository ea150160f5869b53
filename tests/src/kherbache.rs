//! Kherbache, Madelaine and Hermenier's sites (*Planning live-migrations to prepare servers for maintenance*), with one set of assumptions for
//! what their paper leaves out. The names of what is assumed begin with `ASSUMED`.

use precopy_model::plan::{Afterwards, AtOnce, Draining, Plan, Task, strategy};
use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{
    CheckedSite, DataUnit, Dirtying, GOODPUT_TCP, Guest, Host, HostPower, Hypervisor, LimitAction, Network,
    NetworkLink, Node, Site, Spread, TimeLimit, Traffic, Vm, presets,
};

/// Memory of a VM (section 3.1).
pub const MEMORY_GIB: f64 = 2.0;
/// VCPUs of a VM, each mapped to a core.
pub const VM_CORES: f64 = 2.0;
/// Memory and cores of a server.
pub const HOST_MEMORY_GIB: f64 = 24.0;
/// Two quad-cores.
pub const HOST_CORES: f64 = 8.0;
/// Table 1: scenario 1, one after another.
pub const BOOT_SECONDS: f64 = 113.1;
/// The same.
pub const SHUTDOWN_SECONDS: f64 = 29.5;
/// Ports and cables of the trunk, in bit/s.
pub const GBIT: f64 = 1e9;
/// Cables of the trunk between the blade centres, used by address.
pub const CABLES: u32 = 3;
/// "It then suspends the VM after 10 minutes."
pub const SUSPENDED_AFTER_SECONDS: f64 = 600.0;

/// Memory that holds data: a Gbit link carries it in the 7.66 s that a VM alone takes in Table 3, and not 2 GiB.
pub const ASSUMED_WORKING_SET_MIB: f64 = 850.0;
/// What a VM rewrites at 200 requests/s: a static page, again and again.
pub const ASSUMED_HOT_SET_MIB: f64 = 6.0;
/// At 200 requests/s; between a half and a third of what a Gbit link carries, so that two converge and three do not.
pub const ASSUMED_DIRTY_RATE: f64 = 11_700.0;
/// At 100 requests/s: so much of hot set and rate.
pub const ASSUMED_SHARE_OF_CALM: f64 = 0.5;
/// A server that is off: its management board.
pub const ASSUMED_OFF_WATTS: f64 = 5.0;
/// Coming up and going down.
pub const ASSUMED_BOOTING_WATTS: f64 = 123.0;
/// Up, with nothing to do.
pub const ASSUMED_IDLE_WATTS: f64 = 110.0;
/// Up, with all cores busy.
pub const ASSUMED_LOADED_WATTS: f64 = 170.0;

/// A blade centre with VMs, and a spare one.
#[derive(Clone, Copy, Debug)]
pub struct Centres {
    /// Servers with VMs.
    pub sources: usize,
    /// Spare servers.
    pub spares: usize,
    /// VMs of each server; every other one serves 200 requests/s.
    pub per_source: usize,
    /// Whether the spare servers are up.
    pub spares_are_on: bool,
}

/// QEMU 1.7.50 as they have it: no cap, 30 ms, and a pause after ten minutes.
///
/// # Panics
/// Where there is no such preset.
#[must_use]
#[allow(clippy::expect_used)] // a test may fail loudly
pub fn rules() -> Hypervisor {
    let mut rules = presets::find("qemu-1.4").expect("a preset").hypervisor();
    rules.bandwidth_cap.enter(None);
    let time = Seconds::from_seconds(SUSPENDED_AFTER_SECONDS);
    rules.time_limit.enter(Some(TimeLimit { time, per: DataUnit::Migration }));
    rules.on_limit.enter(LimitAction::Pause);
    rules
}

impl Centres {
    /// Table 1, scenario 1: 60 VMs to a spare blade centre.
    pub const MAINTENANCE: Self = Self { sources: 15, spares: 15, per_source: 4, spares_are_on: false };
    /// Table 1, scenario 2: two old blade centres are replaced by one.
    pub const UPGRADE: Self = Self { sources: 30, spares: 15, per_source: 2, spares_are_on: false };
    /// Table 2: six servers to six.
    pub const SIX: Self = Self { sources: 6, spares: 6, per_source: 4, spares_are_on: true };
    /// Table 3: three servers to three, each pair by a cable of its own.
    pub const THREE: Self = Self { sources: 3, spares: 3, per_source: 4, spares_are_on: true };

    /// The site: servers by their ports at a switch for each blade centre, and the trunk between them.
    ///
    /// # Panics
    /// Never: it is sound.
    #[must_use]
    #[allow(clippy::expect_used)] // a test may fail loudly
    pub fn site(self) -> CheckedSite {
        let hosts = (0..self.sources + self.spares).map(|at| {
            let is_old = at < self.sources;
            let name = if is_old { format!("old {}", at + 1) } else { format!("new {}", at - self.sources + 1) };
            host(name, is_old || self.spares_are_on)
        });
        let hosts: Vec<Host> = hosts.collect();
        let rate = BytesPerSecond::from_bytes_per_second(GBIT / 8.0 * GOODPUT_TCP);
        let port = |at: usize| NetworkLink {
            name: format!("port {}", at + 1),
            ends: [Node::Host(at), Node::Switch(usize::from(self.sources <= at))],
            rate,
            cables: 1,
            spread: Spread::Fairly,
        };
        let mut links: Vec<NetworkLink> = (0..hosts.len()).map(port).collect();
        links.push(NetworkLink {
            name: "trunk".to_owned(),
            ends: [Node::Switch(0), Node::Switch(1)],
            rate,
            cables: CABLES,
            spread: Spread::ByAddress,
        });
        let guests = (0..self.sources * self.per_source).map(|at| guest(at, at / self.per_source)).collect();
        let network = Network { switches: vec!["old".to_owned(), "new".to_owned()], links };
        Site { hosts, network, guests, hypervisor: rules() }.check().expect("a sound site")
    }

    /// All VMs of a server to one spare server: as many servers to one as there are.
    #[must_use]
    pub fn draining(self, afterwards: Afterwards) -> Draining {
        let servers_to_one = self.sources / self.spares;
        self.draining_to(afterwards, |source| source / servers_to_one)
    }

    /// All VMs of a server to a spare server that is told.
    #[must_use]
    pub fn draining_to(self, afterwards: Afterwards, spare: impl Fn(usize) -> usize) -> Draining {
        let given = (0..self.sources * self.per_source).map(|at| (at, self.sources + spare(at / self.per_source)));
        Draining { hosts: (0..self.sources).collect(), onto: None, given: given.collect(), afterwards }
    }

    /// Spare servers for the six of Table 2, so that of each three no two share a cable: what was probed for.
    ///
    /// # Panics
    /// Where there is no such choice.
    #[must_use]
    #[allow(clippy::expect_used)] // a test may fail loudly
    pub fn probed(self, site: &CheckedSite) -> Vec<usize> {
        let cable = |source: usize, spare: usize| {
            let way = site.lanes().between(source, self.sources + spare)?;
            way.get(1).copied()
        };
        let mut spares: Vec<usize> = Vec::new();
        // The first choice that fits, with a step back where none does.
        let mut next = 0;
        while spares.len() < self.sources {
            let source = spares.len();
            let shares = |spare: usize| {
                let first = source - source % CABLES as usize;
                spares.iter().enumerate().skip(first).any(|(other, &taken)| cable(other, taken) == cable(source, spare))
            };
            match (next..self.spares).find(|spare| !spares.contains(spare) && !shares(*spare)) {
                Some(spare) => {
                    spares.push(spare);
                    next = 0;
                }
                None => next = spares.pop().expect("a choice") + 1,
            }
        }
        spares
    }
}

/// The plan with its servers freed so many at a time: those that follow wait for all before them.
#[must_use]
pub fn by_threes(site: &CheckedSite, task: &Task, servers: usize, per_source: usize) -> Plan {
    let mut plan = strategy::parallel(site, task, &[]);
    let at_a_time = servers * per_source;
    for (at, step) in plan.steps.iter_mut().enumerate() {
        let first = at - at % at_a_time;
        step.after.extend(first.saturating_sub(at_a_time)..first);
    }
    plan
}

/// So many VMs of a server at a time: the next ones wait until both have ended, as a script would have it.
#[must_use]
pub fn at_a_time(site: &CheckedSite, task: &Task, migrations: u32) -> Plan {
    let plan = strategy::parallel(site, task, &[]);
    Plan { at_once: AtOnce { from_host: Some(migrations), ..plan.at_once }, ..plan }
}

fn host(name: String, is_on: bool) -> Host {
    let watts = Watts::from_watts;
    Host {
        name,
        memory: Bytes::from_gib(HOST_MEMORY_GIB),
        cores: HOST_CORES,
        is_on,
        boot: Seconds::from_seconds(BOOT_SECONDS),
        shutdown: Seconds::from_seconds(SHUTDOWN_SECONDS),
        power: HostPower {
            off: watts(ASSUMED_OFF_WATTS),
            booting: watts(ASSUMED_BOOTING_WATTS),
            idle: watts(ASSUMED_IDLE_WATTS),
            loaded: watts(ASSUMED_LOADED_WATTS),
        },
        background: Traffic::NONE,
    }
}

fn guest(at: usize, host: usize) -> Guest {
    let share = if at.is_multiple_of(2) { 1.0 } else { ASSUMED_SHARE_OF_CALM };
    Guest {
        name: format!("vm {}", at + 1),
        host,
        vm: Vm { memory: Bytes::from_gib(MEMORY_GIB), working_set: Bytes::from_mib(ASSUMED_WORKING_SET_MIB) },
        dirtying: Dirtying::round_robin(
            Bytes::from_mib(ASSUMED_HOT_SET_MIB * share),
            PagesPerSecond::from_pages_per_second(ASSUMED_DIRTY_RATE * share),
        ),
        traffic: Traffic::NONE,
        cores: VM_CORES,
    }
}
