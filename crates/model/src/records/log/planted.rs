//! Logs whose truth is known: what is said of them holds it.

use super::*;
use crate::numeric::Logistic;
use crate::quantity::{Bytes, BytesPerSecond, Seconds};

fn swept(log: &Log, costs: &Costs) -> Swept {
    let mut sweep = Sweep::new(flights(log, costs));
    while !sweep.go_on(1000) {}
    sweep.finish()
}

fn costs(log: &Log, site: &Site, unit: CostUnit) -> Costs {
    let mut costing = Costing::new(log, site, unit);
    while !costing.go_on(100) {}
    costing.finish()
}

fn associated(log: &Log, swept: &Swept) -> Associated {
    let mut association = Associating::new(failures_by_pressure(log, swept, Measure::Count, |_, _| true));
    while !association.go_on(1000) {}
    association.finish()
}

fn curve(log: &Log, swept: &Swept) -> Logistic {
    associated(log, swept).curve.unwrap()
}

fn throttled(before: &Swept, rule: Rule, curve: Option<Logistic>) -> Throttled {
    let mut throttling = Throttling::new(before, rule, Measure::Count, curve);
    while !throttling.go_on(1000) {}
    throttling.finish()
}

#[test]
fn intervals_hold_the_truth_as_often_as_promised() {
    let truth = Truth { scatter: 0.1, intercept: -3.3, ..Truth::default() };
    let mut held = [0_u32; 10];
    for seed in 0..200 {
        let log = Recipe { seed, records: 450, hosts: 12, truth }.made();
        let site = Site::of(&log, 0..450).unwrap();
        let holds = |estimated: Estimated<BytesPerSecond>, truth| estimated.least <= truth && truth <= estimated.most;
        let swept = swept(&log, &Costs::alike(450));
        let curve = curve(&log, &swept);
        // What the true curve expects under the rule, against what the fitted one says.
        let rule = throttled(&swept, Rule::AtMost(4), Some(curve));
        let true_curve = Logistic { intercept: truth.intercept, slope: truth.slope, ..curve };
        let expected = |swept: &Swept| {
            swept.pressures.iter().map(|one| true_curve.probability(Measure::Count.of(one))).sum::<f64>()
        };
        let avoided = expected(&swept) - expected(&rule.played);
        let said = rule.avoided.unwrap();
        let true_rate = |swept: &Swept| expected(swept) / 450.0;
        let [was, _] = rule.expected.unwrap();
        let failed = {
            let mut failures = Failures::default();
            log.records.iter().for_each(|record| failures.add(record));
            failures.ended().rate().interval(CONFIDENCE).unwrap()
        };
        let within = |said: Estimated<f64>, truth: f64| said.least <= truth && truth <= said.most;
        // The rate in the bin of those that began alone, whose true one is known.
        let associated = associated(&log, &swept);
        let alone = &associated.bins[0];
        let [from, to] = [alone.from, alone.to].map(|pressure| true_curve.probability(pressure));
        let bin = alone.interval.unwrap();
        let now = [
            holds(site.rate, truth.rate),
            site.fixed.least <= truth.fixed && truth.fixed <= site.fixed.most,
            site.empty.is_none_or(|empty| holds(empty, truth.empty)),
            curve.slope_interval(0.95).contains(truth.slope),
            curve.intercept_interval(0.95).contains(truth.intercept),
            within(said, avoided),
            within(was, expected(&swept)),
            within(rule.rate.unwrap(), true_rate(&rule.played)),
            failed.contains(true_rate(&swept)),
            bin.least <= to && from <= bin.most,
        ];
        for (held, now) in held.iter_mut().zip(now) {
            *held += u32::from(now);
        }
    }
    println!(
        "rate, fixed, empty, slope, intercept, avoided, failures as it was, share under the rule, Wilson, of a bin: {held:?} of 200"
    );
    assert!(held.iter().all(|&held| 180 <= held), "{held:?} of 200");
}

