//! A block of a plan: for each column a list of values, and every combination of them.

use std::collections::BTreeMap;

use crate::amount;
use crate::failure::{Failure, Outcome};
use crate::parameters::{self, BYTES_PER_MIB, BYTES_PER_PAGE, Parameters};
use crate::shuffle::Seeded;

/// How often each combination is recorded.
const REPETITIONS: &str = "reps";

/// How many combinations are picked at random, where not all are wanted.
const PICK: &str = "pick";

/// A warm-up that differs from run to run, so that the writer is met anywhere.
const ANY: &str = "any";
const SHORTEST_WARMUP_MS: u64 = 300;
const WARMUPS_MS: u64 = 1200;

/// What a block becomes.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    pub(crate) runs: Vec<Parameters>,
    /// Combinations that cannot be, such as a hot set larger than its working set; and why the first cannot.
    pub(crate) impossible: usize,
    pub(crate) because: Option<String>,
}

/// Lists of values by column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    lists: Vec<(String, Vec<String>)>,
    repetitions: u64,
    pick: Option<usize>,
}

impl Block {
    /// A block with these lists; what it does not list has its usual value.
    pub(crate) fn new(lists: Vec<(String, Vec<String>)>) -> Outcome<Self> {
        let mut block = Self { lists: Vec::new(), repetitions: 1, pick: None };
        for (name, values) in lists {
            let count = || -> Outcome<u64> {
                let one = values.first().filter(|_| values.len() == 1).and_then(|value| value.parse().ok());
                one.ok_or_else(|| Failure::new(format!("{name} must be one whole number")))
            };
            match name.as_str() {
                REPETITIONS => block.repetitions = count()?,
                PICK => block.pick = Some(usize::try_from(count()?).unwrap_or(usize::MAX)),
                column if parameters::COLUMNS.contains(&column) && column != "rep" && !values.is_empty() => {
                    block.lists.push((name, values));
                }
                _ => {
                    let columns = parameters::COLUMNS.join(", ");
                    return Err(Failure::new(format!(
                        "a plan has no `{name}`; it has {columns}, {REPETITIONS}, {PICK}"
                    )));
                }
            }
        }
        Ok(block)
    }

    /// Every combination (or those that are picked), each as often as wanted.
    pub(crate) fn expand(&self, seed: u64) -> Outcome<Expanded> {
        let mut expanded = Expanded::default();
        let mut combinations = vec![BTreeMap::new()];
        for (name, values) in &self.lists {
            combinations = combinations
                .into_iter()
                .flat_map(|combination: BTreeMap<&str, &str>| {
                    values.iter().map(move |value| {
                        let mut next = combination.clone();
                        next.insert(name, value);
                        next
                    })
                })
                .collect();
        }
        let mut possible = Vec::new();
        for combination in &combinations {
            match resolved(combination) {
                Ok(run) => possible.push((run, combination.get("warmup_ms") == Some(&ANY))),
                Err(failure) => {
                    expanded.impossible += 1;
                    expanded.because.get_or_insert(failure.to_string());
                }
            }
        }
        let mut seeded = Seeded::new(seed);
        if let Some(pick) = self.pick {
            seeded.shuffle(&mut possible);
            possible.truncate(pick);
        }
        for (run, any_warmup) in possible {
            for rep in 0..self.repetitions {
                let warmup_ms =
                    if any_warmup { SHORTEST_WARMUP_MS + seeded.draw() % WARMUPS_MS } else { run.warmup_ms };
                // A curve of one of them is enough.
                expanded.runs.push(Parameters { rep, warmup_ms, curve: run.curve && rep == 0, ..run.clone() });
            }
        }
        if expanded.runs.is_empty() {
            let because = expanded.because.as_deref().unwrap_or("it has no values");
            return Err(Failure::new(format!("a block has no possible combination: {because}")));
        }
        Ok(expanded)
    }
}

