//! What a request asks for: the path of a URL as safe segments. Everything that could leave a folder is refused here.

/// A path, percent-decoded, none of whose segments can name anything but an entry of a folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The names from the top; empty for `/`.
    pub(crate) segments: Vec<String>,
    /// Whether the path ends with a slash, so that relative links start inside it.
    pub(crate) is_folder: bool,
}

/// Reads the target of a request line, such as `/some/page.html?query`; nothing when it is not acceptable.
pub(crate) fn parse(target: &str) -> Option<Address> {
    if target.chars().any(|character| !character.is_ascii_graphic()) {
        return None;
    }
    let names = path(target).strip_prefix('/')?;
    let (folders, last) = names.rsplit_once('/').map_or((None, names), |(folders, last)| (Some(folders), last));
    let folders = folders.into_iter().flat_map(|folders| folders.split('/'));
    let is_folder = last.is_empty();
    let segments =
        folders.chain((!is_folder).then_some(last)).map(|name| decode(name).filter(|name| is_plain_name(name)));
    Some(Address { segments: segments.collect::<Option<_>>()?, is_folder })
}

/// Where to send someone who asked for a folder without its slash; relative, so that it holds below any sub-path.
pub(crate) fn with_slash(target: &str) -> String {
    let path = path(target);
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let rest = target.strip_prefix(path).unwrap_or_default();
    format!("./{name}/{rest}")
}

/// The target without query and fragment.
fn path(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

fn is_plain_name(name: &str) -> bool {
    // The colon keeps out Windows drives and file streams.
    let is_safe = |character: char| !character.is_control() && !matches!(character, '/' | '\\' | ':');
    !matches!(name, "" | "." | "..") && name.chars().all(is_safe)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { hex(rest.next()?)? * 16 + hex(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(segments: &[&str], is_folder: bool) -> Option<Address> {
        Some(Address { segments: segments.iter().map(|&segment| segment.to_owned()).collect(), is_folder })
    }

    #[test]
    fn ordinary_paths() {
        assert_eq!(parse("/"), address(&[], true));
        assert_eq!(parse("/?page=plan"), address(&[], true));
        assert_eq!(parse("/index.html"), address(&["index.html"], false));
        assert_eq!(parse("/some/sub/path/"), address(&["some", "sub", "path"], true));
        assert_eq!(parse("/a/b.js?v=1#x"), address(&["a", "b.js"], false));
        assert_eq!(parse("/%C3%BCber%20uns.txt"), address(&["über uns.txt"], false));
        assert_eq!(parse("/a/...hidden..b"), address(&["a", "...hidden..b"], false));
    }

    #[test]
    fn decoding_happens_once() {
        assert_eq!(parse("/%252e%252e/x"), address(&["%2e%2e", "x"], false));
    }

    #[test]
    fn nothing_leaves_the_folder() {
        for target in [
            "/..",
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/Cargo.toml",
            "/.%2E/Cargo.toml",
            "/./a",
            "/%2e/a",
            "/..%2fCargo.toml",
            "/a%2Fb",
            "/..\\Cargo.toml",
            "/..%5cCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/a//b",
            "/a/%00.html",
            "/a%0d%0aX:y",
            "/C:/windows",
            "/a.txt::$DATA",
            "http://elsewhere/",
            "a",
            "",
            "*",
            "?",
        ] {
            assert_eq!(parse(target), None, "{target}");
        }
    }

    #[test]
    fn broken_encodings_are_refused() {
        for target in ["/%", "/%4", "/%zz", "/%+1", "/%ff", "/a b", "/ü", "/a\nb", "/a?x\ny"] {
            assert_eq!(parse(target), None, "{target:?}");
        }
    }

    #[test]
    fn a_folder_gets_its_slash_where_it_stands() {
        assert_eq!(with_slash("/some/sub/path"), "./path/");
        assert_eq!(with_slash("/a%20b?x=1/2"), "./a%20b/?x=1/2");
    }
}
