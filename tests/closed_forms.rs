//! What both closed forms keep on any sound scenario, product or free loop, with limits or without: curves are
//! continuous and end where the times say, a faster link or a calmer guest is never worse, the bound is above the
//! paper, each rule of a product does what it says, and extreme numbers neither hang nor turn into nonsense.

#[path = "closed_forms/comparisons.rs"]
mod comparisons;
#[path = "closed_forms/explanations.rs"]
mod explanations;
#[path = "closed_forms/extremes.rs"]
mod extremes;
#[path = "closed_forms/inverse.rs"]
mod inverse;
#[path = "closed_forms/patterns.rs"]
mod patterns;
#[path = "closed_forms/rules.rs"]
mod rules;
#[path = "closed_forms/scenarios.rs"]
mod scenarios;
#[path = "closed_forms/simulated.rs"]
mod simulated;
#[path = "closed_forms/soundness.rs"]
mod soundness;
#[path = "closed_forms/uncertain.rs"]
mod uncertain;
