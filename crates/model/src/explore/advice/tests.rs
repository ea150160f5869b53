//! Advice on scenarios whose answer is known, and what has to hold of any: it meets the targets, it is the prediction of what it changes.

use super::counsel::other;
use super::search::miss;
use super::*;
use crate::predict::Outcome;
use crate::problem::Field;
use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond, Seconds};
use crate::scenario::presets::{self, Reach};
use crate::scenario::{Dirtying, LimitAction, Link, LinkSpeed, Scenario, Vm};

fn pages(rate: f64) -> PagesPerSecond {
    PagesPerSecond::from_pages_per_second(rate)
}

fn s(seconds: f64) -> Seconds {
    Seconds::from_seconds(seconds)
}

/// 4 GiB, of which 2 GiB hold data and 512 MiB are hot, on a link of 10 Gbit/s: about 286,000 pages/s.
fn scenario(product: &str, rate: f64) -> Scenario {
    Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), pages(rate)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: presets::find(product).unwrap().hypervisor(),
    }
}

fn checked(product: &str, rate: f64) -> Checked {
    scenario(product, rate).check().unwrap()
}

fn all_scenarios() -> Vec<Checked> {
    let mut all = Vec::new();
    for preset in presets::all() {
        for rate in [45_000.0, 400_000.0] {
            for (gbit, shared_by) in [(1.0, 1), (10.0, 4)] {
                let mut scenario = scenario(preset.id, rate);
                scenario.link = Link::line(BitsPerSecond::from_gbit_per_second(gbit));
                scenario.link.shared_by = shared_by;
                all.push(scenario.check().unwrap());
            }
        }
    }
    all
}

fn targets() -> Vec<Vec<Target>> {
    vec![
        vec![],
        vec![Target::Downtime(s(0.3)), Target::MigrationTime(s(600.0))],
        vec![Target::Downtime(s(1.0))],
        vec![Target::Data(Bytes::from_gib(3.0))],
    ]
}

#[test]
fn of_every_product() {
    let (mut most, mut advised, mut doubles) = (0, 0, 0);
    for scenario in all_scenarios() {
        for targets in targets() {
            for who in [Who::Bound, Who::Rounds] {
                let counsel = advise(&scenario, &targets, who);
                most = most.max(counsel.predictions);
                let named = format!("{} {targets:?} {who:?}", scenario.hypervisor.id);
                assert_eq!(counsel.now, who.figures(&scenario), "{named}");
                for advice in &counsel.advice {
                    advised += 1;
                    doubles += usize::from(advice.changes.len() == 2);
                    what_is_promised_is_what_applying_it_gives(&scenario, &targets, advice);
                    for &change in &advice.changes {
                        the_product_has_it(scenario.hypervisor.id, change);
                        products_take_the_value(change, &advice.scenario);
                    }
                }
                assert!(counsel.advice.is_sorted_by(|a, b| !b.comes_before(a)), "{named}");
                assert!(!counsel.is_met() || counsel.advice.is_empty() && counsel.headroom.is_some(), "{named}");
                let is_empty = counsel.advice.is_empty() && !counsel.is_met();
                assert!(is_empty || counsel.nearest.is_none(), "{named}");
            }
        }
    }
    println!("{most} predictions at most, {advised} pieces of advice, {doubles} of two changes");
    assert!(most <= MOST_PREDICTIONS && 1000 < advised && 20 < doubles, "{most} {advised} {doubles}");
}

/// "Some hundreds".
const MOST_PREDICTIONS: u32 = 600;

fn what_is_promised_is_what_applying_it_gives(scenario: &Checked, targets: &[Target], advice: &Advice) {
    let mut changed = scenario.clone();
    for change in &advice.changes {
        changed = change.apply(&changed).unwrap();
    }
    let named = format!("{} {targets:?}: {advice:?}", scenario.hypervisor.id);
    assert_eq!(advice.promised, advice.promised_by.figures(&changed), "{named}");
    assert_eq!(advice.other, other(advice.promised_by).figures(&changed), "{named}");
    assert!(advice.is_met() && miss(targets, &advice.promised) == 0.0, "{named}");
    assert_eq!(advice.promised.outcome, Outcome::Completes);
    assert!(advice.changes.len() <= 2);
}

