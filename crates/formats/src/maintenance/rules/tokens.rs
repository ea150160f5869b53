//! The words of a rule: plain ones, quoted ones, commas.

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word without quotes.
    Word(&'a str),
    /// What stood in quotes.
    Quoted(String),
    /// A comma.
    Comma,
}

impl Token<'_> {
    /// Whether it is a word of the grammar, in whatever case.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(given) if given.eq_ignore_ascii_case(word))
    }
}

/// Words that mean something in rules: a name that holds one has to be quoted.
const KEYWORDS: [&str; 12] =
    ["before", "together", "never", "apart", "within", "at", "done", "power", "of", "host", "vm", "on"];

/// The words of a line; none where a quote is not closed.
pub(super) fn tokens(line: &str) -> Option<Vec<Token<'_>>> {
    let mut all = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == ',' {
            all.push(Token::Comma);
            rest = rest.get(1..).unwrap_or_default();
        } else if first == '"' {
            let (text, after) = quoted(rest.get(1..).unwrap_or_default())?;
            all.push(Token::Quoted(text));
            rest = after;
        } else {
            let end = rest.find(|letter: char| letter == ',' || letter.is_whitespace()).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            all.push(Token::Word(word));
            rest = after;
        }
        rest = rest.trim_start();
    }
    Some(all)
}

/// What stands before the closing quote, and what after it; two quotes are one that closes nothing.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut inside = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        inside.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                inside.push('"');
                rest = more;
            }
            None => return Some((inside, after)),
        }
    }
}

/// A name as it is written in a rule: in quotes where it would not be read as one.
pub(super) fn push_name(text: &mut String, name: &str) {
    let words = || name.split(' ');
    let is_plain = words().all(|word| {
        !word.is_empty()
            && !word.starts_with('"')
            && !word.contains(|letter: char| letter == ',' || letter.is_whitespace())
            && !KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
    });
    if is_plain && !name.starts_with('#') {
        text.push_str(name);
        return;
    }
    text.push('"');
    for letter in name.chars() {
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    text.push('"');
}
