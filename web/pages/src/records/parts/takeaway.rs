//! What can be taken away: the results as a table, and the migrations that are looked at with what was expected of them.

use std::cell::Cell;
use std::rc::Rc;

use precopy_model::records::log::{Associated, Log, Site};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::analysis;
use crate::browser::mount::Tell;
use crate::browser::pace::Pace;
use crate::browser::work::Answer;
use crate::records::state::large::Large;
use crate::records::state::looked_at::{Looked, LookedAt};
use crate::records::state::pressed::{Associate, Scale};
use crate::records::state::table::Results;
use crate::records::words::takeaway as words;

/// The part.
pub(super) fn take_away(
    instance: u32,
    log: &Large<Log>,
    looked: &Rc<Answer<Looked, LookedAt>>,
    associated: Option<(Rc<Answer<Associate, Associated>>, Scale)>,
    site: &Large<Option<Site>>,
    tell: &Tell,
) -> Html {
    let results = {
        let (tell, log, site) = (tell.clone(), log.clone(), site.clone());
        let looked = Rc::clone(looked);
        Callback::from(move |_: MouseEvent| {
            let results = Results {
                log: &log,
                failures: &looked.told.failures,
                times: &looked.told.times,
                associated: associated.as_ref().map(|(answer, scale)| (&answer.told, *scale)),
                site: site.as_ref(),
            };
            tell.save("precopy-records-results.csv", "text/csv", &results.csv());
        })
    };
    let rows = {
        let (tell, log, looked) = (tell.clone(), log.clone(), Rc::clone(looked));
        Callback::from(move |_: MouseEvent| {
            let (tell, log, looked) = (tell.clone(), log.clone(), Rc::clone(&looked));
            spawn_local(async move {
                let pace = Pace::new(Rc::new(Cell::new(true)));
                if let Some(text) = analysis::table(&log, &looked.told.places, &pace).await {
                    tell.save("precopy-records.csv", "text/csv", &text);
                }
            });
        })
    };
    let id = format!("precopy{instance}-records-take");
    html! {
        <section class="records__part records__take" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            <div class="records__tools">
                <button class="button" type="button" onclick={results}>{ words::RESULTS }</button>
                <button class="button" type="button" onclick={rows}>{ words::ROWS }</button>
            </div>
            <p class="pages__quiet">{ words::LINE }</p>
        </section>
    }
}
