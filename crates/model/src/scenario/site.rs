//! A site: hosts, the network between them, and the VMs on them, all moved by one product; and its check.

use std::collections::BTreeSet;
use std::ops::Deref;

use super::{
    Checked, Dirtying, GOODPUT_TCP, Host, Hypervisor, Lanes, Link, LinkSpeed, Network, Node, Scenario, Traffic, Vm,
};
use crate::problem::Problem;
use crate::quantity::limits;
use crate::quantity::{Bytes, BytesPerSecond};

/// A VM on a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// What it is called.
    pub name: String,
    /// The host that it is on at the beginning, by number.
    pub host: usize,
    /// Its memory.
    pub vm: Vm,
    /// How it rewrites that.
    pub dirtying: Dirtying,
    /// What its applications send and receive.
    pub traffic: Traffic,
    /// Processor cores that it keeps busy.
    pub cores: f64,
}

/// All that a plan is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The hosts.
    pub hosts: Vec<Host>,
    /// What connects them.
    pub network: Network,
    /// The VMs.
    pub guests: Vec<Guest>,
    /// The product that moves them, with its rules.
    pub hypervisor: Hypervisor,
}

/// What a problem of a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A host, by number.
    Host(usize),
    /// A VM, by number.
    Guest(usize),
    /// A link, by number.
    Link(usize),
}

/// One thing that is wrong with a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteProblem {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub problem: Problem,
}

/// A site that has passed its check: nothing that is reckoned about it fails.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedSite {
    site: Site,
    lanes: Lanes,
    /// By VM: its migration as a scenario of its own, on a link as fast as those of its host.
    migrations: Vec<Checked>,
}

impl Deref for CheckedSite {
    type Target = Site;
    fn deref(&self) -> &Site {
        &self.site
    }
}

impl CheckedSite {
    /// What flows share.
    #[must_use]
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// The migration of a VM as a scenario of its own, as if its host's links were all that it passes and it had them to itself.
    #[must_use]
    pub fn migration(&self, guest: usize) -> Option<&Checked> {
        self.migrations.get(guest)
    }

    /// Gives the site back, to be changed and checked again.
    #[must_use]
    pub fn into_inner(self) -> Site {
        self.site
    }
}

impl Site {
    /// Checks every host, link and VM: names that are there and are one's own, links between what exists, VMs on hosts that are on and hold
    /// them, each VM as a scenario.
    ///
    /// # Errors
    /// All problems: of hosts, of links, of VMs.
    pub fn check(self) -> Result<CheckedSite, Vec<SiteProblem>> {
        let mut problems = Vec::new();
        self.check_hosts(&mut problems);
        self.check_links(&mut problems);
        let migrations = self.check_guests(&mut problems);
        if problems.is_empty() {
            let lanes = Lanes::of(&self.network, self.hosts.len());
            Ok(CheckedSite { site: self, lanes, migrations })
        } else {
            Err(problems)
        }
    }

    fn check_hosts(&self, problems: &mut Vec<SiteProblem>) {
        let mut names = BTreeSet::new();
        for (at, host) in self.hosts.iter().enumerate() {
            let mut wrong =
                |what: &str| problems.push(SiteProblem { subject: Subject::Host(at), problem: Problem::general(what) });
            check_name(&host.name, &mut names, &mut wrong);
            if !limits::MEMORY.contains(host.memory.as_bytes()) {
                wrong("Its memory is out of range.");
            }
            if !(0.0 < host.cores && host.cores <= MOST_CORES) {
                wrong("It has no number of cores that a host can have.");
            }
            if ![host.boot, host.shutdown].iter().all(|time| limits::TIME.contains(time.as_seconds())) {
                wrong("It takes no time that can be reckoned with to come up or to go down.");
            }
            let power = host.power;
            if ![power.off, power.booting, power.idle, power.loaded]
                .iter()
                .all(|watts| (0.0..=MOST_WATTS).contains(&watts.as_watts()))
            {
                wrong("It draws no power that a host can draw.");
            }
            if power.loaded < power.idle {
                wrong("It draws less when loaded than when idle.");
            }
            if !is_sound(host.background) {
                wrong("Its own traffic is out of range.");
            }
        }
    }

    fn check_links(&self, problems: &mut Vec<SiteProblem>) {
        for (at, link) in self.network.links.iter().enumerate() {
            let mut wrong =
                |what: &str| problems.push(SiteProblem { subject: Subject::Link(at), problem: Problem::general(what) });
            if !limits::BYTE_RATE.contains(link.rate.as_bytes_per_second()) {
                wrong("Its rate is out of range.");
            }
            if link.cables < 1 || MOST_CABLES < link.cables {
                wrong("It has no number of cables that a trunk can have.");
            }
            let exists = |node: Node| match node {
                Node::Host(host) => host < self.hosts.len(),
                Node::Switch(switch) => switch < self.network.switches.len(),
            };
            if !link.ends.into_iter().all(exists) {
                wrong("It ends at something that does not exist.");
            }
            if link.ends[0] == link.ends[1] {
                wrong("Both its ends are the same.");
            }
        }
    }

