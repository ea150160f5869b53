//! Walks through a text: JSON where a line begins with a brace or bracket, else line by line.

use precopy_model::problem::Problem;
use precopy_model::scenario::distinct_pages::Sample;

use super::block::Block;
use super::report::Report;
use super::typed::Line;
use super::{Guest, LineProblem, MAX_MEASURED, MAX_PROBLEMS, Measured, Origin, Reading, json, metric, qmp, typed};

/// What can be read, for messages.
const READS: &str = "answers of query-dirty-rate (JSON), virsh domstats --dirtyrate, the monitor's info dirty_rate, KubeVirt's \
    dirty rate metric, or lines such as “10 s: 900 MiB”";

/// After so many broken JSON values, lines with braces are lines like any other: each attempt may take long.
const MAX_BROKEN: usize = 100;

/// What has been read so far.
#[derive(Default)]
pub(super) struct Reader {
    reading: Reading,
    further_problems: usize,
    too_many: bool,
    broken: usize,
    block: Option<Block>,
    /// The VM that `virsh domstats` is speaking of.
    domain: Option<String>,
    /// Lines that nobody understood: the first and the last of them, and the text of the first.
    unknown: Option<(usize, usize, String)>,
    metrics_of_others: bool,
    /// The line of the JSON object whose text is being read.
    inside: Option<usize>,
}

impl Reader {
    /// Reads a text, or one that a JSON object holds.
    pub(super) fn text(&mut self, text: &str) {
        let (mut rest, mut line) = (text, 1);
        while !rest.is_empty() {
            let (this, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let bare = this.trim_start().trim_start_matches("<-").trim_start_matches("->").trim_start();
            if bare.starts_with(['{', '[']) && self.broken < MAX_BROKEN {
                // All that follows, from the brace on.
                let from = rest.get(this.len() - bare.len()..).unwrap_or_default();
                let (read, lines) = self.json(from, line);
                line += lines;
                rest = from.get(read..).unwrap_or_default();
                // What separates objects; the end of the line is left where it is unless it was all.
                rest = rest.trim_start_matches([',', ';', ' ', '\t', '\r']);
                if let Some(next) = rest.strip_prefix('\n') {
                    (rest, line) = (next, line + 1);
                }
            } else {
                self.line(this.trim(), line);
                (rest, line) = (after, line + 1);
            }
        }
        self.end_block();
    }

    /// Reads one JSON value; says how many bytes and line ends it took.
    fn json(&mut self, text: &str, line: usize) -> (usize, usize) {
        let line = self.inside.unwrap_or(line);
        self.end_block();
        let read = match json::first(text) {
            Ok((value, read)) => {
                qmp::value(self, &value, line);
                read
            }
            Err(good) => {
                self.broken += 1;
                let before = text.get(..good).unwrap_or_default();
                let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
                let at = self.inside.unwrap_or(line + line_ends(text, good));
                let what = format!("This JSON breaks off, or has a slip, at character {column} of the line.");
                self.problem(Some(at), Problem::general(what));
                skip_broken(text)
            }
        };
        (read, line_ends(text, read))
    }

    fn line(&mut self, text: &str, line: usize) {
        let line = self.inside.unwrap_or(line);
        if text.is_empty() || is_echo(text) {
            return;
        }
        if let Some(name) = text.strip_prefix("Domain:") {
            self.end_block();
            self.domain = Some(name.trim().trim_matches('\'').chars().take(80).collect());
            self.block = Some(Block::domain(line));
            return;
        }
        match typed::line(text) {
            Line::Sample(sample) => {
                self.end_block();
                self.measured(sample, &Report::of(Origin::Typed), None, line);
                return;
            }
            Line::Problem(problem) => return self.problem(Some(line), problem),
            Line::Other => {}
        }
        if let Some(metric) = metric::read(text) {
            return self.metric(metric, line);
        }
        if Block::begins_with(text) && self.block.as_ref().is_some_and(|block| block.is_over(text)) {
            self.end_block();
        }
        let block = self.block.get_or_insert_with(|| Block::new(line));
        match block.take(text) {
            Some(Ok(())) => {}
            Some(Err(problem)) => self.problem(Some(line), problem),
            None => self.unknown_line(text, line),
        }
    }

    fn metric(&mut self, metric: metric::Metric, line: usize) {
        match metric {
            metric::Metric::Rate { report, name } => self.report(&report, name, line),
            metric::Metric::Memory { name, bytes } => self.guest(name, |guest| guest.memory = Some(bytes)),
            metric::Metric::Other if self.metrics_of_others => {}
            metric::Metric::Other => {
                self.metrics_of_others = true;
                let what = "Of metrics, only KubeVirt's dirty rates and memory sizes are read here; libvirt's hold no dirty rate.";
                self.problem(Some(line), Problem::general(what));
            }
            metric::Metric::Broken => self.problem(Some(line), Problem::general("This metric has no number.")),
        }
    }

    /// Takes a report: a sample, or a problem at its line.
    pub(super) fn report(&mut self, report: &Report, domain: Option<String>, line: usize) {
        match report.sample() {
            Ok(sample) => self.measured(sample, report, domain, line),
            Err(problem) => self.problem(Some(line), problem),
        }
    }

    fn measured(&mut self, sample: Sample, report: &Report, domain: Option<String>, line: usize) {
        if self.reading.measured.len() < MAX_MEASURED {
            let (origin, mode) = (report.origin, report.mode);
            self.reading.measured.push(Measured { sample, origin, mode, domain, line });
        } else if !self.too_many {
            self.too_many = true;
            let what = format!("Only the first {MAX_MEASURED} measurements are kept.");
            self.problem(Some(line), Problem::general(what));
        }
    }

    /// Notes what is said of the memory of a VM.
    pub(super) fn guest(&mut self, domain: Option<String>, note: impl FnOnce(&mut Guest)) {
        let known = self.reading.guests.iter_mut().find(|guest| guest.domain == domain);
        if let Some(guest) = known {
            note(guest);
        } else if self.reading.guests.len() < MAX_MEASURED {
            let mut guest = Guest { domain, ..Guest::default() };
            note(&mut guest);
            self.reading.guests.push(guest);
        }
    }

    pub(super) fn problem(&mut self, line: Option<usize>, problem: Problem) {
        if self.reading.problems.len() < MAX_PROBLEMS {
            let after = self.reading.problems.partition_point(|one| one.line <= line);
            self.reading.problems.insert(after, LineProblem { line, problem });
        } else {
            self.further_problems += 1;
        }
    }

    /// What the monitor prints, inside of a JSON object.
    pub(super) fn printed(&mut self, text: &str, line: usize) {
        if self.inside.is_none() {
            self.inside = Some(line);
            self.text(text);
            self.inside = None;
        }
    }

    fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        let domain = if block.is_of_domain() { self.domain.clone() } else { None };
        if block.says_memory() {
            self.guest(domain.clone(), |guest| block.note_memory(guest));
        }
        match block.report() {
            Some(Ok(report)) => self.report(report, domain, block.line()),
            Some(Err(problem)) => self.problem(Some(block.line()), problem),
            None => {}
        }
    }

