//! Lists of texts and lists: what a read lesson is handed on as. It is JSON of arrays and strings only, so that a page reads it without
//! a library for all of JSON.

/// A text, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
}

/// Deeper trees are not read.
const DEEPEST: usize = 64;

impl Tree {
    /// Writes it as JSON, without spaces.
    ///
    /// ```
    /// use precopy_formats::lessons::Tree;
    /// let tree = Tree::List(vec![Tree::Text("a \"b\"\n".to_owned()), Tree::List(Vec::new())]);
    /// assert_eq!(tree.written(), r#"["a \"b\"\n",[]]"#);
    /// assert_eq!(Tree::read(&tree.written()), Some(tree));
    /// ```
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, into: &mut String) {
        match self {
            Self::Text(text) => {
                into.push('"');
                for letter in text.chars() {
                    match letter {
                        '"' => into.push_str("\\\""),
                        '\\' => into.push_str("\\\\"),
                        '\n' => into.push_str("\\n"),
                        // No other control character is in a lesson.
                        letter if letter < ' ' => into.push(' '),
                        letter => into.push(letter),
                    }
                }
                into.push('"');
            }
            Self::List(items) => {
                into.push('[');
                for (at, item) in items.iter().enumerate() {
                    if 0 < at {
                        into.push(',');
                    }
                    item.write(into);
                }
                into.push(']');
            }
        }
    }

    /// Reads it back; none where the text is no such tree.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let tree = read(&mut letters, 0)?;
        letters.all(|letter| letter == '\n').then_some(tree)
    }

    /// Its text; none for a list.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) => None,
        }
    }

    /// Its items; none for a text.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Text(_) => None,
            Self::List(items) => Some(items),
        }
    }
}

fn read(letters: &mut std::str::Chars<'_>, depth: usize) -> Option<Tree> {
    match letters.next()? {
        '"' => read_text(letters).map(Tree::Text),
        '[' if depth < DEEPEST => {
            let mut items = Vec::new();
            if letters.as_str().starts_with(']') {
                letters.next();
                return Some(Tree::List(items));
            }
            loop {
                items.push(read(letters, depth + 1)?);
                match letters.next()? {
                    ',' => {}
                    ']' => return Some(Tree::List(items)),
                    _ => return None,
                }
            }
        }
        _ => None,
    }
}

fn read_text(letters: &mut std::str::Chars<'_>) -> Option<String> {
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(match letters.next()? {
                'n' => '\n',
                letter @ ('"' | '\\') => letter,
                _ => return None,
            }),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_texts_are_no_trees() {
        for text in
            ["", "[", "]", "[,]", "\"", "[\"a\"", "[\"a\",]", "[\"a\"]x", "\"\\x\"", "{}", "1", "[\"a\" ,\"b\"]"]
        {
            assert_eq!(Tree::read(text), None, "{text}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(Tree::read(&deep), None);
    }
}
