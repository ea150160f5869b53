//! A few explanations as they read.

use super::{Quantity, Step, Value, explain};
use crate::predict::Predictor;
use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
use crate::scenario::{Checked, Dirtying, Link, LinkSpeed, Mark, Scenario, Source, Vm, presets};

/// 4 GiB of which 2.8 are used and 512 MiB hot, on 10 Gbit/s.
fn guest(product: &str, rate: f64) -> Checked {
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(rate)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: presets::find(product).unwrap().hypervisor(),
    };
    scenario.check().unwrap()
}

/// What the last steps say, one line each.
fn ends(scenario: &Checked, predictor: Predictor, quantity: Quantity, count: usize) -> Vec<String> {
    let line = |step: Step| format!("{}: {} | {} | {}", step.title, step.formula, step.with, step.value.in_words());
    let mut all: Vec<String> = explain(scenario, predictor, quantity).into_iter().map(line).collect();
    all.split_off(all.len() - count)
}

#[test]
fn the_bound_under_qemu() {
    assert_eq!(
        ends(&guest("qemu", 22_000.0), Predictor::Bound, Quantity::Downtime, 7),
        [
            "Height of the line: a1 = min(RATE · t1, HWSET + λ · c1) | min(22,000 × 22.51 s, 131,072 + 0.67 × 9,830) | 137,685 pages",
            "What the first pass left is gone: t_w = t1 + d(t1) / r_u, or the two windows that a measured threshold may need | \
             22.51 s + 131,072 / 32,704 | 26.51 s",
            "The guest is stopped by: t2 ≤ the end of the window in which t1 + (a1 − c1) / (r_u − RATE) lies | \
             22.51 s + (137,685 − 9,830) / (32,704 − 22,000) | 34.50 s",
            "Pages left, at most: left ≤ c1 · (1 + buffer / (r_u · window)): a buffer that goes beyond the cap is sent, and measured \
             |  | 9,927 pages",
            "Stop phase, at most: left / the copy rate while the guest is stopped | 9,927 / 286,758 | 34.6 ms",
            "Device state: with the start at the destination; whatever the memory does |  | 20 ms",
            "Downtime, at most: downtime ≤ stop phase + device state | 34.6 ms + 20 ms | 54.6 ms",
        ]
    );
}

#[test]
fn the_rounds_of_xen() {
    assert_eq!(
        ends(&guest("xen", 22_000.0), Predictor::Rounds, Quantity::MigrationTime, 7),
        [
            "Round 4: left = what was unsent, or written since the last look | \
             sends 471 pages in 1.64 ms, 36 were dirtied meanwhile; 36 left: it goes on. | 36 pages",
            "Round 5: left = what was unsent, or written since the last look | sends 36 pages in 0.13 ms, \
             3 were dirtied meanwhile; so small a round is the last one: the guest is stopped. | 2.76 pages",
            "The guest is stopped: t2 | stops because its threshold of 50 pages is reached, with 2 pages left | 3.95 s",
            "Pages left: K after one more look |  | 2.76 pages",
            "Stop phase: the rest is sent while the guest is stopped, at the rate that then holds | 2.76 pages | 0.01 ms",
            "Device state: with the start at the destination; whatever the memory does |  | 314 ms",
            "Migration time: t3 = t2 + stop phase + device state | 3.95 s + 0.01 ms + 314 ms | 4.27 s",
        ]
    );
}

#[test]
fn what_never_ends_says_so() {
    assert_eq!(
        ends(&guest("qemu", 60_000.0), Predictor::Bound, Quantity::Data, 1),
        ["Result: no rule that is sure to apply ends it | never ends: the guest writes faster than the link carries, \
          and this product has no limit | never"]
    );
}

#[test]
fn sources_are_the_products_own_or_a_place_of_the_derivation() {
    let steps = explain(&guest("qemu", 22_000.0), Predictor::Bound, Quantity::Downtime);
    let source = |title: &str| steps.iter().find(|step| step.title == title).unwrap().source;
    assert_eq!(source("The product's cap"), guest("qemu", 0.0).hypervisor.bandwidth_cap.source);
    assert_eq!(source("Memory").mark, Mark::SourceCode);
    assert_eq!(source("Dirty rate"), Source::ENTERED);
    assert_eq!(source("End of the first pass").place, "equation (12)");
    assert_eq!(source("The guest is stopped by").what, "docs/validity.md");
}

#[test]
fn the_middle_of_many_rounds_is_summed_up() {
    let steps = explain(&guest("qemu", 32_600.0), Predictor::Rounds, Quantity::Data);
    let middle = steps.iter().filter(|step| step.title.starts_with("Rounds ")).count();
    let single = steps.iter().filter(|step| step.title.starts_with("Round ")).count();
    assert_eq!((middle, single), (1, 39));
}

#[test]
fn the_rest_that_follows_a_switch_adds_up_whatever_slowed_the_guest_down_before() {
    // oVirt's auto-converge has slowed it down for long by then.
    let mut scenario = guest("ovirt-post-copy", 20e6).into_inner();
    scenario.dirtying.hot_set = Bytes::from_gib(2.8);
    let scenario = scenario.check().unwrap();
    let prediction = crate::predict::rounds::predict(&scenario);
    assert!(prediction.ends_in_post_copy() && 20.0 < prediction.brownout.as_seconds(), "{prediction:?}");
    assert_eq!(
        ends(&scenario, Predictor::Rounds, Quantity::MigrationTime, 1),
        ["Migration time: t3 = t2 + device state + the rest, which follows | 40.02 s + 20 ms + 2.56 s | 42.60 s"]
    );
}

#[test]
fn pages_that_are_sent_again_go_by_as_fast_as_they_are_played() {
    let mut scenario = guest("proxmox", 10_000.0).into_inner();
    scenario.link.speed = LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0));
    scenario.hypervisor.compression.value.to = 0.5;
    let scenario = scenario.check().unwrap();
    let steps = explain(&scenario, Predictor::Rounds, Quantity::MigrationTime);
    let step = steps.iter().find(|step| step.title == "Copy rate of pages that are sent again").unwrap();
    // 4096 + 8 bytes of header against 2048 + 8, whatever the link is given in.
    let Value::PagesPerSecond(rate) = step.value else { panic!("{step:?}") };
    assert!((rate.as_pages_per_second() - 30_000.0 * 4104.0 / 2056.0).abs() < 1e-6, "{step:?}");
}
