//! Measured dirty rates: what products print is read, what is broken gives a problem with its line, nothing panics; and the
//! curve that is fitted lies above all of it.

#![cfg(not(target_arch = "wasm32"))]

use acceptance::published::SAMPLED_DIRTY;
use precopy_formats::dirty_rate::{MAX_BYTES, MAX_MEASURED, Mode, Origin, Reading, read};
use precopy_model::quantity::{Bytes, BytesPerSecond, Seconds};
use precopy_model::scenario::distinct_pages::{Fit, Sample, fit};
use proptest::prelude::*;

// ---------------------------------------------------------------------------------------------------------------
// Golden texts, written from the documented field lists

const QMP_THREE: &str = r#"
{"return": {"status": "measured", "sample-pages": 512, "dirty-rate": 300, "mode": "page-sampling", "start-time": 607266, "calc-time": 1}, "id": "libvirt-17"}
{"return": {"status": "measured", "sample-pages": 512, "dirty-rate": 90, "mode": "page-sampling", "start-time": 607280, "calc-time": 10}, "id": "libvirt-19"}
{"return": {"status": "measured", "sample-pages": 512, "dirty-rate": 15, "mode": "page-sampling", "start-time": 607360, "calc-time": 60}, "id": "libvirt-21"}
"#;

const QMP_SESSION: &str = r#"-> {"execute": "calc-dirty-rate", "arguments": {"calc-time": 500, "calc-time-unit": "millisecond"}}
<- {"return": {}}
-> {"execute": "query-dirty-rate"}
<- {
     "return": {
       "status": "measured", "dirty-rate": 108, "start-time": 3665220,
       "calc-time": 500, "calc-time-unit": "millisecond", "mode": "dirty-ring",
       "vcpu-dirty-rate": [{"id": 0, "dirty-rate": 67}, {"id": 1, "dirty-rate": 41}]
     }
   }
{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "MIGRATION", "data": {"status": "setup"}}
"#;

const DOMSTATS: &str = "
# virsh domstats --dirtyrate --balloon
Domain: 'web01'
  state.state=1
  balloon.current=4194304
  balloon.maximum=8388608
  balloon.unused=1048576
  balloon.available=4028000
  balloon.last-update=1700000000
  dirtyrate.calc_status=2
  dirtyrate.calc_start_time=502814
  dirtyrate.calc_period=1
  dirtyrate.megabytes_per_second=42
  dirtyrate.calc_mode=dirty-ring
  dirtyrate.vcpu.0.megabytes_per_second=40
  dirtyrate.vcpu.1.megabytes_per_second=2

Domain: 'db01'
  dirtyrate.calc_status=2
  dirtyrate.calc_start_time=502900
  dirtyrate.calc_period=10
  dirtyrate.megabytes_per_second=120
  dirtyrate.calc_mode=page-sampling

Domain: 'idle'
  dirtyrate.calc_status=0
";

const MONITOR: &str = "
(qemu) info dirty_rate
Status: measured
Start Time: 3665220 (ms)
Sample Pages: 512 (per GB)
Period: 10 (sec)
Mode: page-sampling
Dirty rate: 108 (MB/s)
qm> info dirty_rate
Status: measured
Start Time: 3665999 (ms)
Period: 1 (sec)
Mode: dirty-ring
Dirty rate: 150 (MB/s)
vcpu[0], Dirty rate: 100 (MB/s)
vcpu[1], Dirty rate: 50 (MB/s)
";

const QUERY_MIGRATE: &str = r#"{"return": {"status": "active", "total-time": 12345, "expected-downtime": 400, "setup-time": 3,
  "ram": {"transferred": 1000000, "remaining": 2000, "total": 4294967296, "duplicate": 5, "normal": 7, "normal-bytes": 28672,
          "dirty-pages-rate": 25600, "mbps": 940.5, "dirty-sync-count": 3, "page-size": 4096, "pages-per-second": 32000}}}"#;

