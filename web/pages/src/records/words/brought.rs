//! What is said where logs are brought in.

use precopy_model::quantity::Bytes;
use precopy_model::quantity::text::{Amount, grouped, short};

use super::amounts::{counted, percent};
use crate::records::state::Progress;
use crate::records::state::source::{Kind, Source};

/// Name of the part.
pub const BRING: &str = "Bring logs";
/// A line.
pub const DROP: &str =
    "Drop one log or several on this page, choose them, or paste one. Each is recognised by what is in it.";
/// A button.
pub const CHOOSE: &str = "Choose files";
/// The same when there is something already.
pub const CHOOSE_MORE: &str = "Add files";
/// A button.
pub const EXAMPLE: &str = "Open the example (synthetic)";
/// Name of the field.
pub const PASTE: &str = "Paste a log";
/// In it.
pub const PLACEHOLDER: &str = "vm,source,destination,start,duration_s,outcome,cause,memory_bytes …";
/// A button.
pub const READ: &str = "Read this";
/// What can be read.
pub const FORMATS: [(&str, &str); 6] = [
    (
        "A table",
        "CSV with a head, separated by commas, semicolons, tabs or bars; common names of columns are known, and units in them.",
    ),
    ("virsh domjobinfo --completed", "One after another, in the C locale."),
    ("QEMU query-migrate", "QMP's answers as JSON: one, a list, or a line each."),
    ("KubeVirt", "As kubectl get vmim -o json lists VirtualMachineInstanceMigration objects."),
    ("OpenStack", "JSON of /os-migrations or of a server's migrations."),
    ("JSON objects", "Flat, with the names of the table, in a list or a line each."),
];
/// Name of the part.
pub const BROUGHT: &str = "Logs";
/// Before what the example is.
pub const SYNTHETIC: &str = "Synthetic example.";
/// What it is.
pub const SYNTHETIC_LINE: &str = "A generator in this page made these migrations from a seed, with failures that grow with the number in \
    flight. Its truth: 108 MiB/s and 6 s for each; some guests send their memory several times, some use hardly any of theirs, some meet a busy \
    link or a faster one, and three in ten have a dirty rate that was measured. They happened nowhere.";
/// A button.
pub const CLEAR: &str = "Take all of it away";
/// Name of the progress.
pub const READING: &str = "Reading";
/// When nothing came of it.
pub const NOTHING: &str = "No migration could be read in this.";

/// How far it has come.
#[must_use]
pub fn reading(progress: Progress) -> String {
    let records = counted(progress.records, "migration", "migrations");
    format!("Reading: {} · {records}", percent(progress.share))
}

/// When it is done.
#[must_use]
pub fn read(records: usize) -> String {
    format!("{} read.", counted(records, "migration was", "migrations were"))
}

/// The name of a log.
#[must_use]
pub fn name(source: &Source) -> String {
    match source.kind {
        Kind::Pasted => "Pasted text".to_owned(),
        Kind::Example => "Example".to_owned(),
        Kind::File | Kind::Unreadable => source.name.clone(),
    }
}

/// What it was taken for.
#[must_use]
pub fn line(source: &Source) -> String {
    let formats: Vec<&str> = source.formats.iter().map(|format| format.name()).collect();
    let mut parts = vec![counted(source.records, "migration", "migrations")];
    if !formats.is_empty() {
        parts.push(formats.join(", "));
    }
    parts.push(short(Amount::Bytes(Bytes::from_bytes(source.bytes))));
    if 0 < source.others {
        parts.push(counted(source.others, "other entry left out", "other entries left out"));
    }
    if source.kind == Kind::Unreadable {
        parts.push("the browser did not give all of this file".to_owned());
    }
    parts.join(" · ")
}

/// Columns that say nothing here.
#[must_use]
pub fn ignored(source: &Source) -> Option<String> {
    (!source.ignored_columns.is_empty()).then(|| format!("Not used: {}.", source.ignored_columns.join(", ")))
}

/// The head of what could not be read.
#[must_use]
pub fn unread(count: usize) -> String {
    format!("{} could not be read; the rest is used", counted(count, "thing", "things"))
}

/// What is not listed.
#[must_use]
pub fn further(count: usize) -> String {
    format!("… and {} more", grouped(count as f64))
}

/// A problem with its line.
#[must_use]
pub fn at_line(line: usize, said: &str) -> String {
    format!("Line {}: {said}", grouped(line as f64))
}

/// Before the list of zones.
#[must_use]
pub fn without_zone(count: usize) -> String {
    format!("{} without a zone of time. The clock was set to", counted(count, "migration comes", "migrations come"))
}

/// Zones that are offered, in minutes ahead of UTC.
pub const ZONES: [i16; 27] = [
    -660, -600, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210, 240, 270, 300, 330,
    360, 420, 480, 540, 600, 720,
];

/// The word of a zone in the list.
#[must_use]
pub fn zone_id(minutes: i16) -> String {
    minutes.to_string()
}

/// A zone; none: as the clock on the wall.
#[must_use]
pub fn zone(minutes: Option<i16>) -> String {
    let Some(minutes) = minutes else { return "an unknown zone (hours as written)".to_owned() };
    let sign = if minutes < 0 { "−" } else { "+" };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    if minutes == 0 { "UTC".to_owned() } else { format!("UTC{sign}{hours}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_written_as_people_write_them() {
        assert_eq!([Some(0), Some(330), Some(-210)].map(zone), ["UTC", "UTC+5:30", "UTC−3:30"]);
        assert!(ZONES.is_sorted());
    }
}