#[test]
fn a_stricter_rule_waits_longer_and_spares_more() {
    let log = Recipe::sample().made();
    let swept = swept(&log, &Costs::alike(1200));
    let curve = curve(&log, &swept);
    let [none, loose, strict] =
        [Rule::AtMost(1000), Rule::AtMost(8), Rule::AtMost(3)].map(|rule| throttled(&swept, rule, Some(curve)));
    assert_eq!((none.waits.count(), none.avoided.unwrap().value, none.later), (0, 0.0, Seconds::ZERO));
    assert!(0 < loose.waits.count() && loose.waits.count() < strict.waits.count());
    assert!(0.0 < loose.avoided.unwrap().value && loose.avoided.unwrap().value < strict.avoided.unwrap().value);
    assert!(strict.most[1] <= 3 && 8 < strict.most[0]);
    let [was, is] = strict.expected.unwrap();
    assert!((was.value - is.value - strict.avoided.unwrap().value).abs() < 1e-9);
}

#[test]
fn the_recommended_limit_is_the_loosest_that_does() {
    let log = Recipe::sample().made();
    let swept = swept(&log, &Costs::alike(1200));
    let curve = curve(&log, &swept);
    let rate = |rule| throttled(&swept, rule, Some(curve)).rate.unwrap().value;
    let recommended = |target: f64| {
        let mut recommending = Recommending::new(&swept, RuleKind::AtMost, Measure::Count, curve, target);
        while !recommending.go_on(1000) {}
        recommending.finish()
    };
    let target = rate(Rule::AtMost(6));
    let Recommendation::Limit(limit) = recommended(target) else { panic!("no limit") };
    assert_eq!(limit.rule, Rule::AtMost(6));
    assert!(target < rate(Rule::AtMost(7)));
    assert_eq!(recommended(0.9), Recommendation::NotNeeded);
    let Recommendation::OutOfReach(strictest) = recommended(0.0) else { panic!("a limit") };
    assert_eq!(strictest.rule, Rule::AtMost(1));
    let empty = Sweep::new(Vec::new()).finish();
    let mut nothing = Recommending::new(&empty, RuleKind::Cost, Measure::Cost, curve, 0.01);
    while !nothing.go_on(10) {}
    assert_eq!(nothing.finish(), Recommendation::Nothing);
}

#[test]
fn costs_are_predicted_and_heavy_ones_wait() {
    let log = Recipe::sample().made();
    let site = Site::of(&log, 0..1200).unwrap();
    let costs = costs(&log, &site, CostUnit::Bytes);
    assert_eq!((costs.assumed, costs.each.len()), (0, 1200));
    let swept = swept(&log, &costs);
    let limit = Bytes::from_gib(64.0).as_bytes();
    let throttled = throttled(&swept, Rule::Cost(limit), None);
    assert!(0 < throttled.waits.count() && throttled.avoided.is_none());
    let at_most = throttled.played.steps.iter().all(|step| step.cost <= limit * (1.0 + 1e-9) || step.count == 1);
    assert!(at_most);
}

#[test]
fn the_other_half_is_predicted() {
    let log = Recipe::sample().made();
    let places = |odd: u32| (0..1200).filter(move |place| place % 2 == odd);
    let site = Site::of(&log, places(0)).unwrap();
    let mut expecting = Expecting::new(&log, &site, places(1).collect());
    while !expecting.go_on(100) {}
    let swept = swept(&log, &costs(&log, &site, CostUnit::Seconds));
    let held = against(&log, &site, &expecting.finish(), Some(&swept));
    let (mean, most) = (held.expected.unwrap(), held.at_most.unwrap());
    assert!(0.9 < most.covered && most.covered < 1.0, "{most:?}");
    assert!(0.2 < mean.within_10, "{mean:?}");
    assert_eq!(held.worst.len(), 10);
    assert!(held.worst.windows(2).all(|pair| pair[1].0.factor() <= pair[0].0.factor()));
    // What the recipe put in is found again: guests that wrote again, that used hardly any memory, and links that were busy.
    let found = |likely: &[Likely]| {
        let is_one = |(_, reason): &&(Held, Option<Likely>)| reason.is_some_and(|reason| likely.contains(&reason));
        held.worst.iter().filter(is_one).count()
    };
    let [again, empty, slow] = [
        [Likely::WrittenAgain].as_slice(),
        [Likely::MostlyEmpty].as_slice(),
        [Likely::SlowLink, Likely::Crowded].as_slice(),
    ]
    .map(found);
    assert!(0 < again && 0 < empty && 0 < slow, "{again} {empty} {slow}");
}

