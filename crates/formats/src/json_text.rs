//! Writes JSON that a person can read: objects and lists over lines, what is opened as a line on one. The library's own writer would
//! bring a table for its numbers into the page; ours are as exact, by the same digits as everywhere.

use precopy_model::quantity::text::written_out;

/// A JSON text in the making.
#[derive(Clone, Debug, Default)]
pub struct JsonText {
    text: String,
    /// The brackets that are still to come.
    open: Vec<char>,
    /// From which depth on all stays on one line.
    on_one_line_from: Option<usize>,
    /// Whether the innermost bracket holds something already.
    is_filled: bool,
}

impl JsonText {
    /// Opens an object; in an object under this name, which is empty elsewhere.
    pub fn object(&mut self, name: &str) {
        self.enter(name, '{', '}');
    }

    /// Opens a list.
    pub fn list(&mut self, name: &str) {
        self.enter(name, '[', ']');
    }

    /// Opens an object that stays on one line, with all that it holds.
    pub fn line(&mut self, name: &str) {
        self.object(name);
        if self.on_one_line_from.is_none() {
            self.on_one_line_from = Some(self.open.len());
        }
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        let is_on_one_line = self.is_on_one_line();
        let Some(bracket) = self.open.pop() else { return };
        if self.is_filled && !is_on_one_line {
            self.break_line();
        }
        if !self.is_on_one_line() {
            self.on_one_line_from = None;
        }
        self.text.push(bracket);
        self.is_filled = true;
    }

    /// Adds a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.begin(name);
        quoted(&mut self.text, value);
    }

    /// Adds a number, or null where there is none, or none that JSON knows.
    pub fn number(&mut self, name: &str, value: Option<f64>) {
        self.begin(name);
        match value.filter(|number| number.is_finite()) {
            Some(number) => self.text += &written_out(number),
            None => self.text += "null",
        }
    }

    /// Adds yes or no.
    pub fn bool(&mut self, name: &str, value: bool) {
        self.begin(name);
        self.text += if value { "true" } else { "false" };
    }

    /// The text, with everything closed.
    #[must_use]
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text
    }

    fn enter(&mut self, name: &str, bracket: char, closing: char) {
        self.begin(name);
        self.text.push(bracket);
        self.open.push(closing);
        self.is_filled = false;
    }

    /// What stands before a value: a comma, a new line, its name.
    fn begin(&mut self, name: &str) {
        if self.is_filled {
            self.text.push(',');
        }
        if self.is_on_one_line() {
            if self.is_filled {
                self.text.push(' ');
            }
        } else if !self.open.is_empty() {
            self.break_line();
        }
        if self.open.last() == Some(&'}') {
            quoted(&mut self.text, name);
            self.text += ": ";
        }
        self.is_filled = true;
    }

    fn is_on_one_line(&self) -> bool {
        self.on_one_line_from.is_some_and(|depth| depth <= self.open.len())
    }

    fn break_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.open.len() {
            self.text += "  ";
        }
    }
}

pub(crate) fn quoted(into: &mut String, text: &str) {
    into.push('"');
    for letter in text.chars() {
        match letter {
            '"' => *into += "\\\"",
            '\\' => *into += "\\\\",
            '\n' => *into += "\\n",
            '\t' => *into += "\\t",
            letter if letter < ' ' => {
                let code = u32::from(letter);
                *into += if code < 16 { "\\u000" } else { "\\u001" };
                into.extend(char::from_digit(code % 16, 16));
            }
            letter => into.push(letter),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn looks_as_people_write_it() {
        let mut json = JsonText::default();
        json.object("");
        json.text("name", "a \"b\"\n\u{1}");
        json.list("points");
        for at in [0.0, 1.5] {
            json.line("");
            json.number("at", Some(at));
            json.number("to", None);
            json.close();
        }
        json.close();
        json.list("none");
        json.close();
        json.bool("yes", true);
        assert_eq!(
            json.finish(),
            "{\n  \"name\": \"a \\\"b\\\"\\n\\u0001\",\n  \"points\": [\n    {\"at\": 0, \"to\": null},\n    {\"at\": 1.5, \"to\": null}\n  \
             ],\n  \"none\": [],\n  \"yes\": true\n}\n"
        );
    }

    proptest! {
        #[test]
        fn another_reader_reads_the_same(name in ".*", text in ".*", number in any::<f64>(), yes: bool) {
            let mut json = JsonText::default();
            json.list("");
            json.object("");
            json.text(&name, &text);
            json.close();
            json.line("");
            json.object("inner");
            json.close();
            json.list("list");
            json.number("", Some(number));
            json.bool("", yes);
            let read: serde_json::Value = serde_json::from_str(&json.finish()).unwrap();
            prop_assert_eq!(read[0][&name].as_str(), Some(&*text));
            // As it is set up here, that reader may miss the last digit.
            let back = read[1]["list"][0].as_f64();
            prop_assert!(back.map_or(!number.is_finite(), |back| (back - number).abs() <= number.abs() * 1e-15));
            prop_assert_eq!(read[1]["list"][1].as_bool(), Some(yes));
        }
    }
}
