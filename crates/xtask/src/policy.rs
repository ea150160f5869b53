//! The content security policy that a file is served with.

use crate::one_file;

/// What all but the one file need, and nothing more. Frames are ours only: the page can show itself as others will see it.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// The one file has its scripts inside. Which ones, its own policy says by their hashes, and both hold.
const INSIDE: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
                      img-src data: blob:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy for a file name.
pub(crate) fn policy(file: &str) -> &'static str {
    if [one_file::NAME, one_file::COURSE].contains(&file) { INSIDE } else { STRICT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_file_runs_what_is_inside_it() {
        assert!(policy("precopy.html").contains("'unsafe-inline'"));
        assert!(!policy("index.html").contains("unsafe-inline") && policy("index.html").contains("frame-src 'self'"));
    }
}
