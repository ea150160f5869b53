//! What would make a plan better, and what applications want of the ports.

use precopy_model::plan::advice::{Advice, Change, Figures};
use precopy_model::plan::{Scope, Techniques};
use precopy_model::quantity::BytesPerSecond;
use precopy_model::quantity::text::{Amount, grouped, short};
use precopy_model::scenario::{CheckedSite, Node};

use super::amounts::{counted, time};
use super::names::{guest, host, list};
use crate::plan::state::applied::line_rate;

/// The head of the part.
pub const HEAD: &str = "What would make it better";
/// Where nothing would.
pub const NOTHING: &str = "Nothing that was tried does: fewer at once, a wider link, post-copy, VMs left out.";
/// While it is being tried.
pub const TRYING: &str = "Trying changes…";
/// A button.
pub const APPLY: &str = "Apply";
/// The head of the table of contention.
pub const CONTENTION: &str = "Traffic of applications against memory";
/// What stands below it.
pub const CONTENTION_LINE: &str = "What applications want of the busiest ports: a VM that is pre-copied sends from its source, one that is \
    post-copied receives at its destination.";
/// Its columns.
pub const COLUMNS: [&str; 4] = ["Technique", "Source, out", "Destination, in", "Worst"];

/// What is changed.
#[must_use]
pub fn change(change: &Change, site: &CheckedSite) -> String {
    match change {
        Change::AtMost { migrations, scope } => {
            let place = match scope {
                Scope::FromHost => "from each host",
                Scope::ToHost => "to each host",
                Scope::Host => "at each host",
                Scope::Link => "over each link",
                Scope::Site => "in all",
            };
            format!("At most {} {place}", counted(*migrations as usize, "migration", "migrations"))
        }
        Change::WhileTheyConverge => "Only as many at once as still converge".to_owned(),
        Change::PostCopy { guests } => format!("Post-copy for {}", names(guests, site)),
        Change::LeaveOut { guests, .. } => format!("Leave {} where they are", names(guests, site)),
        Change::Widen { links, rate } => {
            let what: Vec<String> = links.iter().map(|&at| link(at, site)).collect();
            let each = if links.len() == 1 { "" } else { " each" };
            format!("{} with {}{each}", capital_list(&what), rate_text(*rate))
        }
    }
}

fn names(guests: &[usize], site: &CheckedSite) -> String {
    list(guests.iter().map(|&at| guest(site, at)))
}

fn capital_list(what: &[String]) -> String {
    super::outcome::capital(&list(what.iter().map(String::as_str)))
}

fn link(at: usize, site: &CheckedSite) -> String {
    let Some(link) = site.network.links.get(at) else { return String::new() };
    match link.ends {
        [Node::Host(at), _] | [_, Node::Host(at)] => format!("the port of {}", host(site, at)),
        [Node::Switch(a), Node::Switch(b)] => {
            let name = |at: usize| site.network.switches.get(at).map_or("?", String::as_str);
            format!("the trunk between {} and {}", name(a), name(b))
        }
    }
}

/// What goes over a link, as the line rate that carries so much.
#[must_use]
pub fn rate_text(rate: BytesPerSecond) -> String {
    short(Amount::BitsPerSecond(line_rate(rate)))
}

/// What comes of it, against what there is.
#[must_use]
pub fn comes_to(advice: &Advice, now: &Figures) -> String {
    let told = &advice.figures;
    let mut said = vec![format!("done after {} instead of {}", time(Some(told.end)), time(Some(now.end)))];
    let [missed, before] = [told, now].map(|figures| figures.migrations - figures.converged);
    if missed != before {
        said.push(format!(
            "{} of {} do not converge instead of {}",
            grouped(missed as f64),
            grouped(now.migrations as f64),
            grouped(before as f64)
        ));
    }
    if told.undone != now.undone {
        said.push(format!("{} not done instead of {}", grouped(told.undone as f64), grouped(now.undone as f64)));
    }
    said.push(format!("downtime {} instead of {}", time(Some(told.total_downtime)), time(Some(now.total_downtime))));
    said.join(", ")
}

/// How memory is moved.
#[must_use]
pub const fn techniques(techniques: Techniques) -> &'static str {
    match techniques {
        Techniques::PreCopy => "all by pre-copy",
        Techniques::PostCopy => "all by post-copy",
        Techniques::ByTraffic => "VM by VM, by traffic",
    }
}