fn the_product_has_it(product: &str, change: Change) {
    let preset = presets::find(product).unwrap();
    match change {
        // What needs no option.
        Change::SharedBy(_) | Change::DirtyRate(_) | Change::Link(_) => {}
        Change::Policy(id) => assert!(presets::policies(product).iter().any(|policy| policy.id == id)),
        _ if product == "custom" => assert_ne!(change, Change::SlowedDown),
        Change::OnLimit(action) => {
            assert!(preset.setting(Field::OnLimit).unwrap().words.contains(&action.id()), "{product}: {change:?}");
        }
        _ => {
            let setting = preset.setting(change.field()).expect(product);
            assert_ne!(setting.reach, Reach::Source, "{product}: {change:?}");
        }
    }
}

fn products_take_the_value(change: Change, scenario: &Scenario) {
    let whole = match change {
        Change::DowntimeLimit(time) => time.as_milliseconds(),
        Change::TimeLimit(time) | Change::RaisedEvery(time) => time.as_seconds(),
        Change::StopThreshold(pages) => pages.as_pages(),
        Change::BandwidthCap(Some(cap)) => {
            assert!(cap <= scenario.link.copy_rate(&scenario.hypervisor).available, "{change:?}");
            cap.as_bytes_per_second() / 1_048_576.0
        }
        _ => return,
    };
    assert_eq!(whole, whole.round(), "{change:?}");
}

/// 1 Gbit/s carries 117.7 MB/s = 28,741 pages of 4096 bytes a second (4104 bytes on the wire: 28,685). With 40,000 pages/s written, Xen, which
/// slows nobody down, leaves the hot set of 131,072 pages to the stop: 4.6 s. 10 Gbit/s take λ down to 0.14.
#[test]
fn planted_xen_needs_another_link_or_a_quieter_time() {
    let mut given = scenario("xenserver", 40_000.0);
    given.link = Link::line(BitsPerSecond::from_gbit_per_second(1.0));
    let counsel = advise(&given.check().unwrap(), &[Target::Downtime(s(0.5))], Who::Bound);
    let disturbed: Vec<Disturbance> = counsel.advice.iter().map(|advice| advice.disturbance).collect();
    assert_eq!(disturbed, [Disturbance::Waiting, Disturbance::Hardware], "{counsel:?}");
    let Change::Link(LinkSpeed::Line(link)) = counsel.advice[1].changes[0] else { panic!("{counsel:?}") };
    assert!([2.5e9, 10e9].contains(&link.as_bits_per_second()), "{link:?}");
}

/// libvirt's downtime limit of 300 ms lets 85,800 pages through at 10 Gbit/s; the guest writes faster than the link carries, all over a
/// hot set of 131,072 pages: a limit of 131,072 / 286,650 = 457 ms and more lets it stop, and the rest takes as long.
#[test]
fn planted_downtime_limit() {
    let counsel = advise(&checked("libvirt", 300_000.0), &[Target::Downtime(s(1.0))], Who::Bound);
    assert_eq!(counsel.now.outcome, Outcome::Never);
    let best = &counsel.advice[0];
    assert_eq!(best.changes, [Change::DowntimeLimit(s(0.5))]);
    assert_eq!(best.disturbance, Disturbance::Migration);
    let downtime = best.promised.downtime.unwrap().as_seconds();
    assert!((0.457..0.53).contains(&downtime), "{downtime}");
    // Post-copy: a time limit, and what is done then.
    let post_copy = counsel.advice.iter().find(|advice| advice.disturbance == Disturbance::PostCopy).unwrap();
    assert!(post_copy.changes.contains(&Change::OnLimit(LimitAction::PostCopy)), "{post_copy:?}");
}

/// A hot set of 1.5 GiB takes 1.4 s: nothing but slowing the guest down lets it stop within 300 ms, and that costs a brownout, of which the
/// bound knows nothing.
#[test]
fn planted_slowing_down() {
    let mut given = scenario("libvirt", 400_000.0);
    given.dirtying.hot_set = Bytes::from_gib(1.5);
    let counsel = advise(&given.check().unwrap(), &[Target::Downtime(s(0.5))], Who::Bound);
    let slowed = &counsel.advice[0];
    assert_eq!((&slowed.changes[..], slowed.promised_by), (&[Change::SlowedDown][..], Who::Rounds), "{counsel:?}");
    assert_eq!(slowed.disturbance, Disturbance::Throttling);
    assert!(Seconds::ZERO < slowed.promised.brownout);
    assert_eq!(slowed.other.outcome, Outcome::Never);
}

/// A window that no round figure hits: the limit has to let 457 ms through, 20 ms of device state and a little more come to it, and the
/// downtime may be 490 ms.
#[test]
fn planted_narrow_window() {
    let counsel = advise(&checked("libvirt", 300_000.0), &[Target::Downtime(s(0.49))], Who::Bound);
    assert_eq!(counsel.advice[0].changes, [Change::DowntimeLimit(s(0.46))]);
    let counsel = advise(&checked("libvirt", 300_000.0), &[Target::Downtime(s(0.45))], Who::Bound);
    assert!(counsel.advice.iter().all(|advice| !matches!(advice.changes[0], Change::DowntimeLimit(_))), "{counsel:?}");
}

