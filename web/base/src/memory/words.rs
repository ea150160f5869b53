//! What is said of the memory as cells.

use precopy_model::predict::Outcome;
use precopy_model::predict::rounds::Cell;
use precopy_model::quantity::Bytes;
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};

use super::Moment;

/// Name of the picture.
pub const MEMORY: &str = "Memory";
/// Where the sender is.
pub const COPY_HEAD: &str = "copy head";
/// Where the guest writes.
pub const WRITER: &str = "writer";

/// A kind of cell, in the key.
#[must_use]
pub const fn kind(cell: Cell) -> &'static str {
    match cell {
        Cell::Empty => "empty",
        Cell::Passive => "passive",
        Cell::Hot => "hot",
        Cell::Sent => "sent",
        Cell::Dirty => "written since, not yet noticed",
        Cell::Again => "to be sent again",
    }
}

fn bytes(bytes: Bytes) -> String {
    short(Amount::Bytes(bytes))
}

/// What the picture is of.
#[must_use]
pub fn cells(moment: &Moment) -> String {
    let count = grouped(moment.cells as f64);
    format!("{count} cells of {} each, in the order of addresses", bytes(moment.cell))
}

/// The state of the memory in a sentence.
#[must_use]
pub fn state(moment: &Moment) -> String {
    let time = short_seconds(moment.at);
    let (sent, left, dirty) = (bytes(moment.sent), bytes(moment.left), bytes(moment.dirty));
    match (moment.over, moment.round) {
        (Some(Outcome::Completes), _) => format!("Over after {time}: all of the memory is at the destination."),
        (Some(Outcome::Cancelled), _) => format!("Cancelled after {time}: {left} were still to be sent."),
        (Some(Outcome::Never), _) => format!("It goes on like this for ever: {left} are still to be sent."),
        (None, _) if moment.is_stopped => format!("Guest stopped, {time}: {sent} sent, {left} left."),
        (None, Some(round)) => {
            let round = grouped(f64::from(round));
            format!("Round {round}, {time}: {sent} sent, {left} left, {dirty} dirty and not yet noticed.")
        }
        (None, None) => format!("{time}: {sent} sent, {left} left, {dirty} dirty and not yet noticed."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculator::Calculator;
    use crate::memory::{MOST_CELLS, go_to};
    use precopy_model::predict::rounds::Grid;
    use precopy_model::quantity::Seconds;

    #[test]
    fn each_state_has_its_sentence() {
        let say = |link: &str, at: f64| {
            let scenario = Calculator::of_link(link).scenario;
            let mut grid = Grid::of(&scenario, MOST_CELLS);
            go_to(&mut grid, &scenario, Seconds::from_seconds(at));
            let moment = Moment::of(&grid, &scenario);
            assert!(cells(&moment).starts_with("65,536 cells of "));
            state(&moment)
        };
        let link = "hv=xen&mem=256MiB&ws=160MiB&hot=48MiB&dirty=6000pages/s&link=1Gbit/s";
        let first = say(link, 0.5);
        assert!(first.starts_with("Round 1, 500 ms: ") && first.ends_with(" dirty and not yet noticed."), "{first}");
        assert!(say(link, f64::INFINITY).starts_with("Over after "));
        assert!(say("dirty=45000pages/s", f64::INFINITY).starts_with("It goes on like this for ever: "));
    }
}
