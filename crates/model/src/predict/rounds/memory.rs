//! The guest's memory under migration: what is known to be unsent (K), and what was written since the loop looked (D).

use super::fresh::{ByKind, Fresh};
use super::layout::Layout;
use super::pace::Rates;
use super::passing_over::Piece;
use super::unsent::Unsent;
use super::writer::Writer;
use crate::predict::Terms;
use crate::scenario::Dirtying;

/// Less than a page is none: a set of so few is empty.
pub(super) const A_PAGE: f64 = 1.0;

/// What was sent in a span of time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sent {
    pub(super) seconds: f64,
    pub(super) empty: f64,
    pub(super) used: f64,
}

/// The memory.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    fresh: Fresh,
    unsent: Unsent,
    pub(super) writer: Writer,
}

impl Memory {
    /// The memory before the migration.
    pub(super) fn new(terms: &Terms, dirtying: &Dirtying, layout: &Layout) -> Self {
        let hot = terms.hwset;
        Self {
            fresh: Fresh::of(terms, layout),
            unsent: Unsent::none_of(hot),
            writer: Writer::new(&dirtying.pattern, hot, terms.first_rate, layout.writer),
        }
    }

    /// What the first pass has not reached.
    pub(super) const fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// Hot pages that are known to be dirty again.
    pub(super) const fn unsent(&self) -> &Unsent {
        &self.unsent
    }

    /// K, in pages.
    pub(super) fn known(&self) -> f64 {
        self.fresh.left.all() + self.unsent.count()
    }

    /// Whether K is empty: not even a page.
    pub(super) fn is_clean(&self) -> bool {
        self.known() < A_PAGE
    }

    /// Whether the first pass is over.
    pub(super) fn is_passed(&self) -> bool {
        self.fresh.left.all() <= 0.0
    }

    /// The pages of K by kinds: re-sent ones are hot.
    pub(super) fn left(&self) -> ByKind {
        ByKind { hot: self.fresh.left.hot + self.unsent.count(), ..self.fresh.left }
    }

    /// The loop looks at a moment; returns how many pages it did not know to be unsent.
    pub(super) fn look(&mut self, now: f64) -> f64 {
        self.writer.write_until(now);
        let before = self.unsent.count();
        self.writer.look(&mut self.unsent);
        (self.unsent.count() - before).max(0.0)
    }

    /// The piece of K that is sent next, all of which goes by alike: its pages, and how long they take.
    pub(super) fn piece(&self, rates: Rates) -> (ByKind, f64) {
        let pages = match self.fresh.stretch() {
            Some(stretch) => stretch,
            None => ByKind { hot: self.unsent.count(), ..ByKind::default() },
        };
        (pages, pages.seconds(rates))
    }

    /// Sends of the present piece for at most so long.
    pub(super) fn send(&mut self, most: f64, rates: Rates) -> Sent {
        let (pages, seconds) = self.piece(rates);
        if self.fresh.stretch().is_some() {
            let share = if seconds <= most { 1.0 } else { most / seconds };
            let sent = self.fresh.send(share);
            self.unsent.pass(sent.hot);
            Sent { seconds: if share < 1.0 { most } else { seconds }, empty: sent.empty, used: sent.used() }
        } else if seconds <= most {
            self.unsent.take(pages.hot);
            Sent { seconds, empty: 0.0, used: pages.hot }
        } else {
            let some = most * rates.used;
            self.unsent.take(some);
            Sent { seconds: most, empty: 0.0, used: some }
        }
    }

    /// So many pages are unsent at a moment, wherever they lie; the first pass is over.
    pub(super) fn settle_at(&mut self, pages: f64, now: f64) {
        self.unsent.pass(self.fresh.send_all());
        self.writer.begin_at(now);
        self.writer.forget();
        self.unsent.spread(pages);
    }

    /// Distinct pages written since the last look.
    pub(super) fn written(&mut self, now: f64) -> f64 {
        self.writer.write_until(now);
        self.writer.distinct()
    }

    /// K from the first address on, in pieces that go by alike.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        if self.is_passed() {
            let runs = self.unsent.in_order_of_addresses();
            return runs
                .map(|(hot, unsent)| Piece { hot, unsent: ByKind { hot: unsent, ..ByKind::default() } })
                .collect();
        }
        self.fresh.rest().map(|unsent| Piece { hot: unsent.hot, unsent }).collect()
    }

    /// All of K has been sent.
    pub(super) fn send_everything(&mut self) {
        self.unsent.pass(self.fresh.send_all());
        self.unsent.take(f64::INFINITY);
    }

    /// Sends this share of K, in the order of addresses.
    pub(super) fn send_share_of_all(&mut self, share: f64, rates: Rates) {
        let mut rest = self.left().seconds(rates) * share;
        while 0.0 < rest && 0.0 < self.known() {
            rest -= self.send(rest, rates).seconds;
        }
    }

    /// Sends this share of the present piece.
    pub(super) fn send_share(&mut self, share: f64) -> ByKind {
        if self.fresh.stretch().is_some() {
            let sent = self.fresh.send(share);
            self.unsent.pass(sent.hot);
            sent
        } else {
            let hot = self.unsent.count() * share;
            self.unsent.take(hot);
            ByKind { hot, ..ByKind::default() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Bytes, PagesPerSecond};
    use crate::scenario::{Link, Scenario, Vm, presets};

    #[test]
    fn what_is_settled_in_the_first_pass_is_not_sent_a_second_time() {
        let pages = |count: f64| Bytes::from_bytes(count * 4096.0);
        let scenario = Scenario {
            vm: Vm { memory: pages(1000.0), working_set: pages(900.0) },
            dirtying: Dirtying::round_robin(pages(300.0), PagesPerSecond::from_pages_per_second(10.0)),
            link: Link::line(crate::quantity::BitsPerSecond::from_gbit_per_second(1.0)),
            hypervisor: presets::find("custom").unwrap().hypervisor(),
        };
        let scenario = scenario.check().unwrap();
        let mut memory = Memory::new(&Terms::of(&scenario), &scenario.dirtying, &Layout::ASSUMED);
        memory.settle_at(50.0, 1.0);
        assert_eq!((memory.known(), memory.is_passed()), (50.0, true));
        // All hot pages are there to be written again.
        memory.settle_at(1000.0, 1.0);
        assert_eq!(memory.known(), 300.0);
    }
}
