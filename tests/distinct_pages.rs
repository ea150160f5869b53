//! A measured curve of distinct pages against a published table: what a predictor for QEMU's calc-dirty-rate printed for 48 pairs of
//! bandwidth and downtime.
//!
//! Source: A. Gudkov, "Migration time prediction using calc-dirty-rate", qemu-devel, February and April 2023; the vector and the times,
//! rounded up to a millisecond, were recomputed from the published sample, and agree with the printed table.

#![allow(clippy::expect_used)] // a test may fail loudly

use acceptance::published::SAMPLED_DIRTY;
use precopy_model::predict::{Outcome, rounds};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Checked, Dirtying, DistinctCurve, EmptyPages, LimitAction, Link, LinkSpeed, LoopFamily, Pattern,
    Raised, Scenario, Threshold, TimeLimit, Vm, presets,
};

/// All pages, sampled ones, and those of the sample that are zero.
const ALL: f64 = 8_392_704.0;
const SAMPLED: f64 = 16_392.0;
const ZERO: f64 = 10_060.0;
/// A page with its header, and a zero page, on the wire.
const ON_WIRE: f64 = 4104.0;
const ZERO_ON_WIRE: f64 = 8.0;

/// Allowed downtimes in milliseconds.
const ALLOWED: [f64; 6] = [125.0, 250.0, 500.0, 1000.0, 5000.0, 1e9];

/// For each allowed downtime milliseconds and rounds.
type Row = [Option<(f64, u32)>; 6];

/// Bandwidth in "Gbps" of 2³⁰ bits, and for each allowed downtime the milliseconds and rounds; none: not within an hour.
const TABLE: [(f64, Row); 8] = [
    (100.0 / 1024.0, [None, None, None, None, None, Some((1_018_243.0, 1))]),
    (1.0, [None, None, None, None, None, Some((99_438.0, 1))]),
    (2.0, [None, None, None, None, Some((100_874.0, 6)), Some((49_719.0, 1))]),
    (2.5, [None, None, None, None, Some((66_120.0, 4)), Some((39_776.0, 1))]),
    (
        5.0,
        [
            Some((47_742.0, 65)),
            Some((45_637.0, 54)),
            Some((30_658.0, 10)),
            Some((27_077.0, 4)),
            Some((24_432.0, 2)),
            Some((19_888.0, 1)),
        ],
    ),
    (
        10.0,
        [
            Some((12_098.0, 5)),
            Some((11_997.0, 4)),
            Some((11_785.0, 3)),
            Some((11_785.0, 3)),
            Some((11_344.0, 2)),
            Some((9944.0, 1)),
        ],
    ),
    (
        25.0,
        [
            Some((4355.0, 3)),
            Some((4355.0, 3)),
            Some((4293.0, 2)),
            Some((4293.0, 2)),
            Some((3978.0, 1)),
            Some((3978.0, 1)),
        ],
    ),
    (
        40.0,
        [
            Some((2651.0, 3)),
            Some((2635.0, 2)),
            Some((2635.0, 2)),
            Some((2635.0, 2)),
            Some((2486.0, 1)),
            Some((2486.0, 1)),
        ],
    ),
];

fn scenario(gbps: f64, allowed: f64) -> Checked {
    let pages = |sampled: f64| Pages::from_pages(sampled / SAMPLED * ALL);
    let points: Vec<(Seconds, Pages)> =
        SAMPLED_DIRTY.iter().map(|&(at, dirty)| (Seconds::from_milliseconds(at), pages(dirty))).collect();
    let (curve, hot, rate) = DistinctCurve::of_points(&points, pages(SAMPLED - ZERO)).expect("the curve rises");
    // The stop rule counts a page with its header.
    let page = Bytes::from_bytes(ON_WIRE);
    let mut hypervisor = presets::find("custom").expect("the preset exists").hypervisor();
    hypervisor.family.enter(LoopFamily::EstimateRounds { from_round: 1 });
    hypervisor.threshold.enter(Threshold::DowntimeLimit {
        limit: Seconds::from_milliseconds(allowed),
        estimate: BandwidthEstimate::LastRound,
        raised: Raised::Never,
    });
    hypervisor.page_size.enter(page);
    hypervisor.page_header.enter(Bytes::ZERO);
    hypervisor.empty_page.enter(Bytes::from_bytes(ZERO_ON_WIRE));
    // Bound by the link, whatever it is.
    hypervisor
        .empty_pages
        .enter(EmptyPages::Scanned(precopy_model::quantity::PagesPerSecond::from_pages_per_second(1e10)));
    hypervisor.device_state.enter(Seconds::ZERO);
    hypervisor.time_limit.enter(Some(TimeLimit::fixed(Seconds::from_seconds(3600.0))));
    hypervisor.on_limit.enter(LimitAction::Cancel);
    let bandwidth = gbps * f64::from(1 << 30) / 8.0;
    Scenario {
        vm: Vm { memory: page * ALL, working_set: pages(SAMPLED - ZERO).in_bytes(page) },
        dirtying: Dirtying { hot_set: hot.in_bytes(page), rate, pattern: Pattern::Distinct(curve) },
        link: Link {
            speed: LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(bandwidth)),
            ..Link::line(Default::default())
        },
        hypervisor,
    }
    .check()
    .expect("sound")
}

#[test]
fn the_published_table() {
    let mut differences = Vec::new();
    for (gbps, row) in TABLE {
        for (allowed, expected) in ALLOWED.into_iter().zip(row) {
            let prediction = rounds::predict(&scenario(gbps, allowed));
            // The last round is sent while the guest is stopped, and is not a live one.
            let came = (prediction.outcome == Outcome::Completes).then(|| {
                let time = prediction.migration_time.map_or(f64::NAN, |time| (time.as_milliseconds() - 1e-6).ceil());
                (time, prediction.rounds.unwrap_or(0) + 1)
            });
            if came != expected {
                differences.push(format!("{gbps} Gbps, {allowed} ms: expected {expected:?}, is {came:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{} of 48 cells:\n{}", differences.len(), differences.join("\n"));
}
