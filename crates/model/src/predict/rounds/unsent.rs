//! Hot pages that the loop knows to be unsent, as runs of addresses with a density: one where every page of the run is unsent, less
//! where a random writer has left its marks.

/// A run of hot pages.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    pages: f64,
    /// The share of them that is unsent.
    density: f64,
}

/// More runs than this are told apart no longer: a loop that may leave hundreds of bursts makes that many.
const MOST_RUNS: usize = 64;

/// The known unsent hot pages, in the order in which the sender meets them.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsent {
    /// From the sender's place on, once round the hot set. In the first pass: from the first hot page to the sender's place.
    runs: Vec<Run>,
    /// The place of the first run, in pages from the first hot one.
    base: f64,
    /// All hot pages.
    hot: f64,
    count: f64,
    /// Kept to save an allocation a look.
    spare: Vec<Run>,
}

impl Unsent {
    /// None, of so many hot pages, none of which the sender has passed.
    pub(super) fn none_of(hot: f64) -> Self {
        Self { runs: Vec::with_capacity(8), base: 0.0, hot, count: 0.0, spare: Vec::with_capacity(8) }
    }

    /// How many.
    pub(super) const fn count(&self) -> f64 {
        self.count
    }

    /// Where the sender is, in pages from the first hot one.
    pub(super) const fn place(&self) -> f64 {
        self.base
    }

    /// The sender has sent so many more hot pages for the first time.
    pub(super) fn pass(&mut self, pages: f64) {
        push(&mut self.runs, Run { pages, density: 0.0 });
    }

    /// Of so many pages from a place on, in a circle, each becomes unsent with a probability. Pages that the first pass has not
    /// reached are unsent anyway, and not counted here.
    pub(super) fn mark(&mut self, from: f64, pages: f64, probability: f64) {
        if pages <= 0.0 || probability <= 0.0 {
            return;
        }
        if self.hot <= pages {
            self.mark_all(probability);
            return;
        }
        let mut from = from - self.base;
        if from < 0.0 {
            from += self.hot;
        }
        let to = from + pages;
        if to <= self.hot {
            self.mark_between([from, to], false, probability);
        } else {
            self.mark_between([to - self.hot, from], true, probability);
        }
    }

    fn mark_all(&mut self, probability: f64) {
        if probability == 1.0 {
            let pages: f64 = self.runs.iter().map(|run| run.pages).sum();
            self.runs.clear();
            push(&mut self.runs, Run { pages, density: 1.0 });
            self.count = pages;
            return;
        }
        self.count = 0.0;
        for run in &mut self.runs {
            run.density = marked(run.density, probability);
            self.count += run.pages * run.density;
        }
    }

    /// Marks what lies between two places behind the sender, or what lies before the first and behind the second.
    fn mark_between(&mut self, [first, second]: [f64; 2], outside: bool, probability: f64) {
        let mut runs = std::mem::take(&mut self.spare);
        runs.clear();
        let mut cuts = [first, second].into_iter();
        let mut cut = cuts.next();
        let mut is_marked = outside;
        let mut at = 0.0;
        self.count = 0.0;
        for run in &self.runs {
            let end = at + run.pages;
            loop {
                let (until, is_cut) = match cut {
                    Some(place) if place < end => (place, true),
                    _ => (end, false),
                };
                let density = if is_marked { marked(run.density, probability) } else { run.density };
                self.count += (until - at) * density;
                push(&mut runs, Run { pages: until - at, density });
                at = until;
                if !is_cut {
                    break;
                }
                is_marked = !is_marked;
                cut = cuts.next();
            }
        }
        self.spare = std::mem::replace(&mut self.runs, runs);
        if MOST_RUNS < self.runs.len() {
            self.blur();
        }
    }

    /// Makes one run of each two neighbours, with the density that leaves the count as it is.
    fn blur(&mut self) {
        let mut blurred = std::mem::take(&mut self.spare);
        blurred.clear();
        for pair in self.runs.chunks(2) {
            let pages: f64 = pair.iter().map(|run| run.pages).sum();
            let unsent: f64 = pair.iter().map(|run| run.pages * run.density).sum();
            push(&mut blurred, Run { pages, density: (unsent / pages).min(1.0) });
        }
        self.spare = std::mem::replace(&mut self.runs, blurred);
    }

