//! What a teacher takes away: the link of an exercise, and a frame that holds it.

use precopy_base::markup::{escaped, frame};
use precopy_base::place::{Place, with_slash};
use precopy_formats::lessons::Exercise;
use precopy_formats::link;
use precopy_model::problem::Problem;

/// The key that says for which exercise a link was made: inputs of a link are easily changed.
pub const MARK: &str = "ex-mark";

/// The heights that are offered for a frame, in CSS pixels.
pub const HEIGHTS: [u32; 3] = [900, 1200, 1600];

/// The fragment of an exercise's link.
///
/// # Errors
/// When it is too long for one.
pub fn fragment(exercise: &Exercise) -> Result<String, Problem> {
    let mut text = exercise.to_link()?;
    link::push(&mut text, "page", "learn");
    link::push(&mut text, MARK, &exercise.mark());
    Ok(text)
}

/// Whether the link was changed since it was made for its exercise.
#[must_use]
pub fn is_changed(fragment: &str, exercise: &Exercise) -> bool {
    let others = link::parse(fragment).others;
    others.iter().any(|(key, text)| key == MARK && *text != exercise.mark())
}

/// The folder to which links go: the one that was typed, or that of this page.
#[must_use]
pub fn folder(typed: &str, own: &str) -> String {
    if typed.trim().is_empty() {
        Place::of_address(own).folder(false)
    } else {
        Place::of_address(&with_slash(typed)).folder(false)
    }
}

/// The link.
#[must_use]
pub fn address(folder: &str, fragment: &str) -> String {
    format!("{folder}#{fragment}")
}

/// A frame for another page, and a link for where frames are stripped.
#[must_use]
pub fn snippet(folder: &str, fragment: &str, title: &str, height: u32) -> String {
    let link = address(folder, fragment);
    let framed = frame(&format!("{link}&embed=1"), title, height);
    format!("{framed}\n<p><a href=\"{}\">{}</a></p>\n", escaped(&link), escaped(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_leads_back_and_says_when_it_was_changed() {
        let exercise = super::super::tests::exercise();
        let fragment = fragment(&exercise).unwrap();
        assert!(fragment.contains("&page=learn&ex-mark="), "{fragment}");
        assert_eq!(Exercise::of_link(&fragment).as_ref(), Ok(&exercise));
        assert!(!is_changed(&fragment, &exercise));
        let other = fragment.replace("link=10Gbit/s", "link=20Gbit/s");
        assert!(is_changed(&other, &Exercise::of_link(&other).unwrap()));
    }

    #[test]
    fn the_frame_is_the_calculators_own_with_nothing_that_breaks_out() {
        let folder = folder("", "https://tools.example/precopy/index.html");
        let text = snippet(&folder, "mem=1GiB&page=learn", "\"><b>", 900);
        assert!(
            text.starts_with("<iframe src=\"https://tools.example/precopy/#mem=1GiB&amp;page=learn&amp;embed=1\" ")
        );
        assert!(text.contains("width=\"100%\" height=\"900\" loading=\"lazy\"") && !text.contains("<b>"), "{text}");
        assert_eq!(super::folder("https://wiki.example/p", "about:srcdoc"), "https://wiki.example/p/");
        assert_eq!(super::folder("", "about:srcdoc"), "");
    }
}
