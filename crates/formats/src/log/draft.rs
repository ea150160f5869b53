//! A record while it is being read: what was said of it, and whether that makes a migration.

use precopy_model::problem::Problem;
use precopy_model::quantity::limits::{self, Range};
use precopy_model::quantity::{Bytes, BytesPerSecond, Seconds};
use precopy_model::records::log::{Log, Moment, Outcome, Record};

use super::field::{Field, Named, PAGE, amount};
use super::moment;

/// Names and causes are cut after so many letters: a stack trace is no name.
const MOST_LETTERS: usize = 200;

/// Words for how a migration ended, in small letters.
const WORDS: &[(&[&str], Outcome)] = &[
    (
        &["completed", "complete", "succeeded", "success", "successful", "ok", "done", "finished", "true", "yes", "1"],
        Outcome::Completed,
    ),
    (
        &["failed", "failure", "fail", "error", "false", "no", "0", "timeout", "timed out", "unsuccessful"],
        Outcome::Failed,
    ),
    (&["cancelled", "canceled", "aborted", "abort", "reverted"], Outcome::Cancelled),
    (
        &[
            "running",
            "active",
            "pending",
            "queued",
            "accepted",
            "preparing",
            "setup",
            "device",
            "cancelling",
            "migrating",
            "post-migrating",
            "pre-migrating",
            "postcopy-active",
            "postcopy-paused",
            "postcopy-recover",
            "pre-switchover",
            "wait-unplug",
            "in progress",
            "scheduling",
            "scheduled",
            "preparingtarget",
            "targetready",
            "synchronizing",
            "unknown",
            "none",
            "bounded",
            "unbounded",
        ],
        Outcome::Unknown,
    ),
];

/// Cells that say nothing.
const NOTHING: [&str; 7] = ["", "-", "n/a", "na", "null", "nil", "--"];

/// How a word says that a migration ended; none where it is no such word.
pub(super) fn outcome(word: &str) -> Option<Outcome> {
    let word = word.trim();
    let is_among = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    WORDS.iter().find(|(words, _)| is_among(words)).map(|(_, outcome)| *outcome)
}

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    record: Record,
    end: Option<Moment>,
    /// Whether anything was said at all.
    says: bool,
}

impl Draft {
    /// Whether nothing was said.
    pub(super) const fn is_empty(&self) -> bool {
        !self.says
    }

