//! From a rule to a line.

use precopy_model::plan::{Rule, Scope};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{self, Amount};
use precopy_model::scenario::{Site, Subject};

use super::tokens::push_name;
use crate::maintenance::print_power;

/// A rule as it is written; [`super::parse_rules`] reads it back. Of a VM or host that the site does not have, the name is empty.
///
/// ```
/// use precopy_formats::maintenance::{Names, parse_rules, print_rule, ready};
/// let site = (ready::ALL[0].make)().read().unwrap().site;
/// let line = "never together vm01, vm02";
/// let rule = &parse_rules(line, &Names::of(&site)).rules[0].1;
/// assert_eq!(print_rule(rule, &site), line);
/// ```
#[must_use]
pub fn print_rule(rule: &Rule, site: &Site) -> String {
    let time = |time: Seconds| text::print(Amount::Seconds(time));
    match rule {
        Rule::Before { first, then } => {
            let mut line = subject(*first, site);
            line.push_str(" before ");
            line.push_str(&subject(*then, site));
            line
        }
        Rule::EndTogether { guests, within } => {
            let mut line = "together ".to_owned();
            push_all(&mut line, guests, |at| guest(site, at));
            line.push_str(" within ");
            line + &time(*within)
        }
        Rule::NeverTogether(guests) => {
            let mut line = "never together ".to_owned();
            push_all(&mut line, guests, |at| guest(site, at));
            line
        }
        Rule::Apart(guests) => {
            let mut line = "apart ".to_owned();
            push_all(&mut line, guests, |at| guest(site, at));
            line
        }
        Rule::AtMost { migrations, scope } => {
            let counted = match scope {
                Scope::FromHost => "from each host",
                Scope::ToHost => "to each host",
                Scope::Host => "per host",
                Scope::Link => "per link",
                Scope::Site => "in all",
            };
            format!("at most {migrations} {counted}")
        }
        Rule::Deadline(by) => "done within ".to_owned() + &time(*by),
        Rule::PowerCap(cap) => "power at most ".to_owned() + &print_power(*cap),
        Rule::HostsOn { hosts, most } => {
            let mut line = format!("at most {most} on of ");
            push_all(&mut line, hosts, |at| host(site, at));
            line
        }
    }
}

fn guest(site: &Site, at: usize) -> &str {
    site.guests.get(at).map_or("", |guest| &guest.name)
}

fn host(site: &Site, at: usize) -> &str {
    site.hosts.get(at).map_or("", |host| &host.name)
}

fn push_all<'a>(line: &mut String, all: &[usize], name: impl Fn(usize) -> &'a str) {
    for (at, &one) in all.iter().enumerate() {
        if 0 < at {
            line.push_str(", ");
        }
        push_name(line, name(one));
    }
}

fn subject(subject: Subject, site: &Site) -> String {
    let mut text = String::new();
    match subject {
        Subject::Guest(at) => push_name(&mut text, guest(site, at)),
        Subject::Host(at) => {
            let name = host(site, at);
            if site.guests.iter().any(|guest| guest.name == name) {
                text.push_str("host ");
            }
            push_name(&mut text, name);
        }
        Subject::Link(_) => push_name(&mut text, ""),
    }
    text
}