const DOMJOBINFO: &str = "
Job type:         Unbounded
Operation:        Outgoing migration
Time elapsed:     18123        ms
Data processed:   3.512 GiB
Data remaining:   210.000 MiB
Data total:       4.005 GiB
Memory processed: 3.512 GiB
Memory remaining: 210.000 MiB
Memory total:     4.005 GiB
Memory bandwidth: 112.143 MiB/s
Dirty rate:       25600        pages/s
Page size:        4096         bytes
Iteration:        7
Postcopy requests: 0
Constant pages:   221184
Normal pages:     900000
Normal data:      3.433 GiB
Expected downtime: 400          ms
Setup time:       3            ms
";

const METRICS: &str = r#"
# HELP kubevirt_vmi_dirty_rate_bytes_per_second Guest dirty-rate in bytes per second.
# TYPE kubevirt_vmi_dirty_rate_bytes_per_second gauge
kubevirt_vmi_dirty_rate_bytes_per_second{kubernetes_vmi_label_kubevirt_io_nodeName="node01",name="vm-cirros",namespace="default",node="node01"} 5.6623104e+07
kubevirt_vmi_memory_domain_bytes{name="vm-cirros",namespace="default",node="node01"} 1.073741824e+09
kubevirt_vmi_migration_dirty_memory_rate_bytes{name="vm-cirros",namespace="default"} 1.048576e+08 1700000000000
"#;

const TYPED: &str = "1 s: 300 MiB
10s 900 MiB
  60 s, 15 MiB/s
500 ms = 40,000 pages
2 s: 20000 pages/s
";

const MIB: f64 = 1024.0 * 1024.0;

/// Window in seconds and distinct MiB (or, without a window, MiB/s) of each measurement; and nothing was left unread.
#[track_caller]
fn all_read(text: &str, expected: &[(f64, f64)]) -> Reading {
    let reading = read(text);
    assert_eq!(reading.problems, [], "{text}");
    assert_eq!(numbers(&reading), expected, "{text}");
    reading
}

fn numbers(reading: &Reading) -> Vec<(f64, f64)> {
    let number = |sample: Sample| match (sample.window, sample.distinct()) {
        (Some(window), Some(distinct)) => (window.as_seconds(), distinct.as_bytes() / MIB),
        _ => (f64::INFINITY, sample.rate.as_bytes_per_second() / MIB),
    };
    reading.measured.iter().map(|one| number(one.sample)).collect()
}

#[test]
fn query_dirty_rate_several_answers_one_after_another() {
    let reading = all_read(QMP_THREE, &[(1.0, 300.0), (10.0, 900.0), (60.0, 900.0)]);
    let first = &reading.measured[0];
    assert_eq!((first.origin, first.mode, first.line), (Origin::QueryDirtyRate, Some(Mode::PageSampling), 2));
    assert_eq!(reading.measured.iter().map(|one| one.line).collect::<Vec<_>>(), [2, 3, 4]);
}

#[test]
fn query_dirty_rate_bare_in_a_list_on_one_line_and_in_a_session() {
    let bare = r#"{"status": "measured", "dirty-rate": 12, "calc-time": 2}"#;
    all_read(bare, &[(2.0, 24.0)]);
    all_read(&format!("[{bare}, {bare},\n{bare}]"), &[(2.0, 24.0); 3]);
    all_read(&format!("{bare}{bare}, {bare}; {bare}\r\n{bare}"), &[(2.0, 24.0); 5]);
    let session = all_read(QMP_SESSION, &[(0.5, 54.0)]);
    assert_eq!((session.measured[0].mode, session.measured[0].line), (Some(Mode::DirtyRing), 4));
    let seconds = r#"{"dirty-rate": 12, "calc-time": 2, "calc-time-unit": "second"}"#;
    all_read(seconds, &[(2.0, 24.0)]);
    let of_vcpus = r#"{"calc-time": 2, "vcpu-dirty-rate": [{"id": 0, "dirty-rate": 7}, {"id": 1, "dirty-rate": 5}]}"#;
    all_read(of_vcpus, &[(2.0, 24.0)]);
    // What the monitor prints, asked through QMP.
    let printed =
        r#"{"return": "Status: measured\r\nPeriod: 4 (sec)\r\nMode: dirty-bitmap\r\nDirty rate: 3 (MB/s)\r\n"}"#;
    assert_eq!(all_read(printed, &[(4.0, 12.0)]).measured[0].mode, Some(Mode::DirtyBitmap));
}

