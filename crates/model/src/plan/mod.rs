//! Many VMs: what is done in which order, and what comes of it when it is played.
//!
//! | question | file |
//! | --- | --- |
//! | what is to be done, after what, and how much of it at once? | [`Plan`], of [`Step`]s that are [`Action`]s |
//! | what has it to keep to, and does it? | [`Rule`]s, judged by [`check`] |
//! | pre-copy or post-copy, VM by VM? | [`choose_techniques`]; [`worst_contention`] is what a task comes to |
//! | which VM goes where when hosts are emptied, switched off, restarted? | [`Draining`], which makes a [`Task`] |
//! | in which order? | one file each in [`strategy`], for a [`Task`]; nothing is quicker than [`least_completion`] |
//! | how much of a link does a migration need to converge, beside how many others? | [`least_share`], [`converges_beside`] |
//! | what would make a plan better? | [`advice`], each piece played |
//! | what happens when that is done? | [`play`], step by step a [`Player`]; it comes to a [`Timeline`] |
//!
//! Durations come out of playing a plan, they are never put in: each migration is the product's own loop
//! ([`crate::predict::rounds::Machine`]) under the bandwidth that it gets at that moment.

mod action;
pub mod advice;
mod beside;
mod check;
mod convergence;
mod draining;
mod flows;
mod hosts;
mod lower_bound;
mod player;
mod rules;
mod running;
pub mod strategy;
mod task;
mod technique;
mod timeline;

pub use action::{Action, AtOnce, Plan, Step, Technique};
pub use beside::worst_contention;
pub use check::{Breach, Broken, Checked, Excess, breaches, check};
pub use convergence::{converges_beside, least_share};
pub use draining::{Afterwards, Draining, NoRoom, Techniques};
pub use hosts::CORES_PER_MIGRATION;
pub use lower_bound::{Limit, least_completion};
pub use player::{Player, play};
pub use rules::{Rule, Scope, product_limits};
pub use task::{Task, Wanted};
pub use technique::{Choice, Contention, Leaving, MOST_PAIRS, choose_techniques, contention};
pub use timeline::{Ended, Migrated, NotStarted, Ran, Served, Steps, Timeline};
