//! What was asked for on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::failure::{Failure, Outcome};
use crate::step::Step;

/// The text behind `cargo xtask --help`.
pub(crate) const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--open] [--port N] [--dist DIR]
              build the page and serve it on 127.0.0.1 (port 8080 or the next free one; --port 0: any)
              --open opens a browser; --dist serves a folder that is already built, without building
  build       build the page into dist/ and print its sizes
  package     build everything that is handed out into dist/: the page, the same as one file, the custom element and the
              model for itself; once more below the number of this version; fails when something is over its budget
  test [--keep-going] [--only STEP[,STEP]]
              everything that proves that it works; stops at the first failure unless told to keep going
              steps: format, lint, docs, unit, page, parity, build, browser, size
  size        what everything weighs, against its budgets
  bench       how long a prediction takes, against its budget
  lab-smoke   three live migrations where QEMU is installed, else one line that says so

Trunk, the wasm-bindgen tools and the wasm target are installed when missing (the tools into .tools/).
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the usage.
    Help,
    /// Build the page and serve it.
    Serve(ServeOptions),
    /// Build the page.
    Build,
    /// Build everything that is handed out.
    Package,
    /// Run the checks.
    Test(TestOptions),
    /// Weigh what was built.
    Size,
    /// Run the benchmark.
    Bench,
    /// Try a few live migrations.
    LabSmoke,
}

/// The options of `serve`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    /// Open a browser.
    pub(crate) open: bool,
    /// The port asked for; without one, the first free port from the default on.
    pub(crate) port: Option<u16>,
    /// An already built folder to serve instead of building.
    pub(crate) dist: Option<PathBuf>,
}

/// The options of `test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Run the remaining steps after a failure too.
    pub(crate) keep_going: bool,
    /// The steps asked for; empty means all.
    pub(crate) only: Vec<Step>,
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::new(format!("{error} (see cargo xtask --help)"))
    }
}

/// Reads the arguments that follow the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Outcome<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut command = None;
    while let Some(argument) = parser.next()? {
        command = match (argument, command) {
            (Long("help") | Short('h'), _) => return Ok(Command::Help),
            (Value(name), None) => Some(named(&name.string()?)?),
            (Long("open"), Some(Command::Serve(options))) => {
                Some(Command::Serve(ServeOptions { open: true, ..options }))
            }
            (Long("port"), Some(Command::Serve(options))) => {
                let port = Some(parser.value()?.parse()?);
                Some(Command::Serve(ServeOptions { port, ..options }))
            }
            (Long("dist"), Some(Command::Serve(options))) => {
                let dist = Some(PathBuf::from(parser.value()?));
                Some(Command::Serve(ServeOptions { dist, ..options }))
            }
            (Long("keep-going"), Some(Command::Test(options))) => {
                Some(Command::Test(TestOptions { keep_going: true, ..options }))
            }
            (Long("only"), Some(Command::Test(mut options))) => {
                options.only.extend(steps(&parser.value()?.string()?)?);
                Some(Command::Test(options))
            }
            (other, _) => return Err(other.unexpected().into()),
        };
    }
    Ok(command.unwrap_or(Command::Help))
}

fn named(name: &str) -> Outcome<Command> {
    match name {
        "help" => Ok(Command::Help),
        "serve" => Ok(Command::Serve(ServeOptions::default())),
        "build" => Ok(Command::Build),
        "package" => Ok(Command::Package),
        "test" => Ok(Command::Test(TestOptions::default())),
        "size" => Ok(Command::Size),
        "bench" => Ok(Command::Bench),
        "lab-smoke" => Ok(Command::LabSmoke),
        _ => Err(Failure::new(format!("there is no command `{name}` (see cargo xtask --help)"))),
    }
}

fn steps(list: &str) -> Outcome<Vec<Step>> {
    list.split(',').map(|name| step(name.trim())).collect()
}

fn step(name: &str) -> Outcome<Step> {
    Step::ALL.into_iter().find(|step| step.name() == name).ok_or_else(|| {
        let names = Step::ALL.map(Step::name).join(", ");
        Failure::new(format!("there is no step `{name}`; the steps are {names}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_and_help_show_the_usage() {
        for line in ["", "help", "--help", "-h", "serve --help", "test -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line:?}");
        }
    }

    #[test]
    fn plain_commands() {
        assert_eq!(parsed("build"), Ok(Command::Build));
        assert_eq!(parsed("package"), Ok(Command::Package));
        assert_eq!(parsed("size"), Ok(Command::Size));
        assert_eq!(parsed("lab-smoke"), Ok(Command::LabSmoke));
        assert_eq!(parsed("bench"), Ok(Command::Bench));
        assert_eq!(parsed("serve"), Ok(Command::Serve(ServeOptions::default())));
        assert_eq!(parsed("test"), Ok(Command::Test(TestOptions::default())));
    }

    #[test]
    fn serve_takes_its_options_in_both_spellings() {
        let expected = Command::Serve(ServeOptions { open: true, port: Some(0), dist: Some("some/dist".into()) });
        assert_eq!(parsed("serve --open --port 0 --dist some/dist").as_ref(), Ok(&expected));
        assert_eq!(parsed("serve --dist=some/dist --port=0 --open").as_ref(), Ok(&expected));
    }

    #[test]
    fn test_takes_a_list_of_steps() {
        let expected = TestOptions { keep_going: true, only: vec![Step::Format, Step::Browser, Step::Size] };
        assert_eq!(parsed("test --only format,browser --keep-going --only size"), Ok(Command::Test(expected)));
    }

    #[test]
    fn every_step_is_in_the_usage() {
        for step in Step::ALL {
            assert!(USAGE.contains(step.name()), "{}", step.name());
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "tset",
            "build extra",
            "build --open",
            "--open serve",
            "serve --only format",
            "serve --port",
            "serve --port 65536",
            "serve --port many",
            "serve --open=yes",
            "test --only nothing",
            "test --only format,",
        ] {
            assert!(parsed(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn a_wrong_step_names_the_right_ones() {
        let message = parsed("test --only fromat").unwrap_err().to_string();
        assert!(message.contains("`fromat`") && message.contains("format, lint"), "{message}");
    }
}
