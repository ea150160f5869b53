//! What is known of one input, as a text: a range, a range with its likeliest value, or a median and a 95th percentile.

use precopy_model::explore::Input;
use precopy_model::numeric::Distribution;
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{Amount, Kind, TextProblem, compact, parse, print};
use precopy_model::scenario::{Checked, LinkSpeed, Scenario};

use super::problem;
use crate::fields::{Takes, row};

/// What stands between two amounts.
const TO: &str = "..";
/// What a text with a median begins with.
const ABOUT: char = '~';

/// What is known of an input, in the units in which it was written.
///
/// | text | meaning |
/// | --- | --- |
/// | `10000pages/s..40000pages/s` | anywhere between the two |
/// | `10000pages/s..20000pages/s..40000pages/s` | least, likeliest, most |
/// | `~20000pages/s..60000pages/s` | median, and what 95 of 100 cases stay below: never zero, and now and then far more |
///
/// Amounts are in the unit grammar, each with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known {
    /// Both ends; no value likelier than another.
    Between(Amount, Amount),
    /// The least, the likeliest and the most.
    Likeliest(Amount, Amount, Amount),
    /// The median and the 95th percentile.
    About(Amount, Amount),
}

impl Known {
    /// Reads what is known of a field.
    ///
    /// # Errors
    /// One problem at the field, with what is allowed, and a hint where an amount has one.
    pub fn parse(field: Field, given: &str) -> Result<Self, Problem> {
        let Takes::Amount(kind) = row(field).takes else {
            return Err(problem(field, "This takes no amounts that could vary.", given));
        };
        let wrong = |what: String| problem(field, what, given).allowed(format!("for example {}", example(kind)));
        // Longer than three amounts can be.
        if 200 < given.len() {
            return Err(wrong("This is too long.".to_owned()));
        }
        let (about, ends) = match given.trim().strip_prefix(ABOUT) {
            Some(ends) => (true, ends),
            None => (false, given.trim()),
        };
        let read: Vec<Result<Amount, TextProblem>> = parts(ends).map(|text| amount(text, kind)).collect();
        if let Some(Err(error)) = read.iter().find(|amount| amount.is_err()) {
            let problem = wrong(error.what.clone());
            // Where every fault has a hint, the whole text has one.
            let meant = read.iter().map(|read| match read {
                Ok(amount) => Some(*amount),
                Err(error) => amount(error.hint.as_deref()?, kind).ok(),
            });
            let meant: Option<Vec<Amount>> = meant.collect();
            return Err(match meant.and_then(|amounts| Self::formed(about, &amounts)) {
                Some(known) => problem.hint(known.text()),
                None => problem,
            });
        }
        let amounts: Vec<Amount> = read.into_iter().flatten().collect();
        Self::formed(about, &amounts).ok_or_else(|| {
            wrong(if about {
                "After ~, two amounts are needed: median and 95th percentile.".to_owned()
            } else {
                "Two or three amounts are needed, with two dots in between.".to_owned()
            })
        })
    }

    fn formed(about: bool, amounts: &[Amount]) -> Option<Self> {
        Some(match (about, amounts) {
            (false, &[low, high]) => Self::Between(low, high),
            (false, &[low, mode, high]) => Self::Likeliest(low, mode, high),
            (true, &[median, p95]) => Self::About(median, p95),
            _ => return None,
        })
    }

    /// As it stands in fields.
    #[must_use]
    pub fn text(&self) -> String {
        self.joined(print)
    }

    /// As it stands in links: no spaces, no `%`.
    #[must_use]
    pub fn compact(&self) -> String {
        self.joined(compact)
    }

    fn joined(&self, print: fn(Amount) -> String) -> String {
        let mut text = String::new();
        for (place, amount) in self.parameters().into_iter().flatten().enumerate() {
            text.push_str(match (place, self) {
                (0, Self::About(..)) => "~",
                (0, _) => "",
                _ => TO,
            });
            text.push_str(&print(amount));
        }
        text
    }

    const fn parameters(&self) -> [Option<Amount>; 3] {
        match *self {
            Self::Between(one, other) | Self::About(one, other) => [Some(one), Some(other), None],
            Self::Likeliest(low, mode, high) => [Some(low), Some(mode), Some(high)],
        }
    }

    /// The distribution of an input of a scenario that this is, in its base unit.
    ///
    /// # Errors
    /// One problem at the input's field: the scenario has no such input, a link is in another sense, amounts are in the wrong order.
    pub fn distribution(&self, input: Input, scenario: &Checked) -> Result<Distribution, Problem> {
        let wrong = |what: String| Problem::at(input.field(), what);
        if !input.applies(scenario) {
            return Err(wrong("There is no such value here that could vary.".to_owned()));
        }
        let base =
            |amount: Amount| in_base_unit(amount, input, scenario).ok_or_else(|| in_another_sense(input, scenario));
        let distribution = match *self {
            Self::Between(low, high) => Distribution::Uniform { low: base(low)?, high: base(high)? },
            Self::Likeliest(low, mode, high) => {
                Distribution::Triangular { low: base(low)?, mode: base(mode)?, high: base(high)? }
            }
            Self::About(median, p95) => Distribution::LogNormal { median: base(median)?, p95: base(p95)? },
        };
        match distribution.check().first() {
            Some(fault) => Err(wrong(fault.to_string())),
            None => Ok(distribution),
        }
    }
}

