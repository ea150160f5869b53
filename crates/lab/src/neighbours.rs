//! `lab neighbours`: recorded migrations as the page needs them that tells how far to trust a prediction.

use precopy_formats::neighbours;
use precopy_model::records::Judge;
use precopy_model::records::near::Neighbour;

use crate::arguments::FilesOptions;
use crate::failure::Outcome;
use crate::library;

/// Prints a line for each migration; each file is calibrated by its own idle runs.
pub(crate) fn print(options: &FilesOptions) -> Outcome {
    for file in &options.files {
        let runs = library::read(std::slice::from_ref(file))?;
        let judge = Judge::new(&runs);
        let all: Vec<Neighbour> = runs.iter().filter_map(|run| Neighbour::of(run, &judge)).collect();
        print!("{}", neighbours::print(&all));
    }
    Ok(())
}
