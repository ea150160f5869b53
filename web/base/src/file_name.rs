//! What files are called: after the scenario, in letters that every system takes.

use precopy_formats::Value;
use precopy_model::problem::Field;
use precopy_model::quantity::text::Amount;

use crate::calculator::Calculator;

/// Names longer than this are cut.
const MOST_CHARACTERS: usize = 60;

/// The beginning of a file's name: the scenario's own name, else product, memory and dirty rate.
#[must_use]
pub fn stem(calculator: &Calculator) -> String {
    let named = slug(calculator.name());
    if !named.is_empty() {
        return format!("precopy-{named}");
    }
    let mut stem = format!("precopy-{}", calculator.inputs.preset().id);
    for field in [Field::Memory, Field::DirtyRate] {
        let text = match calculator.inputs.effective(field).0 {
            // Not "pagess".
            Value::Amount(Amount::PagesPerSecond(rate)) => {
                Value::Amount(Amount::Count(rate.as_pages_per_second())).compact() + "pages"
            }
            value => value.compact(),
        };
        stem.push('-');
        stem += &slug(&text);
    }
    stem
}

/// A text in letters, digits, dots and hyphens; nothing else is left of it. `MiB/s` becomes `mibs`.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars().filter(|letter| *letter != '/') {
        if letter.is_ascii_alphanumeric() || (letter == '.' && slug.ends_with(|before: char| before.is_ascii_digit())) {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if MOST_CHARACTERS <= slug.len() {
            break;
        }
    }
    while slug.ends_with(['-', '.']) {
        slug.pop();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(link: &str) -> String {
        stem(&Calculator::of_link(link))
    }

    #[test]
    fn files_are_called_after_the_scenario() {
        assert_eq!(named("hv=qemu&mem=64GiB&dirty=200MiB/s"), "precopy-qemu-64gib-200mibs");
        assert_eq!(named("hv=xen&mem=1.5GiB&dirty=22000pages/s"), "precopy-xen-1.5gib-22000pages");
        assert_eq!(named("name=Database, at noon (2%25)"), "precopy-database-at-noon-2");
    }

    #[test]
    fn what_no_file_name_may_hold_is_not_in_it() {
        for name in ["../../etc/passwd", "a\\b:c*d?e\"f<g>h|i", "...", "CON", "ü", "", "-", "x\u{202e}y", "a. ."] {
            let mut link = String::from("v=1");
            precopy_formats::link::push(&mut link, "name", name);
            let stem = named(&link);
            assert!(stem.starts_with("precopy-") && !stem.ends_with(['-', '.']), "{name}: {stem}");
            assert!(
                stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'),
                "{stem}"
            );
            assert!(!stem.contains(".."), "{stem}");
        }
        assert!(named(&format!("name={}", "n".repeat(500))).len() < 80);
    }
}
