//! What the explanation of a number says around its steps. (The steps come from the model.)

use precopy_model::predict::Predictor;
use precopy_model::predict::explain::Quantity;

/// Names of the two choices.
pub const WHICH_NUMBER: &str = "Which number";
/// Names of the two choices.
pub const WHOSE: &str = "Whose";
/// Name of the list.
pub const STEPS: &str = "The steps";
/// Said above the list.
pub const WHAT: &str = "From the link to the number: each step by its formula, with the present numbers put in, which follow the sliders. \
    Symbols are those of the papers: r_u copy rate, c1 stop threshold, t1 end of the first pass, t2 the guest is stopped, t3 the end.";

/// The numbers that can be explained.
pub const QUANTITIES: [(Quantity, &str); 3] =
    [(Quantity::Downtime, "Downtime"), (Quantity::MigrationTime, "Migration time"), (Quantity::Data, "Data sent")];

/// The predictors that can be asked.
pub const PREDICTORS: [(Predictor, &str); 3] =
    [(Predictor::Bound, "bound"), (Predictor::Rounds, "expected"), (Predictor::Paper, "paper")];

/// What the chosen predictor is.
#[must_use]
pub const fn predictor(predictor: Predictor) -> &'static str {
    match predictor {
        Predictor::Bound => "What this product's loop does not exceed while the conditions of the bound hold.",
        Predictor::Rounds => "What this product's own loop does, simulated round by round.",
        Predictor::Paper => "What the equations of Salfner and others say, which test the stop rule at every instant.",
    }
}
