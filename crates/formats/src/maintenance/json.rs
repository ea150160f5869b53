//! Sheets as a JSON file, to be kept and handed on. Its schema is `schema/maintenance.schema.json` beside this crate's sources.
//!
//! ```json
//! {
//!   "format": "precopy-maintenance", "version": 1,
//!   "title": "Rack 4", "product": "hv=kubevirt",
//!   "afterwards": "switch-off", "techniques": "pre-copy", "productLimits": true,
//!   "hosts": [ { "name": "node1", "memory": "256 GiB", "drain": true }, { "name": "node2" } ],
//!   "trunks": [],
//!   "vms": [ { "name": "web1", "host": "node1", "memory": "8 GiB" } ],
//!   "rules": [ "at most 2 from each host" ]
//! }
//! ```
//!
//! Cells are texts with units as in the sheets; numbers without a unit, and yes or no, may be JSON's own. What is in a cell is judged when
//! the sheets are read, so that a file with a slip of the finger opens all the same.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::written_out;

use super::{
    AFTERWARDS, Afterwards, Columns, MOST_HOSTS, MOST_TRUNKS, MOST_VMS, Sheets, TECHNIQUES, Table, Techniques,
};
use crate::json_text::JsonText;
use crate::json_tree::{Flaw, Flaws, Tree, below};

/// The word by which such a file is known.
pub const FORMAT: &str = "precopy-maintenance";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// A longer text is none of ours.
const MOST_BYTES: usize = 1 << 23;
/// Further flaws are not listed.
const MOST_FLAWS: usize = 1_000;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadFile {
    /// The sheets, with all in them that could be read; none where it is no such file.
    pub sheets: Option<Sheets>,
    /// All that is wrong, in the order of the file.
    pub flaws: Vec<Flaw>,
}

impl Sheets {
    /// Writes a file. [`from_json`] reads it back to the same sheets, but for rows in which nothing stands.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = JsonText::default();
        json.object("");
        json.text("format", FORMAT);
        json.number("version", Some(f64::from(VERSION)));
        json.text("precopy", env!("CARGO_PKG_VERSION"));
        json.text("title", &self.title);
        json.text("product", &self.product);
        json.text("afterwards", word_of(self.afterwards));
        json.text("techniques", word_for(self.techniques));
        json.bool("productLimits", self.with_product_limits);
        print_table(&mut json, "hosts", &self.hosts);
        print_table(&mut json, "trunks", &self.trunks);
        print_table(&mut json, "vms", &self.vms);
        json.list("rules");
        for line in self.rules.lines() {
            json.text("", line);
        }
        json.close();
        json.finish()
    }
}

fn print_table<C: Columns>(json: &mut JsonText, name: &str, table: &Table<C>) {
    json.list(name);
    for row in table.filled() {
        json.line("");
        for &column in C::ALL {
            let text = table.cell(row, column);
            if !text.is_empty() {
                json.text(column.column().key, text);
            }
        }
        json.close();
    }
    json.close();
}

pub(super) const fn word_of(afterwards: Afterwards) -> &'static str {
    match afterwards {
        Afterwards::StayOn => "stay-on",
        Afterwards::SwitchOff => "switch-off",
        Afterwards::Restart => "restart",
    }
}

pub(super) fn afterwards_of(word: &str) -> Option<Afterwards> {
    [Afterwards::StayOn, Afterwards::SwitchOff, Afterwards::Restart].into_iter().find(|one| word_of(*one) == word)
}

pub(super) const fn word_for(techniques: Techniques) -> &'static str {
    match techniques {
        Techniques::PreCopy => "pre-copy",
        Techniques::PostCopy => "post-copy",
        Techniques::ByTraffic => "by-traffic",
    }
}

pub(super) fn techniques_of(word: &str) -> Option<Techniques> {
    [Techniques::PreCopy, Techniques::PostCopy, Techniques::ByTraffic].into_iter().find(|one| word_for(*one) == word)
}

/// Reads a file.
///
/// ```
/// use precopy_formats::maintenance::{VmColumn, from_json};
/// let file = r#"{ "format": "precopy-maintenance", "version": 1, "hosts": [], "vms": [{ "name": "a", "memory": "8 GiB", "cores": 2, "ram": 3 }] }"#;
/// let read = from_json(file);
/// assert_eq!(read.sheets.unwrap().vms.cell(0, VmColumn::Cores), "2");
/// assert!(read.flaws[0].to_string().starts_with("vms[0].ram: "));
/// ```
#[must_use]
pub fn from_json(text: &str) -> ReadFile {
    let mut flaws = Flaws::default();
    let sheets = if MOST_BYTES < text.len() {
        flaws.add("", Problem::general("This file is larger than any file of this kind.").allowed("up to 8 MiB"));
        None
    } else {
        // Some editors begin a file with a mark of their own.
        match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(tree) => file(&mut flaws, &tree),
            Err(error) => {
                flaws.add("", Problem::general(format!("This is not JSON: {error}.")));
                None
            }
        }
    };
    if MOST_FLAWS < flaws.0.len() {
        let further = Problem::general(format!("And {} more.", flaws.0.len() - MOST_FLAWS));
        flaws.0.truncate(MOST_FLAWS);
        flaws.add("", further);
    }
    ReadFile { sheets, flaws: flaws.0 }
}

