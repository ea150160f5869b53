//! A running guest and its sender, page by page: what the sender knows to be unsent, what was written since it looked.

#![allow(clippy::indexing_slicing)] // a page outside the memory is a bug of the simulator, and may be loud

use super::bitmap::Bitmap;
use super::{AtLimit, Dice, Ended, Guest, MEASURING_WINDOW, Place, Setup, Stopped, Writer};

/// A guest that is being migrated.
#[derive(Clone, Debug)]
pub(super) struct Machine<'a> {
    setup: &'a Setup,
    content: Bitmap,
    /// Pages to be sent, as far as the sender knows.
    known: Bitmap,
    /// Pages written since the sender looked.
    log: Bitmap,
    /// Where the sender goes on.
    cursor: usize,
    hot: Vec<usize>,
    is_hot: Bitmap,
    now: f64,
    written: u64,
    /// Index into `hot` at which a writer goes on.
    pen: usize,
    /// Hot pages in the order in which they were sent, for the chaser.
    sent_hot: Vec<usize>,
    dice: Dice,
    /// Windows of its full rate in which an unsteady guest writes as much as in its first so many windows.
    wrote: Vec<f64>,
    looks: u32,
    /// Since when the guest has been paused.
    paused: Option<f64>,
    /// Whether the threshold has been raised.
    pub(super) raised: bool,
    /// Whether a pass left more than the one before.
    pub(super) grew: bool,
    /// Bytes sent so far.
    pub(super) bytes: f64,
}

impl<'a> Machine<'a> {
    /// A guest before its migration.
    pub(super) fn new(setup: &'a Setup) -> Self {
        let guest = &setup.guest;
        let used = chosen(guest.pages, guest.used, other_end(guest.empty_lie));
        let hot: Vec<usize> =
            chosen(guest.used, guest.hot, guest.hot_lie).into_iter().map(|index| used[index]).collect();
        let mut content = Bitmap::empty(guest.pages);
        used.iter().for_each(|&page| content.set(page));
        let mut is_hot = Bitmap::empty(guest.pages);
        hot.iter().for_each(|&page| is_hot.set(page));
        let mut known = content.clone();
        if setup.speeds.empty.is_some() {
            (0..guest.pages).for_each(|page| known.set(page));
        }
        let mut dice = Dice::new(guest.seed);
        let drawn = dice.below(hot.len());
        let pen = match guest.writer {
            Writer::InOrder { first, .. } if !hot.is_empty() => (first + hot.len() - 1) % hot.len(),
            _ => drawn,
        };
        Self {
            setup,
            content,
            known,
            log: Bitmap::empty(guest.pages),
            cursor: 0,
            pen,
            hot,
            is_hot,
            now: 0.0,
            written: 0,
            sent_hot: Vec::new(),
            dice,
            wrote: Vec::new(),
            looks: 0,
            paused: None,
            raised: false,
            grew: false,
            bytes: 0.0,
        }
    }

    /// Seconds since the start.
    pub(super) const fn now(&self) -> f64 {
        self.now
    }

    /// Pages to be sent, as far as the sender knows.
    pub(super) const fn known(&self) -> usize {
        self.known.count()
    }

    /// The same in bytes, as the stop rule counts them.
    pub(super) fn known_bytes(&self) -> f64 {
        self.known() as f64 * self.setup.wire.page
    }

    /// Lets the guest run until a moment.
    pub(super) fn run_until(&mut self, moment: f64) {
        self.now = self.now.max(moment);
        let paused_at = self.setup.rules.seconds.filter(|_| self.setup.rules.at_limit == AtLimit::Pause);
        if let Some(at) = paused_at.filter(|&at| at <= self.now) {
            self.pause(at);
        }
        let Guest { rate, phase, .. } = self.setup.guest;
        let ran = self.steadily(self.ran_until());
        let due = if self.hot.is_empty() || rate == 0.0 { 0 } else { (rate * ran + phase).floor() as u64 };
        while self.written < due {
            self.written += 1;
            if let Some(page) = self.next_to_write() {
                self.log.set(page);
            }
        }
    }

    /// In how many seconds of its full rate it writes as much as until then.
    fn steadily(&mut self, moment: f64) -> f64 {
        let Writer::InOrder { shares, .. } = self.setup.guest.writer else { return moment };
        let windows = moment / MEASURING_WINDOW;
        let whole = windows.floor() as usize;
        while self.wrote.len() <= whole + 1 {
            let before = self.wrote.last().copied().unwrap_or(0.0);
            let window = self.wrote.len() as u64;
            let share = Dice::new(self.setup.guest.seed ^ window << 32).one_of(shares);
            self.wrote.push(if window == 0 { 0.0 } else { before + share });
        }
        let (before, after) = (self.wrote[whole], self.wrote[whole + 1]);
        (before + (after - before) * (windows - whole as f64)) * MEASURING_WINDOW
    }

    /// The guest writes no more.
    pub(super) fn pause(&mut self, at: f64) {
        self.paused = Some(self.paused.map_or(at, |before| before.min(at)));
    }

    /// How often the sender has looked.
    pub(super) const fn looks(&self) -> u32 {
        self.looks
    }

    fn ran_until(&self) -> f64 {
        self.paused.map_or(self.now, |at| at.min(self.now))
    }

    /// The sender learns what was written.
    pub(super) fn look(&mut self) {
        self.known.absorb(&mut self.log);
        self.looks += 1;
        if self.setup.guest.writer == Writer::Chaser {
            self.pen = 0;
        }
    }