#[test]
fn domstats_of_several_domains() {
    let reading = read(DOMSTATS);
    assert_eq!(numbers(&reading), [(1.0, 42.0), (10.0, 1200.0)]);
    assert_eq!(reading.domains(), ["web01", "db01"]);
    assert_eq!(reading.of(Some("db01")).map(|one| one.mode).collect::<Vec<_>>(), [Some(Mode::PageSampling)]);
    let guest = reading.guest(Some("web01")).unwrap();
    assert_eq!((guest.memory(), guest.in_use()), (Some(Bytes::from_gib(8.0)), Some(Bytes::from_gib(3.0))));
    assert_eq!(reading.guest(Some("db01")), None);
    let [problem] = reading.problems.as_slice() else { panic!("{:?}", reading.problems) };
    assert_eq!(problem.line, Some(25));
    assert_eq!(problem.problem.what, "No measurement was started before this was asked.");
}

#[test]
fn domstats_of_one_domain_asked_three_times() {
    let asked = |period: u32, rate: u32| {
        format!(
            "Domain: 'web01'\n  dirtyrate.calc_status=2\n  dirtyrate.calc_period={period}\n  \
             dirtyrate.megabytes_per_second={rate}\n\n"
        )
    };
    let text = asked(1, 300) + &asked(10, 90) + "$ virsh domstats web01 --dirtyrate\n" + &asked(60, 15);
    let reading = all_read(&text, &[(1.0, 300.0), (10.0, 900.0), (60.0, 900.0)]);
    assert_eq!(reading.domains(), ["web01"]);
    // The same without the heads, and with the status in words as the first version wrote it.
    let bare = "dirtyrate.calc_status=measured\ndirtyrate.calc_period=1\ndirtyrate.megabytes_per_second=2\n";
    all_read(&bare.repeat(2), &[(1.0, 2.0), (1.0, 2.0)]);
}

#[test]
fn the_monitor() {
    let reading = all_read(MONITOR, &[(10.0, 1080.0), (1.0, 150.0)]);
    assert_eq!(reading.measured[1].mode, Some(Mode::DirtyRing));
}

#[test]
fn answers_of_a_running_migration_hold_a_rate_without_a_window() {
    let of_qemu = all_read(QUERY_MIGRATE, &[(f64::INFINITY, 100.0)]);
    assert_eq!(of_qemu.guest(None).unwrap().memory(), Some(Bytes::from_gib(4.0)));
    let of_libvirt = all_read(DOMJOBINFO, &[(f64::INFINITY, 100.0)]);
    assert!(of_qemu.measured[0].origin.is_of_a_migration() && of_libvirt.measured[0].origin.is_of_a_migration());
    let over = DOMJOBINFO.replace("25600        pages/s", "0            pages/s");
    assert!(read(&over).problems[0].problem.what.contains("virsh domjobinfo"));
    let over = QUERY_MIGRATE.replace("25600", "0").replace("active", "completed");
    assert!(read(&over).problems[0].problem.what.contains("query-migrate"));
}

#[test]
fn metrics() {
    let reading = all_read(METRICS, &[(1.0, 54.0), (f64::INFINITY, 100.0)]);
    assert_eq!(reading.domains(), ["vm-cirros"]);
    assert_eq!(reading.guest(Some("vm-cirros")).unwrap().memory(), Some(Bytes::from_gib(1.0)));
    let libvirt = "libvirt_domain_memory_stats_rss_bytes{domain=\"a\"} 12\nlibvirt_domain_info_memory_usage_bytes{domain=\"a\"} 12";
    assert_eq!(read(libvirt).problems.len(), 1);
}

#[test]
fn written_by_hand() {
    let reading = all_read(TYPED, &[(1.0, 300.0), (10.0, 900.0), (60.0, 900.0), (0.5, 156.25), (2.0, 156.25)]);
    assert!(reading.measured.iter().all(|one| one.origin == Origin::Typed));
}

// ---------------------------------------------------------------------------------------------------------------
// Broken texts

