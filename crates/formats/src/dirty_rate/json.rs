//! One JSON value at the beginning of a text, where others may follow: the value with its length, or how much of it was good.

use serde_json::{Deserializer, Value};

/// Reads the value at the beginning of a text: the value and how many bytes it takes, or how many bytes were good.
pub(super) fn first(text: &str) -> Result<(Value, usize), usize> {
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => Ok((value, values.byte_offset())),
        Some(Err(error)) => Err(place(text, error.line(), error.column())),
        None => Err(text.len()),
    }
}

/// Where a line and a column lie, both counted from 1; a column counts bytes, and the one where reading broke off is not good.
fn place(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut place = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_after_the_first_value() {
        let (value, end) = first("{\"a\": 1}\n{\"b\": 2}").unwrap();
        assert_eq!((value.get("a").and_then(Value::as_f64), end), (Some(1.0), 8));
    }

    #[test]
    fn says_how_much_was_good() {
        for (text, good) in [("{\"a\": 1, oops}", 9), ("{\"a\": \"é\" oops}", 11), ("[\n1,\n 2 3]", 8), ("nul", 2)] {
            assert_eq!(first(text), Err(good), "{text}");
        }
        assert!(first("").is_err() && first(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn any_cut_breaks_within_the_text() {
        let text = "{\"text\": \"a\\\"b\\u00e9 é ∞ 😀\", \"list\": [1, -2.5e3, true, null]}";
        for (at, _) in text.char_indices() {
            let cut = text.get(..at).unwrap_or_default();
            assert!(first(cut).is_err_and(|good| good <= cut.len()), "{cut}");
        }
    }
}
