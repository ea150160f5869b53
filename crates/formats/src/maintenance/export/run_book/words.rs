//! What a run-book says in plain words, in whatever language its commands are; and the books that are nothing else.

use precopy_model::plan::{Action, Ran, Technique, Timeline};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{self, Amount, short_seconds};
use precopy_model::scenario::Scenario;

use super::command::{Commands, Part};
use super::quote;
use crate::maintenance::Maintenance;
use crate::maintenance::export::{steps, waves};
use crate::settings::{self, Acts};

/// What a run-book is made of.
#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub(super) maintenance: &'a Maintenance,
    pub(super) timeline: &'a Timeline,
}

/// A migration of a plan.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub(super) guest: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) technique: Technique,
}

/// A step as it is carried out.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    /// By a command.
    Move(Move),
    /// By hand: a host is switched on or off.
    Hand(Action),
}

/// Steps that are begun together.
pub(super) struct Wave {
    /// What is said of it.
    pub(super) title: String,
    /// Each with what is said of it.
    pub(super) deeds: Vec<(Deed, String)>,
}

impl<'a> Book<'a> {
    pub(super) fn host(&self, host: usize) -> &'a str {
        self.maintenance.site.hosts.get(host).map_or("", |host| &host.name)
    }

    pub(super) fn guest(&self, guest: usize) -> &'a str {
        self.maintenance.site.guests.get(guest).map_or("", |guest| &guest.name)
    }

    /// What was entered for the product, as its command says it.
    pub(super) fn options(&self) -> String {
        self.scenario().map(|scenario| settings::options(&scenario)).unwrap_or_default()
    }

    /// A migration as a scenario of its own.
    fn scenario(&self) -> Option<Scenario> {
        let mut scenario: Scenario = (**self.maintenance.site.migration(0)?).clone();
        // Of streams nothing is said of a plan.
        scenario.link.streams = scenario.hypervisor.streams.value;
        Some(scenario)
    }

    /// What stands before everything, line by line.
    pub(super) fn head(&self) -> Vec<String> {
        let site = &self.maintenance.site;
        let count = waves::waves(self.timeline).len();
        let mut lines = Vec::new();
        if !self.maintenance.title.is_empty() {
            lines.push(quote::comment(&self.maintenance.title));
        }
        lines.push(format!("For {}, from a plan that Precopy simulated.", site.hypervisor.name));
        lines.push(format!(
            "Times are expected ones, from the beginning; all of it is over after {}.",
            short_seconds(self.timeline.end)
        ));
        if 1 < count {
            lines.push(format!("There are {count} waves: each is begun when all of the one before it is over."));
        }
        lines.push("Placeholders are in capitals. Read it before you run it.".to_owned());
        for snippet in self.scenario().map(|scenario| settings::beside(&scenario)).unwrap_or_default() {
            lines.push(String::new());
            lines.push(
                match snippet.acts {
                    Acts::Now => "The plan reckons with this, which is said while a migration is under way:",
                    Acts::Next => "The plan reckons with this, which is said before a migration:",
                    Acts::Cluster => "The plan reckons with this setting of hosts or cluster:",
                }
                .to_owned(),
            );
            lines.extend(snippet.text.lines().map(|line| format!("    {line}")));
        }
        lines
    }

    pub(super) fn waves(&self) -> Vec<Wave> {
        let waves = waves::waves(self.timeline);
        let count = waves.len();
        let wave = |(at, steps): (usize, Vec<usize>)| {
            let ran = || steps.iter().filter_map(|&step| self.timeline.ran.get(step));
            let start = ran().filter_map(|ran| ran.start).fold(Seconds::INFINITY, Seconds::min);
            let end = ran().map(|ran| ran.end.unwrap_or(Seconds::INFINITY)).fold(Seconds::ZERO, Seconds::max);
            Wave {
                title: format!("Wave {} of {count}: {}", at + 1, span(start, Some(end))),
                deeds: ran().map(|ran| self.deed(ran)).collect(),
            }
        };
        waves.into_iter().enumerate().map(wave).collect()
    }

    fn deed(&self, ran: &Ran) -> (Deed, String) {
        let when = span(ran.start.unwrap_or(Seconds::ZERO), ran.end);
        match ran.action {
            Action::Migrate { guest, to, technique } => {
                let first = self.maintenance.site.guests.get(guest).map_or(usize::MAX, |guest| guest.host);
                let from = ran.migrated().map_or(first, |migrated| migrated.from);
                let mut said = format!(
                    "{}, {}, from {} to {}, by {}: {when}",
                    self.guest(guest),
                    self.maintenance
                        .site
                        .guests
                        .get(guest)
                        .map_or_else(String::new, |guest| { text::short(Amount::Bytes(guest.vm.memory)) }),
                    self.host(from),
                    self.host(to),
                    match technique {
                        Technique::PreCopy => "pre-copy",
                        Technique::PostCopy => "post-copy",
                    }
                );
                match ran.migrated().and_then(|migrated| migrated.prediction.downtime) {
                    Some(downtime) if ran.is_done() => said += &format!(", downtime {}", short_seconds(downtime)),
                    _ => said += &format!("; in the simulation: {}", steps::ended(ran)),
                }
                (Deed::Move(Move { guest, from, to, technique }), quote::comment(&said))
            }
            action @ (Action::Boot(_) | Action::Shutdown(_)) => (Deed::Hand(action), when),
        }
    }

    /// What is to be done by hand, as a sentence.
    pub(super) fn by_hand(&self, action: Action) -> String {
        match action {
            Action::Boot(host) => format!("Switch on {}, and wait until it can take VMs.", self.host(host)),
            Action::Shutdown(host) => format!("Shut down {}, once no VM is on it.", self.host(host)),
            Action::Migrate { .. } => String::new(),
        }
    }

    /// Steps that the simulation never began.
    pub(super) fn left_over(&self) -> Vec<String> {
        let not_begun = self.timeline.ran.iter().filter(|ran| ran.start.is_none());
        let mut lines: Vec<String> = not_begun
            .map(|ran| {
                let what = match ran.action {
                    Action::Migrate { guest, to, .. } => format!("{} to {}", self.guest(guest), self.host(to)),
                    action => self.by_hand(action),
                };
                quote::comment(&format!("{what} ({})", steps::ended(ran)))
            })
            .collect();
        if !lines.is_empty() {
            lines.insert(0, "In the simulation these were never begun, and are not in this run-book:".to_owned());
        }
        lines
    }

    /// Said of a migration that the product does not do in the way of the plan.
    pub(super) const NO_POST_COPY: &'static str =
        "The plan moves it by post-copy, for which this product has no command: this is its ordinary one.";
}

