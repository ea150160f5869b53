//! Names in commands: quoted, so that nothing in a name is ever a command.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// For a POSIX shell: in single quotes, in which nothing means anything but the quote itself.
pub(super) fn shell(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for letter in text.chars() {
        if letter == '\'' {
            quoted.push_str("'\\''");
        } else {
            quoted.push(letter);
        }
    }
    quoted.push('\'');
    quoted
}

/// For PowerShell: in single quotes, which typographic ones are there as well; any of them is written twice.
pub(super) fn power_shell(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for letter in text.chars() {
        if matches!(letter, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted.push('\'');
    quoted
}

/// For JSON, and for YAML, whose double quotes are the same.
pub(super) fn json(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    crate::json_text::quoted(&mut quoted, text);
    quoted
}

/// What may stand in an address as it is.
const HOST: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b':').remove(b'[').remove(b']');

/// For an address.
pub(super) fn address(text: &str) -> String {
    utf8_percent_encode(text, HOST).to_string()
}

/// For a comment: on one line.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter })
        .collect()
}
