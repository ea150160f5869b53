//! In which pattern a guest writes, as a text: shares of the hot set and of the dirty rate, so that both can be changed and the
//! shape stays.
//!
//! | pattern | items, separated by commas | for example |
//! | --- | --- | --- |
//! | `hot-sets` | share of the hot set `:` share of the dirty rate | `10pct:90pct,90pct:10pct` |
//! | `phases` | how long `:` share of the dirty rate | `4s:100pct,6s:0pct` |
//! | `history` | how long each value counts `:` first value, then the others, in any unit | `1s:100,80,0,20` |
//! | `distinct` | x = RATE·τ/HWSET `:` y = d(τ)/HWSET, from `0:0` | `0:0,0.5:0.5,2:0.8,4:1` |
//!
//! Amounts are in the unit grammar. Spaces are allowed and not kept. Phases and histories begin with the migration and repeat
//! themselves; the highest of their values is the dirty rate.

mod print;
mod read;

pub use print::{distinct_text, history_text};

use std::sync::Arc;

use precopy_model::problem::{Field, Problem};
use precopy_model::scenario::Pattern;

/// Longer texts do not fit into a link beside the other inputs.
pub const MOST_CHARACTERS: usize = 7000;

/// Whether a pattern has a shape.
#[must_use]
pub fn has_one(pattern: &str) -> bool {
    !default_or_example(pattern).is_empty()
}

/// The shape of a pattern for which none is entered; empty where somebody has to enter one.
#[must_use]
pub fn default_of(pattern: &str) -> &'static str {
    match pattern {
        "history" | "distinct" => "",
        _ => default_or_example(pattern),
    }
}

/// A shape of a pattern; empty where it has none.
fn default_or_example(pattern: &str) -> &'static str {
    match pattern {
        "hot-sets" => "10%:90%,90%:10%",
        "phases" => "5s:100%,5s:10%",
        "history" => "1s:100,80,0,20",
        "distinct" => "0:0,0.5:0.5,2:0.8,4:1",
        _ => "",
    }
}

/// The pattern of this name with this shape, as a field holds it; with its default shape where that is empty.
///
/// # Errors
/// One problem at the shape, which says what is wrong with which of its items.
pub fn pattern(name: &str, shape: &str) -> Result<Pattern, Problem> {
    let shape = if shape.is_empty() { default_of(name) } else { shape };
    let read = match name {
        "uniform" => return Ok(Pattern::Uniform),
        "in-order" => return Ok(Pattern::InOrder),
        "hot-sets" => read::hot_sets(shape),
        "phases" => read::phases(shape),
        "history" => read::history(shape),
        "distinct" => read::distinct(shape),
        _ => return Ok(Pattern::RoundRobin),
    };
    read.map_err(|problem| problem.allowed(format!("for example {}", default_or_example(name).replace(',', ", "))))
}

