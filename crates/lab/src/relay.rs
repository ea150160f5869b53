//! The link: passes what one machine sends to the other at so many bytes per second, also while the guest is stopped, as a network card would.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// An idle link may catch up this much: its owner may have been asleep.
const MOST_CAUGHT_UP: Duration = Duration::from_millis(20);

/// What is passed at once; at 128 MiB/s it takes half a millisecond.
const CHUNK_BYTES: usize = 64 << 10;

/// When the next bytes have passed a link. Time is counted from any one moment.
#[derive(Debug)]
struct Pace {
    bytes_per_s: f64,
    /// When all that was handed over so far has passed.
    passed: Duration,
}

impl Pace {
    fn new(bytes_per_s: u64) -> Self {
        Self { bytes_per_s: bytes_per_s as f64, passed: Duration::ZERO }
    }

    /// When bytes that are handed over now will have passed.
    fn passes(&mut self, now: Duration, bytes: usize) -> Duration {
        let starts = self.passed.max(now.saturating_sub(MOST_CAUGHT_UP));
        self.passed = starts + Duration::from_secs_f64(bytes as f64 / self.bytes_per_s);
        self.passed
    }
}

/// Listens where the source is told to migrate to, and passes everything on to the destination until either ends.
pub(crate) fn lay(from: &Path, to: &Path, bytes_per_s: u64) -> Outcome {
    let listener = UnixListener::bind(from).map_err(|error| Failure::system(from.display(), &error))?;
    let to = to.to_owned();
    thread::spawn(move || {
        let Ok((source, _)) = listener.accept() else { return };
        // When there is no destination the source sees its connection end, and says so.
        let Ok(destination) = UnixStream::connect(&to) else { return };
        let (Ok(answers), Ok(asks)) = (destination.try_clone(), source.try_clone()) else { return };
        // Requests for pages (post-copy) go back; they are small.
        thread::spawn(move || pass(answers, asks, |_| {}));
        let start = Instant::now();
        let mut pace = Pace::new(bytes_per_s);
        pass(source, destination, |bytes| {
            let passes = pace.passes(start.elapsed(), bytes);
            thread::sleep(passes.saturating_sub(start.elapsed()));
        });
    });
    Ok(())
}

/// Passes bytes on until either end closes; what is read waits first.
fn pass(mut from: UnixStream, mut to: UnixStream, mut wait: impl FnMut(usize)) {
    let mut buffer = vec![0; CHUNK_BYTES];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        wait(length);
        if to.write_all(buffer.get(..length).unwrap_or_default()).is_err() {
            break;
        }
    }
    // The other end has to see it; that it may be gone already is no matter.
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn a_busy_link_passes_so_many_bytes_per_second() {
        let mut pace = Pace::new(1_000_000);
        let mut now = MS(500);
        pace.passed = now;
        for _ in 0..100 {
            now = pace.passes(now, 50_000);
        }
        assert_eq!(now, MS(500 + 5_000));
    }

    #[test]
    fn a_late_sleeper_is_caught_up() {
        let mut pace = Pace::new(1_000_000);
        pace.passed = MS(100);
        // Each chunk of 10 ms is followed by a sleep that is 3 ms too long: on the whole none is lost.
        let mut now = MS(100);
        for _ in 0..50 {
            now = pace.passes(now, 10_000).max(now) + MS(3);
        }
        assert_eq!(pace.passed, MS(100 + 500));
    }

    #[test]
    fn an_idle_link_catches_up_twenty_milliseconds() {
        let mut pace = Pace::new(1_000_000);
        assert_eq!(pace.passes(MS(10), 1_000), MS(1));
        // After two seconds of nothing: 20 ms, no more.
        assert_eq!(pace.passes(MS(2_000), 20_000), MS(2_000));
        assert_eq!(pace.passes(MS(2_000), 20_000), MS(2_020));
    }

    #[test]
    fn what_is_passed_arrives_whole() {
        let (mut near, source) = UnixStream::pair().unwrap();
        let (destination, mut far) = UnixStream::pair().unwrap();
        thread::spawn(move || pass(source, destination, |_| {}));
        let sent: Vec<u8> = (0..200_000_u32).map(|number| number as u8).collect();
        let copy = sent.clone();
        thread::spawn(move || near.write_all(&copy));
        let mut received = Vec::new();
        far.read_to_end(&mut received).unwrap();
        assert!(received == sent);
    }
}