#[test]
fn a_dirty_rate_has_the_loop_played() {
    let mut log = Recipe::sample().made();
    let site = Site::of(&log, 0..1200).unwrap();
    let memory = Some(Bytes::from_gib(8.0));
    let idle = Record { memory, dirty_rate: Some(Default::default()), ..Record::default() };
    let busy = Record { dirty_rate: Some(crate::quantity::PagesPerSecond::from_pages_per_second(10_000.0)), ..idle };
    let expect = |log: &Log, record: &Record| site.expect(log, record).unwrap();
    let (quiet, loud) = (expect(&log, &idle), expect(&log, &busy));
    assert_eq!((quiet.by, loud.by), (Means::Loop, Means::Loop));
    assert!(quiet.time.unwrap() < loud.time.unwrap() && quiet.data.unwrap() < loud.data.unwrap());
    assert!(quiet.time.unwrap() <= quiet.at_most.unwrap());
    assert_eq!(site.expect(&log, &Record { memory: None, ..busy }), None);
    // A product that is ours has its own loop; one that is not is taken for QEMU.
    let [vmotion, other] = ["vmotion", "other"].map(|text| log.names.named(text));
    assert_eq!(expect(&log, &Record { product: other, ..busy }), loud);
    assert_ne!(expect(&log, &Record { product: vmotion, ..busy }), loud);
    // What is remembered of one is told of its like only.
    let hot_set = Some(Bytes::from_gib(1.0));
    let alike = [busy, idle, busy, Record { hot_set, ..busy }, Record { product: vmotion, ..busy }, busy];
    log.records = alike.to_vec();
    let mut expecting = Expecting::new(&log, &site, (0..6).collect());
    while !expecting.go_on(4) {}
    let expected: Vec<Expectation> = expecting.finish().into_iter().map(|(_, expected)| expected).collect();
    assert_eq!(expected, alike.map(|record| site.expect(&log, &record).unwrap()));
    let bytes = expected.iter().map(|expected| expected.data.unwrap().as_bytes());
    assert!(bytes.eq(costs(&log, &site, CostUnit::Bytes).each));
}

#[test]
fn a_log_that_says_little_gives_little() {
    let mut log = Log::default();
    assert_eq!(Site::of(&log, 0..10), None);
    let duration = Some(Seconds::from_seconds(10.0));
    log.records = vec![Record { duration, outcome: Outcome::Completed, ..Record::default() }; 50];
    assert_eq!(Site::of(&log, 0..50), None);
    log.records =
        vec![
            Record { duration, memory: Some(Bytes::from_gib(4.0)), outcome: Outcome::Completed, ..Record::default() };
            50
        ];
    // Time cannot be seen to grow with size where there is one size.
    assert_eq!(Site::of(&log, 0..50), None);
    assert!(flights(&log, &Costs::alike(50)).is_empty());
    let site = Site::of(&Recipe::sample().made(), 0..1200).unwrap();
    log.records = vec![Record::default(); 2];
    let costs = costs(&log, &site, CostUnit::Bytes);
    assert_eq!((costs.unit, costs.each), (None, vec![1.0, 1.0]));
}

#[test]
fn what_is_filtered_out_still_weighs() {
    let log = Recipe::sample().made();
    let swept = swept(&log, &Costs::alike(1200));
    let host = log.names.find("host-03");
    let filter = Filter { host, ..Filter::default() };
    let (all, some) = (Filter::default(), filter.of(&log).len());
    let points = |filter: &Filter| failures_by_pressure(&log, &swept, Measure::Count, |_, record| filter.takes(record));
    assert_eq!((points(&all).len(), points(&filter).len()), (1200, some));
    assert!(0 < some && some < 400);
    assert!(points(&filter).iter().any(|(pressure, _)| some as f64 / 100.0 < *pressure));
    let by_hour = (0..24).map(|hour| points(&Filter { hour: Some(hour), ..all }).len());
    assert_eq!(by_hour.sum::<usize>(), 1200);
}
