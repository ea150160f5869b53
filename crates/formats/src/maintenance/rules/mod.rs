//! Rules in plain words, one a line; `#` begins a comment.
//!
//! ```text
//! web1 before db1                       everything about the first is over before anything about the other begins
//! a, b before c, d                      each of the first before each of the others: four rules on one line
//! together a, b, c within 10 s          their migrations end within so long of each other
//! never together a, b                   no two of them at the same time
//! at most 2 per host                    or: from each host, to each host, per link, in all
//! at most 3 on of node1, node2, node3   so many of these hosts are on at once
//! apart a, b                            no two of them on the same host
//! done within 2 h
//! power at most 4.5 kW
//! ```
//!
//! Names of VMs and hosts; where both have a name, the VM is meant, unless `host` stands before it. In quotes a name may hold anything, also
//! words of this grammar; a quote in it is written twice.

mod parse;
mod print;
mod tokens;

use std::collections::BTreeMap;

use precopy_model::plan::Rule;
use precopy_model::problem::Problem;
use precopy_model::scenario::Site;

pub use print::print_rule;

/// More rules are not read.
const MOST_RULES: usize = 20_000;

/// After so many lines that cannot be read, no more is read.
const MOST_PROBLEMS: usize = 200;

/// What may be written, for messages and help.
pub const RULES_ALLOWED: &[&str] = &[
    "web1 before db1",
    "together a, b, c within 10 s",
    "never together a, b",
    "apart a, b",
    "at most 2 per host",
    "at most 2 from each host",
    "at most 2 to each host",
    "at most 2 per link",
    "at most 5 in all",
    "at most 3 on of node1, node2, node3",
    "done within 2 h",
    "power at most 4.5 kW",
];

/// What rules read as names.
pub struct Names<'a> {
    hosts: BTreeMap<&'a str, usize>,
    guests: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// The names of a site's hosts and VMs. Of several with one name the first is meant.
    #[must_use]
    pub fn of(site: &'a Site) -> Self {
        fn by_name<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
            let mut all = BTreeMap::new();
            for (at, name) in names.enumerate() {
                all.entry(name).or_insert(at);
            }
            all
        }
        Self {
            hosts: by_name(site.hosts.iter().map(|host| host.name.as_str())),
            guests: by_name(site.guests.iter().map(|guest| guest.name.as_str())),
        }
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedRules {
    /// The rules, each with its line, of which there may be several on one; the first line is 0.
    pub rules: Vec<(usize, Rule)>,
    /// What could not be read, with its line.
    pub problems: Vec<(usize, Problem)>,
}

/// Reads rules.
///
/// ```
/// use precopy_formats::maintenance::{Names, parse_rules, ready};
/// let site = (ready::ALL[0].make)().read().unwrap().site;
/// let parsed = parse_rules("at most 2 from each host\nvm01 befor vm02", &Names::of(&site));
/// assert_eq!((parsed.rules.len(), parsed.problems[0].0), (1, 1));
/// ```
#[must_use]
pub fn parse_rules(text: &str, names: &Names<'_>) -> ParsedRules {
    let mut parsed = ParsedRules::default();
    for (line, text) in text.lines().enumerate() {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if MOST_RULES < parsed.rules.len() + parsed.problems.len() {
            let problem = Problem::general("These are more rules than can be read.");
            parsed.problems.push((line, problem.allowed(format!("up to {MOST_RULES}"))));
            break;
        }
        if MOST_PROBLEMS <= parsed.problems.len() {
            let problem = Problem::general("Too many lines before this one cannot be read; the rest is not looked at.");
            parsed.problems.push((line, problem));
            break;
        }
        match parse::rules(text, names) {
            Ok(rules) => parsed.rules.extend(rules.into_iter().map(|rule| (line, rule))),
            Err(problem) => parsed.problems.push((line, problem)),
        }
    }
    parsed
}

#[cfg(test)]
mod tests;
