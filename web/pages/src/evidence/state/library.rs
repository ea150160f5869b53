//! The recorded runs, and what the predictors say of each: read file by file, predicted run by run, so that whoever shows them can
//! pause in between.

use std::rc::Rc;

use precopy_formats::runs::{Course, read, read_courses};
use precopy_model::quantity::Seconds;
use precopy_model::records::compare::Pair;
use precopy_model::records::{Forecast, Judge, MissReason, Part, Regime, Run, Span, is_forced, reason};
use precopy_model::scenario::Pattern;

/// A table of runs: those of one rig, which calibrate each other.
#[derive(Debug)]
pub struct Rig {
    /// Its file.
    pub file: String,
    /// Its runs. They stay as long as the document: nothing of them is kept twice.
    pub runs: &'static [Run],
    /// What its idle runs say.
    pub judge: Judge<'static>,
    /// Lines that could not be read, with the reason.
    pub unread: Vec<(u64, String)>,
    /// Migrations that did not end.
    pub unfinished: usize,
}

/// In which way a guest writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writes {
    /// Nothing.
    Idle,
    /// One page after the other.
    RoundRobin,
    /// Any page, at random.
    Uniform,
    /// At a rate that changes.
    Phases,
}

impl Writes {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::RoundRobin, Self::Uniform, Self::Phases, Self::Idle];

    fn of(run: &Run) -> Self {
        match run.guest.pattern {
            _ if run.is_idle() => Self::Idle,
            Pattern::Uniform => Self::Uniform,
            Pattern::Load(_) => Self::Phases,
            Pattern::RoundRobin | Pattern::InOrder | Pattern::HotSets(_) | Pattern::Distinct(_) => Self::RoundRobin,
        }
    }
}

/// All regimes, in the order in which they are offered.
pub const REGIMES: [Regime; 4] = [Regime::Cap, Regime::Link, Regime::Both, Regime::Free];

/// What one predictor said of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// Migration time; none: "never".
    pub migration_time: Option<Seconds>,
    /// Downtime; none: "never".
    pub downtime: Option<Seconds>,
    /// Whether the end has to be forced.
    pub forced: bool,
    /// Why the migration time is off, and the downtime, as far as a rule says it.
    pub why: [Option<MissReason>; 2],
}

/// A recorded run with all that was said of it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The table in which it stands.
    pub rig: &'static Rig,
    /// The run.
    pub run: &'static Run,
    /// Whether anything may be learnt from it.
    pub part: Part,
    /// What limits the sender.
    pub regime: Regime,
    /// In which way the guest writes.
    pub writes: Writes,
    /// By predictor, in the order of [`Forecast::ALL`].
    pub said: [Said; 4],
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.run, other.run)
    }
}

impl Row {
    /// Predicts a run; none where nothing was calibrated for its kind of limit.
    fn of(rig: &'static Rig, run: &'static Run) -> Option<Self> {
        let predicted = rig.judge.predict(run)?;
        let said = Forecast::ALL.map(|forecast| {
            let prediction = forecast.of(&predicted);
            Said {
                migration_time: prediction.migration_time,
                downtime: prediction.downtime,
                forced: is_forced(prediction),
                why: Span::ALL.map(|span| reason(run, &predicted, rig.judge.calibration_for(run), (forecast, span))),
            }
        });
        let regime = run.settings.regime();
        Some(Self { rig, run, part: Part::of(run), regime, writes: Writes::of(run), said })
    }

    /// What a predictor said.
    #[must_use]
    pub fn said(&self, forecast: Forecast) -> Said {
        let [paper, bound, unknown, known] = self.said;
        match forecast {
            Forecast::Paper => paper,
            Forecast::Bound => bound,
            Forecast::Unknown => unknown,
            Forecast::Known => known,
        }
    }

    /// What was predicted beside what it was.
    #[must_use]
    pub fn pair(&self, (forecast, span): (Forecast, Span)) -> Pair {
        let said = self.said(forecast);
        let predicted = match span {
            Span::MigrationTime => said.migration_time,
            Span::Downtime => said.downtime,
        };
        Pair { predicted, measured: span.measured(self.run) }
    }

    /// Why it is off.
    #[must_use]
    pub fn why(&self, (forecast, span): (Forecast, Span)) -> Option<MissReason> {
        let [time, downtime] = self.said(forecast).why;
        match span {
            Span::MigrationTime => time,
            Span::Downtime => downtime,
        }
    }

    /// Whether a predictor told how it ends: by itself or by force.
    #[must_use]
    pub fn agrees(&self, forecast: Forecast) -> bool {
        self.said(forecast).forced == self.run.measured.forced
    }
}

/// All that has been read so far.
#[derive(Debug, Default)]
pub struct Library {
    rigs: Vec<&'static Rig>,
    /// Where the next run to be predicted stands: its table, and its place there.
    next: (usize, usize),
    rows: Vec<Row>,
    /// Runs of which nothing can be said.
    unsaid: usize,
    courses: Rc<Vec<Course>>,
    read: Vec<String>,
}

