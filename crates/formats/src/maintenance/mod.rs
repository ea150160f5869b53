//! All that a plan for many VMs is about, as texts: sheets of hosts, trunks and VMs, rules, a product; and what is handed on of a plan.
//!
//! * [`Sheets`]: as a person typed it; [`Sheets::read`] makes numbers of it, or says what is wrong and where.
//! * [`Columns`]: what columns a sheet has, as data: spelling, kind, default, help.
//! * [`paste`]: a table from a spreadsheet or a program becomes rows of a sheet; [`Pasting`] does it in slices.
//! * [`parse_rules`] and [`print_rule`]: rules, one a line.
//! * [`from_json`], [`Sheets::to_json`]: a file; [`from_link`], [`Sheets::to_link`]: as long as it is small, a key of a link.
//! * [`ready`]: ready-made ones, from papers and of ours.
//! * [`export`]: a plan as CSV and JSON, and as a run-book in the product's own commands.
//!
//! Any text gives sheets or problems, never a panic. Whatever an empty cell counts as stands in its column.

mod cell;
mod column;
pub mod export;
mod host_columns;
mod json;
mod link;
mod paste;
mod power;
mod problem;
mod product;
mod read;
pub mod ready;
mod rules;
#[cfg(test)]
mod schema;
mod table;
mod trunk_columns;
mod vm_columns;

use precopy_model::plan::{NoRoom, Rule, Task, Technique, product_limits};
use precopy_model::scenario::CheckedSite;

pub use precopy_model::plan::{Afterwards, Draining, Techniques};

pub use column::{Column, Columns, Takes};
pub use host_columns::HostColumn;
pub use json::{FORMAT, ReadFile, VERSION, from_json};
pub use link::from_link;
pub use paste::{Pasted, Pasting, ReadAs, paste};
pub use power::{parse_power, print_power};
pub use problem::{Sheet, SheetProblem};
pub use product::product_of;
pub use read::{MOST_HOSTS, MOST_TRUNKS, MOST_VMS};
pub use rules::{Names, ParsedRules, RULES_ALLOWED, parse_rules, print_rule};
pub use table::Table;
pub use trunk_columns::{SPREADS, TrunkColumn};
pub use vm_columns::VmColumn;

use crate::fields::Word;

/// What becomes of a host once it is empty, as a word.
pub const AFTERWARDS: &[Word] = &[
    Word { id: "stay-on", name: "it stays on" },
    Word { id: "switch-off", name: "it is switched off" },
    Word { id: "restart", name: "it is shut down and booted again" },
];

/// How memory is moved, as a word.
pub const TECHNIQUES: &[Word] = &[
    Word { id: "pre-copy", name: "pre-copy" },
    Word { id: "post-copy", name: "post-copy" },
    Word { id: "by-traffic", name: "pre-copy or post-copy, VM by VM, by the direction of its traffic" },
];

/// How the memory of one VM is moved, as a word.
pub const TECHNIQUE: &[Word] =
    &[Word { id: "pre-copy", name: "pre-copy" }, Word { id: "post-copy", name: "post-copy" }];

/// All that a plan is about, as a person typed it. Empty cells count as their column's default.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheets {
    /// What a person calls it.
    pub title: String,
    /// The product and what is entered for it, as in a link: `hv=qemu&max-downtime=30ms`.
    pub product: String,
    /// The hosts.
    pub hosts: Table<HostColumn>,
    /// The links between switches.
    pub trunks: Table<TrunkColumn>,
    /// The VMs.
    pub vms: Table<VmColumn>,
    /// The rules, one a line.
    pub rules: String,
    /// What becomes of hosts that are emptied.
    pub afterwards: Afterwards,
    /// How memory is moved.
    pub techniques: Techniques,
    /// Whether the product's own limits on concurrency are rules as well.
    pub with_product_limits: bool,
}

impl Default for Sheets {
    /// Nothing yet, under the first product.
    fn default() -> Self {
        Self {
            title: String::new(),
            product: "hv=qemu".to_owned(),
            hosts: Table::default(),
            trunks: Table::default(),
            vms: Table::default(),
            rules: String::new(),
            afterwards: Afterwards::StayOn,
            techniques: Techniques::PreCopy,
            with_product_limits: true,
        }
    }
}

/// The same as numbers, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Maintenance {
    /// What a person calls it.
    pub title: String,
    /// Hosts, network, VMs and product.
    pub site: CheckedSite,
    /// Which hosts are to be emptied, onto which, and what becomes of them.
    pub draining: Draining,
    /// How memory is moved.
    pub techniques: Techniques,
    /// VMs of which that is said one by one, and how.
    pub own_techniques: Vec<(usize, Technique)>,
    /// The rules that are written down.
    pub rules: Vec<Rule>,
    /// The line of each, the first being 0.
    pub rule_lines: Vec<usize>,
    /// Whether the product's own limits count as well.
    pub with_product_limits: bool,
    /// By host of the site: its row; none for one that only VMs name.
    pub host_rows: Vec<Option<usize>>,
    /// By VM of the site: its row.
    pub guest_rows: Vec<usize>,
}

impl Maintenance {
    /// All rules that count: those that are written down, then the product's own.
    #[must_use]
    pub fn all_rules(&self) -> Vec<Rule> {
        let own = self.with_product_limits.then(|| product_limits(&self.site)).into_iter().flatten();
        self.rules.iter().cloned().chain(own.map(|(rule, _)| rule)).collect()
    }

    /// What is to be done.
    ///
    /// # Errors
    /// The first VM for which no host has room.
    pub fn task(&self) -> Result<Task, NoRoom> {
        let task = Task::drain(&self.site, &self.draining, &self.all_rules())?;
        let mut task = task.with_techniques(&self.site, self.techniques);
        for (guest, technique) in &self.own_techniques {
            for one in task.moves.iter_mut().filter(|one| one.guest == *guest) {
                one.technique = *technique;
            }
        }
        Ok(task)
    }
}

impl Sheets {
    /// Makes numbers of it.
    ///
    /// # Errors
    /// Everything that is wrong, with sheet, row and column.
    pub fn read(&self) -> Result<Maintenance, Vec<SheetProblem>> {
        read::read(self)
    }

    /// Hosts that VMs name and that are in no row, in the order in which they are named.
    #[must_use]
    pub fn missing_hosts(&self) -> Vec<String> {
        read::missing_hosts(self)
    }

    /// Gives these a row, so that something can be said of them.
    pub fn add_missing_hosts(&mut self) {
        for name in self.missing_hosts() {
            self.hosts.push(&[(HostColumn::Name, &name)]);
        }
    }
}

#[cfg(test)]
mod tests;
