//! How plans are made and compared: what a search makes least, how many at each host and over each link, how many are tried, and which is looked at; and the
//! key of the link that says so.
//!
//! ```text
//! plan-how=batched,batch:3,tries:1000,least:weighted,completion:1,energy:0.5
//! ```
//!
//! What is as it is by itself is not said, and without the key all of it is so. What is not known here is passed over.

use precopy_model::plan::strategy::{Objective, Weights};
use precopy_model::quantity::text::{plain_number, written_out};

use super::way::Way;

/// So many plans can be tried.
pub const TRIES: [u32; 4] = [50, 200, 1000, 10_000];
/// So many migrations at each host or over each link, where there are batches.
pub const BATCHES: [u32; 2] = [1, 64];
/// No weight is more than that.
pub const MOST_WEIGHT: f64 = 1e6;

/// What a search makes least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// When all is over.
    #[default]
    Completion,
    /// The mean time of a migration.
    Mean,
    /// The downtimes of all VMs together.
    Downtime,
    /// Energy of all hosts.
    Energy,
    /// The most that they draw at once.
    Peak,
    /// A sum of all of these.
    Weighted,
}

impl Goal {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Completion, Self::Mean, Self::Downtime, Self::Energy, Self::Peak, Self::Weighted];
    /// Those that a weighted sum is made of.
    pub const PARTS: [Self; 5] = [Self::Completion, Self::Mean, Self::Downtime, Self::Energy, Self::Peak];

    /// In links and names of elements.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Completion => "completion",
            Self::Mean => "mean",
            Self::Downtime => "downtime",
            Self::Energy => "energy",
            Self::Peak => "peak",
            Self::Weighted => "weighted",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|goal| goal.id() == name)
    }
}

/// How plans are made and compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct How {
    /// The way that is drawn and told.
    pub chosen: Way,
    /// What a search makes least.
    pub goal: Goal,
    /// What counts how much in a weighted sum.
    pub weights: Weights,
    /// So many at each host, where there are batches.
    pub per_host: u32,
    /// So many over each direction of a link, where there are batches; none: as many as the hosts' are.
    pub per_link: Option<u32>,
    /// So many plans are tried.
    pub tries: u32,
}

impl Default for How {
    /// As many at once as still converge; in batches two at each host.
    fn default() -> Self {
        Self {
            chosen: Way::ConvergenceAware,
            goal: Goal::Completion,
            weights: WEIGHTS,
            per_host: 2,
            per_link: None,
            tries: 200,
        }
    }
}

/// A second of downtime counts as ten until the end; so do 1,000 kJ, which a server draws in some two hours.
const WEIGHTS: Weights =
    Weights { completion: 1.0, mean_migration_time: 0.0, energy: 0.01, peak_power: 0.0, total_downtime: 10.0 };

impl How {
    /// As the model takes it.
    #[must_use]
    pub const fn objective(&self) -> Objective {
        match self.goal {
            Goal::Completion => Objective::Completion,
            Goal::Mean => Objective::MeanMigrationTime,
            Goal::Downtime => Objective::TotalDowntime,
            Goal::Energy => Objective::Energy,
            Goal::Peak => Objective::PeakPower,
            Goal::Weighted => Objective::Weighted(self.weights),
        }
    }

    /// What a part counts in a weighted sum.
    #[must_use]
    pub const fn weight(&self, part: Goal) -> f64 {
        match part {
            Goal::Completion => self.weights.completion,
            Goal::Mean => self.weights.mean_migration_time,
            Goal::Downtime => self.weights.total_downtime,
            Goal::Energy => self.weights.energy,
            Goal::Peak => self.weights.peak_power,
            Goal::Weighted => 0.0,
        }
    }

