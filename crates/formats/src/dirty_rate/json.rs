//! A reader for one JSON value at the beginning of a text, that says where it ends or breaks.
//!
//! The page pays for every byte that it loads, and QEMU's answers are small and simple; what this does not need, it leaves
//! out. Tests hold it against a full reader.

use precopy_model::quantity::text::plain_number;

/// Deeper values are refused.
const MAX_DEPTH: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool,
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// Names and values, in the order of the text.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value of a name in an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads the value at the beginning of a text: the value and how many bytes it takes, or how many bytes were good.
pub(super) fn first(text: &str) -> Result<(Json, usize), usize> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
    match reader.value(MAX_DEPTH) {
        Some(value) => Ok((value, reader.at)),
        None => Err(reader.at),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Takes these bytes, if they are next.
    fn take(&mut self, word: &[u8]) -> bool {
        let is_next = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        let deeper = depth.checked_sub(1)?;
        match self.peek()? {
            b'{' => self.object(deeper),
            b'[' => self.list(deeper),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.take(b"null") => Some(Json::Null),
            _ if self.take(b"true") || self.take(b"false") => Some(Json::Bool),
            _ => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut entries = Vec::new();
        self.at += 1;
        self.space();
        if self.take(b"}") {
            return Some(Json::Object(entries));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            if !self.take(b":") {
                return None;
            }
            let value = self.value(depth)?;
            entries.push((name, value));
            self.space();
            if self.take(b"}") {
                return Some(Json::Object(entries));
            }
            if !self.take(b",") {
                return None;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut values = Vec::new();
        self.at += 1;
        self.space();
        if self.take(b"]") {
            return Some(Json::List(values));
        }
        loop {
            values.push(self.value(depth)?);
            self.space();
            if self.take(b"]") {
                return Some(Json::List(values));
            }
            if !self.take(b",") {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = self.bytes.get(self.at..)?;
        let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        let length = rest.iter().take_while(is_part).count();
        let text = std::str::from_utf8(rest.get(..length)?).ok()?;
        let number = plain_number(text)?;
        self.at += length;
        Some(Json::Number(number))
    }

    fn string(&mut self) -> Option<String> {
        if !self.take(b"\"") {
            return None;
        }
        let mut text = Vec::new();
        loop {
            let byte = self.peek()?;
            match byte {
                b'"' => {
                    self.at += 1;
                    return String::from_utf8(text).ok();
                }
                b'\\' => {
                    let c = self.escaped()?;
                    text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..0x20 => return None,
                _ => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    /// The character after a backslash. Halves of pairs are not put together: no name or word that is looked for has any.
    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        let c = match self.peek()? {
            c @ (b'"' | b'\\' | b'/') => char::from(c),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let digits = self.bytes.get(self.at + 1..self.at + 5)?;
                let code =
                    digits.iter().try_fold(0, |code, &digit| Some(code * 16 + char::from(digit).to_digit(16)?))?;
                self.at += 4;
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        };
        self.at += 1;
        Some(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn same(ours: &Json, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Null, Value::Null) | (Json::Bool, Value::Bool(_)) => true,
            (Json::Number(ours), Value::Number(theirs)) => theirs.as_f64() == Some(*ours),
            (Json::Text(ours), Value::String(theirs)) => ours == theirs,
            (Json::List(ours), Value::Array(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
            }
            (Json::Object(ours), Value::Object(theirs)) => {
                ours.len() == theirs.len()
                    && ours.iter().all(|(name, ours)| theirs.get(name).is_some_and(|theirs| same(ours, theirs)))
            }
            _ => false,
        }
    }

    const GOOD: &[&str] = &[
        r#"{}"#,
        r#"[]"#,
        r#" { "a" : [ 1 , -2.5e3 , 0.1, true, false , null ] , "b" : { "c" : "d" } } "#,
        r#"{"text": "a\"b\\c\/d\n\r\t\b\f\u00e9 é ∞ 😀"}"#,
        r#"{"return": {"status": "measured", "dirty-rate": 300, "calc-time": 1, "vcpu-dirty-rate": [{"id": 0}]}}"#,
        "[\r\n[\t[]]]",
    ];

    #[test]
    fn reads_what_a_full_reader_reads() {
        for text in GOOD {
            let theirs: Value = serde_json::from_str(text).unwrap();
            let (ours, end) = first(text).unwrap();
            assert!(same(&ours, &theirs), "{text}: {ours:?}");
            assert_eq!(text[end..].trim(), "");
            assert_eq!(first(&format!("{text} {{rest")), Ok((ours, end)));
        }
    }

    #[test]
    fn breaks_where_a_full_reader_breaks() {
        for text in GOOD {
            for (at, _) in text.trim_end().char_indices() {
                assert!(first(&text[..at]).is_err(), "{}", &text[..at]);
            }
        }
        for text in [
            "{\"a\" 1}",
            "{a: 1}",
            "[1 2]",
            "[1,]",
            "{\"a\": 1,}",
            "[\"\n\"]",
            "[\"\\x\"]",
            "[--1]",
            "[1e999]",
            "nul",
            "[",
        ] {
            assert!(first(text).is_err() && serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
        assert_eq!(first("{\"a\": 1, oops}"), Err(9));
        assert_eq!(first(&"[".repeat(1000)), Err(MAX_DEPTH));
    }
}
