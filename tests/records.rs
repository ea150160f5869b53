//! Logs of migrations: golden files and broken ones, bounded fuzzing, and analyses of logs that no site has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use precopy_formats::log::{MOST_PROBLEMS, Options, Reader, Reading, print, read};
use precopy_model::numeric::Random;
use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};
use precopy_model::records::log::{
    Associating, CostUnit, Costing, Costs, Expecting, Failures, Filter, Group, Log, Measure, Moment, Outcome, Recipe,
    Recommending, Record, Rule, RuleKind, Site, Sweep, Swept, Throttling, TimesInOrder, against, failures_by_pressure,
    flights, spans,
};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records").join(name)
}

/// Name and content of each file, in order.
fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// A file in chunks of this size.
fn in_chunks(bytes: &[u8], size: usize) -> Reading {
    let mut reader = Reader::new(Options::default());
    bytes.chunks(size).for_each(|chunk| reader.push(chunk));
    reader.finish()
}

/// What was read, as the golden files have it.
fn told(reading: &Reading) -> String {
    let mut text = print(&reading.log);
    if 0 < reading.others {
        text += &format!("# others: {}\n", reading.others);
    }
    for problem in &reading.problems {
        let line = problem.line.map_or(String::new(), |line| line.to_string());
        text += &format!("# problem: {line}: {}\n", problem.problem.what);
    }
    text
}

#[test]
fn every_format_is_read_as_its_golden_file_says() {
    let all = files("read");
    let mut count = 0;
    for (name, bytes) in all.iter().filter(|(name, _)| !name.ends_with(".expected.csv")) {
        let expected = all.iter().find(|(other, _)| *other == format!("{name}.expected.csv"));
        let expected = String::from_utf8(expected.expect(name).1.clone()).unwrap();
        for size in [1, 7, 1 << 20] {
            assert_eq!(told(&in_chunks(bytes, size)).replace("\r\n", "\n"), expected, "{name} in chunks of {size}");
        }
        count += 1;
    }
    assert!(10 <= count, "only {count} golden files");
}

#[test]
fn broken_files_say_what_is_broken() {
    let expected = fs::read_to_string(folder("expected.txt")).unwrap();
    let mut lines = expected.lines();
    for (name, bytes) in files("broken") {
        let words: Vec<&str> = lines.next().expect("a line for each file").split(' ').collect();
        let reading = in_chunks(&bytes, 5);
        let problems = reading.problems.len() + reading.further_problems;
        assert_eq!(
            (words[0], words[1]),
            (name.as_str(), reading.log.records.len().to_string().as_str()),
            "{reading:?}"
        );
        assert!(words[2].parse::<usize>().unwrap() <= problems, "{name}: {reading:?}");
    }
    assert_eq!(lines.next(), None);
}

/// Files with slips: letters changed, pieces taken out, doubled, or put in elsewhere.
#[test]
fn any_slip_gives_records_or_problems() {
    let mut random = Random::seeded(2024);
    let sources: Vec<Vec<u8>> = files("read").into_iter().chain(files("broken")).map(|(_, bytes)| bytes).collect();
    let mut records = 0;
    for source in sources.iter().filter(|source| !source.is_empty()) {
        for _ in 0..50 {
            let mut bytes = source.clone();
            for _ in 0..=random.bits() % 4 {
                slip(&mut bytes, source, &mut random);
            }
            let (one, other) = (in_chunks(&bytes, 1 + (random.bits() % 40) as usize), in_chunks(&bytes, 1 << 20));
            assert_eq!(one, other, "{}", String::from_utf8_lossy(&bytes));
            assert!(one.problems.len() <= MOST_PROBLEMS + 1);
            assert!(one.log.records.len() <= bytes.len() && one.log.names.len() <= bytes.len());
            assert!(!one.log.records.is_empty() || !one.problems.is_empty() || 0 < one.others);
            // Whatever was read can be written and read again.
            let again = read(&print(&one.log), Options::default());
            assert!(one.log.records.is_empty() || again.log.records.len() <= one.log.records.len());
            analysed(&one.log, 1000);
            records += one.log.records.len();
        }
    }
    assert!(500 < records, "only {records} records: slips should leave something to be read");
}

