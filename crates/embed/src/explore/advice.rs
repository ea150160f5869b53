//! What to change so that a migration is as it is wanted.

use precopy_formats::fields::row;
use precopy_formats::{entered_for, settings};
use precopy_model::explore::{self, Who};

use super::{Asked, Question, WHO, target};
use crate::given::Given;
use crate::questions::both;
use crate::told::{Advice, Change, Counsel, Failure, Headroom, Scenario, Snippet, Summary};

/// What to change, the least disturbing first.
pub(crate) fn advise(scenario: &Given, question: &Question) -> Result<Counsel, Failure> {
    let named = question.has_only(&[("targets", &target::NAMES), ("predictor", &[])]);
    let wanted = both(question.word("predictor", &WHO), target::read_all(question));
    let (((), (who, targets)), asked) = both(both(named, wanted), Asked::of(scenario))?;
    let found = explore::advise(&asked.scenario, &targets, who);
    Ok(Counsel {
        now: said(&asked.scenario, who),
        met_now: found.is_met(),
        headroom: found.headroom.and_then(|headroom| {
            let changed = explore::Change::DirtyRate(headroom.dirty_rate).apply(&asked.scenario)?;
            Some(Headroom {
                dirty_rate_pages_per_second: headroom.dirty_rate.as_pages_per_second(),
                missed_pages_per_second: headroom.missed.map(|rate| rate.as_pages_per_second()),
                predicted: said(&changed, who),
            })
        }),
        advice: found.advice.iter().filter_map(|advice| asked.told(advice, &targets)).collect(),
        nearest_miss: found.nearest.as_ref().and_then(|advice| asked.told(advice, &targets)),
        predictions: found.predictions,
    })
}

impl Asked<'_> {
    /// A piece of advice; none where its changes cannot be entered.
    fn told(&self, advice: &explore::Advice, targets: &[explore::Target]) -> Option<Advice> {
        let settings = settings::of(&advice.scenario, &advice.changes);
        let field = |change: &explore::Change| row(change.field()).text;
        let other = match advice.promised_by {
            Who::Bound => Who::Rounds,
            Who::Rounds => Who::Bound,
        };
        Some(Advice {
            changes: advice
                .changes
                .iter()
                .map(|change| Change { field: field(change), text: entered_for(*change).text() })
                .collect(),
            disturbs: advice.disturbance.into(),
            because: advice.disturbance.reason(),
            scenario: Scenario::of(&self.inputs.advised(&advice.changes)?),
            predicted: said(&advice.scenario, advice.promised_by),
            other: said(&advice.scenario, other),
            met_by_other: advice.is_met_by_other(targets),
            snippets: settings.snippets.into_iter().map(Snippet::from).collect(),
            without_setting: settings.without.iter().map(field).collect(),
        })
    }
}

fn said(scenario: &precopy_model::scenario::Checked, who: Who) -> Summary {
    Summary::of(scenario, &who.predict(scenario))
}
