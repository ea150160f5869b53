//! The right name nearest to a misspelt one.

/// The candidate that was probably meant; none when all are too far away.
#[must_use]
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long text is no misspelt name, and comparing it would take long.
    if 40 < given.chars().count() {
        return None;
    }
    let lower = given.to_ascii_lowercase();
    candidates
        .into_iter()
        .map(|name| (strsim::osa_distance(&lower, &name.to_ascii_lowercase()), name))
        .filter(|&(distance, name)| distance <= 1 + name.chars().count() / 4)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_of_the_finger_only() {
        let names = ["memory", "workingSet", "hotSet", "dirtyRate"];
        assert_eq!(nearest("memroy", names), Some("memory"));
        assert_eq!(nearest("hotset", names), Some("hotSet"));
        assert_eq!(nearest("bandwidth", names), None);
        assert_eq!(nearest(&"m".repeat(10_000), names), None);
    }
}