/// A text without its spaces, as a field holds it. What it has to be depends on the pattern.
pub(crate) fn text(given: &str) -> Result<Arc<str>, Problem> {
    let problem = |what: String| Problem::at(Field::Shape, what).given(given.chars().take(60).collect::<String>());
    let mut text = String::with_capacity(given.len());
    let mut gap = false;
    for letter in given.trim().chars() {
        if letter.is_whitespace() {
            gap = true;
            continue;
        }
        // "80 20" must not become 8020.
        if gap && letter.is_ascii_digit() && !text.ends_with([',', ':']) {
            return Err(problem("Items are separated by commas.".to_owned()));
        }
        if !letter.is_ascii_alphanumeric() && !matches!(letter, ',' | ':' | '.' | '%' | '+' | '-') {
            return Err(problem(format!("“{letter}” has no meaning in a shape.")));
        }
        gap = false;
        text.push(letter.to_ascii_lowercase());
        for percent in ["pct", "percent"] {
            if text.ends_with(percent) {
                text.truncate(text.len() - percent.len());
                text.push('%');
            }
        }
    }
    if MOST_CHARACTERS < text.len() + 2 * text.matches('%').count() {
        return Err(problem("This is too long for a link.".to_owned())
            .allowed(format!("at most {MOST_CHARACTERS} characters: longer intervals, or fewer digits")));
    }
    Ok(Arc::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::quantity::{Pages, Seconds};
    use precopy_model::scenario::{DistinctCurve, Phase};

    fn read(name: &str, given: &str) -> Result<Pattern, Problem> {
        pattern(name, &text(given)?)
    }

    #[track_caller]
    fn refuses(name: &str, given: &str, what: &str) {
        let problem = read(name, given).unwrap_err();
        assert_eq!((problem.field, problem.what.as_str()), (Some(Field::Shape), what), "{given}");
        assert!(problem.allowed.is_some() || text(given).is_err(), "{given}");
    }

    #[test]
    fn defaults_and_examples_are_shapes_of_their_pattern() {
        for name in ["hot-sets", "phases", "history", "distinct"] {
            assert!(has_one(name));
            assert_eq!(*text(default_or_example(name)).unwrap(), *default_or_example(name));
            assert!(pattern(name, default_or_example(name)).is_ok(), "{name}");
            assert_eq!(pattern(name, "").is_ok(), !default_of(name).is_empty(), "{name}");
        }
        assert_eq!(read("round-robin", "anything"), Ok(Pattern::RoundRobin));
        assert_eq!(read("uniform", ""), Ok(Pattern::Uniform));
        assert!(!has_one("uniform") && !has_one("in-order") && !has_one("round-robin") && !has_one(""));
    }

    #[test]
    fn spaces_and_spellings_make_no_difference() {
        let plain = read("hot-sets", "10pct:90pct,90pct:10pct");
        for other in ["10 % : 90 %, 90 % : 10 %", "10PCT:90percent,\n90%:10%", " 1e1 %:90%,90%:10% "] {
            assert_eq!(read("hot-sets", other), plain, "{other}");
        }
        assert_eq!(read("phases", "4 s : 100 %, 0.1 min : 0 %"), read("phases", "4s:100pct,6s:0pct"));
    }

    /// A measured curve as text, read again.
    #[track_caller]
    fn written_and_read(points: &[(f64, f64)], most: f64) -> DistinctCurve {
        let pages = Pages::from_pages;
        let points: Vec<_> = points.iter().map(|&(at, count)| (Seconds::from_seconds(at), pages(count))).collect();
        let (curve, ..) = DistinctCurve::of_points(&points, pages(most)).unwrap();
        match read("distinct", &distinct_text(&curve)) {
            Ok(Pattern::Distinct(curve)) => curve,
            other => panic!("{}: {other:?}", distinct_text(&curve)),
        }
    }

    #[test]
    fn measured_curves_are_read_as_they_are_written() {
        // All that can be was measured while it still rose: 300 pages in 1 s, 2500 in 9 s, no more than 2500.
        assert_eq!(written_and_read(&[(1.0, 300.0), (9.0, 2500.0)], 2500.0).points().last(), Some(&(1.08, 1.0)));
        // A page more would be reached in a time that seven digits do not show.
        assert_eq!(written_and_read(&[(1.0, 300.0), (9.0, 2500.0)], 2500.000001).points().len(), 3);
        // Windows that seven digits do not tell apart, and the place from which so steep a line rises.
        assert_eq!(written_and_read(&[(1.0, 300.0), (1.000_000_001, 400.0), (2.0, 400.0)], 400.0).points().len(), 3);
    }

    #[test]
    fn histories_are_scaled_to_their_highest_value_and_phases_are_not() {
        let Ok(Pattern::Load(history)) = read("history", "2s: 500, 1000, 0") else { panic!("no history") };
        let phase = |of_rate| Phase { lasts: Seconds::from_seconds(2.0), of_rate };
        assert_eq!(history.phases(), [phase(0.5), phase(1.0), phase(0.0)]);
        assert_eq!(read("phases", "2s:50%,2s:100%,2s:0"), Ok(Pattern::Load(history)));
        refuses("phases", "4s:50%,6s:0%", "The highest share is 50 %; it has to be 100 %, which is the dirty rate.");
    }

    #[test]
    fn problems_say_which_item_is_wrong() {
        refuses("hot-sets", "10%:90%,90%", "Item 2: the colon is missing.");
        refuses("hot-sets", "10%:90%,", "Item 2: nothing is written here.");
        refuses("hot-sets", "10%:90,90%:10%", "Item 1: The unit is missing.");
        refuses("hot-sets", "10%:90%,80%:10%", "The shares of the hot set add up to 90 %, not to 100 %.");
        refuses("hot-sets", "10%:90%,90%:20%", "The shares of the dirty rate add up to 110 %, not to 100 %.");
        refuses("hot-sets", &["5%:5%"; 20].join(","), "There are 20 items; at most 16 are possible.");
        refuses("phases", "4s:100%,0s:0%", "Item 2: this takes no time.");
        refuses("phases", "4s:100%,5:0%", "Item 2: The unit is missing.");
        refuses("phases", "100%:4s", "Item 1: “%” measures something else.");
        refuses("phases", "2000000000s:100%", "Item 1: this takes too long.");
        refuses("history", "", "Paste a history: how long each value counts, a colon, and the values.");
        refuses("history", "1s:", "Item 1: nothing is written here.");
        refuses("history", "100,80", "Item 1: the colon is missing.");
        refuses("history", "1s:100,-3", "Item 2: this must not be negative.");
        refuses("history", "1s:100,8o", "Item 2: “8o” is not a number.");
        refuses("history", "1s:0,0", "Nothing is written in it.");
        refuses("history", "1s:100 80", "Items are separated by commas.");
        refuses("history", "1s:100;80", "“;” has no meaning in a shape.");
        refuses("distinct", "", "Enter a measured curve: points of two numbers each, from 0:0.");
        refuses("distinct", "1:1", "Item 1: the curve has to begin with 0:0.");
        refuses("distinct", "0:0", "Item 1: the curve needs a point after this one.");
        refuses("distinct", "0:0,0.5:0.5,0.5:0.6", "Item 3: the first number has to be larger than the one before.");
        refuses("distinct", "0:0,0.5:0.5,1:0.4", "Item 3: the second number is smaller than the one before.");
        refuses("distinct", "0:0,0.5:0.6", "Item 2: the second number is larger than the first one, or than 1.");
        refuses("distinct", "0:0,3:2", "Item 2: the second number is larger than the first one, or than 1.");
    }

    #[test]
    fn thirds_add_up() {
        assert!(read("hot-sets", "33%:30%,33%:30%,33%:40%").is_ok());
    }

    #[test]
    fn what_does_not_fit_into_a_link_is_said() {
        let long = format!("1s:{}", ["1234567"; 1000].join(","));
        refuses("history", &long, "This is too long for a link.");
        let fits = format!("1s:{}", vec!["1"; 3000].join(","));
        assert!(read("history", &fits).is_ok());
    }

    #[test]
    fn any_text_gives_a_pattern_or_a_problem() {
        for given in [
            "", ",", ":", "::", ",:,", "%", "1", "1:1:1", "nan:nan", "∞s:1", "1e999s:1", "0s:1", "1s:1e999", "-:-",
            "e:e",
        ] {
            for name in ["hot-sets", "phases", "history", "distinct", "uniform", "in-order", "round-robin"] {
                assert!(
                    read(name, given).is_ok_and(|_| !has_one(name) || given.is_empty()) || read(name, given).is_err()
                );
            }
        }
    }
}
