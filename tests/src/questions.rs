//! Questions over predictions, each with the bits of everything that is answered: for parity.

use precopy_formats::link;
use precopy_formats::uncertain::Varied;
use precopy_model::explore::{
    Answer, Axis, Bracket, Figures, Influence, Input, Measure, Solution, Sweep, Target, Turned, Uncertainty, Who,
    influences, solve_for,
};
use precopy_model::predict::Outcome;
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::Checked;

/// Scenarios with what varies in them: loops of each kind, guests that the link can follow, just so, or not.
pub const LINKS: [&str; 6] = [
    "hv=qemu&dirty=26000pages/s&vary-dirty=~20000pages/s..60000pages/s&vary-hot=100MiB..1.5GiB&seed=7",
    "hv=qemu&cap=none&writes=uniform&vary-link=1Gbit/s..8Gbit/s..10Gbit/s&vary-ws=10pct..90pct&vary-max-downtime=~100ms..1s",
    "hv=nova&dirty=9000pages/s&link=1GB/s&vary-link=~0.3GB/s..1GB/s&vary-mem=1GiB..16GiB&seed=9007199254740991",
    "hv=proxmox&dirty=30000pages/s&vary-dirty=10000pages/s..20000pages/s..90000pages/s&vary-cap=50MiB/s..1GiB/s&seed=0",
    "hv=xen&dirty=300000pages/s&vary-hot=~200MiB..2GiB&vary-stop-pages=10pages..5000pages&seed=3",
    "hv=vmotion&writes=phases&vary-dirty=~20000pages/s..200000pages/s&vary-ws=100MiB..2GiB..3GiB",
];
const BOTH: [Who; 2] = [Who::Bound, Who::Rounds];

/// What a link's scenario answers to every question, by `bound` and `rounds`; none when it cannot be read.
#[must_use]
pub fn bits(link: &str) -> Option<Vec<u64>> {
    let parsed = link::parse(link);
    let (varied, problems) = Varied::of_link(&parsed.others);
    let scenario = parsed.inputs.scenario().ok()?;
    if !problems.is_empty() || !parsed.problems.is_empty() {
        return None;
    }
    let mut bits = Bits::default();
    for who in BOTH {
        bits.uncertain(&scenario, &varied, who)?;
        influences(&scenario, who).iter().for_each(|influence| bits.influence(influence));
        for target in [Target::Downtime(Seconds::from_seconds(0.5)), Target::Data(Bytes::from_gib(4.0))] {
            for input in [Input::Link, Input::DirtyRate, Input::HotSet] {
                bits.solution(&solve_for(&scenario, input, target, who)?);
            }
        }
        bits.map(&scenario, who)?;
    }
    Some(bits.0)
}

#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn number(&mut self, number: Option<f64>) {
        self.0.push(number.map_or(u64::MAX, f64::to_bits));
    }

    fn count(&mut self, count: u32) {
        self.0.push(count.into());
    }

    fn figures(&mut self, figures: &Figures) {
        self.count(figures.outcome as u32);
        for measure in Measure::ALL {
            self.number(measure.of(figures));
        }
        self.number(Some(figures.brownout.as_seconds()));
        self.count(figures.rounds.unwrap_or(u32::MAX));
    }

    fn turned(&mut self, turned: &Turned) {
        self.number(Some(turned.value));
        self.figures(&turned.figures);
    }

    fn influence(&mut self, influence: &Influence) {
        self.turned(&influence.now);
        influence.nearby.iter().chain(&influence.around).for_each(|turned| self.turned(turned));
        for measure in Measure::ALL {
            let effects = influence.effects_nearby(measure).into_iter().chain(influence.effects_around(measure));
            effects.for_each(|effect| self.number(Some(effect.size())));
        }
    }

    fn solution(&mut self, solution: &Solution) {
        let mut bracket = |bracket: Option<Bracket>| {
            self.number(bracket.map(|bracket| bracket.met));
            self.number(bracket.map(|bracket| bracket.missed));
        };
        match solution.answer {
            Answer::Everywhere => {}
            Answer::From(from) => bracket(Some(from)),
            Answer::Between { lower, upper } => [lower, upper].into_iter().for_each(bracket),
            Answer::Nowhere(miss) => self.turned(&Turned { value: miss.value, figures: miss.figures }),
        }
        self.number(solution.value());
        for island in &solution.islands {
            self.number(Some(island.from));
            self.number(Some(island.to));
        }
        self.count(solution.predictions);
    }

    /// A small map over hot set and dirty rate.
    fn map(&mut self, scenario: &Checked, who: Who) -> Option<()> {
        let across = Axis::plausible(Input::HotSet, scenario, 6)?;
        let down = Axis::plausible(Input::DirtyRate, scenario, 6)?;
        for row in Sweep::over(scenario, who, across, Some(down))? {
            self.number(row.value);
            row.cells.iter().flatten().for_each(|figures| self.figures(figures));
        }
        Some(())
    }

    fn uncertain(&mut self, scenario: &Checked, varied: &Varied, who: Who) -> Option<()> {
        let uncertain = varied.distributions(scenario).ok()?;
        let moments: Vec<Seconds> = (0..8).map(|moment| Seconds::from_seconds(f64::from(moment) * 4.0)).collect();
        let mut runs = Uncertainty::over(scenario, &uncertain, who, varied.seed(), 64, &moments)?;
        while 0 < runs.next_runs(20) {}
        for outcome in [Outcome::Completes, Outcome::Cancelled, Outcome::Never] {
            self.count(runs.ended(outcome));
        }
        Input::ALL.iter().for_each(|input| self.count(runs.cut(*input)));
        for measure in Measure::ALL {
            for share in Uncertainty::SHARES {
                let quantile = runs.quantile(measure, share)?;
                [quantile.value, quantile.low, quantile.high].into_iter().for_each(|number| self.number(number));
            }
        }
        for band in runs.bands() {
            [band.p5, band.p50, band.p95, band.most].into_iter().for_each(|pages| self.number(Some(pages.as_pages())));
        }
        Some(())
    }
}
