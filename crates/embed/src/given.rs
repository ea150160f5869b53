//! What JavaScript handed over, in plain Rust, and what it comes to.

use precopy_formats::entries::{Entries, Raw};
use precopy_formats::{Inputs, link, nearest};
use precopy_model::problem::Problem as Wrong;

use crate::told::{Failure, Other, Parsed, Problem, Scenario};

/// A scenario as it was handed over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    /// A link.
    Text(String),
    /// The entries of an object.
    Entries(Entries),
}

impl Given {
    /// The inputs that it makes.
    pub(crate) fn inputs(&self) -> Result<Inputs, Failure> {
        let Read { inputs, problems, .. } = self.read();
        match inputs {
            Some(inputs) if problems.is_empty() => Ok(inputs),
            _ => Err(Failure::of(&problems)),
        }
    }

    /// Whether it has an entry of this name.
    pub(crate) fn names(&self, name: &str) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Entries(Entries(entries)) => entries.iter().any(|(given, _)| given == name),
        }
    }

    /// What it says, and what is wrong with it.
    pub(crate) fn parse(&self) -> Parsed {
        let Read { inputs, problems, others } = self.read();
        Parsed {
            scenario: inputs.as_ref().map(Scenario::of),
            problems: problems.iter().map(Problem::from).collect(),
            others: others.into_iter().map(|(key, value)| Other { key, value }).collect(),
        }
    }

    fn read(&self) -> Read {
        match self {
            Self::Text(text) => link(text),
            Self::Entries(entries) => match entries.inputs() {
                Ok(inputs) => Read { inputs: Some(inputs), problems: Vec::new(), others: Vec::new() },
                Err(problems) => Read { inputs: None, problems, others: Vec::new() },
            },
        }
    }
}

struct Read {
    inputs: Option<Inputs>,
    problems: Vec<Wrong>,
    others: Vec<(String, String)>,
}

/// Reads a link, or the fragment of one. An empty one is the page as it opens; a text without a single value is no link.
fn link(text: &str) -> Read {
    let text = text.trim();
    let (address, fragment) = text.split_once('#').unwrap_or(("", text));
    let is_address = !address.is_empty() || fragment.starts_with("https:") || fragment.starts_with("http:");
    let fragment = if address.is_empty() && is_address { "" } else { fragment };
    let link::Parsed { inputs, mut problems, others } = link::parse(fragment);
    if !is_address && !text.trim_matches(['#', '?']).is_empty() && !text.bytes().any(|byte| byte == b'=') {
        let shown: String = text.chars().take(60).collect();
        problems.push(Wrong::general("This is neither a link nor a scenario file.").given(shown));
    }
    Read { inputs: Some(inputs), problems, others }
}

/// Finds a word that an argument may be; not given, it is the first one.
pub(crate) fn word<T: Copy>(argument: &str, given: Option<&Raw>, words: &[(&str, T)]) -> Result<T, Failure> {
    let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let found = place(given, &all).map_err(|wrong| Failure::of_argument(argument, &wrong))?;
    words.get(found).map(|(_, value)| *value).ok_or_else(|| Failure::of(&[]))
}

