//! The pictures of a plan that was played: what is done when, and where everything is at a moment, which both share.

use std::rc::Rc;

use precopy_model::plan::Timeline;
use precopy_model::quantity::Watts;
use precopy_model::scenario::CheckedSite;
use yew::prelude::*;

use super::gantt::Gantt;
use super::topology::Topology;
use crate::plan::charts::topology::Picked;
use crate::plan::charts::{Played, Scene};

/// What they are of, and what is chosen.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    /// Which calculator of the document this belongs to.
    pub(crate) instance: u32,
    pub(crate) site: Rc<CheckedSite>,
    pub(crate) timeline: Rc<Timeline>,
    /// The step that is chosen, by number.
    pub(crate) chosen: Option<usize>,
    /// Another step is chosen, or none.
    pub(crate) choose: Callback<Option<usize>>,
    /// Why the migration of a step does not converge in this plan, in a sentence.
    #[prop_or_default]
    pub(crate) reasons: Rc<Vec<(usize, AttrValue)>>,
    /// What all hosts may draw together.
    #[prop_or_default]
    pub(crate) cap: Option<Watts>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.site, &other.site)
            && Rc::ptr_eq(&self.timeline, &other.timeline)
            && (self.instance, self.chosen, self.cap) == (other.instance, other.chosen, other.cap)
            && self.choose == other.choose
            && self.reasons == other.reasons
    }
}

#[component(Pictures)]
pub(crate) fn pictures(props: &Props) -> Html {
    let Props { instance, site, timeline, chosen, choose, reasons, cap } = props.clone();
    let scene = use_memo(Played { site, timeline }, |played| Scene::of(played.clone()));
    let moment = use_state_eq(|| 0.0_f64);
    let picked = use_state_eq(Picked::default);
    {
        // Another plan: what was looked at in the last one is nowhere in it.
        let (moment, picked) = (moment.setter(), picked.setter());
        use_effect_with(scene.played.clone(), move |_| {
            moment.set(0.0);
            picked.set(Picked::default());
        });
    }
    let pick = {
        let picked = picked.setter();
        use_callback((), move |now: Picked, ()| picked.set(now))
    };
    let set = {
        let (moment, whole) = (moment.setter(), scene.whole);
        use_callback(whole, move |at: f64, whole: &f64| {
            moment.set(precopy_model::numeric::within(at, 0.0, *whole));
        })
    };
    let at = moment.min(scene.whole);
    html! {
        <>
            <Gantt {instance} scene={Rc::clone(&scene)} {at} set={set.clone()} {chosen} {choose} {reasons} {cap} lane={picked.lane} pick={pick.clone()} />
            <Topology {instance} {scene} {at} {set} picked={*picked} {pick} />
        </>
    }
}
