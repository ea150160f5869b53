//! What the guest is to do, from its command line: `wset=… hwset=… dist=rr|uni flush=0|1 catchup=MS phases=RATE:MS,…`.

/// The most phases that a cycle may have.
pub(crate) const MOST_PHASES: usize = 16;

/// A stretch of a cycle.
#[derive(Clone, Copy)]
pub(crate) struct Phase {
    pub(crate) pages_per_s: u32,
    pub(crate) ms: u32,
}

/// All that can be chosen.
pub(crate) struct Options {
    pub(crate) wset_pages: u32,
    pub(crate) hwset_pages: u32,
    /// Uniform-random pages instead of one after the other.
    pub(crate) uniform: bool,
    /// Forget address translations at each tick.
    pub(crate) flush: bool,
    /// How much of a stall is caught up.
    pub(crate) catch_up_ms: u32,
    pub(crate) phases: [Phase; MOST_PHASES],
    pub(crate) phase_count: usize,
}

impl Options {
    /// Reads a command line; what is unknown (the first word is the kernel's file) is skipped.
    ///
    /// # Safety
    ///
    /// The line ends with a zero byte.
    pub(crate) unsafe fn read(line: *const u8) -> Self {
        // SAFETY: as promised; nobody writes to it.
        let mut text = unsafe {
            let length = (0..).take_while(|&at| *line.add(at) != 0).count();
            core::slice::from_raw_parts(line, length)
        };
        let nothing = Phase { pages_per_s: 0, ms: 1000 };
        let mut options = Self {
            wset_pages: 0,
            hwset_pages: 0,
            uniform: false,
            flush: false,
            catch_up_ms: 20,
            phases: [nothing; MOST_PHASES],
            phase_count: 1,
        };
        while !text.is_empty() {
            let (word, rest) = cut(text, b' ');
            let (key, value) = cut(word, b'=');
            match key {
                b"wset" => options.wset_pages = number(value),
                b"hwset" => options.hwset_pages = number(value),
                b"dist" => options.uniform = value == b"uni",
                b"flush" => options.flush = value == b"1",
                b"catchup" => options.catch_up_ms = number(value),
                b"phases" => options.read_phases(value),
                _ => {}
            }
            text = rest;
        }
        options
    }

    fn read_phases(&mut self, mut text: &[u8]) {
        self.phase_count = 0;
        while !text.is_empty() && self.phase_count < MOST_PHASES {
            let (phase, rest) = cut(text, b',');
            let (rate, ms) = cut(phase, b':');
            self.phases[self.phase_count] = Phase { pages_per_s: number(rate), ms: number(ms) };
            self.phase_count += 1;
            text = rest;
        }
    }
}

/// The text before and after the first such byte.
fn cut(text: &[u8], at: u8) -> (&[u8], &[u8]) {
    match text.iter().position(|&byte| byte == at) {
        Some(place) => (&text[..place], &text[place + 1..]),
        None => (text, &[]),
    }
}

fn number(text: &[u8]) -> u32 {
    text.iter().fold(0, |value, &digit| value * 10 + u32::from(digit - b'0'))
}
