//! `lessons FROM RECORDED TO`: reads the lessons of a folder, with the recorded runs of another, and writes what the page shows.

use std::path::Path;
use std::process::ExitCode;

use precopy_lessons::{Library, write};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [from, recorded, to] = words.as_slice() else {
        eprintln!("lessons FROM RECORDED TO");
        return ExitCode::FAILURE;
    };
    match Library::read(Path::new(from), Path::new(recorded)) {
        Err(flaws) => {
            for flaw in flaws {
                eprintln!("{from}/{flaw}");
            }
            ExitCode::FAILURE
        }
        Ok(library) => match write(&library, Path::new(to)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{to}: {error}");
                ExitCode::FAILURE
            }
        },
    }
}
