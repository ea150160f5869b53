//! Following advice: the changes that it names, made to inputs.

use precopy_model::explore::Change;
use precopy_model::problem::Field;
use precopy_model::quantity::text::Amount;
use precopy_model::scenario::{Link, LinkSpeed, presets};

use crate::fields::{self, Scope};
use crate::{Inputs, Value};

impl Inputs {
    /// The same inputs with changes made; what they make is the scenario with the same changes made to it
    /// ([`Change::apply`]), value for value. None where that cannot be.
    #[must_use]
    pub fn advised(&self, changes: &[Change]) -> Option<Self> {
        let mut inputs = self.clone();
        let mut scenario = self.scenario().ok()?;
        for &change in changes {
            scenario = change.apply(&scenario)?;
            inputs.make(change)?;
            inputs.tell_the_link(&scenario.link)?;
        }
        Some(inputs)
    }

    fn make(&mut self, change: Change) -> Option<()> {
        if let Change::Policy(id) = change {
            self.choose_policy(id)?;
        } else {
            self.set(change.field(), entered_for(change));
        }
        Some(())
    }

    /// Another policy of the same product: what was entered that is no rule of a policy stays.
    fn choose_policy(&mut self, id: &str) -> Option<()> {
        let of_product: Vec<_> =
            self.entered().filter(|(field, _)| fields::row(*field).scope == Scope::Product).collect();
        self.choose(presets::find(id)?);
        for (field, value) in of_product {
            self.set(field, value);
        }
        Some(())
    }

    /// Counts of a link that are no longer, or not yet, the product's own are entered.
    fn tell_the_link(&mut self, link: &Link) -> Option<()> {
        let said = self.scenario().ok()?.link;
        for (field, said, wanted) in
            [(Field::SharedBy, said.shared_by, link.shared_by), (Field::Streams, said.streams, link.streams)]
        {
            if said != wanted {
                self.set(field, Value::Amount(Amount::Count(f64::from(wanted))));
            }
        }
        Some(())
    }
}

/// What is entered for a change, in the field that it changes.
///
/// ```
/// use precopy_formats::entered_for;
/// use precopy_model::explore::Change;
/// use precopy_model::quantity::Seconds;
/// assert_eq!(entered_for(Change::DowntimeLimit(Seconds::from_milliseconds(500.0))).text(), "500 ms");
/// assert_eq!(entered_for(Change::Policy("ovirt-suspend")).text(), "ovirt-suspend");
/// ```
#[must_use]
pub fn entered_for(change: Change) -> Value {
    Value::Amount(match change {
        Change::DowntimeLimit(time) | Change::RaisedEvery(time) | Change::TimeLimit(time) => Amount::Seconds(time),
        Change::StopThreshold(pages) => Amount::Pages(pages),
        Change::BandwidthCap(cap) => cap.map_or(Amount::Unlimited, Amount::BytesPerSecond),
        Change::RoundLimit(count) | Change::SharedBy(count) | Change::Streams(count) => Amount::Count(f64::from(count)),
        Change::DirtyRate(rate) => Amount::PagesPerSecond(rate),
        Change::Link(LinkSpeed::Line(rate)) => Amount::BitsPerSecond(rate),
        Change::Link(LinkSpeed::Payload(rate)) => Amount::BytesPerSecond(rate),
        Change::Link(LinkSpeed::CopyRate(rate)) => Amount::PagesPerSecond(rate),
        Change::OnLimit(action) => return Value::Word(action.id()),
        Change::SlowedDown => return Value::Word("yes"),
        Change::Policy(id) => return Value::Word(id),
    })
}