    fn check_guests(&self, problems: &mut Vec<SiteProblem>) -> Vec<Checked> {
        let mut migrations = Vec::with_capacity(self.guests.len());
        let mut names = BTreeSet::new();
        let mut held = vec![Bytes::ZERO; self.hosts.len()];
        for (at, guest) in self.guests.iter().enumerate() {
            let subject = Subject::Guest(at);
            let mut wrong = |what: &str| problems.push(SiteProblem { subject, problem: Problem::general(what) });
            check_name(&guest.name, &mut names, &mut wrong);
            if !(0.0..=MOST_CORES).contains(&guest.cores) {
                wrong("It keeps no number of cores busy that a VM can.");
            }
            if !is_sound(guest.traffic) {
                wrong("Its traffic is out of range.");
            }
            match self.hosts.get(guest.host).zip(held.get_mut(guest.host)) {
                None => wrong("It is on a host that does not exist."),
                Some((host, _)) if !host.is_on => wrong("It is on a host that is off."),
                Some((host, held)) => {
                    *held = *held + guest.vm.memory;
                    if host.memory < *held {
                        wrong("With it there is more on its host than that has memory for.");
                    }
                }
            }
            match self.scenario_of(guest).check() {
                Ok(checked) => migrations.push(checked),
                Err(all) => problems.extend(all.into_iter().map(|problem| SiteProblem { subject, problem })),
            }
        }
        migrations
    }

    fn scenario_of(&self, guest: &Guest) -> Scenario {
        let at_host = |ends: [Node; 2]| ends.contains(&Node::Host(guest.host));
        let links = self.network.links.iter().filter(|link| at_host(link.ends));
        let rate =
            links.map(|link| link.rate * f64::from(link.cables)).fold(BytesPerSecond::ZERO, |all, rate| all + rate);
        Scenario {
            vm: guest.vm,
            dirtying: guest.dirtying.clone(),
            link: Link {
                // A host without a link cannot send; its VMs are sound all the same, and stay.
                speed: LinkSpeed::Payload(rate.max(BytesPerSecond::from_bytes_per_second(limits::BYTE_RATE.min))),
                goodput: GOODPUT_TCP,
                ..Link::line(Default::default())
            },
            hypervisor: self.hypervisor,
        }
    }
}

/// More cores than any machine has.
const MOST_CORES: f64 = 1e6;
/// More than any host draws.
const MOST_WATTS: f64 = 1e6;
/// More cables than any trunk has.
const MOST_CABLES: u32 = 1024;

fn is_sound(traffic: Traffic) -> bool {
    [traffic.outgoing, traffic.incoming]
        .iter()
        .all(|rate| (0.0..=limits::BYTE_RATE.max).contains(&rate.as_bytes_per_second()))
}

fn check_name<'a>(name: &'a str, names: &mut BTreeSet<&'a str>, wrong: &mut impl FnMut(&str)) {
    if name.trim().is_empty() {
        wrong("It has no name.");
    } else if !names.insert(name) {
        wrong("Another one has this name.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{PagesPerSecond, Seconds, Watts};
    use crate::scenario::{HostPower, NetworkLink, Spread, presets};

    fn host(name: &str) -> Host {
        let watts = Watts::from_watts;
        Host {
            name: name.to_owned(),
            memory: Bytes::from_gib(24.0),
            cores: 8.0,
            is_on: true,
            boot: Seconds::from_seconds(115.0),
            shutdown: Seconds::from_seconds(30.0),
            power: HostPower { off: watts(10.0), booting: watts(200.0), idle: watts(110.0), loaded: watts(220.0) },
            background: Traffic::NONE,
        }
    }

    fn guest(name: &str, host: usize) -> Guest {
        Guest {
            name: name.to_owned(),
            host,
            vm: Vm { memory: Bytes::from_gib(2.0), working_set: Bytes::from_gib(1.0) },
            dirtying: Dirtying::round_robin(Bytes::from_mib(50.0), PagesPerSecond::from_pages_per_second(1000.0)),
            traffic: Traffic::NONE,
            cores: 2.0,
        }
    }

    fn site() -> Site {
        let link = |host| NetworkLink {
            name: format!("port {host}"),
            ends: [Node::Host(host), Node::Switch(0)],
            rate: BytesPerSecond::from_bytes_per_second(117.7e6),
            cables: 1,
            spread: Spread::Fairly,
        };
        Site {
            hosts: vec![host("a"), host("b")],
            network: Network { switches: vec!["top".to_owned()], links: vec![link(0), link(1)] },
            guests: vec![guest("one", 0), guest("two", 0)],
            hypervisor: presets::find("qemu").unwrap().hypervisor(),
        }
    }

    #[test]
    fn a_sound_site_knows_its_lanes_and_each_migration_alone() {
        let site = site().check().unwrap();
        assert_eq!(site.lanes().between(0, 1).unwrap().len(), 2);
        let link = &site.migration(1).unwrap().link;
        assert_eq!(link.speed, LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(117.7e6)));
        assert!(site.migration(2).is_none());
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_of_what() {
        let mut wrong = site();
        wrong.hosts[1].name = "a".to_owned();
        wrong.hosts[1].is_on = false;
        wrong.network.links[0].ends[1] = Node::Switch(7);
        wrong.guests[0].dirtying.hot_set = Bytes::from_gib(9.0);
        wrong.guests[1].host = 1;
        let subjects: Vec<Subject> = wrong.check().unwrap_err().into_iter().map(|problem| problem.subject).collect();
        assert_eq!(subjects, [Subject::Host(1), Subject::Link(0), Subject::Guest(0), Subject::Guest(1)]);
    }

    #[test]
    fn a_host_holds_what_it_has_memory_for() {
        let mut full = site();
        full.guests = (0..13).map(|at| guest(&format!("vm {at}"), 0)).collect();
        let problems = full.check().unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.subject).collect::<Vec<_>>(), [Subject::Guest(12)]);
    }
}
