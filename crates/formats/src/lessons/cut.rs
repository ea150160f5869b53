//! Cutting a text at a few letters. The library's own search for texts is several times as large as what uses it here.

/// What stands before the first place of some letters, and behind it.
pub(super) fn cut<'a>(text: &'a str, letters: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(letters.len()).position(|some| some == letters.as_bytes())?;
    Some((text.get(..at)?, text.get(at + letters.len()..)?))
}

/// The same of the last place.
pub(super) fn cut_last<'a>(text: &'a str, letters: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(letters.len()).rposition(|some| some == letters.as_bytes())?;
    Some((text.get(..at)?, text.get(at + letters.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_the_letters_stand() {
        assert_eq!(cut("a..b..c", ".."), Some(("a", "b..c")));
        assert_eq!(cut_last("a..b..c", ".."), Some(("a..b", "c")));
        assert_eq!(cut("é..", ".."), Some(("é", "")));
        assert_eq!(cut("a", ".."), None);
    }
}
