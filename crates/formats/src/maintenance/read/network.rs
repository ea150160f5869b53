//! Ports of hosts, and the trunks between switches.

use std::collections::BTreeMap;

use precopy_model::problem::Problem;
use precopy_model::quantity::BytesPerSecond;
use precopy_model::scenario::{Network, NetworkLink, Node, Spread};

use super::{MOST_TRUNKS, Reader};
use crate::maintenance::{Columns, SPREADS, Sheet, SheetProblem, TrunkColumn, cell};
use crate::nearest;

/// A misspelt name is not compared with more.
const MOST_COMPARED: usize = 100;

/// Where a link comes from.
pub(super) enum Port {
    /// A host, by its row.
    Host(Option<usize>),
    /// A row of the trunks.
    Trunk(usize),
}

/// Switches by name, in the order in which they are first named.
#[derive(Default)]
struct Switches<'a> {
    numbers: BTreeMap<&'a str, usize>,
    names: Vec<String>,
    /// How many links are at each.
    links: Vec<usize>,
}

impl<'a> Switches<'a> {
    fn number(&mut self, name: &'a str) -> usize {
        let number = *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.links.push(0);
            self.names.len() - 1
        });
        if let Some(links) = self.links.get_mut(number) {
            *links += 1;
        }
        number
    }
}

impl Reader<'_> {
    /// The network, and where each of its links comes from.
    pub(super) fn network(&mut self) -> (Network, Vec<Port>) {
        use TrunkColumn as C;
        let mut switches = Switches::default();
        let (mut links, mut ports) = (Vec::new(), Vec::new());
        for (at, host) in self.hosts.iter().enumerate() {
            links.push(NetworkLink {
                name: format!("port of {}", host.name),
                ends: [Node::Host(at), Node::Switch(switches.number(host.switch))],
                rate: host.port,
                cables: 1,
                spread: Spread::Fairly,
            });
            ports.push(Port::Host(host.row));
        }
        let table = &self.sheets.trunks;
        let mut trunks = Vec::new();
        for row in self.rows(Sheet::Trunks, table, MOST_TRUNKS) {
            let at = |column| (Sheet::Trunks, row, column);
            let ends = [C::From, C::To].map(|end| self.cell(table, at(end), cell::name));
            let rate = self.cell(table, at(C::Link), cell::speed).unwrap_or(BytesPerSecond::ZERO);
            let cables = self.cell(table, at(C::Cables), cell::count).unwrap_or(1);
            let spread = self.cell(table, at(C::Spread), |text| cell::word(text, SPREADS));
            let [Some(from), Some(to)] = ends else { continue };
            let numbers = [switches.number(from), switches.number(to)];
            trunks.push((row, [from, to], numbers));
            links.push(NetworkLink {
                name: format!("{from} – {to}"),
                ends: numbers.map(Node::Switch),
                rate,
                cables,
                spread: if spread == Some("by-address") { Spread::ByAddress } else { Spread::Fairly },
            });
            ports.push(Port::Trunk(row));
        }
        for (row, names, numbers) in trunks {
            for ((name, number), end) in names.into_iter().zip(numbers).zip([C::From, C::To]) {
                if switches.links.get(number).is_some_and(|&links| links < 2) {
                    let others =
                        switches.names.iter().map(String::as_str).filter(|other| *other != name).take(MOST_COMPARED);
                    let mut problem =
                        Problem::general("Nothing else is at this switch: no host, and no other trunk.").given(name);
                    problem.hint = nearest(name, others).map(str::to_owned);
                    self.problems.push(SheetProblem::of_cell(Sheet::Trunks, row, end.column().key, problem));
                }
            }
        }
        (Network { switches: switches.names, links }, ports)
    }
}