/// Parameters from texts, shares taken of what they belong to.
fn resolved(combination: &BTreeMap<&str, &str>) -> Outcome<Parameters> {
    let given = |name: &str| combination.get(name).copied();
    let bytes_per_s = |name: &str| given(name).map_or(Ok(0), amount::bytes_per_s);
    let (max_bw, link_bw) = (bytes_per_s("max_bw")?, bytes_per_s("link_bw")?);
    let bandwidth = [max_bw, link_bw].into_iter().filter(|&bytes_per_s| bytes_per_s > 0).min();
    let memory_mib: u64 = given("vmsize_mib").and_then(|text| text.parse().ok()).unwrap_or_default();
    let memory_pages = memory_mib * BYTES_PER_MIB / BYTES_PER_PAGE;
    let wset_pages = amount::pages(given("wset_pages").unwrap_or("50%"), memory_pages, bandwidth)?;
    let hwset_pages = amount::pages(given("hwset_pages").unwrap_or("0"), wset_pages, bandwidth)?;
    let rate_pps = amount::pages_per_s(given("rate_pps").unwrap_or("0"), bandwidth)?;
    let phases = given("phases").filter(|text| !text.is_empty());
    let phases = phases.map(|text| phases_in_pages(text, bandwidth)).transpose()?;
    let resolved = [
        ("max_bw", max_bw.to_string()),
        ("link_bw", link_bw.to_string()),
        ("wset_pages", wset_pages.to_string()),
        ("hwset_pages", hwset_pages.to_string()),
        ("rate_pps", rate_pps.to_string()),
        ("phases", phases.unwrap_or_default()),
    ];
    Parameters::read(|name| match resolved.iter().find(|(column, _)| *column == name) {
        Some((_, value)) => Some(value.as_str()),
        None => given(name).filter(|value| (name, *value) != ("warmup_ms", ANY)),
    })
}

/// Phases whose rates may be in units of what the bandwidth can send.
fn phases_in_pages(text: &str, bandwidth: Option<u64>) -> Outcome<String> {
    let phase = |phase: &str| -> Outcome<String> {
        match phase.split_once(':') {
            Some((rate, ms)) => Ok(format!("{}:{ms}", amount::pages_per_s(rate.trim(), bandwidth)?)),
            None => Ok(phase.to_owned()),
        }
    };
    Ok(text.split(',').map(phase).collect::<Outcome<Vec<_>>>()?.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(lists: &[(&str, &[&str])]) -> Outcome<Block> {
        let owned = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
        Block::new(lists.iter().map(|(name, values)| ((*name).to_owned(), owned(values))).collect())
    }

    #[test]
    fn every_combination_is_there_once() {
        let block = block(&[
            ("block", &["grid"]),
            ("vmsize_mib", &["256", "512"]),
            ("wset_pages", &["50%"]),
            ("hwset_pages", &["20%", "0.5burst", "100"]),
            ("rate_pps", &["0.5ru", "9000"]),
            ("max_bw", &["64MiB"]),
            ("reps", &["2"]),
        ]);
        let expanded = block.unwrap().expand(1).unwrap();
        assert_eq!((expanded.runs.len(), expanded.impossible), (24, 0));
        let ids: std::collections::BTreeSet<_> = expanded.runs.iter().map(|run| run.id("tcg")).collect();
        assert_eq!(ids.len(), 24);
        let first = &expanded.runs[0];
        assert_eq!((first.vmsize_mib, first.wset_pages, first.hwset_pages, first.rate_pps), (256, 32_768, 6553, 8176));
        assert_eq!((first.max_bw, first.link_bw, first.rep), (67_108_864, 0, 0));
    }

    #[test]
    fn impossible_combinations_are_counted() {
        let block = block(&[("vmsize_mib", &["64", "128"]), ("wset_pages", &["20000"]), ("hwset_pages", &["10"])]);
        let expanded = block.unwrap().expand(1).unwrap();
        assert_eq!((expanded.runs.len(), expanded.impossible), (1, 1));
        assert!(expanded.because.unwrap().contains("do not fit"));
    }

    #[test]
    fn some_can_be_picked_and_warmed_up_differently() {
        let lists: [(&str, &[&str]); 5] = [
            ("vmsize_mib", &["64", "128", "256"]),
            ("hwset_pages", &["10", "20", "30"]),
            ("warmup_ms", &["any"]),
            ("curve", &["1"]),
            ("pick", &["4"]),
        ];
        let picked = |seed| block(&lists).unwrap().expand(seed).unwrap().runs;
        assert_eq!(picked(7).len(), 4);
        assert_eq!(picked(7), picked(7));
        assert_ne!(picked(7), picked(8));
        assert!(picked(7).iter().all(|run| (300..1500).contains(&run.warmup_ms) && run.curve));
    }

    #[test]
    fn phases_may_be_in_units_of_the_bandwidth() {
        let block = block(&[
            ("vmsize_mib", &["256"]),
            ("hwset_pages", &["10"]),
            ("link_bw", &["64MiB"]),
            ("phases", &["0.25ru:2000,20440:500"]),
        ]);
        let run = block.unwrap().expand(1).unwrap().runs.remove(0);
        assert_eq!(run.column("phases").unwrap(), "4088:2000,20440:500");
    }

    #[test]
    fn misspelt_lists_are_refused() {
        assert!(block(&[("vmsize", &["64"])]).unwrap_err().to_string().contains("vmsize_mib"));
        assert!(block(&[("rep", &["1"])]).is_err());
        assert!(block(&[("reps", &["1", "2"])]).is_err());
        assert!(block(&[("vmsize_mib", &["64"]), ("rate_pps", &["fast"])]).unwrap().expand(1).is_err());
    }
}
