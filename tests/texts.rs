//! Text in and out: what is printed reads back to the same bits, any text at all gives a value or a problem, and links
//! that were once published keep their meaning.
//!
//! Random texts are the same in every run: the seed is fixed and nothing is written to disk.

#[path = "texts/amounts.rs"]
mod amounts;
#[path = "texts/any_text.rs"]
mod any_text;
#[path = "texts/documents.rs"]
mod documents;
#[path = "texts/links.rs"]
mod links;
#[path = "texts/names.rs"]
mod names;
#[path = "texts/shapes.rs"]
mod shapes;
#[path = "texts/uncertain.rs"]
mod uncertain;

use precopy_model::quantity::text::Kind;
use proptest::test_runner::{Config, RngSeed};

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(0x7E97),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..Config::default()
    }
}

const KINDS: [Kind; 12] = [
    Kind::Size,
    Kind::SizeOrShare,
    Kind::DirtyRate,
    Kind::LinkSpeed,
    Kind::ByteRateOrUnlimited,
    Kind::PageRateOrUnlimited,
    Kind::Duration,
    Kind::DurationOrUnlimited,
    Kind::Share,
    Kind::Count,
    Kind::CountOrUnlimited,
    Kind::PagesOrUnlimited,
];
