//! From sheets to numbers. Whatever is wrong is said with its place, all of it at once.

mod hosts;
mod network;
mod vms;

use std::collections::{BTreeMap, BTreeSet};

use precopy_model::problem::{Field, Problem};
use precopy_model::scenario::{Hypervisor, Site, SiteProblem, Subject};

use super::cell::given;
use super::{
    Columns, HostColumn, Maintenance, Names, Sheet, SheetProblem, Sheets, Table, VmColumn, parse_rules, product,
};

/// More VMs are not read.
pub const MOST_VMS: usize = 20_000;
/// More hosts are not read.
pub const MOST_HOSTS: usize = 5_000;
/// More trunks are not read.
pub const MOST_TRUNKS: usize = 5_000;
/// Further problems are counted, not listed.
const MOST_PROBLEMS: usize = 1_000;

/// What has been read so far.
struct Reader<'a> {
    sheets: &'a Sheets,
    product: Hypervisor,
    problems: Vec<SheetProblem>,
    /// Hosts by name.
    names: BTreeMap<&'a str, usize>,
    hosts: Vec<hosts::Row<'a>>,
    guests: Vec<vms::Row<'a>>,
}

pub(super) fn read(sheets: &Sheets) -> Result<Maintenance, Vec<SheetProblem>> {
    let (product, problems) = product::read(&sheets.product);
    let problems = problems.into_iter().map(|problem| SheetProblem::of_sheet(Sheet::Product, problem)).collect();
    let (names, hosts, guests) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut reader = Reader { sheets, product, problems, names, hosts, guests };
    reader.read_hosts();
    reader.read_vms();
    let (network, ports) = reader.network();
    let draining = reader.draining();
    let site = Site {
        hosts: reader.made_hosts(),
        network,
        guests: reader.guests.iter().map(vms::Row::guest).collect(),
        hypervisor: reader.product,
    };
    let parsed = parse_rules(&sheets.rules, &Names::of(&site));
    let of_line = |(line, problem)| SheetProblem::of_row(Sheet::Rules, line, problem);
    reader.problems.extend(parsed.problems.into_iter().map(of_line));
    let host_rows = reader.hosts.iter().map(|host| host.row).collect();
    let guest_rows = reader.guests.iter().map(|guest| guest.row).collect();
    let (rule_lines, rules) = parsed.rules.into_iter().unzip();
    match site.check() {
        Ok(site) if reader.problems.is_empty() => Ok(Maintenance {
            title: sheets.title.clone(),
            site,
            draining,
            techniques: sheets.techniques,
            rules,
            rule_lines,
            with_product_limits: sheets.with_product_limits,
            host_rows,
            guest_rows,
        }),
        Ok(_) => Err(reader.all_problems(Vec::new(), &ports)),
        Err(found) => Err(reader.all_problems(found, &ports)),
    }
}

pub(super) fn missing_hosts(sheets: &Sheets) -> Vec<String> {
    let known = sheets.hosts.filled().map(|row| sheets.hosts.cell(row, HostColumn::Name).trim());
    let mut seen: BTreeSet<&str> = known.collect();
    let mut missing = Vec::new();
    for row in sheets.vms.filled().take(MOST_VMS) {
        for column in [VmColumn::Host, VmColumn::To] {
            let name = sheets.vms.cell(row, column).trim();
            if !name.is_empty() && seen.insert(name) {
                missing.push(name.to_owned());
            }
        }
    }
    missing
}

impl<'a> Reader<'a> {
    /// Reads a cell; none, and a problem, where it cannot be read; none where it is empty and there is no default that a text says.
    fn cell<C: Columns, T>(
        &mut self,
        table: &'a Table<C>,
        at: (Sheet, usize, C),
        parse: impl FnOnce(&'a str) -> Result<T, Problem>,
    ) -> Option<T> {
        let (sheet, row, column) = at;
        let text = table.effective(row, column);
        let found = match (text.is_empty(), column.column().is_needed()) {
            (true, false) => return None,
            (true, true) => Err(Problem::general("This is needed.")),
            (false, _) => parse(text),
        };
        found
            .map_err(|problem| {
                self.problems.push(SheetProblem::of_cell(sheet, row, column.column().key, problem));
            })
            .ok()
    }

    /// The rows of a sheet that are read.
    fn rows<C: Columns>(&mut self, sheet: Sheet, table: &Table<C>, most: usize) -> Vec<usize> {
        let mut rows: Vec<usize> = table.filled().collect();
        if most < rows.len() {
            let problem = given("These are more rows than can be read.", &format!("{}", rows.len()));
            self.problems.push(SheetProblem::of_sheet(sheet, problem.allowed(format!("up to {most}"))));
            rows.truncate(most);
        }
        rows
    }

    /// All problems in the order of the sheets. Of a row that could not be read nothing more is said.
    fn all_problems(self, found: Vec<SiteProblem>, ports: &[network::Port]) -> Vec<SheetProblem> {
        let mut all = self.problems;
        let mut unread: Vec<(Sheet, Option<usize>)> = all.iter().map(|one| (one.sheet, one.row)).collect();
        precopy_model::numeric::sort(&mut unread);
        for SiteProblem { subject, problem } in found {
            let (sheet, row) = match subject {
                Subject::Host(host) => match self.hosts.get(host) {
                    Some(host) => host.row.map_or((Sheet::Vms, Some(host.named_by)), |row| (Sheet::Hosts, Some(row))),
                    None => (Sheet::Hosts, None),
                },
                Subject::Guest(guest) => (Sheet::Vms, self.guests.get(guest).map(|guest| guest.row)),
                Subject::Link(link) => match ports.get(link) {
                    Some(network::Port::Trunk(row)) => (Sheet::Trunks, Some(*row)),
                    Some(network::Port::Host(Some(row))) => (Sheet::Hosts, Some(*row)),
                    _ => (Sheet::Hosts, None),
                },
            };
            if unread.binary_search(&(sheet, row)).is_err() {
                all.push(SheetProblem { sheet, row, column: problem.field.and_then(column_of), problem });
            }
        }
        precopy_model::numeric::sort_by(&mut all, |one, other| (one.sheet, one.row).cmp(&(other.sheet, other.row)));
        if MOST_PROBLEMS < all.len() {
            let further = Problem::general(format!("And {} more.", all.len() - MOST_PROBLEMS));
            let sheet = all.get(MOST_PROBLEMS).map_or(Sheet::Vms, |one| one.sheet);
            all.truncate(MOST_PROBLEMS);
            all.push(SheetProblem::of_sheet(sheet, further));
        }
        all
    }
}

/// The column of a VM that a field of a scenario comes from.
fn column_of(field: Field) -> Option<&'static str> {
    let column = match field {
        Field::Memory => VmColumn::Memory,
        Field::WorkingSet => VmColumn::WorkingSet,
        Field::HotSet => VmColumn::HotSet,
        Field::DirtyRate => VmColumn::DirtyRate,
        _ => return None,
    };
    Some(column.column().key)
}
