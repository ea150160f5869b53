//! Tables of recorded migrations, as files.

use std::path::PathBuf;

use precopy_formats::runs;
use precopy_model::records::Run;

use crate::failure::{Failure, Outcome};

/// Reads the migrations of all files. What cannot be read is told, line by line, and the rest is used.
pub(crate) fn read(files: &[PathBuf]) -> Outcome<Vec<Run>> {
    let mut all = Vec::new();
    for file in files {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| Failure::system(&name, &error))?;
        let table = runs::read(&text);
        for problem in &table.problems {
            eprintln!("{name}:{}: {}", problem.line, problem.reason);
        }
        if 0 < table.unfinished {
            eprintln!("{name}: {} did not end at the destination and have no time to compare", table.unfinished);
        }
        all.extend(table.runs);
    }
    if all.is_empty() { Err(Failure::new("there is no migration in these files")) } else { Ok(all) }
}
