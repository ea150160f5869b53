//! A cyclic load as text: `pages/s:ms,…`.

use std::fmt;
use std::str::FromStr;

use crate::failure::{Failure, Outcome};

/// The most phases that the guest has room for.
const MOST: usize = 16;

/// A stretch of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Phase {
    pages_per_s: u32,
    ms: u32,
}

/// A cycle of phases, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phases(Vec<Phase>);

impl FromStr for Phases {
    type Err = Failure;

    fn from_str(text: &str) -> Outcome<Self> {
        let phases = text.split(',').map(phase).collect::<Option<Vec<_>>>();
        match phases.filter(|phases| phases.len() <= MOST) {
            Some(phases) => Ok(Self(phases)),
            None => Err(Failure::new(format!(
                "phases are `{text}`, they must be up to {MOST} of pages/s:ms, with a comma between them"
            ))),
        }
    }
}

fn phase(text: &str) -> Option<Phase> {
    let (pages_per_s, ms) = text.split_once(':')?;
    let phase = Phase { pages_per_s: pages_per_s.trim().parse().ok()?, ms: ms.trim().parse().ok()? };
    (phase.ms > 0 && phase.ms <= 1_000_000 && phase.pages_per_s <= 10_000_000).then_some(phase)
}

impl fmt::Display for Phases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, phase) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(out, "{comma}{}:{}", phase.pages_per_s, phase.ms)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_are_written_as_they_are_read() {
        for text in ["100:20", "4088:2000,20440:2000", "0:1,1:1000000"] {
            assert_eq!(text.parse::<Phases>().unwrap().to_string(), text);
        }
        assert_eq!(" 1:2 , 3:4".parse::<Phases>().unwrap().to_string(), "1:2,3:4");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "100", "100:", ":20", "100:0", "100:20,", "-1:20", "1.5:20", "100:20;100:20"] {
            assert!(text.parse::<Phases>().is_err(), "{text}");
        }
        assert!(vec!["1:1"; 17].join(",").parse::<Phases>().is_err());
    }
}