/// KubeVirt cancels after 150 s for each GB: 5 of them for 4 GiB. Two share 1 Gbit/s.
#[test]
fn planted_time_limit() {
    let mut given = scenario("kubevirt", 13_500.0);
    given.link = Link::line(BitsPerSecond::from_gbit_per_second(1.0));
    given.link.shared_by = 2;
    given.hypervisor.time_limit.value.as_mut().unwrap().time = s(20.0);
    let given = given.check().unwrap();
    let counsel = advise(&given, &[], Who::Bound);
    assert_eq!(counsel.now.outcome, Outcome::Cancelled);
    let changes: Vec<Change> = counsel.advice.iter().map(|advice| advice.changes[0]).collect();
    assert!(changes.contains(&Change::SharedBy(1)), "{changes:?}");
    assert!(changes.iter().any(|change| matches!(change, Change::TimeLimit(_))), "{changes:?}");
    assert!(changes.contains(&Change::OnLimit(LimitAction::PostCopy)), "{changes:?}");
}

/// Neither the cap nor the downtime limit does alone: 300,000 pages/s on a link of 286,650, under QEMU's cap; with the link's speed a
/// limit of 500 ms lets it through, under the cap it takes 4 s.
#[test]
fn planted_pair() {
    let targets = [Target::Downtime(s(0.6)), Target::MigrationTime(s(10.0))];
    let counsel = advise(&checked("qemu", 300_000.0), &targets, Who::Bound);
    let best = &counsel.advice[0];
    assert_eq!(best.disturbance, Disturbance::Migration, "{counsel:?}");
    assert!(matches!(best.changes[..], [Change::BandwidthCap(Some(_)), Change::DowntimeLimit(_)]), "{best:?}");
}

#[test]
fn what_is_met_has_headroom() {
    let given = checked("libvirt", 20_000.0);
    let targets = [Target::Downtime(s(0.5))];
    let counsel = advise(&given, &targets, Who::Bound);
    assert!(counsel.is_met() && counsel.advice.is_empty());
    let headroom = counsel.headroom.unwrap();
    let missed = headroom.missed.unwrap();
    assert!(pages(20_000.0) < headroom.dirty_rate && headroom.dirty_rate < missed);
    for (rate, is_met) in [(headroom.dirty_rate, true), (missed, false)] {
        let changed = Change::DirtyRate(rate).apply(&given).unwrap();
        assert_eq!(targets[0].judge(&Who::Bound.figures(&changed)).is_met(), is_met);
    }
    // λ = 1 is at 286,650 pages/s.
    assert!((250_000.0..287_000.0).contains(&headroom.dirty_rate.as_pages_per_second()), "{headroom:?}");
    // An idle guest's rate does not matter.
    let mut idle = scenario("libvirt", 0.0);
    idle.dirtying = Dirtying::round_robin(Bytes::ZERO, pages(0.0));
    assert_eq!(advise(&idle.check().unwrap(), &[], Who::Bound).headroom.unwrap().missed, None);
}

#[test]
fn the_impossible_has_a_nearest_miss() {
    let targets = [Target::MigrationTime(s(1e-3))];
    let counsel = advise(&checked("libvirt", 300_000.0), &targets, Who::Bound);
    assert!(counsel.advice.is_empty());
    let nearest = counsel.nearest.unwrap();
    assert!(!nearest.is_met() && nearest.promised.outcome == Outcome::Completes);
}

#[test]
fn a_policy_brings_its_own_numbers_and_leaves_what_was_entered() {
    let mut given = scenario("ovirt-minimal-downtime", 250_000.0);
    given.link.shared_by = 2;
    given.hypervisor.device_state.enter(s(0.2));
    let given = given.check().unwrap();
    let changed = Change::Policy("ovirt-very-large").apply(&given).unwrap();
    assert_eq!((changed.link.shared_by, changed.link.streams), (1, 2));
    assert_eq!(changed.hypervisor.device_state.value, s(0.2));
    let counsel = advise(&given, &[Target::Downtime(s(6.0))], Who::Rounds);
    assert!(counsel.is_met() || counsel.advice.iter().any(|advice| matches!(advice.changes[0], Change::Policy(_))));
    assert_eq!(Change::Policy("qemu").apply(&given), None);
}
