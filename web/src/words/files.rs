//! What saved files are called.

/// A file that has no other name.
const PLAIN: &str = "precopy";
/// Longer names are cut.
const MOST_CHARACTERS: usize = 60;

/// The name of a file: what the person calls the scenario, without what no system has in names, and an ending.
#[must_use]
pub fn file_name(scenario: &str, ending: &str) -> String {
    let kept =
        |letter: char| !letter.is_control() && !matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let letters = scenario.trim().chars().map(|letter| if kept(letter) { letter } else { '-' });
    let name: String = letters.take(MOST_CHARACTERS).collect();
    // A name that begins with a dot is hidden.
    let name = name.trim_matches(['.', ' ']);
    format!("{}.{ending}", if name.is_empty() { PLAIN } else { name })
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_is_called_after_its_scenario() {
        assert_eq!(file_name("Drain of rack 7", "png"), "Drain of rack 7.png");
        assert_eq!(file_name("../a:b\n", "csv"), "-a-b.csv");
        assert_eq!([file_name("", "svg"), file_name(" .. ", "svg")], ["precopy.svg", "precopy.svg"]);
    }
}
