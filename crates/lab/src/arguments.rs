//! What was asked for on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use precopy_model::records::{Part, Run};

use crate::accelerator::Wanted;
use crate::failure::{Failure, Outcome};

/// The text behind `lab --help`.
pub(crate) const USAGE: &str = "\
usage: cargo run --release -p precopy-lab -- COMMAND

  plan [FILE.toml] [COLUMN=VALUE,…]… [--out PLAN.csv] [--seed N]
              every combination of lists, from the blocks of a file and from the command line, as a plan to be recorded
  record PLAN.csv --rows ROWS.csv [--curves CURVES.csv] [--seed N] [--minutes N] [rig options]
              migrates once per line of the plan, in an order that the seed decides; what is in ROWS.csv already is skipped
  verify [COLUMN=VALUE,…]… [rig options]
              migrates a guest that stays halted, and compares its memory on both sides
  calibrate FILE.csv… [--json]
              what the runs of an idle guest say about link and sender
  score FILE.csv… [--calibrate FILE.csv]… [--part fit|check] [--worst N] [--json]
              what the predictors would have said beforehand, held against what happened; calibrates by the idle runs of the files
              themselves (each left out of its own calibration) or of others
  neighbours FILE.csv…
              the migrations as short lines, for web/near/recorded.txt: what the page needs to tell how far to trust a prediction
  smoke [rig options]
              three live migrations, or one line that says why not

rig options:
  --accel auto|kvm|tcg    auto: KVM where the guest reaches its rate with it, else TCG
  --qemu PATH             a qemu-system-x86_64, or the folder that packages were unpacked into (else .tools/qemu, else PATH)

crates/lab/README.md describes columns, amounts, and how to get QEMU.
";

/// Lists of values by column.
pub(crate) type Lists = Vec<(String, Vec<String>)>;

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Plan(PlanOptions),
    Record(RecordOptions),
    Verify(VerifyOptions),
    Smoke(RigOptions),
    Calibrate(CalibrateOptions),
    Score(ScoreOptions),
    Neighbours(FilesOptions),
}

/// The options of `neighbours`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FilesOptions {
    pub(crate) files: Vec<PathBuf>,
}

/// The options of `calibrate`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CalibrateOptions {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) json: bool,
}

/// The options of `score`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ScoreOptions {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) calibrate: Vec<PathBuf>,
    pub(crate) part: Option<Half>,
    /// How many of the runs that are farthest off are listed.
    pub(crate) worst: usize,
    pub(crate) json: bool,
}

/// A half of the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Half(Part);

impl Half {
    /// Whether a run is of it.
    pub(crate) fn is(self, run: &Run) -> bool {
        Part::of(run) == self.0
    }
}

impl std::str::FromStr for Half {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let part = [Part::Fit, Part::Check].into_iter().find(|part| part.id() == text);
        part.map(Self).ok_or_else(|| format!("`{text}` is neither fit nor check"))
    }
}

/// The options of `plan`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PlanOptions {
    pub(crate) file: Option<PathBuf>,
    pub(crate) lists: Lists,
    pub(crate) out: Option<PathBuf>,
    pub(crate) seed: u64,
}

/// Which QEMU, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RigOptions {
    pub(crate) accel: Wanted,
    pub(crate) qemu: Option<PathBuf>,
}

/// The options of `record`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RecordOptions {
    pub(crate) plan: PathBuf,
    pub(crate) rows: PathBuf,
    pub(crate) curves: Option<PathBuf>,
    pub(crate) seed: u64,
    pub(crate) minutes: Option<u64>,
    pub(crate) rig: RigOptions,
}

/// The options of `verify`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct VerifyOptions {
    pub(crate) lists: Lists,
    pub(crate) rig: RigOptions,
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::new(format!("{error} (see lab --help)"))
    }
}

/// Reads the arguments that follow the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Outcome<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "plan" => plan(parser),
        "record" => record(parser),
        "verify" => verify(parser),
        "smoke" => smoke(parser),
        "calibrate" => calibrate(parser),
        "score" => score(parser),
        "neighbours" => neighbours(parser),
        _ => Err(Failure::new(format!("there is no command `{name}` (see lab --help)"))),
    }
}

/// How many of the runs that are farthest off are listed when nothing is said.
const WORST: usize = 10;

fn calibrate(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut options = CalibrateOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("json") => options.json = true,
            Value(file) => options.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    some_files(&options.files)?;
    Ok(Command::Calibrate(options))
}

fn neighbours(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut options = FilesOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Value(file) => options.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    some_files(&options.files)?;
    Ok(Command::Neighbours(options))
}

fn score(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut options = ScoreOptions { worst: WORST, ..ScoreOptions::default() };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("json") => options.json = true,
            Long("calibrate") => options.calibrate.push(parser.value()?.into()),
            Long("part") => options.part = Some(parser.value()?.parse()?),
            Long("worst") => options.worst = parser.value()?.parse()?,
            Value(file) => options.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    some_files(&options.files)?;
    Ok(Command::Score(options))
}