    /// Sends the next page in a circle of addresses; returns the seconds that the link needs for it.
    pub(super) fn send(&mut self) -> Option<f64> {
        let page = self.known.next_from(self.cursor)?;
        self.known.clear(page);
        self.cursor = page + 1;
        if self.is_hot.has(page) {
            self.sent_hot.push(page);
        }
        let Setup { speeds, wire, .. } = self.setup;
        if self.content.has(page) {
            self.bytes += wire.content;
            Some(1.0 / speeds.content)
        } else {
            self.bytes += wire.empty;
            Some(speeds.empty.map_or(0.0, |rate| 1.0 / rate))
        }
    }

    /// The same within a burst, which a cap does not slow down.
    pub(super) fn send_at_link_speed(&mut self) -> Option<f64> {
        let page = self.known.next_from(self.cursor)?;
        let has_content = self.content.has(page);
        self.send()?;
        let speeds = &self.setup.speeds;
        Some(1.0 / if has_content { speeds.content_stopped } else { speeds.empty_stopped })
    }

    /// Bytes that the next page takes on the wire, and whether it goes in full.
    pub(super) fn next_page(&self) -> Option<(f64, bool)> {
        let wire = &self.setup.wire;
        let bytes = if self.content.has(self.known.next_from(self.cursor)?) { wire.content } else { wire.empty };
        Some((bytes, bytes == wire.content))
    }

    /// Sends everything known while the guest runs.
    pub(super) fn send_all(&mut self) {
        while let Some(seconds) = self.send() {
            self.run_until(self.now + seconds);
        }
    }

    /// The same from the first address on, but pages that have been written again since the look are passed over.
    pub(super) fn send_all_but_rewritten(&mut self) {
        self.cursor = 0;
        while let Some(page) = self.known.next_from(self.cursor) {
            if self.log.has(page) {
                self.known.clear(page);
                self.cursor = page + 1;
            } else if let Some(seconds) = self.send() {
                self.run_until(self.now + seconds);
            }
        }
    }

    /// Whether a limit on bytes, time or rounds has struck.
    pub(super) fn limit_struck(&self, rounds: u32) -> bool {
        let rules = &self.setup.rules;
        rules.rounds.is_some_and(|limit| limit <= rounds)
            || rules.bytes.is_some_and(|limit| limit < self.bytes)
            || rules.seconds.is_some_and(|limit| limit <= self.now && rules.at_limit != AtLimit::Pause)
    }

    /// A limit has struck: the end.
    pub(super) fn give_up(self) -> Ended {
        match self.setup.rules.at_limit {
            AtLimit::Stop | AtLimit::Raise | AtLimit::Pause => self.stop(true),
            AtLimit::Cancel => Ended::Cancelled { at: self.now, looks: self.looks },
            AtLimit::PostCopy => match self.stop(true) {
                Ended::Stopped(stopped) => Ended::Stopped(Stopped { down: 0.0, waits: stopped.down, ..stopped }),
                other => other,
            },
        }
    }

    /// Stops the guest, looks once more, and sends the rest.
    pub(super) fn stop(mut self, by_limit: bool) -> Ended {
        let looks = self.looks;
        let at = self.ran_until();
        self.look();
        let left = self.known();
        let speeds = &self.setup.speeds;
        let mut down = self.now - at;
        let mut page = 0;
        while let Some(next) = self.known.next_from(page) {
            self.known.clear(next);
            page = next;
            down += 1.0 / if self.content.has(next) { speeds.content_stopped } else { speeds.empty_stopped };
        }
        let by_limit = by_limit || self.paused.is_some();
        let (raised, grew) = (self.raised, self.grew);
        Ended::Stopped(Stopped { at, down, left, looks, by_limit, waits: 0.0, raised, grew })
    }

    fn next_to_write(&mut self) -> Option<usize> {
        let count = self.hot.len();
        match self.setup.guest.writer {
            Writer::Ascending | Writer::InOrder { .. } => {
                self.pen = (self.pen + 1) % count;
                Some(self.hot[self.pen])
            }
            Writer::Descending => {
                self.pen = (self.pen + count - 1) % count;
                Some(self.hot[self.pen])
            }
            Writer::Random => Some(self.hot[self.dice.below(count)]),
            Writer::Chaser => {
                while let Some(page) = self.sent_hot.pop() {
                    if !self.known.has(page) && !self.log.has(page) {
                        return Some(page);
                    }
                }
                // Nothing that was sent is clean: at least a page that was not written since the last look.
                while let Some(&page) = self.hot.get(self.pen) {
                    self.pen += 1;
                    if !self.log.has(page) {
                        return Some(page);
                    }
                }
                None
            }
        }
    }
}

/// Where the others lie.
const fn other_end(place: Place) -> Place {
    match place {
        Place::First => Place::Last,
        Place::Last => Place::First,
        Place::Middle | Place::Spread => Place::Spread,
    }
}

/// So many of `all`, at a place.
fn chosen(all: usize, some: usize, place: Place) -> Vec<usize> {
    match place {
        Place::First => (0..some).collect(),
        Place::Last => (all - some..all).collect(),
        Place::Middle => ((all - some) / 2..(all - some) / 2 + some).collect(),
        Place::Spread => (0..some).map(|index| index * all / some).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(chosen(5, 2, Place::First), [0, 1]);
        assert_eq!(chosen(5, 2, Place::Last), [3, 4]);
        assert_eq!(chosen(5, 2, Place::Middle), [1, 2]);
        assert_eq!(chosen(5, 2, Place::Spread), [0, 2]);
        assert!(chosen(5, 0, Place::Spread).is_empty());
    }
}