    fn unknown_line(&mut self, text: &str, line: usize) {
        match &mut self.unknown {
            Some((_, last, _)) if *last + 1 == line => *last = line,
            _ => {
                self.end_unknown();
                self.unknown = Some((line, line, text.chars().take(60).collect()));
            }
        }
    }

    fn end_unknown(&mut self) {
        if let Some((first, last, text)) = self.unknown.take() {
            let what = if first == last {
                "This line is not understood.".to_owned()
            } else {
                format!("This line and those up to line {last} are not understood.")
            };
            self.problem(Some(first), Problem::general(what).given(text));
        }
    }

    /// Everything, once the text is over.
    pub(super) fn finish(mut self) -> Reading {
        let nothing = self.reading == Reading::default();
        if nothing && let Some((first, _, text)) = self.unknown.take() {
            let problem = Problem::general("Nothing in this text is a measurement that can be read.");
            self.problem(Some(first), problem.given(text).allowed(READS));
        }
        self.end_unknown();
        if 0 < self.further_problems {
            let problem = Problem::general(format!("And {} more like these.", self.further_problems));
            self.reading.problems.push(LineProblem { line: None, problem });
        }
        self.reading
    }
}

/// How many line ends are within the first bytes.
fn line_ends(text: &str, bytes: usize) -> usize {
    text.as_bytes().iter().take(bytes).filter(|&&byte| byte == b'\n').count()
}

/// How many bytes belong to a value that is broken: up to the next line that may begin something else.
fn skip_broken(text: &str) -> usize {
    let mut skipped = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let inner = line.starts_with([' ', '\t', '\r', '\n', '}', ']', '"', ',']);
        if 0 < index && !inner {
            break;
        }
        skipped += line.len();
    }
    skipped
}

/// A command as it stands in a terminal, or a comment: nothing to read, and nothing to complain of.
fn is_echo(text: &str) -> bool {
    const PROMPTS: [&str; 8] =
        ["#", "$", "(qemu)", "qm>", "QMP>", "---", "Starting dirty rate measurement", "[Please use"];
    const COMMANDS: [&str; 3] = ["virsh ", "qm monitor", "kubectl "];
    PROMPTS.iter().any(|prompt| text.starts_with(prompt)) || COMMANDS.iter().any(|command| text.contains(command))
}
