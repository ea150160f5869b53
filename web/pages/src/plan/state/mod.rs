//! What the page knows: plain data, one enum of actions, one pure `reduce`. Tested without a browser.

pub mod answers;
pub mod applied;
pub mod case;
pub mod contention;
pub mod grid;
mod history;
pub mod how;
pub mod outcome;
pub mod ready;
#[cfg(test)]
mod tests;
pub mod typed;
pub mod way;

use std::rc::Rc;

use precopy_base::words::problem_line;
use precopy_formats::link;
use precopy_formats::maintenance::{
    Afterwards, HostColumn, SheetProblem, Sheets, Techniques, from_json, from_link, ready as made,
};
use precopy_model::plan::advice::Change;

use self::answers::{Answers, Work};
use self::case::Case;
use self::grid::{Brought, Grid, ReadTable, TakenIn};
use self::history::{History, Moment};
use self::how::How;
use self::outcome::Outcome;
use self::typed::Typed;
use self::way::Way;

/// Rows of a table that are shown at once.
pub const ROWS: usize = 50;
/// Keys of the link: what the plan is about, and how it is made.
pub const PLAN: &str = "plan";
/// The same.
pub const HOW: &str = "plan-how";
/// What is shown first.
const FIRST: &str = "drain-12";

/// What stays while the page is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// All that the plan is about, as it was typed.
    pub sheets: Typed,
    /// The ready-made one that it is, unchanged.
    pub ready: Option<&'static str>,
    history: History,
    /// How plans are made and compared.
    pub how: How,
    /// The sheet that is shown.
    pub grid: Grid,
    /// What the link says of it.
    pub told: Told,
}

/// What a link says of a plan, by its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The sheets; none where it has no room for them.
    pub plan: Option<String>,
    /// How plans are made and compared; none where that is as it is by itself.
    pub how: Option<String>,
}

/// What came of what was brought in.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A table.
    Table(TakenIn),
    /// A plan's file, with what could not be taken.
    File(Vec<String>),
    /// It could not be read at all.
    Nothing(Vec<String>),
}

/// The state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which calculator of the document this belongs to: part of the names of elements.
    pub instance: u32,
    /// What a person has entered and chosen.
    pub kept: Kept,
    /// The last of it that was sound.
    pub case: Option<Rc<Case>>,
    /// What is wrong with it now.
    pub problems: Rc<[SheetProblem]>,
    /// The VM for which there is no room, by its row.
    pub no_room: Option<usize>,
    /// What has been found out.
    pub answers: Answers,
    /// Rises with all that is to be found out anew.
    pub run: u32,
    /// Whether a person has stopped it.
    pub is_stopped: bool,
    /// The step of the chosen plan that is looked at.
    pub step: Option<usize>,
    /// What came of what was brought in last.
    pub heard: Option<Heard>,
    /// Where in the rows one is: by row of the sheet.
    pub first_row: usize,
    /// The same in the table of migrations.
    pub first_move: usize,
}

/// One thing that happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A ready-made one is taken.
    Ready(&'static str),
    /// The link says something else.
    OpenLink(Told),
    /// A table goes in that was pasted or read: from a cell on (row and column), or in place of a sheet.
    TakeIn(Rc<Brought>, Option<(usize, usize)>),
    /// A plan's file goes in.
    TakePlan(String),
    /// A file could not be read.
    Unread,
    /// What came of that has been read.
    Heard,
    /// A cell of the sheet that is shown was changed.
    Cell(usize, usize, String),
    /// A row is added before another one.
    AddRow(usize),
    /// A row goes.
    RemoveRow(usize),
    /// Everything of the sheet that is shown goes.
    Clear,
    /// Hosts that only VMs name get rows.
    AddHosts,
    /// A host is to be emptied, or not, by its row.
    Drain(usize, bool),
    /// The plan is called so.
    Title(String),
    /// The product and its options, as in a link.
    Product(String),
    /// What becomes of hosts that are emptied.
    Afterwards(Afterwards),
    /// How memory is moved.
    Techniques(Techniques),
    /// Whether the product's own limits count.
    ProductLimits(bool),
    /// The rules.
    Rules(String),
    /// Advice is followed.
    Apply(Change),
    /// The last step is taken back.
    Undo,
    /// One that was taken back is done again.
    Redo,
    /// Plans are made and compared in another way, or another one is looked at.
    How(How),
    /// A step of its plan is looked at.
    Step(Option<usize>),
    /// Another sheet is shown.
    Show(Grid),
    /// The sheet is shown from this row on.
    FirstRow(usize),
    /// The migrations are shown from this one on.
    FirstMove(usize),
    /// So far the work of a run has come.
    Work(u32, Work),
    /// A plan was found in a run.
    Found(u32, Rc<Outcome>),
    /// The work is stopped.
    Stop,
    /// It goes on.
    GoOn,
    /// The link says this of it now.
    Told(Told),
}

