//! QEMU's monitor (QMP) on a unix socket: commands and their replies, with the events that come in between.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::failure::{Failure, Outcome};

/// How long a reply may take. A busy machine answers late, a dead one not at all.
const REPLY_WITHIN: Duration = Duration::from_secs(30);

/// Something that happened to the machine.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) data: Value,
    /// Microseconds of the wall clock.
    pub(crate) at_us: i64,
}

/// One line from QEMU.
#[derive(Debug, PartialEq)]
enum Message {
    Greeting,
    Return(Value),
    Error(String),
    Event(Event),
}

/// A connection to a monitor.
#[derive(Debug)]
pub(crate) struct Qmp {
    stream: UnixStream,
    lines: Lines,
    events: VecDeque<Event>,
}

impl Qmp {
    /// Connects as soon as the monitor is there, and is ready for commands then.
    pub(crate) fn connect(path: &Path, within: Duration) -> Outcome<Self> {
        let start = Instant::now();
        let stream = loop {
            match UnixStream::connect(path) {
                Ok(stream) => break stream,
                Err(error) if within < start.elapsed() => return Err(Failure::system(path.display(), &error)),
                Err(_) => thread::sleep(Duration::from_millis(5)),
            }
        };
        let mut qmp = Self { stream, lines: Lines::default(), events: VecDeque::new() };
        qmp.command("qmp_capabilities", json!({}))?;
        Ok(qmp)
    }

    /// Gives a command and waits for its reply.
    pub(crate) fn command(&mut self, name: &str, arguments: Value) -> Outcome<Value> {
        self.send(name, arguments)?;
        let start = Instant::now();
        loop {
            match self.message(REPLY_WITHIN.saturating_sub(start.elapsed()))? {
                Some(Message::Return(value)) => return Ok(value),
                Some(Message::Error(text)) => return Err(Failure::new(format!("QEMU refuses {name}: {text}"))),
                Some(Message::Event(event)) => self.events.push_back(event),
                Some(Message::Greeting) => {}
                None => return Err(Failure::new(format!("QEMU does not answer {name}"))),
            }
        }
    }

    /// Gives a command without waiting for its reply; nothing else may be asked on this connection then.
    pub(crate) fn send(&mut self, name: &str, arguments: Value) -> Outcome {
        let line = format!("{}\n", json!({ "execute": name, "arguments": arguments }));
        self.stream.write_all(line.as_bytes()).map_err(|error| Failure::system(format!("QEMU, {name}"), &error))
    }

    /// The events that have come in so far, in order.
    pub(crate) fn events(&mut self) -> Outcome<Vec<Event>> {
        while let Some(message) = self.message(Duration::ZERO)? {
            if let Message::Event(event) = message {
                self.events.push_back(event);
            }
        }
        Ok(self.events.drain(..).collect())
    }

    /// The next message, waited for so long.
    fn message(&mut self, within: Duration) -> Outcome<Option<Message>> {
        let start = Instant::now();
        loop {
            if let Some(line) = self.lines.next() {
                return read(&line).map(Some);
            }
            // A timeout of zero would mean none.
            let left = within.saturating_sub(start.elapsed()).max(Duration::from_micros(50));
            let mut buffer = [0; 8192];
            let result = self.stream.set_read_timeout(Some(left)).and_then(|()| self.stream.read(&mut buffer));
            match result {
                Ok(0) => return Err(Failure::new("QEMU has ended")),
                Ok(length) => self.lines.push(buffer.get(..length).unwrap_or_default()),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    if within <= start.elapsed() {
                        return Ok(None);
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::system("QEMU's monitor", &error)),
            }
        }
    }
}

/// Lines put together from pieces.
#[derive(Debug, Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let end = self.0.iter().position(|&byte| byte == b'\n')?;
        let line: Vec<u8> = self.0.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim().to_owned())
    }
}

