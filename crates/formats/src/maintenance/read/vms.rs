//! The sheet of VMs.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind};
use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond};
use precopy_model::scenario::{Dirtying, Guest, Traffic, Vm};

use super::{MOST_VMS, Reader};
use crate::maintenance::{Columns, Sheet, SheetProblem, VmColumn, cell};

/// A VM.
pub(super) struct Row<'a> {
    pub(super) row: usize,
    name: &'a str,
    pub(super) host: usize,
    pub(super) to: Option<usize>,
    pub(super) memory: Bytes,
    working_set: Bytes,
    hot_set: Bytes,
    rate: PagesPerSecond,
    traffic: Traffic,
    cores: f64,
}

impl Row<'_> {
    /// As the model has it.
    pub(super) fn guest(&self) -> Guest {
        Guest {
            name: self.name.to_owned(),
            host: self.host,
            vm: Vm { memory: self.memory, working_set: self.working_set },
            dirtying: Dirtying::round_robin(self.hot_set, self.rate),
            traffic: self.traffic,
            cores: self.cores,
        }
    }
}

impl Reader<'_> {
    pub(super) fn read_vms(&mut self) {
        let table = &self.sheets.vms;
        let rows = self.rows(Sheet::Vms, table, MOST_VMS);
        if rows.is_empty() {
            self.problems.push(SheetProblem::of_sheet(Sheet::Vms, Problem::general("There is no VM yet.")));
        }
        for row in rows {
            let guest = self.vm(row);
            self.guests.push(guest);
        }
    }
}

impl<'a> Reader<'a> {
    fn vm(&mut self, row: usize) -> Row<'a> {
        use VmColumn as C;
        let table = &self.sheets.vms;
        let at = |column| (Sheet::Vms, row, column);
        let page = self.product.page_size.value;
        let size = |text: &str, kind: Kind, whole: Bytes| {
            Ok(match cell::amount(text, kind)? {
                Amount::Bytes(size) => size,
                Amount::Pages(pages) => pages.in_bytes(page),
                Amount::Share(share) => whole * share,
                _ => Bytes::ZERO,
            })
        };
        let name = self.cell(table, at(C::Name), cell::name).unwrap_or_default();
        let host = self.cell(table, at(C::Host), cell::name).map(|name| self.host_named(name, row));
        let host = host.unwrap_or_else(|| self.first_host(row));
        let to = self.cell(table, at(C::To), cell::name).map(|name| self.host_named(name, row));
        if to == Some(host) {
            let problem = Problem::general("It is on this host already.").given(table.cell(row, C::To).trim());
            self.problems.push(SheetProblem::of_cell(Sheet::Vms, row, C::To.column().key, problem));
        }
        let memory = self.cell(table, at(C::Memory), |text| size(text, Kind::Size, Bytes::ZERO)).unwrap_or(Bytes::ZERO);
        let mut part = |column, whole| {
            self.cell(table, at(column), |text| size(text, Kind::SizeOrShare, whole)).unwrap_or(Bytes::ZERO)
        };
        let working_set = part(C::WorkingSet, memory);
        let hot_set = part(C::HotSet, working_set);
        let rate = self.cell(table, at(C::DirtyRate), |text| {
            Ok(match cell::amount(text, Kind::DirtyRate)? {
                Amount::PagesPerSecond(rate) => rate,
                Amount::BytesPerSecond(rate) if Bytes::ZERO < page => rate.in_pages_of(page),
                _ => PagesPerSecond::ZERO,
            })
        });
        let mut speed = |column| self.cell(table, at(column), cell::speed).unwrap_or(BytesPerSecond::ZERO);
        let traffic = Traffic { outgoing: speed(C::Outgoing), incoming: speed(C::Incoming) };
        Row {
            row,
            name,
            host,
            to,
            memory,
            working_set,
            hot_set,
            rate: rate.unwrap_or(PagesPerSecond::ZERO),
            traffic,
            cores: self.cell(table, at(C::Cores), cell::number).unwrap_or(0.0),
        }
    }
}
