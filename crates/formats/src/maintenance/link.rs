//! Sheets as one value of a link, as long as they are small.
//!
//! ```text
//! plan=1|Rack_4|hv=qemu|o-y|node1,,,,,,yes;node2|…        version, title, product, choices, hosts, trunks, VMs, rules
//! ```
//!
//! Parts are separated by `|`, rows by `;`, cells by `,`. A cell that is `*` is that of the row above, `**` at the end of a row are all
//! further cells of the row above. Spaces are `_`; a letter that means something is written as `!` and another one. Links stay links for
//! ever: the version stands first. A ready-made one is its short name.

use precopy_model::problem::Problem;

use super::json::{afterwards_of, techniques_of, word_for, word_of};
use super::{Columns, MOST_HOSTS, MOST_TRUNKS, MOST_VMS, Sheets, Table, ready};
use crate::link;

const VERSION: &str = "1";
/// A longer value would not leave room for what else is in a link.
const MOST_BYTES: usize = 7_000;

/// Letters that mean something here or would make a link long, and what is written for them after a `!`.
const ESCAPED: [(char, char); 9] =
    [('!', '!'), ('_', 'u'), ('|', 'p'), (';', 's'), (',', 'c'), ('*', 'a'), ('%', 'h'), ('\n', 'n'), ('&', 'e')];

impl Sheets {
    /// The value of a link's key; none where it would be too long. [`from_link`] reads it back to the same sheets, but for rows in which
    /// nothing stands.
    #[must_use]
    pub fn to_link(&self) -> Option<String> {
        // Making one is work, so that only those are made that may be meant.
        let mut named = ready::ALL.iter().filter(|one| one.title == self.title);
        if let Some(ready) = named.find(|one| (one.make)() == *self) {
            return Some(ready.id.to_owned());
        }
        let mut text = VERSION.to_owned();
        for part in [&self.title, &self.product] {
            text.push('|');
            push_escaped(&mut text, part);
        }
        let limits = if self.with_product_limits { "yes" } else { "no" };
        for (mark, word) in
            ['|', ',', ','].into_iter().zip([word_of(self.afterwards), word_for(self.techniques), limits])
        {
            text.push(mark);
            text.push_str(word);
        }
        push_table(&mut text, &self.hosts);
        push_table(&mut text, &self.trunks);
        push_table(&mut text, &self.vms);
        text.push('|');
        push_escaped(&mut text, &self.rules);
        let mut whole = String::new();
        link::push(&mut whole, "plan", &text);
        (whole.len() <= MOST_BYTES).then_some(text)
    }
}

fn push_escaped(text: &mut String, part: &str) {
    for letter in part.chars() {
        if let Some((_, code)) = ESCAPED.iter().find(|(escaped, _)| *escaped == letter) {
            text.push('!');
            text.push(*code);
        } else {
            text.push(if letter == ' ' { '_' } else { letter });
        }
    }
}

fn push_table<C: Columns>(text: &mut String, table: &Table<C>) {
    text.push('|');
    let mut above: Option<usize> = None;
    for row in table.filled() {
        // Once a link is too long it is none, however long.
        if MOST_BYTES < text.len() {
            return;
        }
        if above.is_some() {
            text.push(';');
        }
        let cell = |row: Option<usize>, column: C| row.map_or("", |row| table.cell(row, column));
        let is_same = |column: &C| above.is_some() && cell(Some(row), *column) == cell(above, *column);
        let same = C::ALL.iter().rev().take_while(|column| is_same(column)).count();
        let blank = C::ALL.iter().rev().take_while(|column| cell(Some(row), **column).is_empty()).count();
        let written = C::ALL.len() - same.max(blank);
        for (at, column) in C::ALL.iter().take(written).enumerate() {
            if 0 < at {
                text.push(',');
            }
            let here = cell(Some(row), *column);
            if is_same(column) && !here.is_empty() {
                text.push('*');
            } else {
                push_escaped(text, here);
            }
        }
        if blank < same {
            text.push_str(if written == 0 { "**" } else { ",**" });
        }
        above = Some(row);
    }
}

/// Reads such a value.
///
/// ```
/// use precopy_formats::maintenance::{from_link, ready};
/// assert_eq!(from_link("drain-12").unwrap(), (ready::find("drain-12").unwrap().make)());
/// assert!(from_link("1|cut off").is_err());
/// ```
///
/// # Errors
/// A text that is none, or one of another version.
pub fn from_link(value: &str) -> Result<Sheets, Problem> {
    if let Some(ready) = ready::find(value) {
        return Ok((ready.make)());
    }
    let problem = |what: &str| super::cell::given(what, value);
    let parts: Vec<&str> = value.split('|').collect();
    let [version, title, product, choices, hosts, trunks, vms, rules] = *parts.as_slice() else {
        return Err(problem("This is no plan that can be read: it has been cut, or a newer version made it."));
    };
    if version != VERSION {
        return Err(problem("This plan was made by a newer version."));
    }
    let choices: Vec<&str> = choices.split(',').collect();
    let [afterwards, techniques, limits] = *choices.as_slice() else {
        return Err(problem("This is no plan that can be read: its choices are not there."));
    };
    let choice = || problem("This plan names a choice that is not known here.");
    let read = |text: &str| plain(text).ok_or_else(|| problem("This plan holds a mark that means nothing."));
    Ok(Sheets {
        title: read(title)?,
        product: read(product)?,
        hosts: table(hosts, MOST_HOSTS).ok_or_else(|| problem("The hosts of this plan cannot be read."))?,
        trunks: table(trunks, MOST_TRUNKS).ok_or_else(|| problem("The trunks of this plan cannot be read."))?,
        vms: table(vms, MOST_VMS).ok_or_else(|| problem("The VMs of this plan cannot be read."))?,
        rules: read(rules)?,
        afterwards: afterwards_of(afterwards).ok_or_else(choice)?,
        techniques: techniques_of(techniques).ok_or_else(choice)?,
        with_product_limits: match limits {
            "yes" => true,
            "no" => false,
            _ => return Err(choice()),
        },
    })
}

/// A part without its marks; none where a mark means nothing.
fn plain(part: &str) -> Option<String> {
    let mut text = String::with_capacity(part.len());
    let mut letters = part.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '_' => ' ',
            '!' => {
                let code = letters.next()?;
                ESCAPED.iter().find(|(_, known)| *known == code)?.0
            }
            letter => letter,
        });
    }
    Some(text)
}

fn table<C: Columns>(part: &str, most: usize) -> Option<Table<C>> {
    let mut table: Table<C> = Table::default();
    if part.is_empty() {
        return Some(table);
    }
    for (row, cells) in part.split(';').enumerate() {
        if most <= row {
            return None;
        }
        table.push(&[]);
        let above = |table: &Table<C>, column: C| {
            row.checked_sub(1).map(|above| table.cell(above, column).to_owned()).unwrap_or_default()
        };
        let mut columns = C::ALL.iter().copied();
        for cell in cells.split(',') {
            if cell == "**" {
                for column in columns.by_ref() {
                    let text = above(&table, column);
                    table.set(row, column, text);
                }
            } else {
                let column = columns.next()?;
                let text = if cell == "*" { above(&table, column) } else { plain(cell)? };
                table.set(row, column, text);
            }
        }
    }
    Some(table)
}
