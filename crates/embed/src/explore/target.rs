//! What is wanted, as it was handed over.

use std::mem;

use precopy_formats::entries::Raw;
use precopy_model::explore::Target;
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind};
use precopy_model::quantity::{Bytes, Seconds};

use super::amount::{finite, parse};
use super::question::Question;
use crate::told::Failure;

/// How a target is spelt: as a text with a unit, or as a number with the unit in its name.
pub(super) const NAMES: [&str; 7] =
    ["downtime", "downtimeSeconds", "migrationTime", "migrationTimeSeconds", "data", "dataBytes", "completes"];

/// The one target that a question names.
pub(super) fn read(question: &Question) -> Result<Target, Failure> {
    let only = |before: Option<&Target>, _: &Target| match before {
        Some(_) => Err(Problem::general("One target can be asked for at once.")),
        None => Ok(()),
    };
    let missing = || Problem::general("This needs one of a few names.").allowed(NAMES.join(", "));
    // What is no object has been refused for that already.
    targets(question, "target", only)?.pop().ok_or_else(|| Failure::of_argument("target", &missing()))
}

/// All targets that a question names, each kind once; there may be none.
pub(super) fn read_all(question: &Question) -> Result<Vec<Target>, Failure> {
    // The two spellings of one kind stand beside each other.
    targets(question, "targets", |before, target| match before {
        Some(before) if mem::discriminant(before) == mem::discriminant(target) => {
            Err(Problem::general("This is given twice."))
        }
        _ => Ok(()),
    })
}

/// The targets in an object of a question, as long as each may follow the one before it.
fn targets(
    question: &Question,
    object: &str,
    may_follow: impl Fn(Option<&Target>, &Target) -> Result<(), Problem>,
) -> Result<Vec<Target>, Failure> {
    let mut all = Vec::new();
    for name in NAMES {
        let argument = format!("{object}.{name}");
        let Some(raw) = question.get(&argument) else { continue };
        let read = one(name, raw).and_then(|target| may_follow(all.last(), &target).map(|()| target));
        all.push(read.map_err(|wrong| Failure::of_argument(&argument, &wrong))?);
    }
    Ok(all)
}

fn one(name: &str, raw: &Raw) -> Result<Target, Problem> {
    let needs_unit = || Problem::general("A number needs a unit in its name, or a text with a unit.");
    match (name, raw) {
        ("completes", Raw::Bool(true)) => Ok(Target::Completes),
        ("completes", _) => Err(Problem::general("This can only be wanted.").allowed("true")),
        ("downtimeSeconds", Raw::Number(number)) => Ok(Target::Downtime(Seconds::from_seconds(finite(*number)?))),
        ("migrationTimeSeconds", Raw::Number(number)) => {
            Ok(Target::MigrationTime(Seconds::from_seconds(finite(*number)?)))
        }
        ("dataBytes", Raw::Number(number)) => Ok(Target::Data(Bytes::from_bytes(finite(*number)?))),
        ("downtimeSeconds" | "migrationTimeSeconds" | "dataBytes", _) => {
            Err(Problem::general("This spelling takes a number."))
        }
        ("data", Raw::Text(text)) => match parse(text, Kind::Size)? {
            Amount::Bytes(bytes) => Ok(Target::Data(bytes)),
            _ => Err(Problem::general("This needs bytes, not pages.").given(text.as_str())),
        },
        (_, Raw::Text(text)) => match parse(text, Kind::Duration)? {
            Amount::Seconds(time) if name == "downtime" => Ok(Target::Downtime(time)),
            Amount::Seconds(time) => Ok(Target::MigrationTime(time)),
            _ => Err(needs_unit()),
        },
        _ => Err(needs_unit()),
    }
}