    /// Takes what a text says of a field.
    pub(super) fn set(
        &mut self,
        named: Named,
        text: &str,
        log: &mut Log,
        minutes_ahead: Option<i16>,
    ) -> Result<(), Problem> {
        let text = text.trim();
        if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(text)) {
            return Ok(());
        }
        let Named { field, unit } = named;
        match field.kind() {
            Some(kind) => {
                let number = amount(text, kind, unit).map_err(|problem| Problem {
                    hint: problem.hint,
                    ..Problem::general(problem.what).given(moment::short(text))
                })?;
                self.set_number(field, number)
            }
            None => match field {
                Field::Start | Field::End => {
                    let moment = moment::parse(text, minutes_ahead)?;
                    self.set_moment(field, moment);
                    Ok(())
                }
                Field::Outcome => {
                    let outcome = outcome(text).ok_or_else(|| {
                        Problem::general("This is no known way to end.")
                            .given(moment::short(text))
                            .allowed("words such as completed, failed, cancelled or running")
                    })?;
                    self.set_outcome(outcome);
                    Ok(())
                }
                _ => {
                    self.set_name(field, text, log);
                    Ok(())
                }
            },
        }
    }

    /// Takes a name or a cause.
    pub(super) fn set_name(&mut self, field: Field, text: &str, log: &mut Log) {
        let text = text.trim();
        let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(at, _)| at);
        let name = log.names.named(text.get(..end).unwrap_or_default());
        let place = match field {
            Field::Vm => &mut self.record.vm,
            Field::Source => &mut self.record.source,
            Field::Destination => &mut self.record.destination,
            Field::Product => &mut self.record.product,
            Field::Cause => &mut self.record.cause,
            _ => return,
        };
        // A product or a name alone makes no migration, but a VM that moved does.
        self.says |= name.is_some() && field != Field::Product;
        *place = name.or(*place);
    }

    /// Takes a moment.
    pub(super) const fn set_moment(&mut self, field: Field, moment: Moment) {
        self.says = true;
        match field {
            Field::End => self.end = Some(moment),
            _ => self.record.start = Some(moment),
        }
    }

    /// Takes when it began and when it ended, where that is known.
    pub(super) fn set_moments(&mut self, start: Option<Moment>, end: Option<Moment>) {
        for (field, moment) in [(Field::Start, start), (Field::End, end)] {
            if let Some(moment) = moment {
                self.set_moment(field, moment);
            }
        }
    }

    /// Whether how it ended is not known.
    pub(super) const fn is_unfinished(&self) -> bool {
        matches!(self.record.outcome, Outcome::Unknown)
    }

    /// Takes how it ended.
    pub(super) const fn set_outcome(&mut self, outcome: Outcome) {
        self.says = true;
        self.record.outcome = outcome;
    }

    /// Takes a number in the field's base unit: bytes, seconds, bytes/s or a count.
    pub(super) fn set_number(&mut self, field: Field, number: f64) -> Result<(), Problem> {
        let record = &mut self.record;
        let within = |range: &Range| {
            if range.contains(number) {
                Ok(number)
            } else {
                Err(Problem::general("This is outside of what there can be.").allowed(range.in_words()))
            }
        };
        let bytes = |range| within(range).map(Bytes::from_bytes).map(Some);
        let seconds = || within(&limits::TIME).map(Seconds::from_seconds).map(Some);
        match field {
            Field::Duration => record.duration = seconds()?,
            Field::Downtime => record.downtime = seconds()?,
            Field::Memory => record.memory = bytes(&limits::MEMORY)?,
            Field::WorkingSet => record.working_set = bytes(&limits::SET)?,
            Field::HotSet => record.hot_set = bytes(&limits::SET)?,
            Field::Sent => record.sent = bytes(&limits::SET)?,
            Field::Rate => {
                let rate = BytesPerSecond::from_bytes_per_second(number);
                record.rate = if limits::BYTE_RATE.contains(number) { Some(rate) } else { None };
            }
            Field::DirtyRate => {
                let rate = BytesPerSecond::from_bytes_per_second(number).in_pages_of(PAGE);
                if !limits::DIRTY_RATE.contains(rate.as_pages_per_second()) {
                    return Err(Problem::general("This is outside of what there can be.")
                        .allowed(limits::DIRTY_RATE.in_words()));
                }
                record.dirty_rate = Some(rate);
            }
            Field::Rounds => record.rounds = Some(within(&limits::ROUNDS)? as u32),
            _ => return Ok(()),
        }
        self.says = true;
        Ok(())
    }

    /// The record, or why there is none.
    pub(super) fn finish(mut self, line: usize, log: &mut Log) -> Result<(), Problem> {
        if self.is_empty() {
            return Err(Problem::general("Nothing is said of a migration here."));
        }
        let record = &mut self.record;
        match (record.start, self.end, record.duration) {
            (Some(start), Some(end), said) => {
                // Of one zone the clocks are alike, also where one of the two does not say it.
                let span = match (start.minutes_ahead, end.minutes_ahead) {
                    (Some(_), Some(_)) | (None, None) => end.since_1970 - start.since_1970,
                    _ => end.on_the_wall() - start.on_the_wall(),
                };
                if span < Seconds::ZERO {
                    return Err(Problem::general("It ends before it begins."));
                }
                if !limits::TIME.contains(span.as_seconds()) {
                    return Err(Problem::general("It takes longer than anything does."));
                }
                record.duration = said.or(Some(span));
            }
            (None, Some(end), Some(duration)) => {
                record.start = Some(end.after(Seconds::ZERO - duration));
            }
            _ => {}
        }
        record.line = u32::try_from(line).unwrap_or(u32::MAX);
        log.records.push(*record);
        Ok(())
    }

    /// Whether its moments come without a zone.
    pub(super) fn lacks_zone(&self) -> bool {
        self.record.start.or(self.end).is_some_and(|moment| moment.minutes_ahead.is_none())
    }
}
