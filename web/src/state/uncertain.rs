//! How far the answer may be off, where inputs are ranges: what somebody has reckoned for a link, as long as that is the present one.

use std::rc::Rc;

use precopy_model::quantity::text::plain_number;
use precopy_model::quantity::{Bytes, Pages, Seconds};

use super::State;

/// What is still to be sent at a moment: the 5th, 50th and 95th percentile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The moment.
    pub at: Seconds,
    /// Of a hundred migrations, five have no more than this.
    pub low: Pages,
    /// The half of them.
    pub middle: Pages,
    /// All but five.
    pub high: Pages,
}

/// What ranges of inputs come to. A percentile is none where so many do not complete.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uncertain {
    /// The share that completes.
    pub completes: Option<f64>,
    /// The 95th percentile of the downtime.
    pub downtime: Option<Seconds>,
    /// Of the migration time.
    pub time: Option<Seconds>,
    /// Of the data sent.
    pub data: Option<Bytes>,
    /// The course, by moments that rise.
    pub band: Vec<Band>,
}

impl Uncertain {
    /// Of plain decimal texts in base units, and lines `seconds low middle high` in pages; what is no number is left out.
    #[must_use]
    pub fn read(completes: &str, downtime: &str, time: &str, data: &str, band: &str) -> Self {
        let number = |text: &str| plain_number(text).filter(|number| number.is_finite() && 0.0 <= *number);
        let mut read = Self {
            completes: number(completes).filter(|share| *share <= 1.0),
            downtime: number(downtime).map(Seconds::from_seconds),
            time: number(time).map(Seconds::from_seconds),
            data: number(data).map(Bytes::from_bytes),
            band: Vec::new(),
        };
        for line in band.lines() {
            let mut numbers = line.split(' ').map(number);
            let mut next = || numbers.next().flatten();
            if let (Some(at), Some(low), Some(middle), Some(high)) = (next(), next(), next(), next())
                && read.band.last().is_none_or(|last| last.at.as_seconds() < at)
            {
                let [low, middle, high] = [low, middle, high].map(Pages::from_pages);
                read.band.push(Band { at: Seconds::from_seconds(at), low, middle, high });
            }
        }
        read
    }
}

impl State {
    /// Whether inputs are ranges, or somebody has reckoned with such: then there is a place to say what comes of it.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.uncertain.is_some() || self.others.iter().any(|(key, _)| super::keys::is_range(key))
    }

    /// Keeps it, if it was reckoned for the present link.
    pub(super) fn hear(&mut self, told: Rc<(String, Uncertain)>) {
        if told.0 == self.link() {
            self.uncertain = Some(Rc::new(told.1.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Curves};
    use super::*;
    use precopy_model::problem::Field;

    fn told(state: &State, link: String) -> State {
        let uncertain = Uncertain::read("0.97", "4.1", "", "1e9", "0 10 20 30\n1.5 0 5 9");
        state.reduce(Action::Uncertain(Rc::new((link, uncertain))))
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let read = Uncertain::read("1.2", "-1", "nan", "1e400", "0 1 2\n0 1 2 3\n0 4 5 6\nx 1 2 3\n2 1 2 3 ");
        assert_eq!(Uncertain { band: Vec::new(), ..read.clone() }, Uncertain::default());
        assert_eq!(read.band.iter().map(|point| point.at.as_seconds()).collect::<Vec<_>>(), [0.0, 2.0]);
    }

    #[test]
    fn it_is_kept_while_the_link_is_the_one_that_it_was_reckoned_for() {
        let state = State::from_link("mem=8GiB&vary-dirty=10MiB/s..80MiB/s");
        assert_eq!(told(&state, "v=1".to_owned()).uncertain, None);
        let known = told(&state, state.link());
        assert_eq!(known.uncertain.as_ref().unwrap().downtime, Some(Seconds::from_seconds(4.1)));
        // How it is shown changes nothing of it.
        assert!(known.reduce(Action::ShowCurves(Curves::Bound)).uncertain.is_some());
        assert_eq!(known.reduce(Action::Slide(Field::DirtyRate, 700)).uncertain, None);
        for (key, text) in [("vary-dirty", "20MiB/s..80MiB/s"), ("seed", "2"), ("vary-dirty", "")] {
            let next = known.reduce(Action::SetKeys(vec![(key.to_owned(), text.to_owned())]));
            assert_eq!(next.uncertain, None, "{key}");
        }
        assert_eq!(known.reduce(Action::OpenLink(state.link())).uncertain, None);
    }
}
