//! The sheet of hosts, and hosts that only VMs name.

use precopy_model::quantity::text::{Amount, Kind};
use precopy_model::quantity::{Bytes, BytesPerSecond, Seconds, Watts};
use precopy_model::scenario::{Host, HostPower, Traffic};

use super::{MOST_HOSTS, Reader};
use crate::fields::YES_NO;
use crate::maintenance::{Columns, Draining, HostColumn, Sheet, SheetProblem, Table, cell, parse_power};
use precopy_model::problem::Problem;

/// A host without a size has so much memory.
const MEMORY: Bytes = Bytes::from_gib(256.0);
/// Or so many times what its VMs have, where that is more.
const TIMES_ITS_VMS: f64 = 2.0;

/// A host.
pub(super) struct Row<'a> {
    /// Its row; none where only VMs name it.
    pub(super) row: Option<usize>,
    /// The first row of a VM that names it, where it has none of its own.
    pub(super) named_by: usize,
    pub(super) name: &'a str,
    memory: Option<Bytes>,
    cores: f64,
    is_on: bool,
    is_drained: bool,
    takes: bool,
    boot: Seconds,
    shutdown: Seconds,
    power: HostPower,
    background: Traffic,
    pub(super) port: BytesPerSecond,
    pub(super) switch: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn read_hosts(&mut self) {
        let table = &self.sheets.hosts;
        for row in self.rows(Sheet::Hosts, table, MOST_HOSTS) {
            let host = self.host(table, row);
            // Of two with one name the check says so; the first is meant.
            self.names.entry(host.name).or_insert(self.hosts.len());
            self.hosts.push(host);
        }
    }

    fn host(&mut self, table: &'a Table<HostColumn>, row: usize) -> Row<'a> {
        use HostColumn as C;
        let at = |column| (Sheet::Hosts, row, column);
        let page = self.product.page_size.value;
        let size = |text| {
            Ok(match cell::amount(text, Kind::Size)? {
                Amount::Bytes(size) => size,
                Amount::Pages(pages) => pages.in_bytes(page),
                _ => Bytes::ZERO,
            })
        };
        let mut yes = |column| self.cell(table, at(column), |text| cell::word(text, YES_NO)).map(|word| word == "yes");
        let (is_on, is_drained, takes) = (yes(C::On), yes(C::Drain), yes(C::Takes));
        let mut watts = |column| self.cell(table, at(column), parse_power).unwrap_or(Watts::ZERO);
        let power = HostPower {
            off: watts(C::PowerOff),
            booting: watts(C::PowerBooting),
            idle: watts(C::PowerIdle),
            loaded: watts(C::PowerLoaded),
        };
        let mut time = |column| self.cell(table, at(column), cell::time).unwrap_or(Seconds::ZERO);
        let (boot, shutdown) = (time(C::Boot), time(C::Shutdown));
        let mut speed = |column| self.cell(table, at(column), cell::speed).unwrap_or(BytesPerSecond::ZERO);
        let port = speed(C::Link);
        let background = Traffic { outgoing: speed(C::Outgoing), incoming: speed(C::Incoming) };
        Row {
            row: Some(row),
            named_by: 0,
            name: self.cell(table, at(C::Name), cell::name).unwrap_or_default(),
            memory: self.cell(table, at(C::Memory), size),
            cores: self.cell(table, at(C::Cores), cell::number).unwrap_or(1.0),
            is_on: is_on.unwrap_or(true),
            is_drained: is_drained.unwrap_or(false),
            takes: takes.unwrap_or(true),
            boot,
            shutdown,
            power,
            background,
            port,
            switch: self.cell(table, at(C::Switch), cell::name).unwrap_or_default(),
        }
    }

    /// The number of a host that a VM names; one that is in no row is made.
    pub(super) fn host_named(&mut self, name: &'a str, by: usize) -> usize {
        if let Some(&host) = self.names.get(name) {
            return host;
        }
        let host = self.hosts.len();
        self.names.insert(name, host);
        self.hosts.push(Row { name, named_by: by, ..Row::made() });
        host
    }

    /// The first host, for VMs of which no host is said; one that has no row, where there is none.
    pub(super) fn first_host(&mut self, by: usize) -> usize {
        if self.hosts.is_empty() { self.host_named("host1", by) } else { 0 }
    }

    /// The hosts as the model has them.
    pub(super) fn made_hosts(&self) -> Vec<Host> {
        let mut held = vec![Bytes::ZERO; self.hosts.len()];
        for guest in &self.guests {
            if let Some(held) = held.get_mut(guest.host) {
                *held = *held + guest.memory;
            }
        }
        let host = |(host, held): (&Row<'_>, Bytes)| Host {
            name: host.name.to_owned(),
            memory: host.memory.unwrap_or_else(|| MEMORY.max(held * TIMES_ITS_VMS)),
            cores: host.cores,
            is_on: host.is_on,
            boot: host.boot,
            shutdown: host.shutdown,
            power: host.power,
            background: host.background,
        };
        self.hosts.iter().zip(held).map(host).collect()
    }

    /// What is to be emptied, onto what. Nothing to do is a problem.
    pub(super) fn draining(&mut self) -> Draining {
        let of = |is: fn(&Row<'_>) -> bool| {
            self.hosts.iter().enumerate().filter(|(_, host)| is(host)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let hosts = of(|host| host.is_drained);
        let onto = of(|host| host.takes);
        let all = onto.len() == self.hosts.len();
        let given = self.guests.iter().enumerate().filter_map(|(at, guest)| Some((at, guest.to?)));
        let draining = Draining {
            hosts,
            onto: (!all).then_some(onto),
            given: given.collect(),
            afterwards: self.sheets.afterwards,
        };
        if draining.hosts.is_empty() && draining.given.is_empty() && self.problems.is_empty() {
            let problem = Problem::general("No host is to be emptied, and no VM is to be moved.");
            let allowed = format!("“yes” under “{}”, or a destination", HostColumn::Drain.column().label);
            self.problems.push(SheetProblem::of_sheet(Sheet::Hosts, problem.allowed(allowed)));
        }
        draining
    }
}

impl Row<'_> {
    /// A host of which nothing is said: every column's default.
    fn made() -> Self {
        let text = |column: HostColumn| column.column().default;
        let watts = |column| parse_power(text(column)).unwrap_or(Watts::ZERO);
        let time = |column| cell::time(text(column)).unwrap_or(Seconds::ZERO);
        Row {
            row: None,
            named_by: 0,
            name: "",
            memory: None,
            cores: cell::number(text(HostColumn::Cores)).unwrap_or(1.0),
            is_on: true,
            is_drained: false,
            takes: true,
            boot: time(HostColumn::Boot),
            shutdown: time(HostColumn::Shutdown),
            power: HostPower {
                off: watts(HostColumn::PowerOff),
                booting: watts(HostColumn::PowerBooting),
                idle: watts(HostColumn::PowerIdle),
                loaded: watts(HostColumn::PowerLoaded),
            },
            background: Traffic::NONE,
            port: cell::speed(text(HostColumn::Link)).unwrap_or(BytesPerSecond::ZERO),
            switch: text(HostColumn::Switch),
        }
    }
}
