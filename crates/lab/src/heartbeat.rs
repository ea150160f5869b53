//! What the guest reports each millisecond: its clock and how often it has written, as it comes in on a socket.

use std::io::Read;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// Ticks of the guest's clock (the ACPI timer) in a second.
const TICKS_PER_S: f64 = 3_579_545.0;

const MARK: u8 = 0xA5;
const REPORT_BYTES: usize = 10;

/// A report, and when it came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Beat {
    pub(crate) at: Instant,
    /// Ticks of the guest's clock since it began to write.
    ticks: u32,
    pub(crate) written: u32,
}

impl Beat {
    /// The guest's clock.
    pub(crate) fn guest_ms(&self) -> f64 {
        f64::from(self.ticks) / TICKS_PER_S * 1000.0
    }
}

/// The reports of one machine.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heartbeats(Arc<Mutex<Vec<Beat>>>);

impl Heartbeats {
    /// Listens at a path, to one machine, until it ends. The function is called once, with the first report.
    pub(crate) fn listen(path: &Path, at_first: impl FnOnce() + Send + 'static) -> Outcome<Self> {
        let listener = UnixListener::bind(path).map_err(|error| Failure::system(path.display(), &error))?;
        let beats = Self::default();
        let shared = beats.clone();
        thread::spawn(move || {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let mut reader = Reader::default();
            let mut at_first = Some(at_first);
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stream.read(&mut buffer) {
                let now = Instant::now();
                let new = reader.take(buffer.get(..length).unwrap_or_default(), now);
                if !new.is_empty() {
                    if let Some(at_first) = at_first.take() {
                        at_first();
                    }
                    shared.locked().extend(new);
                }
            }
        });
        Ok(beats)
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Beat>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn first(&self) -> Option<Beat> {
        self.locked().first().copied()
    }

    pub(crate) fn last(&self) -> Option<Beat> {
        self.locked().last().copied()
    }

    /// How many reports came after a moment, up to another.
    pub(crate) fn count_between(&self, after: Instant, until: Instant) -> usize {
        self.locked().iter().filter(|beat| after < beat.at && beat.at <= until).count()
    }

    /// The longest time between two reports up to a moment; none where there were no two.
    pub(crate) fn longest_gap(&self, until: Instant) -> Option<Duration> {
        let beats = self.locked();
        let gaps = beats.iter().zip(beats.iter().skip(1)).filter(|(_, next)| next.at <= until);
        gaps.map(|(beat, next)| next.at.duration_since(beat.at)).max()
    }

    /// The first report, waited for.
    pub(crate) fn wait_for_first(&self, at_most: Duration) -> Option<Beat> {
        let start = Instant::now();
        loop {
            if let Some(beat) = self.first() {
                return Some(beat);
            }
            if at_most < start.elapsed() {
                return None;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Pages written per second of the guest's own clock between two reports; none where no time has passed.
pub(crate) fn rate_pps(from: Beat, to: Beat) -> Option<f64> {
    let seconds = (to.guest_ms() - from.guest_ms()) / 1000.0;
    (seconds > 0.0).then(|| f64::from(to.written.wrapping_sub(from.written)) / seconds)
}

/// Takes reports out of bytes, however they are cut.
#[derive(Debug, Default)]
struct Reader(Vec<u8>);

impl Reader {
    fn take(&mut self, bytes: &[u8], at: Instant) -> Vec<Beat> {
        self.0.extend_from_slice(bytes);
        let mut beats = Vec::new();
        let mut from = 0;
        while let Some(report) = self.0.get(from..from + REPORT_BYTES) {
            // After a byte that cannot begin a report the next one is tried.
            match beat(report, at) {
                Some(beat) => {
                    beats.push(beat);
                    from += REPORT_BYTES;
                }
                None => from += 1,
            }
        }
        self.0.drain(..from);
        beats
    }
}

fn beat(report: &[u8], at: Instant) -> Option<Beat> {
    let [MARK, c0, c1, c2, c3, w0, w1, w2, w3, _] = *report else { return None };
    (report.iter().fold(0, |check, byte| check ^ byte) == 0).then(|| Beat {
        at,
        ticks: u32::from_le_bytes([c0, c1, c2, c3]),
        written: u32::from_le_bytes([w0, w1, w2, w3]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(ticks: u32, written: u32) -> Vec<u8> {
        let mut bytes = vec![MARK];
        bytes.extend(ticks.to_le_bytes());
        bytes.extend(written.to_le_bytes());
        bytes.push(bytes.iter().fold(0, |check, byte| check ^ byte));
        bytes
    }

    #[test]
    fn reports_are_read_however_they_are_cut() {
        let stream: Vec<u8> = [report(1, 2), report(3_579_545, 0xA5A5_A5A5), report(7, 8)].concat();
        for cut in 0..stream.len() {
            let mut reader = Reader::default();
            let mut beats = reader.take(&stream[..cut], Instant::now());
            beats.extend(reader.take(&stream[cut..], Instant::now()));
            assert_eq!(beats.iter().map(|beat| beat.written).collect::<Vec<_>>(), [2, 0xA5A5_A5A5, 8], "cut at {cut}");
            assert_eq!(beats[1].guest_ms(), 1000.0);
        }
    }

    #[test]
    fn reading_goes_on_after_a_broken_report() {
        let mut broken = report(1, 2);
        broken[5] ^= 1;
        let stream = [broken, vec![MARK, 0], report(3, 4), report(5, 6)].concat();
        let beats = Reader::default().take(&stream, Instant::now());
        assert_eq!(beats.iter().map(|beat| beat.written).collect::<Vec<_>>(), [4, 6]);
    }

    #[test]
    fn a_rate_is_by_the_clock_of_the_guest() {
        let at = Instant::now();
        let beat = |ticks, written| Beat { at, ticks, written };
        assert_eq!(rate_pps(beat(0, 100), beat(3_579_545 * 2, 2100)), Some(1000.0));
        assert_eq!(rate_pps(beat(5, 100), beat(5, 100)), None);
    }
}
