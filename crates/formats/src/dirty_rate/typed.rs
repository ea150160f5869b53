//! Pairs written by hand: a window and how much was dirtied in it, `10 s: 900 MiB`, or at which rate, `10 s: 90 MiB/s`.

use precopy_model::problem::Problem;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::limits;
use precopy_model::quantity::text::{Amount, Kind, parse, plain_number};
use precopy_model::scenario::distinct_pages::Sample;

/// Longer lines are no pairs.
const MAX_CHARS: usize = 80;

/// What a line is.
pub(super) enum Line {
    /// A pair.
    Sample(Sample),
    /// Nearly one.
    Problem(Problem),
    /// Something else.
    Other,
}

/// Reads a line as a pair.
pub(super) fn line(text: &str) -> Line {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') || MAX_CHARS < text.chars().count() {
        return Line::Other;
    }
    // The window ends where what is left of it is a time and what follows is an amount.
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace() || is_separator(*c));
    for (at, _) in ends {
        let (left, right) = text.split_at(at);
        let right = right.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c));
        let Ok(Amount::Seconds(window)) = parse(left, Kind::Duration) else { continue };
        if !limits::TIME_LIMIT.contains(window.as_seconds()) {
            return Line::Problem(Problem::general("The window must be longer than nothing."));
        }
        return match amount(right) {
            Some(amount) => sample(window, amount),
            None => Line::Problem(
                Problem::general("After the window, a size or a rate with its unit is needed.")
                    .hint(format!("{left}: 300 MiB")),
            ),
        };
    }
    let numbers = text.split(|c: char| c.is_whitespace() || is_separator(c)).filter(|part| !part.is_empty());
    if numbers.clone().count() == 2 && numbers.clone().all(|part| plain_number(part).is_some()) {
        return Line::Problem(Problem::general("The units are missing.").hint("1 s: 300 MiB"));
    }
    Line::Other
}

fn is_separator(c: char) -> bool {
    matches!(c, ':' | ',' | ';' | '=' | '|' | '→')
}

fn amount(text: &str) -> Option<Amount> {
    [Kind::Size, Kind::DirtyRate].into_iter().find_map(|kind| parse(text, kind).ok())
}

fn sample(window: Seconds, amount: Amount) -> Line {
    let sample = match amount {
        Amount::Bytes(bytes) => Sample::distinct_in(window, bytes),
        Amount::Pages(pages) => Sample::distinct_in(window, pages.in_bytes(super::PAGE)),
        Amount::BytesPerSecond(rate) => Sample { window: Some(window), rate },
        Amount::PagesPerSecond(rate) => Sample { window: Some(window), rate: rate.in_bytes(super::PAGE) },
        _ => return Line::Other,
    };
    let all_fits = sample.distinct().is_some_and(|all| limits::SET.contains(all.as_bytes()));
    let most = limits::DIRTY_RATE.max * super::PAGE.as_bytes();
    if sample.is_sound() && all_fits && sample.rate.as_bytes_per_second() <= most {
        Line::Sample(sample)
    } else {
        Line::Problem(Problem::general("This is too much for any machine."))
    }
}
