//! From the machine's sets to cells.

use super::super::fresh::{ByKind, MOST};
use super::super::machine::Stage;
use super::super::writer::SinceLook;
use super::ground::noise;
use super::{Cell, Grid};
use crate::predict::Outcome;

impl Grid<'_> {
    /// The cell where the loop's sender is.
    pub(super) fn sender_of_loop(&self) -> Option<usize> {
        if let Some(head) = self.first_pass_at() {
            return Some(head);
        }
        let last = self.ground.hot.len().checked_sub(1)?;
        let place = self.machine.core.memory.unsent().place();
        self.ground.hot.get(self.ground.hot_cell(place).min(last)).copied()
    }

    /// The cell that the first pass has come to; none when it is over.
    fn first_pass_at(&self) -> Option<usize> {
        if self.machine.core.memory.is_passed() {
            return None;
        }
        let heads = self.heads();
        let mut stretches = self.ground.stretches.iter().zip(heads);
        stretches.find(|([_, to], head)| head < to).map(|(_, head)| head)
    }

    /// By stretch: the cell that the first pass has come to.
    fn heads(&self) -> [usize; MOST] {
        let memory = &self.machine.core.memory;
        if memory.is_passed() {
            return self.ground.stretches.map(|[_, to]| to);
        }
        let left = memory.fresh().stretches();
        let mut heads = [0; MOST];
        let all = self.ground.stretches.iter().zip(&self.ground.whole).zip(left);
        for (head, (([from, to], whole), left)) in heads.iter_mut().zip(all) {
            let whole = whole.all();
            let gone = if 0.0 < whole { 1.0 - left.all() / whole } else { 1.0 };
            *head = from + libm::round(gone * (to - from) as f64).max(0.0) as usize;
        }
        heads
    }

    /// Looks at the machine.
    pub(super) fn paint(&mut self) {
        let arrived = match self.machine.stage {
            Stage::DeviceState { .. } => true,
            Stage::Over => self.machine.end.outcome == Outcome::Completes,
            _ => false,
        };
        if arrived {
            self.cells.fill(Cell::Sent);
            return;
        }
        self.paint_first_turns();
        self.paint_hot();
        if let Stage::Copying { left, .. } | Stage::Switching { left, .. } | Stage::Following { left } =
            self.machine.stage
        {
            self.paint_copied(left);
        }
    }

    /// Everything but the hot set.
    fn paint_first_turns(&mut self) {
        let heads = self.heads();
        for ([from, to], head) in self.ground.stretches.into_iter().zip(heads) {
            let kinds = self.ground.kinds.get(from..to).unwrap_or_default();
            let cells = self.cells.get_mut(from..to).unwrap_or_default();
            for (at, (cell, kind)) in cells.iter_mut().zip(kinds).enumerate() {
                if *kind != Cell::Hot {
                    let is_gone = from + at < head || (*kind == Cell::Empty && self.ground.skips_empty);
                    *cell = if is_gone { Cell::Sent } else { *kind };
                }
            }
        }
    }

    /// The hot set: what the loop knows, and what it does not.
    fn paint_hot(&mut self) {
        let core = &self.machine.core;
        let is_running = matches!(self.machine.stage, Stage::Live | Stage::Over);
        let written = if is_running { core.written_since_look() } else { SinceLook::default() };
        // What lies behind the first pass's head has been passed, however hot cells are mixed with others there.
        let passed = match self.first_pass_at() {
            Some(head) => self.ground.hot.partition_point(|place| *place < head),
            None => self.ground.hot.len(),
        };
        let (mut from, mut pages) = (0, 0.0);
        let runs = core.memory.unsent().in_order_of_addresses().chain([(self.ground.hot_pages, 0.0)]);
        for (run, unsent) in runs {
            pages += run;
            let to = self.ground.hot_cell(pages).min(passed);
            let known = if 0.0 < run { unsent / run } else { 0.0 };
            let all = 1.0 - (1.0 - known) * (1.0 - written.probability) + written.share;
            for at in from..to {
                let (Some(place), Some(turn)) = (self.ground.hot.get(at), self.turns.get_mut(at)) else { continue };
                let Some(cell) = self.cells.get_mut(*place) else { continue };
                let is_sent = known <= noise(at, *turn) && matches!(cell, Cell::Hot | Cell::Again);
                *turn = turn.wrapping_add(u8::from(is_sent));
                let drawn = noise(at, *turn);
                *cell = if drawn < known {
                    Cell::Again
                } else if drawn < all {
                    Cell::Dirty
                } else {
                    Cell::Sent
                };
            }
            from = from.max(to);
        }
        for place in self.ground.hot.get(passed..).unwrap_or_default() {
            if let Some(cell) = self.cells.get_mut(*place) {
                *cell = Cell::Hot;
            }
        }
        for [start, end] in written.stretches {
            let (start, end) = (self.ground.hot_cell(start), self.ground.hot_cell(end).min(passed));
            for place in self.ground.hot.get(start..end).unwrap_or_default() {
                if let Some(cell @ Cell::Sent) = self.cells.get_mut(*place) {
                    *cell = Cell::Dirty;
                }
            }
        }
    }

    /// The guest is stopped, or elsewhere: of what the loop knew last, some has gone by.
    fn paint_copied(&mut self, left: ByKind) {
        let all = self.machine.core.memory.left().all();
        let known = self.cells.iter().filter(|cell| cell.is_known()).count();
        let gone = if 0.0 < all { (1.0 - left.all() / all).max(0.0) } else { 1.0 };
        let mut gone = libm::round(gone * known as f64) as usize;
        let start = self.sender_of_loop().unwrap_or(0);
        let (before, behind) = self.cells.split_at_mut_checked(start).unwrap_or_default();
        for cell in behind.iter_mut().chain(before) {
            if gone == 0 {
                break;
            }
            if cell.is_known() {
                *cell = Cell::Sent;
                gone -= 1;
            }
        }
    }
}