    /// So many are unsent, evenly spread.
    pub(super) fn spread(&mut self, count: f64) {
        let pages: f64 = self.runs.iter().map(|run| run.pages).sum();
        let count = count.min(pages);
        self.runs.clear();
        push(&mut self.runs, Run { pages, density: if 0.0 < pages { count / pages } else { 0.0 } });
        self.count = count;
    }

    /// The sender sends at most so many.
    pub(super) fn take(&mut self, most: f64) {
        let mut rest = most;
        if self.count <= rest {
            self.take_all();
            return;
        }
        self.count -= rest;
        let mut gone = 0;
        let mut passed = 0.0;
        for run in &mut self.runs {
            let unsent = run.pages * run.density;
            if unsent <= rest {
                rest -= unsent;
                passed += run.pages;
                gone += 1;
            } else {
                let pages = rest / run.density;
                run.pages -= pages;
                passed += pages;
                break;
            }
        }
        self.runs.drain(..gone);
        push(&mut self.runs, Run { pages: passed, density: 0.0 });
        self.base += passed;
        if self.hot <= self.base {
            self.base -= self.hot;
        }
    }

    /// The runs from the first address on: hot pages, and how many of them are unsent.
    pub(super) fn in_order_of_addresses(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        // The place of address zero among the runs.
        let mut at = 0.0;
        let zero = if self.base == 0.0 { 0.0 } else { self.hot - self.base };
        let mut behind = Vec::with_capacity(self.runs.len());
        let mut before = Vec::with_capacity(self.runs.len() + 1);
        for run in &self.runs {
            let end = at + run.pages;
            let part = (end.min(zero) - at).max(0.0);
            push(&mut behind, Run { pages: part, ..*run });
            push(&mut before, Run { pages: run.pages - part, ..*run });
            at = end;
        }
        before.into_iter().chain(behind).map(|run| (run.pages, run.pages * run.density))
    }

    /// The sender sends all of them: it stops behind the last one.
    fn take_all(&mut self) {
        let last = self.runs.iter().rposition(|run| 0.0 < run.density).map_or(0, |last| last + 1);
        let passed: f64 = self.runs.iter().take(last).map(|run| run.pages).sum();
        let pages: f64 = self.runs.iter().map(|run| run.pages).sum();
        self.base += passed;
        if self.hot <= self.base {
            self.base -= self.hot;
        }
        self.count = 0.0;
        self.runs.clear();
        push(&mut self.runs, Run { pages, density: 0.0 });
    }
}

/// The density of unsent pages once each page has become unsent with a probability.
fn marked(density: f64, probability: f64) -> f64 {
    1.0 - (1.0 - density) * (1.0 - probability)
}

fn push(runs: &mut Vec<Run>, run: Run) {
    if run.pages <= 0.0 {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.density == run.density => last.pages += run.pages,
        _ => runs.push(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten hot pages, all of them sent once.
    fn ten() -> Unsent {
        let mut unsent = Unsent::none_of(10.0);
        unsent.pass(10.0);
        unsent
    }

    #[test]
    fn a_page_that_is_marked_twice_counts_once() {
        let mut unsent = ten();
        unsent.mark(2.0, 4.0, 1.0);
        unsent.mark(4.0, 4.0, 1.0);
        assert_eq!(unsent.count(), 6.0);
        unsent.mark(8.0, 4.0, 1.0);
        assert_eq!(unsent.count(), 10.0, "in a circle");
    }

    #[test]
    fn the_sender_goes_on_where_it_stopped() {
        let mut unsent = ten();
        unsent.mark(0.0, 10.0, 1.0);
        unsent.take(4.0);
        // Pages 2 to 6: 4 and 5 are unsent already.
        unsent.mark(2.0, 4.0, 1.0);
        assert_eq!(unsent.count(), 8.0);
        // 4 to 9 come first, then 2 and 3.
        unsent.take(6.0);
        unsent.mark(2.0, 2.0, 1.0);
        assert_eq!(unsent.count(), 2.0);
        unsent.take(5.0);
        assert_eq!(unsent.count(), 0.0);
        unsent.mark(0.0, 10.0, 0.5);
        unsent.mark(0.0, 10.0, 0.5);
        assert!((unsent.count() - 7.5).abs() < 1e-12);
    }

    #[test]
    fn what_the_first_pass_has_not_reached_is_not_counted_here() {
        let mut unsent = Unsent::none_of(10.0);
        unsent.pass(3.0);
        unsent.mark(2.0, 5.0, 1.0);
        assert_eq!(unsent.count(), 1.0);
    }
}