fn span(start: Seconds, end: Option<Seconds>) -> String {
    match end.filter(|end| end.is_finite()) {
        Some(end) => format!("{} to {}", short_seconds(start), short_seconds(end)),
        None => format!("from {}, without an end", short_seconds(start)),
    }
}

/// A book without commands.
pub(super) fn text(book: &Book<'_>) -> String {
    let no_command =
        "No document shows a command that begins a migration under this product: the moves stand here in plain words.";
    lines(book, Some(no_command), |_, said| format!("- Move {said}.\n"))
}

/// A book of what is told to a monitor or an engine, command by command.
pub(super) fn monitor(book: &Book<'_>, commands: &Commands) -> String {
    lines(book, None, |one, said| {
        let parts = match (one.technique, commands.post_copy) {
            (Technique::PostCopy, Some(parts)) => parts,
            _ => commands.pre_copy,
        };
        let mut text = format!("# {said}\n");
        if one.technique == Technique::PostCopy && commands.post_copy.is_none() {
            text += &format!("# {}\n", Book::NO_POST_COPY);
        }
        for part in parts {
            match part {
                Part::Text(words) => text += words,
                Part::Vm | Part::VmNumber => text += &quote::json(book.guest(one.guest)),
                Part::From(before, after) | Part::FromAddress(before, after) => {
                    text += &quote::json(&format!("{before}{}{after}", quote::address(book.host(one.from))));
                }
                Part::To(before, after) | Part::ToAddress(before, after) => {
                    text += &quote::json(&format!("{before}{}{after}", quote::address(book.host(one.to))));
                }
                Part::Options => {}
            }
        }
        text.push('\n');
        text
    })
}

fn lines(book: &Book<'_>, also: Option<&str>, command: impl Fn(Move, &str) -> String) -> String {
    let mut text = String::new();
    for line in book.head().iter().map(String::as_str).chain(also) {
        push_comment(&mut text, line);
    }
    for wave in book.waves() {
        text.push('\n');
        push_comment(&mut text, &wave.title);
        for (deed, said) in wave.deeds {
            match deed {
                Deed::Move(one) => text += &command(one, &said),
                Deed::Hand(action) => {
                    text += &format!("- By hand: {} ({said})\n", quote::comment(&book.by_hand(action)))
                }
            }
        }
    }
    push_left_over(&mut text, book);
    text
}

pub(super) fn push_comment(text: &mut String, line: &str) {
    text.push('#');
    if !line.is_empty() {
        text.push(' ');
        text.push_str(line);
    }
    text.push('\n');
}

pub(super) fn push_left_over(text: &mut String, book: &Book<'_>) {
    let lines = book.left_over();
    if !lines.is_empty() {
        text.push('\n');
    }
    for line in lines {
        push_comment(text, &line);
    }
}
