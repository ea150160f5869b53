//! A round in which pages are passed over that have been written again since the look when their turn comes (Xen up to 4.5).
//!
//! What is passed over is in D already, so the next round is D as ever; only this round is shorter. Sender and round-robin writer
//! are two points on the circle of hot pages: where the sender meets D it passes over it, at the speed of what lies between the hot
//! pages; a writer that comes from behind and is faster takes the sender along with it, and only so many pages are sent on the way
//! as the link carries meanwhile. A random writer has rewritten each hot page with probability 1 − exp(−RATE·t/HWSET) at time t.
//! With other patterns nothing is passed over, which is the longest that the round can be.

use super::core::Core;
use super::fresh::ByKind;
use crate::numeric::within;
use crate::scenario::Pattern;

/// A round as it is planned: when it begins, how long it takes, and what is sent in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plan {
    pub(super) start: f64,
    pub(super) seconds: f64,
    pub(super) empty: f64,
    pub(super) used: f64,
}

impl Plan {
    /// What is left of it at a moment, when this share of it is behind.
    pub(super) fn rest(self, now: f64, share: f64) -> Self {
        let rest = 1.0 - share;
        Self { start: now, seconds: self.seconds * rest, empty: self.empty * rest, used: self.used * rest }
    }
}

/// The round that begins now.
pub(super) fn plan(core: &Core<'_>) -> Plan {
    let pieces = core.memory.pieces();
    let rate = core.memory.writer.rate();
    let mut walk = Walk { plan: Plan { start: core.now, ..Plan::default() }, at: 0.0 };
    for piece in pieces {
        match core.scenario.dirtying.pattern {
            Pattern::RoundRobin | Pattern::InOrder if 0.0 < rate && 0.0 < piece.hot => {
                walk.beside_a_writer(core, piece, rate, core.memory.writer.place());
            }
            Pattern::Uniform if 0.0 < rate && 0.0 < piece.unsent.hot => walk.beside_a_random_writer(core, piece, rate),
            _ => walk.send(core, piece.unsent, piece.hot),
        }
    }
    walk.plan
}

/// A piece of the way: so many hot pages, and what of all pages between and among them is unsent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Hot pages, sent and unsent.
    pub(super) hot: f64,
    pub(super) unsent: ByKind,
}

struct Walk {
    plan: Plan,
    /// Hot pages that the sender has come by.
    at: f64,
}

impl Walk {
    fn send(&mut self, core: &Core<'_>, pages: ByKind, hot: f64) {
        self.plan.seconds += pages.seconds(core.pace.live);
        self.plan.empty += pages.empty;
        self.plan.used += pages.used();
        self.at += hot;
    }

    fn beside_a_writer(&mut self, core: &Core<'_>, piece: Piece, rate: f64, place: f64) {
        let all = core.terms.hwset;
        if piece.unsent.hot <= 0.0 {
            return self.send(core, piece.unsent, piece.hot);
        }
        // Seconds for each hot page: when it is sent, and when it is passed over.
        let others = ByKind { hot: 0.0, ..piece.unsent };
        let passed = others.seconds(core.pace.live) / piece.hot;
        let full = piece.unsent.seconds(core.pace.live) / piece.hot;
        let mut rest = piece.hot;
        // Sender and writer meet a few times at most in one piece; the guard is against rounding.
        for _ in 0..64 {
            if rest <= all * 1e-12 {
                break;
            }
            let written = rate * self.plan.seconds;
            let mut behind = self.at - place;
            if behind < 0.0 {
                behind += all;
            }
            let near = all * 1e-12;
            let (way, seconds_per_page, share) = if all <= written {
                (rest, passed, 0.0)
            } else if behind + near < written {
                // In D: until it has caught up with the writer.
                let gains = 1.0 - rate * passed;
                let way = if 0.0 < gains { (written - behind) / gains } else { f64::INFINITY };
                (way, passed, 0.0)
            } else if behind <= written + near && 1.0 < rate * full {
                // The writer is here, and faster: it takes the sender along.
                let with_the_writer = (1.0 / rate).max(passed);
                (f64::INFINITY, with_the_writer, (with_the_writer - passed) / (full - passed))
            } else {
                // In front of the writer: until that comes, or where D begins.
                let loses = rate * full - 1.0;
                let way = if 0.0 < loses { (behind - written) / loses } else { f64::INFINITY };
                (way.min(all - behind), full, 1.0)
            };
            // D is all once the writer is round.
            let until_all = (all - written) / rate / seconds_per_page;
            let until_all = if written < all { until_all } else { f64::INFINITY };
            let way = way.min(rest).min(until_all.max(near));
            let part = piece.unsent.times(way / piece.hot);
            self.plan.seconds += way * seconds_per_page;
            self.plan.empty += part.empty;
            self.plan.used += part.passive + part.hot * share;
            self.at += way;
            rest -= way;
        }
    }

    /// With the share h of hot pages among those of the piece that take time: dt/dx = 1 − h + h·exp(−a·t), x being the seconds that
    /// the pages take, and a = RATE/HWSET.
    fn beside_a_random_writer(&mut self, core: &Core<'_>, piece: Piece, rate: f64) {
        let all = piece.unsent.seconds(core.pace.live);
        let h = piece.unsent.hot / core.pace.live.used / all;
        let a = rate / core.terms.hwset;
        let t = self.plan.seconds;
        // The integral of dt/(1 − h + h·exp(−a·t)) is ln((1 − h)·exp(a·t) + h)/(a·(1 − h)), or (exp(a·t) − 1)/a for h = 1.
        let end = if 1.0 - h < 1e-9 {
            libm::log(libm::exp(a * t) + a * all) / a
        } else {
            let share = 1.0 - h;
            let grown = share * libm::exp(a * t) + h;
            // exp overflows for long rounds: then everything hot is passed over.
            let log = libm::log(grown) + a * share * all;
            if 600.0 < log { t + share * all } else { libm::log((libm::exp(log) - h) / share) / a }
        };
        let end = if end.is_finite() { within(end, t, t + all) } else { t + (1.0 - h) * all };
        let others = ByKind { hot: 0.0, ..piece.unsent }.seconds(core.pace.live);
        let hot = within((end - t - others) * core.pace.live.used, 0.0, piece.unsent.hot);
        self.plan.seconds = end;
        self.plan.empty += piece.unsent.empty;
        self.plan.used += piece.unsent.passive + hot;
        self.at += piece.hot;
    }
}
