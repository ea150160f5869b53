//! What the parts of what is handed out may weigh, and which of them are known to weigh more.

/// A budget is given in kB; this is what a kB means here.
pub(crate) const BYTES_PER_KB: u64 = 1000;

/// A part of what is handed out, by when and by whom it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What the page loads at once.
    FirstLoad,
    /// What it loads when a panel is opened.
    OnDemand,
    /// What it loads when the page of plans is opened.
    Plan,
    /// The same for a site's own records.
    Records,
    /// The same for the lessons, without their texts.
    Learn,
    /// The same for the evidence, without the recorded migrations.
    Evidence,
    /// The calculator in one file.
    OneFile,
    /// All pages with their data in one file.
    Course,
    /// What a host page loads to have a custom element, before that loads the page.
    Element,
    /// The model without a page.
    Model,
}

impl Part {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 10] = [
        Self::FirstLoad,
        Self::OnDemand,
        Self::Plan,
        Self::Records,
        Self::Learn,
        Self::Evidence,
        Self::OneFile,
        Self::Course,
        Self::Element,
        Self::Model,
    ];

    /// What it is called in a table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FirstLoad => "first load",
            Self::OnDemand => "on demand",
            Self::Plan => "page Plan",
            Self::Records => "page Records",
            Self::Learn => "page Learn",
            Self::Evidence => "page Evidence",
            Self::OneFile => "one file",
            Self::Course => "course",
            Self::Element => "custom element",
            Self::Model => "model for itself",
        }
    }
}

/// Which of its sizes counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// As a web server would send it: gzip at its best.
    Compressed,
    /// As it lies on a disk, or is attached.
    Raw,
}

/// What a part may weigh.
#[derive(Debug)]
pub(crate) struct Budget {
    pub(crate) what: &'static str,
    pub(crate) part: Part,
    pub(crate) measure: Measure,
    pub(crate) limit_kb: u64,
    /// Where the number comes from.
    pub(crate) source: &'static str,
    /// A budget that is known to be exceeded, like a golden case that is known to be wrong.
    pub(crate) known_gap: Option<KnownGap>,
}

/// Why a budget is exceeded, and what it may not exceed meanwhile. To be removed as soon as the budget is kept.
#[derive(Debug)]
pub(crate) struct KnownGap {
    pub(crate) reason: &'static str,
    pub(crate) ceiling_kb: u64,
}

/// How a size stands to a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is kept.
    Within,
    /// Over, as is known, and below the ceiling.
    KnownGap,
    /// Over.
    Over,
    /// Within, although a gap is noted.
    NoLongerOver,
    /// There is nothing to weigh.
    NotBuilt,
}

impl Verdict {
    /// Whether nothing has to be done about it.
    pub(crate) fn is_as_known(self) -> bool {
        matches!(self, Self::Within | Self::KnownGap | Self::NotBuilt)
    }
}

impl Budget {
    /// How a size stands to it.
    pub(crate) fn verdict(&self, bytes: u64) -> Verdict {
        let fits = |limit_kb: u64| bytes <= limit_kb * BYTES_PER_KB;
        match (&self.known_gap, fits(self.limit_kb)) {
            (None, true) => Verdict::Within,
            (Some(_), true) => Verdict::NoLongerOver,
            (Some(gap), false) if fits(gap.ceiling_kb) => Verdict::KnownGap,
            (_, false) => Verdict::Over,
        }
    }

    /// A verdict on it, in words.
    pub(crate) fn says(&self, verdict: Verdict) -> String {
        match (verdict, &self.known_gap) {
            (Verdict::Within, _) => "within".to_owned(),
            (Verdict::KnownGap, Some(gap)) => format!("over, known gap up to {} kB: {}", gap.ceiling_kb, gap.reason),
            (Verdict::Over | Verdict::KnownGap, _) => "over".to_owned(),
            (Verdict::NoLongerOver, _) => "within now: remove its known gap".to_owned(),
            (Verdict::NotBuilt, _) => "not built".to_owned(),
        }
    }
}

