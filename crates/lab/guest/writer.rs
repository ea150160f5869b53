//! When which page is written: so many pages a second, by the guest's own clock.

use crate::machine::{BASE, CLOCK_HZ, PAGE_BYTES};
use crate::options::Options;

/// The state of the writing.
pub(crate) struct Writer<'a> {
    options: &'a Options,
    /// Ticks since the writing began.
    clock: u32,
    written: u32,
    /// Time times rate that has not become a write yet, in pages/s times ticks.
    credit: u64,
    phase: usize,
    /// Ticks left of the phase.
    left: u32,
    random: u32,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        let left = ticks(options.phases[0].ms);
        Self { options, clock: 0, written: 0, credit: 0, phase: 0, left, random: 0x2545_F491 }
    }

    /// Ticks since the writing began.
    pub(crate) fn clock(&self) -> u32 {
        self.clock
    }

    /// Pages written since then.
    pub(crate) fn written(&self) -> u32 {
        self.written
    }

    /// Lets so much time pass: the writes that became due are done.
    pub(crate) fn pass(&mut self, elapsed: u32) {
        self.clock = self.clock.wrapping_add(elapsed);
        // After a stall what is too long ago is not caught up, but the cycle goes on.
        let mut skipped = elapsed.saturating_sub(ticks(self.options.catch_up_ms));
        let mut rest = elapsed;
        while rest > 0 {
            let stretch = rest.min(self.left);
            let lost = skipped.min(stretch);
            skipped -= lost;
            self.credit += u64::from(stretch - lost) * u64::from(self.options.phases[self.phase].pages_per_s);
            rest -= stretch;
            self.left -= stretch;
            if self.left == 0 {
                self.phase = (self.phase + 1) % self.options.phase_count;
                self.left = ticks(self.options.phases[self.phase].ms);
            }
        }
        while self.credit >= u64::from(CLOCK_HZ) {
            self.credit -= u64::from(CLOCK_HZ);
            self.write();
        }
    }

    fn write(&mut self) {
        if self.options.hwset_pages == 0 {
            return;
        }
        let page = if self.options.uniform { self.draw() } else { self.written % self.options.hwset_pages };
        self.written += 1;
        // SAFETY: the hot set is a part of the working set, which lies in memory.
        unsafe { ((BASE + page * PAGE_BYTES) as *mut u32).write_volatile(self.written) };
    }

    /// A page of the hot set, each as likely (xorshift).
    fn draw(&mut self) -> u32 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 17;
        self.random ^= self.random << 5;
        ((u64::from(self.random) * u64::from(self.options.hwset_pages)) >> 32) as u32
    }
}

/// At least one tick, so that a cycle always goes on.
fn ticks(ms: u32) -> u32 {
    (ms * (CLOCK_HZ / 1000)).max(1)
}