impl Library {
    /// Whether a file has been read before.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        self.read.iter().any(|one| one == file)
    }

    /// Reads a table of runs.
    pub fn add_runs(&mut self, file: &str, text: &str) {
        let table = read(text);
        let runs: &'static [Run] = Box::leak(table.runs.into_boxed_slice());
        self.rigs.push(Box::leak(Box::new(Rig {
            file: file.to_owned(),
            runs,
            judge: Judge::new(runs),
            unread: table.problems.into_iter().map(|problem| (problem.line, problem.reason)).collect(),
            unfinished: table.unfinished,
        })));
        self.read.push(file.to_owned());
    }

    /// Reads a table of what was left from moment to moment.
    pub fn add_courses(&mut self, file: &str, text: &str) {
        let mut courses = (*self.courses).clone();
        courses.extend(read_courses(text));
        self.courses = Rc::new(courses);
        self.read.push(file.to_owned());
    }

    /// Predicts one more run; false when there is none.
    pub fn predict_next(&mut self) -> bool {
        loop {
            let (table, place) = self.next;
            let Some(&rig) = self.rigs.get(table) else { return false };
            let Some(run) = rig.runs.get(place) else {
                self.next = (table + 1, 0);
                continue;
            };
            self.next = (table, place + 1);
            match Row::of(rig, run) {
                Some(row) => self.rows.push(row),
                None => self.unsaid += 1,
            }
            return true;
        }
    }

    /// What there is so far.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown {
            rows: Rc::new(self.rows.clone()),
            total: self.rigs.iter().map(|rig| rig.runs.len()).sum::<usize>() - self.unsaid,
            unsaid: self.unsaid,
            rigs: self.rigs.clone(),
            courses: Rc::clone(&self.courses),
        }
    }
}

/// What there is so far, to be shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The runs that have been predicted.
    pub rows: Rc<Vec<Row>>,
    /// How many there will be.
    pub total: usize,
    /// Those of which nothing can be said.
    pub unsaid: usize,
    /// The tables.
    pub rigs: Vec<&'static Rig>,
    /// What some of them had left to send from moment to moment.
    pub courses: Rc<Vec<Course>>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let lengths = |shown: &Self| (shown.rows.len(), shown.total, shown.rigs.len(), shown.courses.len());
        lengths(self) == lengths(other)
    }
}

impl Shown {
    /// The course of a run, where it was recorded.
    #[must_use]
    pub fn course(&self, id: &str) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::OnceLock;

    use super::*;

    /// Runs, tables and courses: predicted once for all tests.
    type Recorded = (Vec<Row>, Vec<&'static Rig>, Vec<Course>);

    /// Recorded runs of the repository, all predicted.
    pub(crate) fn recorded() -> Shown {
        static RECORDED: OnceLock<Recorded> = OnceLock::new();
        let (rows, rigs, courses) = RECORDED.get_or_init(|| {
            let mut library = Library::default();
            library.add_runs("qemu-runs.csv", include_str!("../../../../../tests/validation/qemu-runs.csv"));
            library.add_courses("qemu-curves.csv", include_str!("../../../../../tests/validation/qemu-curves.csv"));
            while library.predict_next() {}
            let Shown { rows, rigs, courses, unsaid, .. } = library.shown();
            assert_eq!(unsaid, 0);
            (rows.to_vec(), rigs, courses.to_vec())
        });
        let total = rows.len();
        Shown { rows: Rc::new(rows.clone()), total, unsaid: 0, rigs: rigs.clone(), courses: Rc::new(courses.clone()) }
    }

    #[test]
    fn every_recorded_run_is_predicted_and_some_have_a_course() {
        let shown = recorded();
        assert_eq!((shown.rows.len(), shown.total, shown.unsaid), (968, 968, 0));
        assert!(shown.rigs.iter().all(|rig| rig.unread.is_empty() && rig.unfinished == 0));
        let with_course = shown.rows.iter().filter(|row| shown.course(&row.run.id).is_some()).count();
        assert!(20 < with_course && with_course < 40, "{with_course}");
    }

    #[test]
    fn runs_are_predicted_one_by_one_over_all_tables() {
        let text = include_str!("../../../../../tests/validation/qemu-runs.csv");
        let few: String = text.lines().take(4).flat_map(|line| [line, "\n"]).collect();
        let mut library = Library::default();
        library.add_runs("a-runs.csv", &few);
        library.add_runs("b-runs.csv", &few);
        let mut steps = 0;
        while library.predict_next() {
            steps += 1;
            assert!(library.shown().rows.len() <= steps);
        }
        assert_eq!(steps, 6);
        assert!(library.has("a-runs.csv") && !library.has("c-runs.csv"));
    }
}