fn file(flaws: &mut Flaws, tree: &Tree) -> Option<Sheets> {
    if !is_ours(flaws, tree) {
        return None;
    }
    let names = [
        "format",
        "version",
        "precopy",
        "$schema",
        "title",
        "product",
        "afterwards",
        "techniques",
        "productLimits",
        "hosts",
        "trunks",
        "vms",
        "rules",
    ];
    let [_, _, _, _, title, product, afterwards, techniques, limits, hosts, trunks, vms, rules] =
        flaws.members("", tree, names);
    let mut sheets = Sheets::default();
    if let Some(text) = text(flaws, "title", title) {
        text.clone_into(&mut sheets.title);
    }
    if let Some(text) = text(flaws, "product", product) {
        text.clone_into(&mut sheets.product);
    }
    if let Some(word) = text(flaws, "afterwards", afterwards) {
        match afterwards_of(word) {
            Some(one) => sheets.afterwards = one,
            None => flaws.add("afterwards", unknown(word, AFTERWARDS)),
        }
    }
    if let Some(word) = text(flaws, "techniques", techniques) {
        match techniques_of(word) {
            Some(one) => sheets.techniques = one,
            None => flaws.add("techniques", unknown(word, TECHNIQUES)),
        }
    }
    match limits {
        None => {}
        Some(Tree::Bool(yes)) => sheets.with_product_limits = *yes,
        Some(other) => flaws.wrong_kind("productLimits", other, "true or false"),
    }
    sheets.hosts = table(flaws, "hosts", hosts, MOST_HOSTS);
    sheets.trunks = table(flaws, "trunks", trunks, MOST_TRUNKS);
    sheets.vms = table(flaws, "vms", vms, MOST_VMS);
    match rules {
        None => {}
        Some(Tree::List(lines)) => {
            for (at, line) in lines.iter().enumerate() {
                if let Some(line) = text(flaws, &format!("rules[{at}]"), Some(line)) {
                    if !sheets.rules.is_empty() {
                        sheets.rules.push('\n');
                    }
                    sheets.rules.push_str(line);
                }
            }
        }
        Some(other) => flaws.wrong_kind("rules", other, "a list of texts"),
    }
    Some(sheets)
}

/// Whether a file says that it is one of these, in a version that is known here.
fn is_ours(flaws: &mut Flaws, tree: &Tree) -> bool {
    let Tree::Object(members) = tree else {
        flaws.wrong_kind("", tree, "an object");
        return false;
    };
    let find = |wanted: &str| members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    match find("format") {
        Some(Tree::Text(word)) if word == FORMAT => {}
        Some(Tree::Text(word)) => {
            flaws.add("format", super::cell::given("This is no file of this kind.", word).allowed(FORMAT));
            return false;
        }
        Some(other) => {
            flaws.wrong_kind("format", other, FORMAT);
            return false;
        }
        None => {
            flaws.missing("format");
            return false;
        }
    }
    match find("version") {
        Some(Tree::Number(number)) if *number == f64::from(VERSION) => true,
        Some(Tree::Number(number)) => {
            let what = if f64::from(VERSION) < *number {
                "This file was written by a newer Precopy, whose files cannot be read here."
            } else {
                "There is no such version of the format."
            };
            flaws.add("version", Problem::general(what).given(written_out(*number)).allowed(format!("{VERSION}")));
            false
        }
        Some(other) => {
            flaws.wrong_kind("version", other, "1");
            false
        }
        None => {
            flaws.missing("version");
            false
        }
    }
}

fn text<'a>(flaws: &mut Flaws, path: &str, tree: Option<&'a Tree>) -> Option<&'a str> {
    match tree? {
        Tree::Text(text) => Some(text),
        other => {
            flaws.wrong_kind(path, other, "a text");
            None
        }
    }
}

fn unknown(word: &str, words: &[crate::fields::Word]) -> Problem {
    let allowed: Vec<&str> = words.iter().map(|word| word.id).collect();
    super::cell::given("This word is not known here.", word).allowed(allowed.join(", "))
}

fn table<C: Columns>(flaws: &mut Flaws, path: &str, tree: Option<&Tree>, most: usize) -> Table<C> {
    let mut table = Table::default();
    let rows = match tree {
        None => return table,
        Some(Tree::List(rows)) => rows,
        Some(other) => {
            flaws.wrong_kind(path, other, "a list");
            return table;
        }
    };
    let names: Vec<&str> = C::ALL.iter().map(|column| column.column().key).collect();
    for (at, tree) in rows.iter().enumerate().take(most) {
        let path = format!("{path}[{at}]");
        let mut found = vec![None; names.len()];
        flaws.find(&path, tree, &names, &mut found);
        table.push(&[]);
        for (&column, value) in C::ALL.iter().zip(found) {
            let Some(value) = value else { continue };
            match cell(value) {
                Some(text) => table.set(at, column, text),
                None => flaws.wrong_kind(below(&path, column.column().key), value, "a text, a number, yes or no"),
            }
        }
    }
    if most < rows.len() {
        let problem = Problem::general("These are more rows than can be read.").given(format!("{}", rows.len()));
        flaws.add(path, problem.allowed(format!("up to {most}")));
    }
    table
}

fn cell(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(written_out(*number)),
        Tree::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Tree::Null => Some(String::new()),
        Tree::List(_) | Tree::Object(_) => None,
    }
}
