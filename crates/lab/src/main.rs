//! `lab …`: real QEMU migrations. This file only picks the command; each command has its own file.

mod accelerator;
mod amount;
mod arguments;
mod block;
mod calibrate;
mod curve;
mod failure;
mod guest;
mod heartbeat;
mod library;
mod machine;
mod memory;
mod migration;
mod neighbours;
mod parameters;
mod phases;
mod plan;
mod priority;
mod qemu;
mod qmp;
mod record;
mod relay;
mod row;
mod run_folder;
mod score;
mod shuffle;
mod smoke;
mod verify;
mod watch;

use std::process::ExitCode;

use arguments::{Command, USAGE};
use failure::Outcome;

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
    match arguments::parse(std::env::args_os().skip(1))? {
        Command::Help => {
            print!("{USAGE}");
            Ok(())
        }
        Command::Calibrate(options) => calibrate::print(&options),
        Command::Score(options) => score::score(&options),
        Command::Neighbours(options) => neighbours::print(&options),
        Command::Plan(options) => plan::write(&options),
        Command::Record(options) => record::record(&options),
        Command::Verify(options) => verify::verify(&options),
        Command::Smoke(options) => smoke::smoke(&options),
    }
}