    /// The same with another weight.
    #[must_use]
    pub const fn with_weight(mut self, part: Goal, weight: f64) -> Self {
        match part {
            Goal::Completion => self.weights.completion = weight,
            Goal::Mean => self.weights.mean_migration_time = weight,
            Goal::Downtime => self.weights.total_downtime = weight,
            Goal::Energy => self.weights.energy = weight,
            Goal::Peak => self.weights.peak_power = weight,
            Goal::Weighted => {}
        }
        self
    }

    /// What the link's key says; none where all is as it is by itself.
    #[must_use]
    pub fn to_link(&self) -> Option<String> {
        let own = Self::default();
        let mut parts: Vec<String> = Vec::new();
        if self.chosen != own.chosen {
            parts.push(self.chosen.id().to_owned());
        }
        if self.per_host != own.per_host {
            parts.push(format!("batch:{}", self.per_host));
        }
        if let Some(per_link) = self.per_link {
            parts.push(format!("links:{per_link}"));
        }
        if self.tries != own.tries {
            parts.push(format!("tries:{}", self.tries));
        }
        if self.goal != own.goal {
            parts.push(format!("least:{}", self.goal.id()));
        }
        // All of them, so that a link keeps its meaning whatever is assumed one day.
        if self.goal == Goal::Weighted {
            parts.extend(Goal::PARTS.map(|part| format!("{}:{}", part.id(), written_out(self.weight(part)))));
        }
        (!parts.is_empty()).then(|| parts.join(","))
    }

    /// Reads it.
    #[must_use]
    pub fn from_link(text: &str) -> Self {
        let mut how = Self::default();
        for part in text.split(',') {
            let Some((name, value)) = part.split_once(':') else {
                how.chosen = Way::named(part).unwrap_or(how.chosen);
                continue;
            };
            let count = |from: u32, to: u32| {
                let number = plain_number(value).filter(|number| number.fract() == 0.0)?;
                (f64::from(from) <= number && number <= f64::from(to)).then_some(number as u32)
            };
            match name {
                "batch" => how.per_host = count(BATCHES[0], BATCHES[1]).unwrap_or(how.per_host),
                "links" => how.per_link = count(BATCHES[0], BATCHES[1]).or(how.per_link),
                "tries" => how.tries = count(0, u32::MAX).filter(|one| TRIES.contains(one)).unwrap_or(how.tries),
                "least" => how.goal = Goal::named(value).unwrap_or(how.goal),
                _ => {
                    if let Some((part, weight)) = Goal::named(name).zip(weight(value)) {
                        how = how.with_weight(part, weight);
                    }
                }
            }
        }
        how
    }
}

/// A weight that was typed; none where it is none.
#[must_use]
pub fn weight(text: &str) -> Option<f64> {
    plain_number(text.trim()).filter(|weight| (0.0..=MOST_WEIGHT).contains(weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_link_says_is_what_was_chosen() {
        let own = How::default();
        assert_eq!((own.to_link(), How::from_link("")), (None, own));
        let weighted = How { goal: Goal::Weighted, ..own }.with_weight(Goal::Peak, 0.25).with_weight(Goal::Energy, 0.0);
        for how in [
            How { chosen: Way::Batched, ..own },
            How { goal: Goal::Energy, per_host: 3, tries: 10_000, ..own },
            How { chosen: Way::Searched, per_host: 64, per_link: Some(3), ..weighted },
        ] {
            assert_eq!(How::from_link(&how.to_link().unwrap()), how);
        }
        assert_eq!(
            weighted.to_link().as_deref(),
            Some("least:weighted,completion:1,mean:0,downtime:10,energy:0,peak:0.25")
        );
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        for text in [
            "genetic",
            "batch:0",
            "batch:65",
            "batch:1.5",
            "links:0",
            "links:any",
            "tries:17",
            "tries:-1",
            "least:",
            "energy:-1",
            "x:y:z",
            ",,:",
            "peak:1e9",
        ] {
            assert_eq!(How::from_link(text), How::default(), "{text}");
        }
        assert_eq!(How::from_link("genetic,batch:4,new:1").per_host, 4);
    }
}