fn slip(bytes: &mut Vec<u8>, source: &[u8], random: &mut Random) {
    let mut below = |count: usize| (random.bits() % count.max(1) as u64) as usize;
    let (at, length) = (below(bytes.len()), 1 + below(30));
    let end = (at + length).min(bytes.len());
    match below(5) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        3 => {
            let from = below(source.len());
            let piece = source[from..(from + length).min(source.len())].to_vec();
            bytes.splice(at..at, piece);
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = b"\0\"{}[],:;\n\t0-e\\\xff"[below(16)];
            }
        }
    }
}

/// Text without end of any kind is read in a time that grows with its length only, and nothing of it is kept.
#[test]
fn text_without_end_keeps_nothing() {
    for (head, piece) in [
        ("{\"a\":\"", "x"),
        ("{", "\"a\":{"),
        ("[", "["),
        ("[", "1,"),
        ("vm,start,duration_s\n\"", "a,"),
        ("vm,start,duration_s\n", "\"\n"),
        ("vm,start,duration_s\n", ","),
        ("Job type: Completed\n", "Time elapsed: 5 ms\n"),
        ("Job type: Completed\n", "x"),
        ("", "x\n"),
    ] {
        let mut reader = Reader::new(Options::default());
        reader.push(head.as_bytes());
        let chunk = piece.repeat(65_536 / piece.len());
        for _ in 0..30 {
            reader.push(chunk.as_bytes());
        }
        let reading = reader.finish();
        assert!(reading.log.records.len() <= 1 && reading.problems.len() <= MOST_PROBLEMS + 1, "{head}{piece}");
    }
}

/// Everything that is asked of a log, in pieces of so many steps.
fn analysed(log: &Log, steps: usize) -> Option<Swept> {
    let places = || 0..u32::try_from(log.records.len()).unwrap();
    let mut failures = Failures::default();
    log.records.iter().for_each(|record| failures.add(record));
    for group in
        [Group::Cause, Group::Product, Group::Source, Group::Destination, Group::Host, Group::Hour, Group::Size]
    {
        failures.rows(group).iter().for_each(|row| assert!(row.rate.failed <= row.rate.of));
    }
    let mut times = TimesInOrder::new(log.records.iter().filter_map(|record| record.duration));
    while !times.go_on(steps) {}
    let times = times.finish();
    assert_eq!(
        times.histogram(20).iter().map(|bin| bin.count).sum::<usize>(),
        if times.longest() > Some(Seconds::ZERO) { times.count() } else { 0 }
    );
    assert!(Filter { outcome: Some(Outcome::Failed), ..Filter::default() }.of(log).len() <= log.records.len());
    let site = Site::of(log, places());
    let expected = site.as_ref().map(|site| {
        let mut expecting = Expecting::new(log, site, places().collect());
        while !expecting.go_on(steps) {}
        expecting.finish()
    });
    let costs = site.as_ref().map_or_else(
        || Costs::alike(log.records.len()),
        |site| {
            let mut costing = Costing::new(log, site, CostUnit::Seconds);
            while !costing.go_on(steps) {}
            costing.finish()
        },
    );
    let mut sweep = Sweep::new(flights(log, &costs));
    while !sweep.go_on(steps) {}
    let swept = sweep.finish();
    if let (Some(first), Some(last)) = (swept.steps.first(), swept.steps.last()) {
        assert!(spans(&swept.steps, first.at, last.at, 100).len() <= 100);
    }
    if let (Some(site), Some(expected)) = (&site, &expected) {
        assert!(against(log, site, expected, Some(&swept)).worst.len() <= 10);
    }
    let mut curve = None;
    for measure in Measure::ALL {
        let mut association = Associating::new(failures_by_pressure(log, &swept, measure, |_, _| true));
        while !association.go_on(steps) {}
        let associated = association.finish();
        assert_eq!(associated.bins.iter().map(|bin| bin.rate.of).sum::<u64>(), associated.rate.of);
        curve = associated.curve.ok().map(|curve| (measure, curve)).or(curve);
    }
    let each = BytesPerSecond::from_mib_per_second(100.0);
    let link = BytesPerSecond::from_mib_per_second(1000.0);
    for rule in [Rule::AtMost(2), Rule::AtMostOnHost(1), Rule::Cost(1.0), Rule::LeaveOfLink { share: 0.75, link, each }]
    {
        let mut throttling = Throttling::new(&swept, rule, Measure::Count, curve.map(|(_, curve)| curve));
        while !throttling.go_on(steps) {}
        let throttled = throttling.finish();
        assert_eq!(throttled.count, swept.flights.len());
        assert!(Seconds::ZERO <= throttled.later || throttled.count == 0);
    }
    if let Some((measure, curve)) = curve {
        let mut recommending = Recommending::new(&swept, RuleKind::AtMost, measure, curve, 0.05);
        while !recommending.go_on(steps) {}
        let _ = recommending.finish();
    }
    Some(swept)
}

