//! The steps of a plan, as a table and as a file. Both are only written.

use precopy_model::plan::{Action, Ended, NotStarted, Plan, Ran, Technique, Timeline};
use precopy_model::predict::Outcome;
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::Site;

use crate::csv_text::{self, Cell};
use crate::json_text::JsonText;

/// The word by which a file with a plan is known.
pub const PLAN_FORMAT: &str = "precopy-plan";

/// A step in words and numbers.
struct Told<'a> {
    action: &'static str,
    /// The VM or host.
    name: &'a str,
    from: &'a str,
    to: &'a str,
    technique: &'static str,
    ended: &'static str,
    start: Option<f64>,
    end: Option<f64>,
    downtime: Option<f64>,
    brownout: Option<f64>,
    sent: Option<f64>,
}

impl<'a> Told<'a> {
    fn of(site: &'a Site, ran: &Ran) -> Self {
        let host = |host: usize| site.hosts.get(host).map_or("", |host| &host.name);
        let guest = |guest: usize| site.guests.get(guest).map_or("", |guest| &guest.name);
        let (action, name, from, to, technique) = match ran.action {
            Action::Boot(one) => ("boot", host(one), "", "", ""),
            Action::Shutdown(one) => ("shutdown", host(one), "", "", ""),
            Action::Migrate { guest: one, to, technique } => {
                let first = || site.guests.get(one).map_or(usize::MAX, |guest| guest.host);
                let from = ran.migrated().map_or_else(first, |migrated| migrated.from);
                let technique = match technique {
                    Technique::PreCopy => "pre-copy",
                    Technique::PostCopy => "post-copy",
                };
                ("migrate", guest(one), host(from), host(to), technique)
            }
        };
        let prediction = ran.migrated().map(|migrated| &migrated.prediction);
        Self {
            action,
            name,
            from,
            to,
            technique,
            ended: ended(ran),
            start: ran.start.map(Seconds::as_seconds),
            end: ran.end.map(Seconds::as_seconds),
            downtime: prediction.and_then(|prediction| prediction.downtime).map(Seconds::as_seconds),
            brownout: prediction.map(|prediction| prediction.brownout.as_seconds()),
            sent: ran.migrated().map(|migrated| migrated.sent.as_bytes()),
        }
    }
}

/// How a step ended, in a word.
pub(super) fn ended(ran: &Ran) -> &'static str {
    match &ran.ended {
        Ended::Switched => "done",
        Ended::Migrated(migrated) => match migrated.prediction.outcome {
            Outcome::Completes => "done",
            Outcome::Cancelled => "cancelled",
            Outcome::Never => "never",
        },
        Ended::ForEver(_) => "never",
        Ended::NotStarted(why) => match why {
            NotStarted::Waits => "not begun: waits for what never ends",
            NotStarted::Nothing => "not begun: nothing to do",
            NotStarted::NoWay => "not begun: no way over the network",
            NotStarted::HostOff => "not begun: the destination is off",
            NotStarted::NoMemory => "not begun: no memory at the destination",
            NotStarted::NotEmpty => "not begun: VMs are left on the host",
            NotStarted::TooMany => "not begun: more at once than may be",
        },
    }
}

/// The steps of a plan as a table: what, where, after which other steps, and what came of it. Steps are numbered from 1; times are in
/// seconds from the beginning, sizes in bytes.
#[must_use]
pub fn plan_csv(site: &Site, plan: &Plan, timeline: &Timeline) -> String {
    let head = [
        "step",
        "action",
        "name",
        "from",
        "to",
        "technique",
        "after",
        "start_s",
        "end_s",
        "downtime_s",
        "brownout_s",
        "sent_bytes",
        "ended",
    ];
    let row = |(at, ran): (usize, &Ran)| -> Vec<Cell> {
        let told = Told::of(site, ran);
        let mut after = String::new();
        for step in after_of(plan, at) {
            if !after.is_empty() {
                after.push(' ');
            }
            after += &format!("{step}");
        }
        vec![
            ((at + 1) as f64).into(),
            told.action.into(),
            told.name.into(),
            told.from.into(),
            told.to.into(),
            told.technique.into(),
            after.into(),
            told.start.into(),
            told.end.into(),
            told.downtime.into(),
            told.brownout.into(),
            told.sent.into(),
            told.ended.into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = timeline.ran.iter().enumerate().map(row).collect();
    csv_text::print(&head.map(Cell::from), &rows)
}

/// The same as a JSON file, with what the plan comes to.
#[must_use]
pub fn plan_json(site: &Site, plan: &Plan, timeline: &Timeline) -> String {
    let mut json = JsonText::default();
    json.object("");
    json.text("format", PLAN_FORMAT);
    json.number("version", Some(1.0));
    json.text("precopy", env!("CARGO_PKG_VERSION"));
    json.text("hypervisor", site.hypervisor.id);
    json.object("result");
    json.bool("done", timeline.is_done());
    json.number("completionSeconds", Some(timeline.end.as_seconds()));
    json.number("meanMigrationSeconds", timeline.mean_migration_time().map(Seconds::as_seconds));
    json.number("totalDowntimeSeconds", Some(timeline.total_downtime().as_seconds()));
    json.number("energyJoules", Some(timeline.energy().as_joules()));
    json.number("peakPowerWatts", Some(timeline.peak_power().as_watts()));
    let sent = timeline.migrations().fold(Bytes::ZERO, |sum, (_, migrated)| sum + migrated.sent);
    json.number("sentBytes", Some(sent.as_bytes()));
    json.close();
    json.object("atOnce");
    let limits = plan.at_once;
    for (name, limit) in [
        ("fromHost", limits.from_host),
        ("toHost", limits.to_host),
        ("perHost", limits.per_host),
        ("perLink", limits.per_link),
        ("inAll", limits.in_all),
        ("booting", limits.booting),
    ] {
        json.number(name, limit.map(f64::from));
    }
    json.bool("whileTheyConverge", limits.while_they_converge);
    json.close();
    json.list("steps");
    for (at, ran) in timeline.ran.iter().enumerate() {
        let told = Told::of(site, ran);
        json.line("");
        json.number("step", Some((at + 1) as f64));
        json.text("action", told.action);
        if told.action == "migrate" {
            json.text("vm", told.name);
            json.text("from", told.from);
            json.text("to", told.to);
            json.text("technique", told.technique);
        } else {
            json.text("host", told.name);
        }
        json.list("after");
        for step in after_of(plan, at) {
            json.number("", Some(step as f64));
        }
        json.close();
        let not_before = plan.steps.get(at).map(|step| step.not_before.as_seconds()).filter(|&time| 0.0 < time);
        if not_before.is_some() {
            json.number("notBeforeSeconds", not_before);
        }
        json.number("startSeconds", told.start);
        json.number("endSeconds", told.end);
        if told.action == "migrate" {
            json.number("downtimeSeconds", told.downtime);
            json.number("brownoutSeconds", told.brownout);
            json.number("sentBytes", told.sent);
        }
        json.text("ended", told.ended);
        json.close();
    }
    json.finish()
}

/// What a step waits for, each once, in the order of the plan; the first step is 1.
fn after_of(plan: &Plan, at: usize) -> Vec<usize> {
    let mut after: Vec<usize> =
        plan.steps.get(at).into_iter().flat_map(|step| &step.after).map(|step| step + 1).collect();
    precopy_model::numeric::sort(&mut after);
    after.dedup();
    after
}
