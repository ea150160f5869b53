//! `lab …`: real QEMU migrations. This file only picks the command; each command has its own file.

mod failure;
mod score;

use std::process::ExitCode;

use failure::{Failure, Outcome};

/// The text behind `lab --help`.
const USAGE: &str = "\
usage: cargo run --release -p precopy-lab -- COMMAND
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("lab: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let mut arguments = std::env::args_os().skip(1);
    match arguments.next() {
        None => {
            print!("{USAGE}");
            Ok(())
        }
        Some(name) if name == "score" => {
            score::run(&arguments.filter_map(|a| a.into_string().ok()).collect::<Vec<_>>())
        }
        Some(name) => Err(Failure::new(format!("there is no command {}", name.display()))),
    }
}
