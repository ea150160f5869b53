//! Reads logs in slices, a piece of a file at a time, so that a file of any length never stands in memory as a whole and the page answers
//! all the while. What is read stays in this program.

use std::rc::Rc;

use precopy_base::browser::files::piece;
use precopy_formats::log::{Options, Reader, Reading};
use precopy_model::records::log::{Log, Recipe};
use web_sys::File;

use super::pace::Pace;
use crate::records::state::source::{Kind, Source};
use crate::records::state::{Action, Progress};

/// So much of a file is fetched at once.
const PIECE_BYTES: f64 = 1_048_576.0;
/// So much of it is read before the clock is looked at.
const CHUNK_BYTES: usize = 16 << 10;
/// So many records of a further file are taken over before it is.
const CHUNK_RECORDS: usize = 2048;

/// Where a log comes from. A file is a handle, which can be read again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Brought {
    /// A file.
    File(File),
    /// What was pasted.
    Pasted(Rc<str>),
    /// The example that is made here.
    Example,
}

/// What is to be read, in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wanted {
    /// The logs.
    pub(crate) logs: Vec<Brought>,
    /// By how many minutes the clock was ahead of UTC, where a log does not say.
    pub(crate) minutes_ahead: Option<i16>,
}

/// Reads all of it, and tells what came of it.
pub(crate) async fn read(wanted: Wanted, pace: Pace, tell: impl Fn(Action)) {
    let mut joined = Log::default();
    let mut sources = Vec::new();
    let total: f64 = wanted.logs.iter().map(bytes).sum();
    let mut before = 0.0;
    for brought in &wanted.logs {
        let course = Course { pace: &pace, before, total, records: joined.records.len(), tell: &tell };
        let Some((source, log)) = course.one(brought, wanted.minutes_ahead).await else { return };
        before += bytes(brought);
        sources.push(source);
        if joined.records.is_empty() {
            joined = log;
        } else if join(&mut joined, log, &pace).await.is_none() {
            return;
        }
    }
    tell(Action::Read(sources, joined));
}

/// How large it is.
fn bytes(brought: &Brought) -> f64 {
    match brought {
        Brought::File(file) => file.size(),
        Brought::Pasted(text) => text.len() as f64,
        Brought::Example => 0.0,
    }
}

async fn join(joined: &mut Log, further: Log, pace: &Pace) -> Option<()> {
    let Log { mut records, names } = further;
    let mut part = Log { records: Vec::new(), names };
    while !records.is_empty() {
        let rest = records.split_off(records.len().min(CHUNK_RECORDS));
        part.records = std::mem::replace(&mut records, rest);
        joined.append(&part);
        pace.breathe().await?;
    }
    Some(())
}

/// One log on its way.
struct Course<'a, Tell> {
    pace: &'a Pace,
    /// So much was read before it, of all, and so many records.
    before: f64,
    total: f64,
    records: usize,
    tell: &'a Tell,
}

impl<Tell: Fn(Action)> Course<'_, Tell> {
    /// Reads it; none when that is no longer wanted.
    async fn one(&self, brought: &Brought, minutes_ahead: Option<i16>) -> Option<(Source, Log)> {
        let mut reader = Reader::new(Options { minutes_ahead });
        let told = |kind: Kind, name: String, reading: Reading| {
            let (log, source) = Source::of(kind, name, bytes(brought), reading);
            Some((source, log))
        };
        match brought {
            Brought::Example => {
                let log = Recipe::sample().made();
                let (log, source) =
                    Source::of(Kind::Example, String::new(), 0.0, Reading { log, ..Reading::default() });
                Some((source, log))
            }
            Brought::Pasted(text) => {
                self.push(&mut reader, text.as_bytes(), 0.0).await?;
                told(Kind::Pasted, String::new(), reader.finish())
            }
            Brought::File(file) => {
                let mut from = 0.0;
                while from < file.size() {
                    let to = (from + PIECE_BYTES).min(file.size());
                    let Some(bytes) = piece(file, from, to).await else {
                        return told(Kind::Unreadable, file.name(), reader.finish());
                    };
                    self.push(&mut reader, &bytes, from).await?;
                    from = to;
                }
                told(Kind::File, file.name(), reader.finish())
            }
        }
    }

    async fn push(&self, reader: &mut Reader, bytes: &[u8], from: f64) -> Option<()> {
        for (index, chunk) in bytes.chunks(CHUNK_BYTES).enumerate() {
            reader.push(chunk);
            self.pace.breathe().await?;
            if self.pace.is_time_to_tell() {
                let read = self.before + from + (index * CHUNK_BYTES) as f64;
                let records = self.records + reader.records();
                (self.tell)(Action::Reading(Progress { share: read / self.total.max(1.0), records }));
            }
        }
        Some(())
    }
}
