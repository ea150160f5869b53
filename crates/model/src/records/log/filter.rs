//! A part of a log: what was brushed, or chosen by name.

use super::{Log, Moment, Name, Outcome, Record};
use crate::quantity::{Bytes, Seconds};

/// What a record has to be; nothing is asked of what is none. A record that does not tell what is asked is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter {
    /// It began within these, since 1970, both ends included.
    pub start: Option<(Seconds, Seconds)>,
    /// It began in this hour of its own clock's day.
    pub hour: Option<u8>,
    /// It took so long, both ends included.
    pub duration: Option<(Seconds, Seconds)>,
    /// Its VM has so much memory, both ends included.
    pub memory: Option<(Bytes, Bytes)>,
    /// It ended so.
    pub outcome: Option<Outcome>,
    /// It left this host or went there.
    pub host: Option<Name>,
    /// This VM.
    pub vm: Option<Name>,
    /// This product.
    pub product: Option<Name>,
    /// This cause.
    pub cause: Option<Name>,
}

impl Filter {
    /// Whether a record is what is asked for.
    #[must_use]
    pub fn takes(&self, record: &Record) -> bool {
        fn within<T: PartialOrd + Copy>(asked: Option<(T, T)>, is: Option<T>) -> bool {
            asked.is_none_or(|(least, most)| is.is_some_and(|is| least <= is && is <= most))
        }
        let named = |asked: Option<Name>, is: Option<Name>| asked.is_none() || asked == is;
        within(self.start, record.start.map(|start| start.since_1970))
            && (self.hour.is_none() || self.hour == record.start.map(Moment::hour))
            && within(self.duration, record.duration)
            && within(self.memory, record.memory)
            && self.outcome.is_none_or(|outcome| outcome == record.outcome)
            && (named(self.host, record.source) || named(self.host, record.destination))
            && named(self.vm, record.vm)
            && named(self.product, record.product)
            && named(self.cause, record.cause)
    }

    /// The places of the records that it takes.
    #[must_use]
    pub fn of(&self, log: &Log) -> Vec<u32> {
        log.records.iter().zip(0..).filter(|(record, _)| self.takes(record)).map(|(_, place)| place).collect()
    }
}
