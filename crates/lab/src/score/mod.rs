//! `lab score`: what the predictors would have said of recorded migrations beforehand, held against what happened.

mod board;
mod json;
mod table;

use precopy_model::records::{Judge, Run};

use crate::arguments::ScoreOptions;
use crate::failure::Outcome;
use crate::library;

use board::Board;

/// Scores the migrations of some files.
pub(crate) fn score(options: &ScoreOptions) -> Outcome {
    let runs = library::read(&options.files)?;
    let calibrating = if options.calibrate.is_empty() { runs.clone() } else { library::read(&options.calibrate)? };
    let judge = Judge::new(&calibrating);
    let scored: Vec<&Run> = runs.iter().filter(|run| options.part.is_none_or(|part| part.is(run))).collect();
    let board = Board::of(&judge, &scored);
    if options.json {
        println!("{:#}", json::of(&board));
    } else {
        print!("{}", table::of(&board, options.worst));
    }
    Ok(())
}