impl State {
    /// What a calculator's page begins with: what it left behind, if the link still says that; else what the link says; else a ready-made one.
    #[must_use]
    pub fn new(instance: u32, kept: Option<Kept>, told: &Told) -> Self {
        let mut heard = None;
        let kept = kept.filter(|kept| *told == Told::default() || kept.told == *told).unwrap_or_else(|| {
            let (sheets, ready) = match told.plan.as_deref().map(|text| (text, from_link(text))) {
                Some((text, Ok(sheets))) => (sheets, made::find(text).map(|one| one.id)),
                refused => {
                    heard = refused
                        .and_then(|(_, read)| read.err())
                        .map(|problem| Heard::Nothing(vec![problem_line(&problem)]));
                    (ready::sheets(FIRST).unwrap_or_default(), Some(FIRST))
                }
            };
            let how = told.how.as_deref().map(How::from_link).unwrap_or_default();
            Kept::of(sheets, ready, how, told.clone())
        });
        let mut state = Self {
            instance,
            case: None,
            problems: Rc::from([]),
            no_room: None,
            answers: Answers::default(),
            run: 0,
            is_stopped: false,
            step: None,
            heard,
            first_row: 0,
            first_move: 0,
            kept,
        };
        state.settle();
        state
    }

    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Ready(id) => {
                if let Some(sheets) = ready::sheets(id) {
                    next.replace(sheets, Some(id));
                    next.heard = None;
                }
            }
            Action::OpenLink(told) => next.open_link(&told),
            Action::TakeIn(brought, from) => next.take_in(&brought, from),
            Action::TakePlan(text) => next.take_plan(&text),
            Action::Unread => next.heard = Some(Heard::Nothing(Vec::new())),
            Action::Heard => next.heard = None,
            Action::Cell(row, column, text) => {
                let grid = self.kept.grid;
                if grid.cell(&self.kept.sheets, row, column) != text {
                    next.change(|sheets| grid.set(sheets, row, column, &text));
                }
            }
            Action::AddRow(row) => {
                let grid = self.kept.grid;
                next.change(|sheets| grid.insert(sheets, row));
                next.first_row = row / ROWS * ROWS;
            }
            Action::RemoveRow(row) => {
                let grid = self.kept.grid;
                next.change(|sheets| grid.remove(sheets, row));
            }
            Action::Clear => next.change(|sheets| match self.kept.grid {
                Grid::Vms => sheets.vms = Default::default(),
                Grid::Hosts => sheets.hosts = Default::default(),
                Grid::Trunks => sheets.trunks = Default::default(),
            }),
            Action::AddHosts => next.change(Sheets::add_missing_hosts),
            Action::Drain(row, drain) => {
                next.change(|sheets| sheets.hosts.set(row, HostColumn::Drain, if drain { "yes" } else { "" }));
            }
            Action::Title(title) => next.change(|sheets| sheets.title = title),
            Action::Product(product) => next.change(|sheets| sheets.product = product),
            Action::Afterwards(afterwards) => next.change(|sheets| sheets.afterwards = afterwards),
            Action::Techniques(techniques) => next.change(|sheets| sheets.techniques = techniques),
            Action::ProductLimits(count) => next.change(|sheets| sheets.with_product_limits = count),
            Action::Rules(rules) => next.change(|sheets| sheets.rules = rules),
            Action::Apply(Change::WhileTheyConverge) => {
                next.change_how(How { chosen: Way::ConvergenceAware, ..self.kept.how });
            }
            Action::Apply(change) => {
                if let Some(case) = &self.case {
                    next.change(|sheets| applied::apply(sheets, &change, case));
                }
            }
            Action::Undo => next.undo(),
            Action::Redo => next.redo(),
            Action::How(how) => next.change_how(how),
            Action::Step(step) => next.step = step,
            Action::Show(grid) => (next.kept.grid, next.first_row) = (grid, 0),
            Action::FirstRow(row) => next.first_row = row,
            Action::FirstMove(at) => next.first_move = at,
            // What is not wanted any more may still come.
            Action::Work(run, _) | Action::Found(run, _) if run != self.run => {}
            Action::Work(_, work) => next.answers.work = work,
            Action::Found(_, outcome) => {
                if self.kept.how.chosen == outcome.way {
                    next.step = None;
                }
                next.answers.take(outcome);
            }
            Action::Stop => (next.is_stopped, next.answers.work, next.run) = (true, Work::Done, self.run + 1),
            // A search goes on where it was; what was not yet played is.
            Action::GoOn => next.ask_again(&[Way::Searched]),
            Action::Told(told) => next.kept.told = told,
        }
        next
    }

    /// What a link says of it, whose other keys take so many bytes.
    #[must_use]
    pub fn told_in_link(&self, others: usize) -> Told {
        let how = self.kept.how.to_link();
        let mut key = String::new();
        if let Some(how) = &how {
            link::push(&mut key, HOW, how);
        }
        Told { plan: self.plan_in_link(others + key.len()), how }
    }

    /// The sheets in a link, where it has room for them.
    fn plan_in_link(&self, others: usize) -> Option<String> {
        if let Some(ready) = self.kept.ready {
            return Some(ready.to_owned());
        }
        let text = self.kept.sheets.to_link()?;
        let mut key = String::new();
        link::push(&mut key, PLAN, &text);
        (others + key.len() <= link::MAX_BYTES).then_some(text)
    }

    /// The ways that are still to be played; none where nothing can be.
    #[must_use]
    pub fn asked(&self) -> Vec<Way> {
        let can_be = !self.is_stopped && self.is_sound() && self.case.as_ref().is_some_and(|case| !case.is_idle());
        Way::ALL.into_iter().filter(|&way| can_be && !self.answers.is_fresh(way)).collect()
    }

    /// Whether what is entered makes sense.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.no_room.is_none()
    }

    /// Whether a plan belongs to what is entered now.
    #[must_use]
    pub fn is_of_now(&self, outcome: &Outcome) -> bool {
        self.is_sound() && self.answers.is_fresh(outcome.way)
    }

    /// The plan that is drawn and told.
    #[must_use]
    pub fn chosen(&self) -> Option<&Rc<Outcome>> {
        self.answers.of(self.kept.how.chosen)
    }

    /// Whether a step can be taken back, and one done again.
    #[must_use]
    pub fn can_undo(&self) -> [bool; 2] {
        self.kept.history.has()
    }

    fn take_plan(&mut self, text: &str) {
        let read = from_json(text);
        let flaws: Vec<String> = read.flaws.iter().map(ToString::to_string).collect();
        match read.sheets {
            Some(sheets) => {
                self.replace(sheets, None);
                self.heard = Some(Heard::File(flaws));
            }
            None => self.heard = Some(Heard::Nothing(flaws)),
        }
    }

    fn take_in(&mut self, brought: &Brought, from: Option<(usize, usize)>) {
        let is_of_vms = matches!(brought.read, ReadTable::Vms(_));
        let mut sheets = (*self.kept.sheets).clone();
        let taken = Grid::take_in(&mut sheets, brought, from);
        if 0 < taken.rows {
            if taken.is_whole && is_of_vms && self.kept.ready.is_some() {
                // Somebody's own VMs have nothing to do with the hosts of an example.
                let own = Sheets { vms: sheets.vms, product: sheets.product, ..Sheets::default() };
                sheets = own;
            }
            if taken.is_whole && is_of_vms {
                sheets.add_missing_hosts();
            }
            self.replace(sheets, None);
        }
        self.heard = Some(Heard::Table(taken));
    }

    /// What is not said of how plans are made is as it is by itself; sheets that are not said stay.
    fn open_link(&mut self, told: &Told) {
        self.heard = None;
        let mut now = self.moment();
        now.how = told.how.as_deref().map(How::from_link).unwrap_or_default();
        if let Some(text) = told.plan.as_deref().filter(|text| self.kept.told.plan.as_deref() != Some(*text)) {
            match from_link(text) {
                Ok(sheets) => (now.sheets, now.ready) = (Typed::new(sheets), made::find(text).map(|one| one.id)),
                Err(problem) => self.heard = Some(Heard::Nothing(vec![problem_line(&problem)])),
            }
        }
        self.kept.told = told.clone();
        self.turn_to(now);
    }

    /// Another plan in place of this one.
    fn replace(&mut self, sheets: Sheets, ready: Option<&'static str>) {
        self.turn_to(Moment { sheets: Typed::new(sheets), ready, how: self.kept.how });
        self.first_row = 0;
    }

    fn change(&mut self, change: impl FnOnce(&mut Sheets)) {
        let mut sheets = (*self.kept.sheets).clone();
        change(&mut sheets);
        if sheets != *self.kept.sheets {
            self.turn_to(Moment { sheets: Typed::new(sheets), ready: None, how: self.kept.how });
        }
    }

    fn change_how(&mut self, how: How) {
        self.turn_to(Moment { how, ..self.moment() });
    }

    /// A step: this is entered and chosen from now on.
    fn turn_to(&mut self, moment: Moment) {
        let now = self.moment();
        if moment != now {
            self.kept.history.record(now);
            self.take(moment);
        }
    }

    fn undo(&mut self) {
        if let Some(before) = self.kept.history.undo(self.moment()) {
            self.take(before);
        }
    }

    fn redo(&mut self) {
        if let Some(after) = self.kept.history.redo(self.moment()) {
            self.take(after);
        }
    }

    fn moment(&self) -> Moment {
        let Kept { sheets, ready, how, .. } = &self.kept;
        Moment { sheets: sheets.clone(), ready: *ready, how: *how }
    }

    fn take(&mut self, Moment { sheets, ready, how }: Moment) {
        let before = std::mem::replace(&mut self.kept.how, how);
        if before.chosen != how.chosen {
            (self.step, self.first_move) = (None, 0);
        }
        if self.kept.sheets != sheets {
            (self.kept.sheets, self.kept.ready) = (sheets, ready);
            return self.settle();
        }
        if (before.per_host, before.per_link) != (how.per_host, how.per_link) {
            self.ask_again(&[Way::Batched]);
        }
        if before.objective() != how.objective() || before.tries != how.tries {
            self.ask_again(&[Way::Searched]);
        }
    }

    /// What follows from the sheets.
    fn settle(&mut self) {
        (self.problems, self.no_room) = (Rc::from([]), None);
        match self.kept.sheets.read() {
            Ok(told) => {
                let rows = told.guest_rows.clone();
                match Case::of(told) {
                    Ok(case) => {
                        self.case = Some(Rc::new(case));
                        self.ask_again(&Way::ALL);
                    }
                    Err(no_room) => self.no_room = Some(rows.get(no_room.guest).copied().unwrap_or_default()),
                }
            }
            Err(problems) => self.problems = Rc::from(problems),
        }
        if !self.is_sound() {
            (self.answers.work, self.run) = (Work::Done, self.run + 1);
        }
    }

    /// These have to be played again, and whatever was stopped.
    fn ask_again(&mut self, ways: &[Way]) {
        for &way in ways {
            self.answers.outdate(way);
        }
        (self.is_stopped, self.run) = (false, self.run + 1);
    }
}

impl Kept {
    fn of(sheets: Sheets, ready: Option<&'static str>, how: How, told: Told) -> Self {
        // A ready-made one that no link named yet is not told until something changes.
        let told = Told { plan: told.plan.or_else(|| ready.map(str::to_owned)), ..told };
        Self { sheets: Typed::new(sheets), ready, history: History::default(), how, grid: Grid::Vms, told }
    }
}