/// One of the amounts, which has to be a number.
fn amount(text: &str, kind: Kind) -> Result<Amount, TextProblem> {
    match parse(text, kind) {
        Ok(Amount::Unlimited) => Err(TextProblem { what: "This needs a number.".to_owned(), hint: None }),
        read => read,
    }
}

/// Examples of each form, for messages.
const fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Size | Kind::SizeOrShare => "1 GiB..4 GiB, 1 GiB..2 GiB..4 GiB or ~2 GiB..4 GiB",
        Kind::DirtyRate | Kind::PageRateOrUnlimited => {
            "10000 pages/s..40000 pages/s, 10000 pages/s..20000 pages/s..40000 pages/s or ~20000 pages/s..60000 pages/s"
        }
        Kind::LinkSpeed => "1 Gbit/s..10 Gbit/s, 1 Gbit/s..5 Gbit/s..10 Gbit/s or ~5 Gbit/s..9 Gbit/s",
        Kind::ByteRateOrUnlimited => "100 MiB/s..1 GiB/s, 100 MiB/s..200 MiB/s..1 GiB/s or ~200 MiB/s..1 GiB/s",
        Kind::Duration | Kind::DurationOrUnlimited => "100 ms..1 s, 100 ms..300 ms..1 s or ~300 ms..1 s",
        Kind::Share => "10 %..30 %, 10 %..20 %..30 % or ~10 %..30 %",
        Kind::Count | Kind::CountOrUnlimited => "1..4, 1..2..4 or ~2..4",
        Kind::PagesOrUnlimited => "50 pages..400 pages, 50 pages..100 pages..400 pages or ~100 pages..400 pages",
    }
}

/// The amounts of a text. Dots of a number and those in between are told apart by what a number never has: two in a row.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let dots = bytes.windows(2).position(|pair| pair == TO.as_bytes());
        let at = dots.unwrap_or(text.len());
        rest = dots.and_then(|at| text.get(at + TO.len()..));
        text.get(..at)
    })
}

/// An amount as a number in an input's base unit; none where a scenario has the input in another sense.
fn in_base_unit(amount: Amount, input: Input, scenario: &Scenario) -> Option<f64> {
    let page = scenario.hypervisor.page_size.value;
    let parent = if input == Input::HotSet { scenario.vm.working_set } else { scenario.vm.memory };
    Some(match (input, amount) {
        (Input::Link, amount) => match (scenario.link.speed, amount) {
            (LinkSpeed::Line(_), Amount::BitsPerSecond(rate)) => rate.as_bits_per_second(),
            (LinkSpeed::Payload(_), Amount::BytesPerSecond(rate)) => rate.as_bytes_per_second(),
            (LinkSpeed::CopyRate(_), Amount::PagesPerSecond(rate)) => rate.as_pages_per_second(),
            _ => return None,
        },
        (Input::StopThreshold, Amount::Bytes(bytes)) => bytes.in_pages_of(page).as_pages(),
        (Input::StopThreshold, Amount::Pages(pages)) => pages.as_pages(),
        (Input::DirtyRate, Amount::BytesPerSecond(rate)) => rate.in_pages_of(page).as_pages_per_second(),
        (_, Amount::Bytes(bytes)) => bytes.as_bytes(),
        (_, Amount::Pages(pages)) => pages.in_bytes(page).as_bytes(),
        (_, Amount::Share(share)) => (parent * share).as_bytes(),
        (_, Amount::PagesPerSecond(rate)) => rate.as_pages_per_second(),
        (_, Amount::BytesPerSecond(rate)) => rate.as_bytes_per_second(),
        (_, Amount::Seconds(time)) => time.as_seconds(),
        (_, Amount::BitsPerSecond(_) | Amount::Count(_) | Amount::Unlimited) => return None,
    })
}

fn in_another_sense(input: Input, scenario: &Scenario) -> Problem {
    let (is, example) = match scenario.link.speed {
        LinkSpeed::Line(_) => ("a line rate", "1 Gbit/s..10 Gbit/s"),
        LinkSpeed::Payload(_) => ("a payload rate", "100 MB/s..1 GB/s"),
        LinkSpeed::CopyRate(_) => ("a copy rate", "20000 pages/s..30000 pages/s"),
    };
    Problem::at(input.field(), format!("The link is given as {is}, and can vary only as one."))
        .allowed(format!("for example {example}"))
}
