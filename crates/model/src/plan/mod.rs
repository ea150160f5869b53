//! Many VMs: what is done in which order, and what comes of it when it is played.
//!
//! | question | file |
//! | --- | --- |
//! | what is to be done, after what, and how much of it at once? | [`Plan`], of [`Step`]s that are [`Action`]s |
//! | what has it to keep to, and does it? | [`Rule`]s, judged by [`check`] |
//! | pre-copy or post-copy, VM by VM? | [`choose_techniques`] |
//! | in which order? | one file each in [`strategy`], for a [`Task`]; nothing is quicker than [`least_completion`] |
//! | how much of a link does a migration need to converge? | [`least_share`] |
//! | what happens when that is done? | [`play`], step by step a [`Player`]; it comes to a [`Timeline`] |
//!
//! Durations come out of playing a plan, they are never put in: each migration is the product's own loop
//! ([`crate::predict::rounds::Machine`]) under the bandwidth that it gets at that moment.

mod action;
mod check;
mod convergence;
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
pub use check::{Breach, Broken, Checked, Excess, breaches, check};
pub use convergence::least_share;
pub use hosts::CORES_PER_MIGRATION;
pub use lower_bound::{Limit, least_completion};
pub use player::{Player, play};
pub use rules::{Rule, Scope, product_limits};
pub use task::{Task, Wanted};
pub use technique::{Choice, Contention, Leaving, MOST_PAIRS, choose_techniques, contention};
pub use timeline::{Ended, Migrated, NotStarted, Ran, Served, Steps, Timeline};
