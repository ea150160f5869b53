//! Writes tables as comma-separated values (RFC 4180): a head, then rows of numbers and texts. The library that reads such tables is
//! not in the program that writes them; a test reads with it what this writes.

use precopy_model::quantity::text::written_out;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, written out, with as many digits as read back to the same.
    Number(f64),
    /// A text.
    Text(String),
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A table as text. Rows that are shorter than the head end in empty cells.
#[must_use]
pub fn print(head: &[Cell], rows: &[Vec<Cell>]) -> String {
    let mut text = String::new();
    push_row(&mut text, head, head.len());
    for row in rows {
        push_row(&mut text, row, head.len());
    }
    text
}

fn push_row(text: &mut String, cells: &[Cell], columns: usize) {
    for column in 0..columns.max(cells.len()) {
        if 0 < column {
            text.push(',');
        }
        match cells.get(column) {
            None | Some(Cell::Empty) => {}
            Some(Cell::Number(number)) if number.is_finite() => *text += &written_out(*number),
            Some(Cell::Number(_)) => {}
            Some(Cell::Text(words)) => push_words(text, words),
        }
    }
    *text += "\r\n";
}

/// Spreadsheets take a text that begins so for a formula. Names come with links that anybody may have made, so that such a text gets an
/// apostrophe, which they do not show.
const BEGINS_A_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn push_words(text: &mut String, words: &str) {
    let is_quoted = words.chars().any(|letter| matches!(letter, ',' | '"' | '\n' | '\r'));
    if is_quoted {
        text.push('"');
    }
    if words.starts_with(BEGINS_A_FORMULA) {
        text.push('\'');
    }
    for letter in words.chars() {
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    if is_quoted {
        text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn looks_as_spreadsheets_take_it() {
        let rows = [vec![Cell::from(0.5), Cell::from("a, \"b\"")], vec![Cell::Empty, Cell::from("=1+1")], vec![]];
        assert_eq!(print(&["t".into(), "name".into()], &rows), "t,name\r\n0.5,\"a, \"\"b\"\"\"\r\n,'=1+1\r\n,\r\n");
    }

    proptest! {
        #[test]
        fn another_reader_reads_the_same(
            words in proptest::collection::vec("[^=+@\t\r-]?|[^=+@\t\r-].*", 1..5), number in any::<f64>(),
        ) {
            let mut row: Vec<Cell> = words.iter().map(|text| Cell::from(&**text)).collect();
            row.push(number.into());
            let head: Vec<Cell> = (0..row.len()).map(|column| format!("column {column}").into()).collect();
            let table = read(&print(&head, &[row]));
            prop_assert_eq!(table.len(), 2);
            prop_assert_eq!(table[0].len(), words.len() + 1);
            prop_assert_eq!(&table[1][..words.len()], &words[..]);
            let back = table[1][words.len()].parse::<f64>().ok();
            prop_assert_eq!(back, Some(number).filter(|number| number.is_finite()));
        }
    }
}
