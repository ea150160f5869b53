//! Texts of what is known, both ways, and what becomes of them in a scenario.

use super::*;
use crate::Inputs;
use crate::link::Parsed;
use precopy_model::numeric::Distribution;
use precopy_model::quantity::Bytes;

fn parsed(link: &str) -> (Parsed, Varied, Vec<Problem>) {
    let parsed = link::parse(link);
    let (varied, problems) = Varied::of_link(&parsed.others);
    (parsed, varied, problems)
}

fn distribution(link: &str, input: Input) -> Distribution {
    let (parsed, varied, problems) = parsed(link);
    assert_eq!(problems, []);
    let scenario = parsed.inputs.scenario().expect("sound");
    varied.distributions(&scenario).expect("fits").get(input).expect("varies")
}

/// The only problem that a link has, with what varies in it.
fn refused(link: &str) -> Problem {
    let (parsed, varied, mut problems) = parsed(link);
    if problems.is_empty() {
        let scenario = parsed.inputs.scenario().expect("sound");
        problems = varied.distributions(&scenario).expect_err(link);
    }
    assert_eq!(problems.len(), 1, "{link} {problems:?}");
    problems.remove(0)
}

#[test]
fn three_forms_both_ways() {
    for (key, text) in [
        ("dirty", "10000pages/s..40000pages/s"),
        ("dirty", "10000pages/s..20000pages/s..40000pages/s"),
        ("dirty", "~20000pages/s..60000pages/s"),
        ("mem", "4GiB..16GiB"),
        ("ws", "20pct..1.5GiB"),
        ("hot", "~100MiB..0.5GiB"),
        ("link", "1Gbit/s..10Gbit/s"),
        ("max-downtime", "100ms..1s"),
        ("cap", "0.5GB/s..800MiB/s"),
        ("stop-pages", "0B..50pages"),
    ] {
        let (_, varied, problems) = parsed(&format!("vary-{key}={text}&seed=3"));
        assert_eq!(problems, [], "{text}");
        let known = varied.inputs().next().and_then(|input| varied.get(input)).expect("varies");
        let field = varied.inputs().next().expect("one").field();
        assert_eq!(Known::parse(field, &known.text()), Ok(known), "{text}");
        assert_eq!(Known::parse(field, &known.compact()), Ok(known), "{text}");
        let mut link = String::new();
        varied.push_to(&mut link);
        assert_eq!(parsed(&link).1, varied, "{link}");
    }
    let (_, varied, _) = parsed("vary-dirty=10,000 pages/s .. 40000pages/s");
    let known = varied.get(Input::DirtyRate).expect("varies");
    assert_eq!(known.text(), "10000 pages/s..40000 pages/s");
    assert_eq!(known.compact(), "10000pages/s..40000pages/s");
}

#[test]
fn amounts_become_base_units() {
    let uniform = |low, high| Distribution::Uniform { low, high };
    assert_eq!(distribution("mem=4GiB&ws=2GiB&vary-hot=10pct..50pct", Input::HotSet), {
        let gib = |gib| Bytes::from_gib(gib).as_bytes();
        uniform(gib(2.0) * 0.1, gib(1.0))
    });
    let pages = distribution("vary-dirty=40MiB/s..80MiB/s", Input::DirtyRate);
    assert_eq!(pages, uniform(10_240.0, 20_480.0));
    let sizes = distribution("mem=8GiB&vary-ws=50pct..1048576pages..6GiB", Input::WorkingSet);
    let gib = |gib| Bytes::from_gib(gib).as_bytes();
    assert_eq!(sizes, Distribution::Triangular { low: gib(4.0), mode: gib(4.0), high: gib(6.0) });
    assert_eq!(distribution("hv=xen&vary-stop-pages=0..200KiB", Input::StopThreshold), uniform(0.0, 50.0));
    let log_normal = Distribution::LogNormal { median: 0.3, p95: 1.0 };
    assert_eq!(distribution("vary-max-downtime=~300ms..1s", Input::DowntimeLimit), log_normal);
}

#[test]
fn a_link_varies_in_its_own_sense() {
    for (speed, range, low) in [
        ("10Gbit/s", "1Gbit/s..10GbE", 1e9),
        ("1GB/s", "0.5GB/s..1GB/s", 5e8),
        ("30000pages/s", "2e4pages/s..3e4pages/s", 2e4),
    ] {
        let link = format!("link={speed}&vary-link={range}");
        assert_eq!(distribution(&link, Input::Link).at(0.0), low);
    }
    let problem = refused("link=10Gbit/s&vary-link=0.5GB/s..1GB/s");
    assert_eq!(
        problem.to_string(),
        "Link speed: The link is given as a line rate, and can vary only as one. Allowed: for example 1 Gbit/s..10 Gbit/s."
    );
    assert_eq!(problem.given.as_deref(), Some("500 MB/s..1 GB/s"));
    refused("link=1GB/s&vary-link=0.5GB/s..10Gbit/s");
    refused("link=30000pages/s&vary-link=1Gbit/s..10Gbit/s");
}

