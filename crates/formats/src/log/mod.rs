//! A site's own migrations as programs write them down: recognised by their content, read in chunks, as far as they go.
//!
//! | what | from |
//! | --- | --- |
//! | a table with a head: `,` `;` tab or `\|`, names and units as people write them | scripts, spreadsheets, [`print()`] |
//! | `label: value` lines | `virsh domjobinfo --completed`, C locale, one after another |
//! | JSON: one object, a list, or one after another | QEMU's answers to `query-migrate` |
//! | the same, also as `kubectl get vmim -o json` lists them | KubeVirt's `VirtualMachineInstanceMigration` |
//! | the same, also below `"migrations"` | OpenStack's `/servers/…/migrations` and `/os-migrations` |
//! | the same, flat, with the names of the table | scripts |
//!
//! What cannot be read becomes a problem with its line; the rest is used. Nothing is kept of a file but records, their names and a bounded
//! number of problems: a table or a list of objects of a hundred megabytes is read while it comes, in chunks of any size.
//!
//! Field names and units: QEMU `qapi/migration.json`; libvirt `tools/virsh-domain.c`, `docs/manpages/virsh.rst`; KubeVirt
//! `staging/src/kubevirt.io/api/core/v1/types.go`; Nova `api-ref/source/server-migrations.inc`, `os-migrations.inc`, whose times are UTC.

mod block;
mod calibrated;
mod draft;
mod field;
mod json;
mod kubevirt;
mod lines;
mod moment;
mod nova;
mod objects;
mod print;
mod qmp;
mod sink;
mod split;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use calibrated::calibrated;
pub use moment::print as print_moment;
pub use print::{HEAD, print, print_chunk};

use precopy_model::problem::Problem;
use precopy_model::records::log::Log;

use crate::dirty_rate::LineProblem;
use sink::Sink;
use split::Splitter;
use text::Text;

/// More records are not kept.
pub const MOST_RECORDS: usize = 1_000_000;
/// Further problems are counted, not listed.
pub const MOST_PROBLEMS: usize = 50;
/// One object takes no more than this; what is longer is a problem.
pub const MOST_OBJECT_BYTES: usize = 1 << 20;

/// What a file was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A table with a head.
    Table,
    /// `virsh domjobinfo`.
    DomJobInfo,
    /// QEMU's `query-migrate`.
    QueryMigrate,
    /// KubeVirt's migration objects.
    KubeVirt,
    /// OpenStack's migrations.
    OpenStack,
    /// Flat JSON objects with the names of a table.
    FlatObjects,
}

impl Format {
    /// The name that a person reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::DomJobInfo => "virsh domjobinfo",
            Self::QueryMigrate => "QEMU query-migrate",
            Self::KubeVirt => "KubeVirt migrations",
            Self::OpenStack => "OpenStack migrations",
            Self::FlatObjects => "JSON objects",
        }
    }
}

/// What is known of a file beside what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// By how many minutes the clock was ahead of UTC, where moments come without a zone; none: they stay without.
    pub minutes_ahead: Option<i16>,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The migrations.
    pub log: Log,
    /// As what it was recognised, each once.
    pub formats: Vec<Format>,
    /// What could not be read, in the order of the file, as far as it is listed.
    pub problems: Vec<LineProblem>,
    /// So many more are not listed.
    pub further_problems: usize,
    /// Columns whose names say nothing here.
    pub ignored_columns: Vec<String>,
    /// What was understood and is no live migration: other answers, resizes, objects of other kinds.
    pub others: usize,
    /// Migrations whose moments come without a zone.
    pub without_zone: usize,
}

/// Reads a file that comes in chunks of bytes.
///
/// ```
/// use precopy_formats::log::{Format, Options, Reader};
/// let mut reader = Reader::new(Options::default());
/// for chunk in [b"VM;Start;Durat".as_slice(), b"ion (s);Result;Memory (GiB)\nweb;2024-01-31 13:", b"45;12.5;ok;8\n"] {
///     reader.push(chunk);
/// }
/// let reading = reader.finish();
/// assert_eq!((reading.formats, reading.problems.len()), (vec![Format::Table], 0));
/// let record = reading.log.records[0];
/// assert_eq!((record.duration.unwrap().as_seconds(), record.line), (12.5, 2));
/// ```
#[derive(Debug)]
pub struct Reader {
    sink: Sink,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Nothing but space so far; so many lines of it.
    Blank(usize),
    Json(Box<Splitter>),
    Text(Box<Text>),
    /// The rest is not read.
    Given,
}

impl Reader {
    /// Begins.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { sink: Sink::new(options.minutes_ahead), stage: Stage::Blank(0) }
    }

    /// Takes the next chunk.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.sink.is_full() {
            return;
        }
        let chunk = match &mut self.stage {
            Stage::Blank(lines) => {
                let at = chunk.iter().position(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
                let Some(at) = at else {
                    *lines += line_ends(chunk);
                    return;
                };
                let (blank, rest) = chunk.split_at(at);
                let lines = *lines + line_ends(blank);
                self.stage = match rest.first() {
                    Some(b'{' | b'[' | b'<' | b'-') => Stage::Json(Box::new(Splitter::after(lines))),
                    Some(0 | 0xfe | 0xff) => {
                        self.sink.problem(None, Problem::general("This is no text in UTF-8.").allowed("UTF-8"));
                        Stage::Given
                    }
                    _ => Stage::Text(Box::new(Text::after(lines))),
                };
                rest
            }
            _ => chunk,
        };
        let sink = &mut self.sink;
        match &mut self.stage {
            Stage::Json(splitter) => splitter.push(chunk, |item| objects::take(sink, item)),
            Stage::Text(text) => text.push(chunk, sink),
            Stage::Blank(_) | Stage::Given => {}
        }
    }

    /// How many migrations have been read so far.
    #[must_use]
    pub const fn records(&self) -> usize {
        self.sink.reading.log.records.len()
    }

    /// What was read.
    #[must_use]
    pub fn finish(mut self) -> Reading {
        let sink = &mut self.sink;
        match &mut self.stage {
            Stage::Json(splitter) => splitter.finish(|item| objects::take(sink, item)),
            Stage::Text(text) => text.finish(sink),
            Stage::Blank(_) => sink.problem(None, Problem::general("There is nothing in this.")),
            Stage::Given => {}
        }
        self.sink.finish()
    }
}

/// Reads a file that is there as a whole.
#[must_use]
pub fn read(text: &str, options: Options) -> Reading {
    let mut reader = Reader::new(options);
    reader.push(text.as_bytes());
    reader.finish()
}

fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}