/// Everything of the first load is calculator for now, so every file of it counts against both of its budgets.
pub(crate) const BUDGETS: [Budget; 10] = [
    Budget {
        what: "first load, calculator",
        part: Part::FirstLoad,
        measure: Measure::Compressed,
        limit_kb: 140,
        source: "ARCHITECTURE, Budgets",
        known_gap: Some(KnownGap {
            reason: "the page's framework, its texts with their sources, the printing of numbers, every loop's simulation, and targets, pins, \
                undo and handles on the chart weigh more than was reckoned",
            ceiling_kb: 337,
        }),
    },
    Budget {
        what: "first load, all pages",
        part: Part::FirstLoad,
        measure: Measure::Compressed,
        limit_kb: 250,
        source: "ARCHITECTURE, Budgets",
        known_gap: Some(KnownGap {
            reason: "all of the first load is calculator for now, and that is over its own budget by more than this",
            ceiling_kb: 337,
        }),
    },
    // All predictors with the simulated loops, every preset with its sources, the texts of the steps of explanations, what is copied for
    // each way to share, and all that lies below the chart: advice with every product's settings, map, uncertainty, scenario files.
    Budget {
        what: "on demand, panels",
        part: Part::OnDemand,
        measure: Measure::Compressed,
        limit_kb: 480,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    // The player with its loops, every preset, sheets, pictures and run-books.
    Budget {
        what: "on demand, Plan",
        part: Part::Plan,
        measure: Measure::Compressed,
        limit_kb: 430,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    // Readers of logs, statistics, pictures, predictions for each record with every preset.
    Budget {
        what: "on demand, Records",
        part: Part::Records,
        measure: Measure::Compressed,
        limit_kb: 400,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    // Everything that lessons ask and draw: all predictors with their steps, plans, maps, uncertainty, recorded runs; exercises.
    Budget {
        what: "on demand, Learn",
        part: Part::Learn,
        measure: Measure::Compressed,
        limit_kb: 560,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    // All predictors, every preset with its sources, the reader of recorded migrations.
    Budget {
        what: "on demand, Evidence",
        part: Part::Evidence,
        measure: Measure::Compressed,
        limit_kb: 300,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    Budget {
        what: "one file",
        part: Part::OneFile,
        measure: Measure::Raw,
        limit_kb: 915,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    Budget {
        what: "course, one file",
        part: Part::Course,
        measure: Measure::Raw,
        limit_kb: 3700,
        source: "ARCHITECTURE, Budgets",
        known_gap: None,
    },
    Budget {
        what: "model for itself",
        part: Part::Model,
        measure: Measure::Compressed,
        limit_kb: 60,
        source: "ARCHITECTURE, Budgets",
        known_gap: Some(KnownGap {
            reason: "reading a scenario with every preset's data takes nearly all of it; the simulated loops, the steps of explanations, \
                solving for inputs, maps, and advice with the settings of every product come on top",
            ceiling_kb: 153,
        }),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Budget = Budget {
        what: "all",
        part: Part::FirstLoad,
        measure: Measure::Compressed,
        limit_kb: 140,
        source: "a document",
        known_gap: None,
    };
    const GAP: Budget =
        Budget { known_gap: Some(KnownGap { reason: "a reason", ceiling_kb: 190 }), what: "part", ..PLAIN };

    #[test]
    fn the_limit_itself_is_within() {
        assert_eq!(PLAIN.verdict(140_000), Verdict::Within);
        assert_eq!(PLAIN.verdict(140_001), Verdict::Over);
        assert_eq!(PLAIN.verdict(0), Verdict::Within);
    }

    #[test]
    fn a_known_gap_has_a_ceiling_and_goes_when_it_is_closed() {
        assert_eq!(GAP.verdict(190_000), Verdict::KnownGap);
        assert_eq!(GAP.verdict(190_001), Verdict::Over);
        assert_eq!(GAP.verdict(140_000), Verdict::NoLongerOver);
        let as_known = [Verdict::KnownGap, Verdict::Over, Verdict::NoLongerOver].map(Verdict::is_as_known);
        assert_eq!(as_known, [true, false, false]);
    }
}
