//! Which media type a file is served as, by its ending.

/// The media type of a file name. Wasm must have exactly its type, or browsers refuse to compile while loading.
pub(crate) fn media_type(file: &str) -> &'static str {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "map") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("toml") => "application/toml",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_needs_has_its_type() {
        for (file, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("boot.js", "text/javascript; charset=utf-8"),
            ("element.mjs", "text/javascript; charset=utf-8"),
            ("style.css", "text/css; charset=utf-8"),
            ("precopy-page_bg.wasm", "application/wasm"),
            ("LOGO.SVG", "image/svg+xml"),
            ("lesson.json", "application/json"),
            ("boot.js.map", "application/json"),
            ("case.toml", "application/toml"),
            ("runs.csv", "text/csv; charset=utf-8"),
        ] {
            assert_eq!(media_type(file), expected, "{file}");
        }
    }

    #[test]
    fn anything_else_is_only_bytes() {
        for file in ["", "LICENSE", "archive.zip", "html", "a.html.bak"] {
            assert_eq!(media_type(file), "application/octet-stream", "{file}");
        }
    }
}