/// The text, the line of its first problem, and words of that problem.
const BROKEN: &[(&str, Option<usize>, &str)] = &[
    ("hello", Some(1), "Nothing in this text is a measurement"),
    ("\n\n  lorem ipsum\ndolor", Some(3), "Nothing in this text is a measurement"),
    ("1 s: 300 MiB\nlorem ipsum", Some(2), "not understood"),
    ("1 s: 300 MiB\nlorem ipsum\ndolor\nsit", Some(2), "up to line 4"),
    ("1: 300", Some(1), "units are missing"),
    ("1, 300", Some(1), "units are missing"),
    ("1 s: lots", Some(1), "a size or a rate"),
    ("1 s: 10 s", Some(1), "a size or a rate"),
    ("0 s: 300 MiB", Some(1), "longer than nothing"),
    ("1 s: 900000000000 TiB", Some(1), "too much for any machine"),
    (r#"{"status": "measuring", "calc-time": 10}"#, Some(1), "still running"),
    (r#"{"return": {"status": "unstarted", "start-time": 0, "calc-time": 0}}"#, Some(1), "No measurement was started"),
    (r#"{"status": "measured", "calc-time": 10}"#, Some(1), "holds no dirty rate"),
    (r#"{"status": "measured", "dirty-rate": -1, "calc-time": 10}"#, Some(1), "holds no dirty rate"),
    (r#"{"status": "measured", "dirty-rate": "12", "calc-time": 10}"#, Some(1), "dirty-rate is not a number"),
    (r#"{"status": "measured", "dirty-rate": 12, "calc-time": "10"}"#, Some(1), "calc-time is not a number"),
    (r#"{"status": "measured", "dirty-rate": 12, "calc-time": 0}"#, Some(1), "not a time"),
    (r#"{"status": "measured", "dirty-rate": 12, "calc-time": -4}"#, Some(1), "not a time"),
    (r#"{"status": "measured", "dirty-rate": 1e300, "calc-time": 1}"#, Some(1), "too large"),
    (r#"{"status": "done", "dirty-rate": 12, "calc-time": 1}"#, Some(1), "The status is none of"),
    (r#"{"dirty-rate": 12, "calc-time": 1, "calc-time-unit": "hour"}"#, Some(1), "calc-time-unit"),
    (r#"{"error": {"class": "GenericError", "desc": "still being measured"}}"#, Some(1), "still being measured"),
    (r#"{"memory": "4 GiB", "hotSet": "1 GiB"}"#, Some(1), "no answer of query-dirty-rate"),
    ("[1, 2]", Some(1), "no answer of QEMU"),
    ("{\n  \"dirty-rate\": 12,\n  oops\n}", Some(3), "This JSON breaks off"),
    (r#"{"dirty-rate": 12, "calc-time""#, Some(1), "This JSON breaks off"),
    ("Domain: 'a'\n  dirtyrate.calc_status=1\n", Some(1), "still running"),
    ("Domain: 'a'\n  dirtyrate.calc_status=7\n", Some(2), "The status is none of"),
    ("Domain: 'a'\n  dirtyrate.calc_status=2\n  dirtyrate.megabytes_per_second=many\n", Some(3), "not a number"),
    ("Domain: 'a'\n  dirtyrate.calc_status=2\n", Some(1), "holds no dirty rate"),
    ("Domain: 'a'\n\nDomain: 'b'\n", Some(1), "first start virsh domdirtyrate-calc"),
    ("Domain: 'a'\n  balloon.current=none\n", Some(2), "not a number"),
    ("Status: measuring\nPeriod: 10 (sec)\nDirty rate: (not ready)\n", Some(1), "still running"),
    ("Job type:         None\n", Some(1), "no migration is running"),
    ("kubevirt_vmi_dirty_rate_bytes_per_second{name=\"a\"} NaN?\n", Some(1), "no number"),
    ("kubevirt_vmi_dirty_rate_bytes_per_second{name=\"a\"} NaN\n", Some(1), "no number"),
];

#[test]
fn what_is_broken_gives_a_problem_with_its_line() {
    for &(text, line, words) in BROKEN {
        let reading = read(text);
        let first = reading.problems.first().unwrap_or_else(|| panic!("no problem: {text}"));
        assert_eq!(first.line, line, "{text}: {first:?}");
        assert!(first.problem.what.contains(words), "{text}: {first:?}");
    }
}

#[test]
fn what_is_good_is_kept_beside_what_is_broken() {
    let good = r#"{"status": "measured", "dirty-rate": 12, "calc-time": 2}"#;
    for &(text, ..) in BROKEN {
        let mixed = format!("{good}\n{text}\n{good}");
        let reading = read(&mixed);
        let from_good = reading.measured.iter().filter(|one| one.sample.distinct() == Some(Bytes::from_mib(24.0)));
        assert_eq!(from_good.count(), 2, "{mixed}");
        assert!(!reading.problems.is_empty(), "{mixed}");
    }
}

#[test]
fn nothing_to_read_is_no_problem_before_anything_is_pasted() {
    for text in ["", "  \n\n", "# a comment\n$ virsh domdirtyrate-calc web01 --seconds 1\n", "{\"return\": {}}\n"] {
        assert_eq!(read(text), Reading::default(), "{text}");
    }
}

#[test]
fn long_texts_are_refused_and_lists_are_bounded() {
    let long = read(&"1 s: 300 MiB\n".repeat(MAX_BYTES / 10));
    assert_eq!((long.measured.len(), long.problems.len()), (0, 1));
    assert!(long.problems[0].problem.what.contains("too long"));
    let many = read(&"1 s: 300 MiB\n".repeat(1000));
    assert_eq!((many.measured.len(), many.problems.len()), (MAX_MEASURED, 1));
    let wrong = read(&"1 s: lots\n".repeat(50_000));
    assert!(wrong.problems.len() < 30 && wrong.problems.last().unwrap().problem.what.contains("more like these"));
}

/// Each attempt at broken JSON may look far ahead, so that there must be few of them.
#[test]
fn broken_json_is_given_up_after_some_attempts() {
    for text in ["[", "{\"return\":", "[\n", "{\n", "[1,\n", "-> ", "1 ", "\"", "kubevirt_{", "[\"\n"] {
        let reading = read(&text.repeat(MAX_BYTES / text.len()));
        let last = &reading.problems.last().unwrap().problem.what;
        let further = last.strip_prefix("And ").and_then(|text| text.split(' ').next()?.parse::<usize>().ok());
        assert!(further.unwrap_or(0) <= 100 && reading.problems.len() <= 21, "{text}: {last}");
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Anything at all

fn examples() -> Vec<&'static str> {
    let golden = [QMP_THREE, QMP_SESSION, DOMSTATS, MONITOR, QUERY_MIGRATE, DOMJOBINFO, METRICS, TYPED];
    golden.into_iter().chain(BROKEN.iter().map(|&(text, ..)| text)).collect()
}

/// What a reading must be, whatever was read.
fn is_sane(text: &str) {
    let reading = read(text);
    let lines = text.lines().count().max(1);
    for one in &reading.measured {
        assert!(one.sample.is_sound() && (1..=lines).contains(&one.line), "{one:?} of {text}");
    }
    for problem in &reading.problems {
        assert!(problem.line.is_none_or(|line| (1..=lines + 1).contains(&line)), "{problem:?} of {text}");
    }
    assert!(reading.measured.is_empty() || fit(&samples(&reading)).is_some());
}

fn samples(reading: &Reading) -> Vec<Sample> {
    reading.measured.iter().map(|one| one.sample).collect()
}

#[test]
fn examples_cut_anywhere_and_with_any_line_left_out() {
    for text in examples() {
        for (at, _) in text.char_indices() {
            is_sane(&text[..at]);
            is_sane(&text[at..]);
        }
        let lines: Vec<&str> = text.lines().collect();
        for left_out in 0..lines.len() {
            let kept: Vec<&str> = [&lines[..left_out], &lines[left_out + 1..]].concat();
            is_sane(&kept.join("\n"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn examples_with_slips(
        example in prop::sample::select(examples()),
        slips in prop::collection::vec((any::<prop::sample::Index>(), "[-{}\\[\\]\",:=.0-9eE \\n'a-z∞\u{0}]{0,3}"), 1..6),
    ) {
        let mut text: Vec<char> = example.chars().collect();
        for (at, slip) in slips {
            let at = at.index(text.len());
            let upto = (at + slip.chars().count() / 2).min(text.len());
            text.splice(at..upto, slip.chars());
        }
        is_sane(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_text(text in any::<String>(), lines in prop::collection::vec("[ -~]{0,40}", 0..8)) {
        is_sane(&text);
        is_sane(&lines.join("\n"));
    }
}

// ---------------------------------------------------------------------------------------------------------------
// The fit

fn a_sample() -> impl Strategy<Value = Sample> {
    let rate = prop_oneof![Just(0.0), 1.0..1e12_f64];
    (prop::option::weighted(0.9, 1e-3..1e5_f64), rate).prop_map(|(window, rate)| Sample {
        window: window.map(Seconds::from_seconds),
        rate: BytesPerSecond::from_bytes_per_second(rate),
    })
}

fn has_window(samples: &[Sample]) -> bool {
    samples.iter().any(|sample| sample.window.is_some())
}

proptest! {
    #[test]
    fn no_sample_lies_above_the_curve(samples in prop::collection::vec(a_sample(), 1..12)) {
        let fit = fit(&samples).unwrap();
        for sample in &samples {
            prop_assert!(sample.rate <= fit.rate);
            if let (Some(window), Some(distinct)) = (sample.window, sample.distinct()) {
                prop_assert!(distinct <= fit.distinct_in(window), "{:?} above {:?}", sample, fit);
                prop_assert!(Bytes::ZERO <= fit.above(sample).unwrap());
            }
        }
    }

    #[test]
    fn a_further_sample_never_lowers_the_curve(
        samples in prop::collection::vec(a_sample(), 1..8),
        further in a_sample(),
        window in 1e-4..1e6_f64,
    ) {
        prop_assume!(has_window(&samples));
        let window = Seconds::from_seconds(window);
        let before = fit(&samples).unwrap().distinct_in(window);
        let after = fit(&[samples, vec![further]].concat()).unwrap().distinct_in(window);
        prop_assert!(before <= after);
    }

    #[test]
    fn the_order_of_the_samples_does_not_matter(samples in prop::collection::vec(a_sample(), 1..8)) {
        let known = |fit: Fit| (fit.hot_set, fit.rate, fit.remarks.len());
        let turned: Vec<Sample> = samples.iter().rev().copied().collect();
        prop_assert_eq!(known(fit(&samples).unwrap()), known(fit(&turned).unwrap()));
    }

    /// A guest that writes its hot pages one after the other, watched page by page.
    #[test]
    fn a_watched_guest_is_found_again(hot in 50_usize..2_000, pages_per_tick in 1_usize..40) {
        let page = 4096.0;
        let watch = |ticks: usize| {
            let mut dirty = vec![false; hot];
            let mut next = 0;
            for _ in 0..ticks * pages_per_tick {
                dirty[next] = true;
                next = (next + 1) % hot;
            }
            let distinct = dirty.iter().filter(|&&dirty| dirty).count();
            Sample::distinct_in(Seconds::from_seconds(ticks as f64), Bytes::from_bytes(distinct as f64 * page))
        };
        let fit = fit(&[1, 2000, 4100].map(watch)).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b;
        prop_assert!(near(fit.hot_set.unwrap().as_bytes(), hot as f64 * page));
        prop_assert!(near(fit.rate.as_bytes_per_second(), pages_per_tick as f64 * page));
        prop_assert!(!fit.hot_set_is_lower_limit());
    }
}

/// The sample vector of Gudkov (qemu-devel, 2023): milliseconds, and how many of 16,392 sampled pages were dirty.
#[test]
fn a_published_vector() {
    let page = 8_392_704.0 / 16_392.0 * 4096.0;
    let samples = SAMPLED_DIRTY
        .map(|(ms, dirty)| Sample::distinct_in(Seconds::from_milliseconds(ms), Bytes::from_bytes(dirty * page)));
    let fit = fit(&samples).unwrap();
    // 2958 sampled pages stand for 1,514,496 pages, 5.78 GiB; 119 in 375 ms are the steepest: 162,474 pages/s.
    assert!((fit.hot_set.unwrap().as_bytes() / Bytes::from_gib(1.0).as_bytes() - 5.777).abs() < 0.001);
    assert!((fit.rate.as_bytes_per_second() / 4096.0 - 162_474.0).abs() < 1.0);
    assert!(fit.hot_set_is_lower_limit(), "it still grows at the end");
}
