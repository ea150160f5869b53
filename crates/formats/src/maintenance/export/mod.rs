//! What is handed on of a plan: its steps as CSV and JSON, and a run-book in the product's own commands.

mod run_book;
mod steps;
mod waves;

pub use run_book::{RunBook, run_book};
pub use steps::{PLAN_FORMAT, plan_csv, plan_json};