fn some_files(files: &[PathBuf]) -> Outcome {
    if files.is_empty() {
        Err(Failure::new("no file of recorded migrations is named (see lab --help)"))
    } else {
        Ok(())
    }
}

fn plan(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut options = PlanOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("out") => options.out = Some(PathBuf::from(parser.value()?)),
            Long("seed") => options.seed = parser.value()?.parse()?,
            Value(value) => match list(&value.string()?) {
                Ok(list) => options.lists.push(list),
                Err(file) if options.file.is_none() => options.file = Some(PathBuf::from(file)),
                Err(other) => return Err(Failure::new(format!("`{other}` is a second file"))),
            },
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Plan(options))
}

fn record(mut parser: lexopt::Parser) -> Outcome<Command> {
    let (mut plan, mut rows, mut curves, mut seed, mut minutes) = (None, None, None, 0, None);
    let mut rig = RigOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("rows") => rows = Some(PathBuf::from(parser.value()?)),
            Long("curves") => curves = Some(PathBuf::from(parser.value()?)),
            Long("seed") => seed = parser.value()?.parse()?,
            Long("minutes") => minutes = Some(parser.value()?.parse()?),
            Long("accel") => rig.accel = parser.value()?.string()?.parse()?,
            Long("qemu") => rig.qemu = Some(PathBuf::from(parser.value()?)),
            Value(value) if plan.is_none() => plan = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let plan = plan.ok_or_else(|| Failure::new("record needs a plan (see lab --help)"))?;
    let rows = rows.ok_or_else(|| Failure::new("record needs --rows, the file that rows are added to"))?;
    Ok(Command::Record(RecordOptions { plan, rows, curves, seed, minutes, rig }))
}

fn verify(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut options = VerifyOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("accel") => options.rig.accel = parser.value()?.string()?.parse()?,
            Long("qemu") => options.rig.qemu = Some(PathBuf::from(parser.value()?)),
            Value(value) => match list(&value.string()?) {
                Ok(list) => options.lists.push(list),
                Err(other) => return Err(Failure::new(format!("`{other}` is not COLUMN=VALUE"))),
            },
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Verify(options))
}

fn smoke(mut parser: lexopt::Parser) -> Outcome<Command> {
    let mut rig = RigOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("accel") => rig.accel = parser.value()?.string()?.parse()?,
            Long("qemu") => rig.qemu = Some(PathBuf::from(parser.value()?)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Smoke(rig))
}

/// A column with its values; the text itself where it is none. Phases have commas of their own, so theirs are parted by semicolons.
fn list(text: &str) -> Result<(String, Vec<String>), String> {
    let (name, values) = text.split_once('=').ok_or_else(|| text.to_owned())?;
    let comma = if name == "phases" { ';' } else { ',' };
    Ok((name.to_owned(), values.split(comma).map(|value| value.trim().to_owned()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_and_help_show_the_usage() {
        for line in ["", "help", "--help", "-h", "record --help", "plan --help", "verify --help", "smoke --help"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line:?}");
        }
    }

    #[test]
    fn a_plan_is_of_a_file_and_of_lists() {
        let expected = PlanOptions {
            file: Some("plan.toml".into()),
            lists: vec![
                ("vmsize_mib".to_owned(), vec!["256".to_owned(), "512".to_owned()]),
                ("phases".to_owned(), vec!["1:2,3:4".to_owned(), "5:6".to_owned()]),
            ],
            out: Some("plan.csv".into()),
            seed: 7,
        };
        let line = "plan plan.toml vmsize_mib=256,512 phases=1:2,3:4;5:6 --out plan.csv --seed 7";
        assert_eq!(parsed(line), Ok(Command::Plan(expected)));
    }

    #[test]
    fn record_says_where_to() {
        let expected = RecordOptions {
            plan: "plan.csv".into(),
            rows: "rows.csv".into(),
            curves: Some("curves.csv".into()),
            seed: 3,
            minutes: Some(35),
            rig: RigOptions { accel: Wanted::Tcg, qemu: Some("some/qemu".into()) },
        };
        let line =
            "record plan.csv --rows rows.csv --curves curves.csv --seed 3 --minutes 35 --accel tcg --qemu some/qemu";
        assert_eq!(parsed(line), Ok(Command::Record(expected)));
    }

    #[test]
    fn verify_and_smoke_have_usual_values() {
        assert_eq!(parsed("verify"), Ok(Command::Verify(VerifyOptions::default())));
        assert_eq!(parsed("smoke"), Ok(Command::Smoke(RigOptions::default())));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "recrod",
            "record",
            "record plan.csv",
            "record a b --rows c",
            "plan a b",
            "verify plan.toml",
            "smoke --seed 1",
            "smoke --accel fast",
            "--seed 1",
        ] {
            assert!(parsed(line).is_err(), "{line:?}");
        }
    }
}