/// Records as no site has them: everything at its end, or nothing at all.
#[test]
fn any_log_can_be_analysed() {
    let mut random = Random::seeded(99);
    for count in [0_usize, 1, 2, 3, 9, 40, 200] {
        for _ in 0..12 {
            let mut log = Log::default();
            for _ in 0..count {
                let record = extreme(&mut log, &mut random);
                log.records.push(record);
            }
            let swept = analysed(&log, 97).unwrap();
            assert_eq!(swept.flights.len(), swept.pressures.len());
        }
    }
}

fn extreme(log: &mut Log, random: &mut Random) -> Record {
    let mut one_of = |numbers: &[f64]| {
        let at = (random.bits() % (numbers.len() as u64 + 1)) as usize;
        numbers.get(at).copied()
    };
    let sizes = [1.0, 4096.0, 1e9, 6.4e10, 1e15];
    let seconds = [0.0, 1e-9, 1.0, 60.0, 3600.0, 1e9];
    let bytes = |number: Option<f64>| number.map(Bytes::from_bytes);
    let start = one_of(&[-1e12, 0.0, 1.7e9, 1.7e9 + 30.0, 1.7e9 + 60.0, 1e14]);
    let ahead = one_of(&[0.0, 330.0, -720.0]).map(|minutes| minutes as i16);
    Record {
        vm: one_of(&[1.0, 2.0]).and_then(|number| log.names.named(&number.to_string())),
        source: one_of(&[3.0, 4.0]).and_then(|number| log.names.named(&number.to_string())),
        destination: one_of(&[3.0, 4.0]).and_then(|number| log.names.named(&number.to_string())),
        product: one_of(&[5.0]).and_then(|_| log.names.named("xen")),
        start: start.map(|at| Moment { since_1970: Seconds::from_seconds(at), minutes_ahead: ahead }),
        duration: one_of(&seconds).map(Seconds::from_seconds),
        outcome: one_of(&[0.0, 1.0, 2.0, 3.0]).map_or(Outcome::Failed, |index| Outcome::ALL[index as usize]),
        memory: bytes(one_of(&sizes)),
        sent: bytes(one_of(&sizes)),
        hot_set: bytes(one_of(&sizes)),
        dirty_rate: one_of(&[0.0, 1.0, 1e6, 1e10]).map(PagesPerSecond::from_pages_per_second),
        downtime: one_of(&seconds).map(Seconds::from_seconds),
        ..Record::default()
    }
}