#[test]
fn problems_say_what_and_offer_a_reading() {
    for (link, field, what, hint) in [
        ("vary-dirty=", Field::DirtyRate, "Nothing is written here.", None),
        ("vary-mem=4GiB", Field::Memory, "Two or three amounts are needed, with two dots in between.", None),
        (
            "vary-mem=1GiB..2GiB..3GiB..4GiB",
            Field::Memory,
            "Two or three amounts are needed, with two dots in between.",
            None,
        ),
        ("vary-mem=~4GiB", Field::Memory, "After ~, two amounts are needed: median and 95th percentile.", None),
        ("vary-mem=4..16", Field::Memory, "The unit is missing.", Some("4 GiB..16 GiB")),
        ("vary-mem=~4G..16GiB", Field::Memory, "“G” can be read in two ways.", Some("~4 GiB..16 GiB")),
        ("vary-mem=4..lots", Field::Memory, "The unit is missing.", None),
        ("vary-mem=lots..4", Field::Memory, "This does not begin with a number.", None),
        ("vary-cap=none..1GiB/s", Field::BandwidthCap, "This needs a number.", None),
        ("vary-mem=16GiB..4GiB", Field::Memory, "The low end is above the high end.", None),
        ("vary-mem=1GiB..20GiB..16GiB", Field::Memory, "The likeliest value is above the high end.", None),
        ("vary-hot=~0..1GiB", Field::HotSet, "The median has to be above zero.", None),
        ("hv=xen&vary-max-downtime=1s..2s", Field::DowntimeLimit, "There is no such value here that could vary.", None),
        ("vary-stop-pages=1pages..2pages", Field::StopThreshold, "There is no such value here that could vary.", None),
        (
            "vary-mem=1GiB..2GiB&vary-mem=1GiB..3GiB",
            Field::Memory,
            "The link says twice how this varies; the first one counts.",
            None,
        ),
    ] {
        let problem = refused(link);
        assert_eq!((problem.field, problem.what.as_str()), (Some(field), what), "{link}");
        assert_eq!(problem.hint.as_deref(), hint, "{link}");
        assert!(problem.given.is_some(), "{link}");
    }
    let problem = refused("vary-dirty=x..y");
    assert!(problem.allowed.expect("allowed").contains("~20000 pages/s..60000 pages/s"));
}

#[test]
fn seeds_are_whole_numbers() {
    let seed = |text: &str| {
        let (_, varied, problems) = parsed(&format!("vary-mem=1GiB..2GiB&seed={text}"));
        problems.is_empty().then(|| varied.seed())
    };
    assert_eq!(["0", " 7 ", "9007199254740991"].map(seed), [Some(0), Some(7), Some((1 << 53) - 1)]);
    for text in ["", "-1", "1.5", "1e3", "9007199254740992", "99999999999999999999999", "seven"] {
        assert_eq!(seed(text), None, "{text}");
    }
    assert_eq!(parsed("seed=x").1, Varied::default());
    // The first one counts, and without one it is always the same.
    assert_eq!((seed("3&seed=4"), parsed("vary-mem=1GiB..2GiB").1.seed()), (Some(3), 1));
    let mut varied = Varied::default();
    varied.set_seed(u64::MAX);
    assert_eq!(varied.seed(), (1 << 53) - 1);
}

#[test]
fn only_inputs_with_amounts_have_keys() {
    let keys = ["seed", "vary-mem", "vary-ws", "vary-hot", "vary-dirty", "vary-link", "vary-max-downtime"];
    assert!(keys.into_iter().chain(["vary-stop-pages", "vary-cap"]).all(Varied::has_key));
    assert!(!["vary-slow-down", "vary-hv", "vary-", "vary", "mem", "page", ""].into_iter().any(Varied::has_key));
    assert!(Known::parse(Field::Throttling, "10%..20%").is_err());
    let mut varied = Varied::default();
    varied.set(Input::FirstThrottle, Known::parse(Field::Goodput, "10%..20%").expect("shares"));
    assert_eq!(varied, Varied::default());
}

#[test]
fn nothing_varies_unless_it_is_said() {
    let mut link = link::print(&Inputs::default());
    let before = link.clone();
    Varied::default().push_to(&mut link);
    assert_eq!(link, before);
    let (_, mut varied, _) = parsed("vary-link=1Gbit/s..10Gbit/s&vary-mem=1GiB..2GiB&page=x");
    assert_eq!(varied.inputs().collect::<Vec<_>>(), [Input::Memory, Input::Link]);
    varied.reset(Input::Memory);
    assert_eq!((varied.get(Input::Memory), varied.inputs().len()), (None, 1));
}
