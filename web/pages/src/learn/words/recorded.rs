//! What is said of recorded runs in a lesson.

/// While they are fetched and predicted.
pub const WAITING: &str = "The recorded migrations are on their way …";
/// Where they could not be fetched.
pub const MISSING: &str = "The recorded migrations could not be fetched.";
/// The name of the buttons that choose who predicts.
pub const BY: &str = "Predicted by";
/// The name of the table of scores.
pub const SCORES: &str = "How far off predictions are";
/// Opens the page of evidence.
pub const EVIDENCE: &str = "All recorded migrations, on the page Evidence";
