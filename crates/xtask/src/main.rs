//! `cargo xtask …`: the chores of this workspace. This file only picks the command; each command has its own file.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may panic"))]

mod address;
mod arguments;
mod budget;
mod checks;
mod chromium;
mod copy;
mod element;
mod evidence;
mod failure;
mod lessons;
mod media_type;
mod model_package;
mod node;
mod one_file;
mod one_script;
mod pack;
mod package;
mod page;
mod policy;
mod program;
mod serve;
mod server;
mod site;
mod size;
mod step;
mod tools;
mod versions;
mod wasm_module;
mod wasm_target;
mod workspace;

use std::process::ExitCode;

use arguments::{Command, USAGE};
use failure::Outcome;
use program::Program;
use workspace::Workspace;

fn main() -> ExitCode {
    match chore() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn chore() -> Outcome {
    let command = arguments::parse(std::env::args_os().skip(1))?;
    if command == Command::Help {
        print!("{USAGE}");
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Serve(options) => serve::serve(&workspace, &options),
        Command::Build => page::build_and_weigh(&workspace),
        Command::Package => package::build_and_check(&workspace),
        Command::Test(options) => checks::test(&workspace, &options),
        Command::Size => size::check(&workspace),
        Command::Bench => Program::cargo().words("bench -p precopy-model").run_in(workspace.root()),
        Command::LabSmoke => {
            Program::cargo().words("run --quiet --release -p precopy-lab -- smoke").run_in(workspace.root())
        }
    }
}
