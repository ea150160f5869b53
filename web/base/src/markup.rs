//! Text inside markup.

/// A text that stands for itself in HTML and XML, also in an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// How a frame that holds a calculator looks in the page around: as wide as that, and so many CSS pixels high.
#[must_use]
pub fn look_of_frame(height: u32) -> String {
    format!("width=\"100%\" height=\"{height}\" loading=\"lazy\" style=\"border:0\" allow=\"clipboard-write\"")
}

/// A frame.
#[must_use]
pub fn frame(address: &str, title: &str, height: u32) -> String {
    format!("<iframe src=\"{}\" title=\"{}\" {}></iframe>", escaped(address), escaped(title), look_of_frame(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_its_place() {
        let frame = frame("https://a.example/#a=1&b=\"2", "<b>", 640);
        assert!(frame.contains("src=\"https://a.example/#a=1&amp;b=&quot;2\" title=\"&lt;b&gt;\" width="), "{frame}");
        assert!(frame.contains("height=\"640\""));
    }
}