/// Printed, not asserted: how long a long log takes, natively, and its longest slice.
#[test]
#[ignore = "takes its time: run with --release --ignored --nocapture"]
fn two_hundred_thousand() {
    let timed = |what: &str, work: &mut dyn FnMut()| {
        let begun = Instant::now();
        work();
        println!("{what}: {:.0} ms", begun.elapsed().as_secs_f64() * 1000.0);
    };
    let mut log = Log::default();
    timed("made", &mut || log = Recipe { records: 200_000, hosts: 64, ..Recipe::sample() }.made());
    let mut text = String::new();
    timed("written", &mut || text = print(&log));
    println!("{} MB", text.len() / 1_000_000);
    timed("read", &mut || log = read(&text, Options::default()).log);
    let places = || 0..200_000;
    timed("a hundred megabytes of table read in chunks of 64 KiB", &mut || {
        let mut reader = Reader::new(Options::default());
        (0..5).for_each(|_| text.as_bytes().chunks(65_536).for_each(|chunk| reader.push(chunk)));
        println!("{} records", reader.finish().log.records.len());
    });
    let list = fs::read_to_string(folder("read").join("vmim.json")).unwrap();
    let (head, rest) = list.split_once("\n        {").unwrap();
    let (item, tail) = rest.split_once("\n        },").unwrap();
    timed("a list of 50 MB read", &mut || {
        let mut reader = Reader::new(Options::default());
        reader.push(head.as_bytes());
        let item = format!("\n        {{{item}\n        }},");
        (0..50_000_000 / item.len()).for_each(|_| reader.push(item.as_bytes()));
        reader.push(format!("{{{tail}").as_bytes());
        println!("{} records", reader.finish().log.records.len());
    });
    println!("a record takes {} bytes", size_of::<Record>());
    timed("counted", &mut || {
        let mut failures = Failures::default();
        log.records.iter().for_each(|record| failures.add(record));
    });
    let mut site = None;
    timed("calibrated", &mut || site = Site::of(&log, places()));
    let site = site.unwrap();
    let sliced = |what: &str, go_on: &mut dyn FnMut() -> bool| {
        let (begun, mut longest, mut slices) = (Instant::now(), 0.0_f64, 0);
        loop {
            let slice = Instant::now();
            let is_done = go_on();
            longest = longest.max(slice.elapsed().as_secs_f64() * 1000.0);
            slices += 1;
            if is_done {
                break;
            }
        }
        println!(
            "{what}: {:.0} ms in {slices} slices, the longest {longest:.1} ms",
            begun.elapsed().as_secs_f64() * 1000.0
        );
    };
    let mut times = TimesInOrder::new(log.records.iter().filter_map(|record| record.duration));
    sliced("times", &mut || times.go_on(20_000));
    let mut expecting = Expecting::new(&log, &site, places().collect());
    sliced("expected", &mut || expecting.go_on(20_000));
    let expected = expecting.finish();
    let mut costing = Costing::new(&log, &site, CostUnit::Bytes);
    sliced("costs", &mut || costing.go_on(20_000));
    let mut sweep = Sweep::new(flights(&log, &costing.finish()));
    sliced("swept", &mut || sweep.go_on(20_000));
    let swept = sweep.finish();
    timed("held against", &mut || drop(against(&log, &site, &expected, Some(&swept))));
    let mut association = Associating::new(failures_by_pressure(&log, &swept, Measure::Count, |_, _| true));
    sliced("associated", &mut || association.go_on(20_000));
    let mut associated = None;
    timed("summed up", &mut || associated = Some(association.clone().finish()));
    let curve = associated.unwrap().curve.unwrap();
    println!("{curve:?}");
    let mut throttling = Throttling::new(&swept, Rule::AtMost(4), Measure::Count, Some(curve));
    sliced("throttled", &mut || throttling.go_on(20_000));
    timed("summed up", &mut || drop(throttling.clone().finish()));
    let mut recommending = Recommending::new(&swept, RuleKind::AtMost, Measure::Count, curve, 0.02);
    sliced("recommended", &mut || recommending.go_on(20_000));
    timed("spans", &mut || drop(spans(&swept.steps, swept.steps[0].at, swept.steps[swept.steps.len() - 1].at, 1000)));
}