/// The place of a word among those that there are.
fn place(given: Option<&Raw>, words: &[&str]) -> Result<usize, Wrong> {
    let allowed = words.join(", ");
    match given {
        None => Ok(0),
        Some(Raw::Text(text)) => words.iter().position(|word| word == text).ok_or_else(|| {
            let shown: String = text.chars().take(60).collect();
            let wrong = Wrong::general("This name is not known here.").given(shown).allowed(allowed);
            match nearest(text, words.iter().copied()) {
                Some(hint) => wrong.hint(hint),
                None => wrong,
            }
        }),
        Some(_) => Err(Wrong::general("This needs one of a few names.").allowed(allowed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Given {
        Given::Text(text.to_owned())
    }

    fn entries(entries: &[(&str, Raw)]) -> Given {
        Given::Entries(Entries(entries.iter().map(|(name, raw)| ((*name).to_owned(), raw.clone())).collect()))
    }

    #[test]
    fn a_link_reads_with_and_without_its_address() {
        let plain = text("mem=8GiB&hv=xen").inputs().unwrap();
        for link in [
            "#mem=8GiB&hv=xen",
            "?hv=xen&mem=8GiB",
            "https://example.org/p/?a=1#hv=xen&mem=8GiB",
            "x.html#hv=xen&mem=8GiB",
        ] {
            assert_eq!(text(link).inputs().unwrap(), plain, "{link}");
        }
        for link in ["", "#", " ", "https://example.org/", "https://example.org/?theme=dark"] {
            assert_eq!(text(link).inputs().unwrap(), Inputs::default(), "{link}");
        }
    }

    #[test]
    fn what_is_no_link_is_refused() {
        for given in ["qemu", "hello, world", "64 GiB"] {
            assert_eq!(
                text(given).inputs().unwrap_err().problems[0].what,
                "This is neither a link nor a scenario file."
            );
        }
        assert_eq!(text("mem=64&hot=lots").inputs().unwrap_err().problems.len(), 2);
    }

    #[test]
    fn a_link_that_is_parsed_keeps_what_can_be_kept() {
        let parsed = text("mem=64&hot=lots&link=1Gbit/s&page=plan").parse();
        let fields: Vec<_> = parsed.problems.iter().map(|problem| problem.field.as_deref()).collect();
        assert_eq!(fields, [Some("memory"), Some("hotSet")]);
        let scenario = parsed.scenario.unwrap().0;
        assert!(
            scenario.contains(&("link", "1 Gbit/s".to_owned())) && scenario.contains(&("memory", "4 GiB".to_owned()))
        );
        assert_eq!(parsed.others, [Other { key: "page".to_owned(), value: "plan".to_owned() }]);
    }

    #[test]
    fn what_is_parsed_can_be_handed_over_again() {
        let link = "hv=custom&mem=8GiB&writes=hot-sets&shape=70pct:20pct,30pct:80pct&loop=rounds&cap=none&rounds=7&compressed-to=50pct";
        let Given::Entries(again) = entries(
            &text(link)
                .parse()
                .scenario
                .unwrap()
                .0
                .iter()
                .map(|(name, text)| (*name, Raw::Text(text.clone())))
                .collect::<Vec<_>>(),
        ) else {
            panic!()
        };
        assert_eq!(again.inputs().unwrap(), text(link).inputs().unwrap());
    }

    #[test]
    fn an_object_with_problems_gives_all_of_them() {
        let given = entries(&[("memroy", Raw::Null), ("hotSetBytes", Raw::Number(f64::NAN)), ("link", Raw::Nested)]);
        let failure = given.inputs().unwrap_err();
        let fields: Vec<_> = failure.problems.iter().map(|problem| problem.field.as_deref()).collect();
        assert_eq!(fields, [None, Some("hotSet"), Some("link")]);
        assert_eq!(failure.message.lines().count(), 3);
        assert_eq!(given.parse().scenario, None);
    }

    #[test]
    fn a_word_is_one_of_a_few() {
        let words = [("first", 1), ("second", 2)];
        assert_eq!(word("which", None, &words), Ok(1));
        assert_eq!(word("which", Some(&Raw::Text("second".to_owned())), &words), Ok(2));
        let failure = word("which", Some(&Raw::Text("secnd".to_owned())), &words).unwrap_err();
        assert_eq!(failure.message, "which: This name is not known here. Allowed: first, second. second?");
        assert_eq!(failure.problems[0].field.as_deref(), Some("which"));
        for raw in [Raw::Null, Raw::Number(1.0), Raw::Bool(true), Raw::Nested] {
            assert!(word("which", Some(&raw), &words).is_err());
        }
    }
}
