//! Which numbers may stand in running text: years, and those behind words that name a place in a paper.

/// Words behind which a number is a place.
const PLACES: [&str; 11] =
    ["table", "tables", "figure", "figures", "equation", "equations", "section", "row", "scenario", "lesson", "slide"];

/// Words that join two places.
const JOINS: [&str; 3] = ["and", "or", "to"];

/// The first number that stands for itself.
pub(crate) fn stray_number(text: &str) -> Option<&str> {
    let mut is_place = false;
    let mut was_number = false;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let lower = bare.to_lowercase();
        if !bare.contains(|letter: char| letter.is_ascii_digit()) {
            is_place = PLACES.contains(&lower.as_str()) || (was_number && JOINS.contains(&lower.as_str()));
            was_number = false;
            continue;
        }
        // A name that ends in a number, such as VM1, begins with a letter.
        let is_name = bare.starts_with(char::is_alphabetic);
        let is_year = bare.len() == 4 && ["19", "20"].iter().any(|century| bare.starts_with(century));
        if !(is_place || is_name || is_year) {
            return Some(word);
        }
        was_number = is_place;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_names_and_places_may_stand() {
        for text in ["in 2010", "equation (7) and (8)", "Table 3, scenario 1", "VM1 sends", "(Figure 7)", "no number"] {
            assert_eq!(stray_number(text), None, "{text}");
        }
        assert_eq!(stray_number("it takes 12 seconds"), Some("12"));
        assert_eq!(stray_number("Table 3 has 12 rows"), Some("12"));
    }
}