fn read(line: &str) -> Outcome<Message> {
    let not_qmp = || Failure::new(format!("QEMU's monitor says `{line}`"));
    let value: Value = serde_json::from_str(line).map_err(|_| not_qmp())?;
    if let Some(name) = value.get("event").and_then(Value::as_str) {
        let time = |part: &str| value.pointer(part).and_then(Value::as_i64).unwrap_or_default();
        return Ok(Message::Event(Event {
            name: name.to_owned(),
            data: value.get("data").cloned().unwrap_or_default(),
            at_us: time("/timestamp/seconds") * 1_000_000 + time("/timestamp/microseconds"),
        }));
    }
    if let Some(error) = value.get("error") {
        let text = error.get("desc").and_then(Value::as_str).unwrap_or("an error without words");
        return Ok(Message::Error(text.to_owned()));
    }
    match value.get("return") {
        Some(value) => Ok(Message::Return(value.clone())),
        None if value.get("QMP").is_some() => Ok(Message::Greeting),
        None => Err(not_qmp()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A connection whose other end has said this already, and listens on.
    fn monitor(says: &str) -> (Qmp, UnixStream) {
        let (stream, mut other) = UnixStream::pair().unwrap();
        other.write_all(says.as_bytes()).unwrap();
        (Qmp { stream, lines: Lines::default(), events: VecDeque::new() }, other)
    }

    const STOP: &str = "{\"timestamp\": {\"seconds\": 12, \"microseconds\": 34}, \"event\": \"STOP\"}\r\n";

    #[test]
    fn events_between_replies_are_kept() {
        let (mut qmp, _other) = monitor(&format!(
            "{{\"QMP\": {{}}}}\r\n{STOP}{{\"return\": {{\"status\": \"active\"}}}}\r\n{}",
            "{\"timestamp\": {\"seconds\": 13, \"microseconds\": 0}, \"event\": \"MIGRATION_PASS\", \"data\": {\"pass\": 2}}\r\n"
        ));
        assert_eq!(qmp.command("query-migrate", json!({})).unwrap(), json!({ "status": "active" }));
        let events = qmp.events().unwrap();
        assert_eq!(events.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(), ["STOP", "MIGRATION_PASS"]);
        assert_eq!((events[0].at_us, &events[1].data), (12_000_034, &json!({ "pass": 2 })));
        assert_eq!(qmp.events(), Ok(vec![]));
    }

    #[test]
    fn a_command_is_a_line_of_json() {
        let (mut qmp, mut other) = monitor("{\"return\": {}}\r\n");
        qmp.command("migrate", json!({ "uri": "unix:a" })).unwrap();
        let mut buffer = [0; 200];
        let length = other.read(&mut buffer).unwrap();
        let sent: Value = serde_json::from_slice(&buffer[..length]).unwrap();
        assert_eq!(sent, json!({ "execute": "migrate", "arguments": { "uri": "unix:a" } }));
    }

    #[test]
    fn a_refusal_is_a_failure_with_its_words() {
        let says = format!("{STOP}{{\"error\": {{\"class\": \"GenericError\", \"desc\": \"no such thing\"}}}}\n");
        let (mut qmp, _other) = monitor(&says);
        let failure = qmp.command("nonsense", json!({})).unwrap_err().to_string();
        assert!(failure.contains("nonsense") && failure.contains("no such thing"), "{failure}");
        assert_eq!(qmp.events().unwrap().len(), 1);
    }

    #[test]
    fn replies_come_in_pieces() {
        let (mut qmp, mut other) = monitor("{\"return\"");
        assert_eq!(qmp.message(Duration::from_millis(1)), Ok(None));
        other.write_all(b": 7}\n").unwrap();
        assert_eq!(qmp.message(Duration::from_secs(1)), Ok(Some(Message::Return(json!(7)))));
    }

    #[test]
    fn an_end_and_nonsense_are_failures() {
        let (mut qmp, other) = monitor("hello\n");
        assert!(qmp.message(Duration::ZERO).unwrap_err().to_string().contains("hello"));
        drop(other);
        assert!(qmp.command("stop", json!({})).is_err());
    }
}
