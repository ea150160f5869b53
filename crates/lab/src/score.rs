//! `lab score`: what the predictors would have said of recorded migrations, held against what happened.

use std::collections::BTreeMap;

use precopy_formats::runs;
use precopy_model::predict::Prediction;
use precopy_model::records::compare::{Pair, score};
use precopy_model::records::{Judge, Part, Run};

use crate::failure::{Failure, Outcome};

pub(crate) fn run(files: &[String]) -> Outcome {
    let mut all: Vec<Run> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::system(file, &error))?;
        let table = runs::read(&text);
        for problem in &table.problems {
            eprintln!("{file}:{}: {}", problem.line, problem.reason);
        }
        all.extend(table.runs);
    }
    let mut groups: BTreeMap<String, (Vec<Pair>, Vec<Pair>, usize, usize)> = BTreeMap::new();
    let mut worst: Vec<(f64, String)> = Vec::new();
    let judge = Judge::new(&all);
    println!("{:#?}", judge.calibration);
    for run in &all {
        let Some(predicted) = judge.predict(run) else { continue };
        let part = Part::of(run);
        let pattern = match run.guest.pattern {
            precopy_model::scenario::Pattern::Uniform => "uni",
            precopy_model::scenario::Pattern::Load(_) => "cyc",
            _ => "rr",
        };
        for (name, p) in [
            ("paper", &predicted.paper),
            ("bound", &predicted.bound),
            ("rounds-known", &predicted.known),
            ("rounds-unknown", &predicted.unknown),
        ] {
            let p: &Prediction = p;
            let forced = matches!(p.reason, precopy_model::predict::Reason::Limit { .. });
            for group in [
                format!("{name} all {}", part.id()),
                format!("{name} all"),
                format!("{name} {} ", run.settings.regime().id()),
                format!("{name} pattern {pattern}"),
                format!("{name} {}", run.block),
            ] {
                let entry = groups.entry(group).or_default();
                entry.0.push(Pair { predicted: p.migration_time, measured: run.measured.migration_time });
                entry.1.push(Pair { predicted: p.downtime, measured: run.measured.downtime });
                entry.2 += usize::from(forced == run.measured.forced);
                entry.3 += 1;
            }
        }
        let e = predicted.known.migration_time.map_or(1e9, |t| (t - run.measured.migration_time).as_seconds());
        let f = |p: &Prediction| {
            format!(
                "{:.3}/{:.3}{}",
                p.migration_time.map_or(f64::NAN, |t| t.as_seconds()),
                p.downtime.map_or(f64::NAN, |t| t.as_seconds()),
                if matches!(p.reason, precopy_model::predict::Reason::Limit { .. }) { "F" } else { "" }
            )
        };
        worst.push((e, format!("{} {} {} part {} mem {} w {} hot {} rate {} lim {} bw {:?}: real {:.3}/{:.3}{} known {} unk {} bound {}", run.id, run.block, pattern, part.id(), run.guest.configured.as_bytes()/1048576.0, run.guest.working_set.as_pages(), run.guest.hot_set.as_pages(), run.guest.rate.as_pages_per_second(), run.settings.downtime_limit.as_seconds(), run.settings.bandwidth().map(|b| b.as_bytes_per_second()/1048576.0), run.measured.migration_time.as_seconds(), run.measured.downtime.as_seconds(), if run.measured.forced {"F"} else {""}, f(&predicted.known), f(&predicted.unknown), f(&predicted.bound))));
    }
    for (name, (t, d, right, n)) in &groups {
        let (Some(t), Some(d)) = (score(t), score(d)) else { continue };
        println!(
            "{name:30} n {:4} T: cov {:5.1} mae {:6.3} s = {:5.2} % in5 {:5.1} most under {:6.3} | D: cov {:5.1} med {:6.1} mae {:6.1} ms under {:5.0} | outcome {:5.2}",
            t.runs,
            t.covered * 100.0,
            t.mean_error.as_seconds(),
            t.mean_error_share() * 100.0,
            t.within_5 * 100.0,
            t.most_under.as_seconds(),
            d.covered * 100.0,
            d.median_error.as_milliseconds(),
            d.mean_error.as_milliseconds(),
            d.most_under.as_milliseconds(),
            *right as f64 / *n as f64 * 100.0
        );
    }
    worst.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    if std::env::var("WORST").is_ok() {
        for (e, text) in worst.iter().take(100000) {
            println!("{e:8.3} {text}");
        }
    }
    Ok(())
}
