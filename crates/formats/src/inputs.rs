//! What a person has entered, in the units in which it was entered; and the scenario that it makes.

use std::sync::Arc;

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::Amount;
use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond};
use precopy_model::scenario::presets::{self, Preset};
use precopy_model::scenario::{
    Checked, Dirtying, EmptyPages, GOODPUT_TCP, Hypervisor, Link, LinkSpeed, Pattern, Raised, Scenario, Source,
    Threshold, Vm,
};

use crate::fields::{self, Scope, TABLE};
use crate::product::{enter, is_moot, product_value, whole};
use crate::{FieldMap, Value, shape};

/// What has been entered: always a preset and the values of a whole scenario; product values only where they differ from
/// the product's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    values: FieldMap<Value>,
}

impl Default for Inputs {
    /// A plausible VM on a plausible link.
    fn default() -> Self {
        let mut values = FieldMap::default();
        for row in TABLE.iter().filter(|row| !row.default.is_empty()) {
            if let Ok(value) = row.parse(row.default) {
                values.insert(row.field, value);
            }
        }
        Self { values }
    }
}

impl Inputs {
    /// The chosen preset.
    #[must_use]
    pub fn preset(&self) -> &'static Preset {
        match self.values.get(Field::Hypervisor) {
            Some(Value::Word(id)) => presets::find(id).unwrap_or(presets::first()),
            _ => presets::first(),
        }
    }

    /// The value entered for a field; none where the product's own counts.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<Value> {
        self.values.get(field).cloned()
    }

    /// Enters a value. An empty text is none.
    pub fn set(&mut self, field: Field, value: Value) {
        match value {
            Value::Text(text) if text.is_empty() => self.values.remove(field),
            value => self.values.insert(field, value),
        }
    }

    /// Takes a value back, so that the default counts again.
    pub fn reset(&mut self, field: Field) {
        match Self::default().get(field) {
            Some(value) => self.set(field, value),
            None => self.values.remove(field),
        }
    }

    /// Chooses another product. What was entered for the old product's own rules goes; the rest stays.
    pub fn choose(&mut self, preset: &'static Preset) {
        if preset.id != self.preset().id {
            self.values.retain(|field| fields::row(field).scope == Scope::Always);
        }
        self.set(Field::Hypervisor, Value::Word(preset.id));
    }

    /// The same under another product: its own defaults for its own rules, the rest as it is. Alone: nobody shares the link.
    #[must_use]
    pub fn under(&self, preset: &'static Preset, alone: bool) -> Self {
        let mut inputs = self.clone();
        inputs.choose(preset);
        if alone {
            inputs.set(Field::SharedBy, Value::Amount(Amount::Count(1.0)));
        }
        inputs
    }

    /// The fields that mean something for the chosen product.
    #[must_use]
    pub fn applies(&self, field: Field) -> bool {
        let preset = self.preset();
        let custom = preset.id == "custom";
        match fields::row(field).scope {
            Scope::Always => true,
            // A product that sends empty pages in full does not pass over them at a rate.
            Scope::Product => {
                field != Field::EmptyRate || custom || preset.hypervisor().empty_pages.value != EmptyPages::SentInFull
            }
            // Steps by rounds belong to a policy as a whole.
            Scope::DowntimeProducts => match preset.hypervisor().threshold.value {
                Threshold::DowntimeLimit { raised, .. } => !matches!(raised, Raised::ByRounds(_)),
                Threshold::Pages(_) => custom,
            },
            Scope::Option => custom || preset.setting(field).is_some(),
            Scope::NamedOption => preset.setting(field).is_some(),
        }
    }

    /// Whether a field's value was entered and is not its default. A shape that has no default never differs from it.
    #[must_use]
    pub fn differs_from_default(&self, field: Field) -> bool {
        if let (Field::Shape, Some(Value::Text(text))) = (field, self.values.get(field)) {
            let default = shape::default_of(self.pattern_word());
            return !default.is_empty() && **text != *default;
        }
        let row = fields::row(field);
        match self.get(field) {
            Some(value) if row.default.is_empty() => value != self.product_value(&self.preset().hypervisor(), field).0,
            Some(value) => row.parse(row.default).is_ok_and(|default| default != value),
            None => false,
        }
    }

    /// Whether a field changes nothing under the present rules of the product.
    #[must_use]
    pub fn is_moot(&self, field: Field) -> bool {
        match field {
            Field::Shape => !shape::has_one(self.pattern_word()),
            field => is_moot(&self.hypervisor(&mut Vec::new()), field),
        }
    }

    /// The product with what was entered for it, and the link, on which some of its values depend; without the machine.
    #[must_use]
    pub fn of_product(&self) -> Self {
        let matters = |field: Field| match field {
            Field::Hypervisor | Field::Link => true,
            Field::Shape => false,
            field => fields::row(field).default.is_empty(),
        };
        let mut values = self.values.clone();
        values.retain(matters);
        Self { values }
    }

    /// Every field that was entered, in the order of the table.
    pub fn entered(&self) -> impl Iterator<Item = (Field, Value)> + '_ {
        self.values.iter().map(|(field, value)| (field, value.clone()))
    }

    /// The value that counts: the entered one, or the product's, with its source.
    #[must_use]
    pub fn effective(&self, field: Field) -> (Value, Source) {
        if let Some(value) = self.get(field) {
            return (value, Source::ENTERED);
        }
        if field == Field::Shape {
            return (Value::Text(Arc::from(shape::default_of(self.pattern_word()))), Source::ENTERED);
        }
        self.product_value(&self.hypervisor(&mut Vec::new()), field)
    }

    /// The word for the pattern in which the guest writes.
    #[must_use]
    pub fn pattern_word(&self) -> &'static str {
        match self.values.get(Field::Pattern) {
            Some(Value::Word(word)) => word,
            _ => "",
        }
    }

    fn product_value(&self, hypervisor: &Hypervisor, field: Field) -> (Value, Source) {
        product_value(hypervisor, self.speed(), field)
    }

    /// The hypervisor with the entered values put in; values that mean nothing for this product are problems.
    fn hypervisor(&self, problems: &mut Vec<Problem>) -> Hypervisor {
        let mut hypervisor = self.preset().hypervisor();
        // The page size first: sizes of other values may be in pages.
        let page_size = self.get(Field::PageSize).map(|value| (Field::PageSize, value));
        let others = self.entered().filter(|(field, _)| *field != Field::PageSize);
        for (field, value) in page_size.into_iter().chain(others) {
            if !self.applies(field) {
                problems
                    .push(Problem::at(field, format!("{} has no such value.", self.preset().name)).given(value.text()));
            } else if let Err(problem) = enter(&mut hypervisor, field, value) {
                problems.push(problem);
            }
        }
        if let (Some(_), Some(Value::Amount(Amount::Pages(_) | Amount::Bytes(_)))) =
            (self.get(Field::DowntimeLimit), self.get(Field::StopThreshold))
        {
            problems.push(
                Problem::at(Field::StopThreshold, "A downtime limit and a threshold in pages exclude each other.")
                    .allowed("one of the two"),
            );
        }
        hypervisor
    }

    /// The scenario, checked.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn scenario(&self) -> Result<Checked, Vec<Problem>> {
        let mut problems = Vec::new();
        let hypervisor = self.hypervisor(&mut problems);
        // A page size of zero is found by the check; sizes and rates in pages come to nothing with it.
        let page = hypervisor.page_size.value;
        let memory = self.size(Field::Memory, page, Bytes::ZERO);
        let working_set = self.size(Field::WorkingSet, page, memory);
        let hot_set = self.size(Field::HotSet, page, working_set);
        let rate = match self.amount(Field::DirtyRate) {
            Some(Amount::PagesPerSecond(rate)) => rate,
            Some(Amount::BytesPerSecond(rate)) if Bytes::ZERO < page => rate.in_pages_of(page),
            _ => PagesPerSecond::ZERO,
        };
        let link = self.link(&hypervisor, &mut problems);
        let shape =
            self.values.get(Field::Shape).map_or("", |value| if let Value::Text(text) = value { text } else { "" });
        let pattern = shape::pattern(self.pattern_word(), shape).unwrap_or_else(|problem| {
            problems.push(problem);
            Pattern::RoundRobin
        });
        let scenario = Scenario {
            vm: Vm { memory, working_set },
            dirtying: Dirtying { hot_set, rate, pattern },
            link,
            hypervisor,
        };
        match scenario.check() {
            Ok(checked) if problems.is_empty() => Ok(checked),
            Ok(_) => Err(problems),
            Err(mut found) => {
                problems.append(&mut found);
                // In the order of the fields; among equals, what was found first stays first.
                let mut sorted: Vec<Problem> = Vec::new();
                for problem in problems {
                    let at = sorted.iter().take_while(|other| other.field <= problem.field).count();
                    sorted.insert(at, problem);
                }
                Err(sorted)
            }
        }
    }

    fn amount(&self, field: Field) -> Option<Amount> {
        self.get(field).as_ref().and_then(Value::amount)
    }

    /// A size in bytes; a share is one of its parent.
    fn size(&self, field: Field, page: Bytes, parent: Bytes) -> Bytes {
        match self.amount(field) {
            Some(Amount::Bytes(bytes)) => bytes,
            Some(Amount::Pages(pages)) => pages.in_bytes(page),
            Some(Amount::Share(share)) => parent * share,
            _ => Bytes::ZERO,
        }
    }

    fn speed(&self) -> LinkSpeed {
        match self.amount(Field::Link) {
            Some(Amount::BitsPerSecond(rate)) => LinkSpeed::Line(rate),
            Some(Amount::BytesPerSecond(rate)) => LinkSpeed::Payload(rate),
            Some(Amount::PagesPerSecond(rate)) => LinkSpeed::CopyRate(rate),
            _ => LinkSpeed::CopyRate(PagesPerSecond::ZERO),
        }
    }

    fn link(&self, hypervisor: &Hypervisor, problems: &mut Vec<Problem>) -> Link {
        let speed = self.speed();
        let goodput = match self.amount(Field::Goodput) {
            Some(Amount::Share(share)) => share,
            _ => GOODPUT_TCP,
        };
        let mut count = |field: Field, own: u32| match self.amount(field) {
            Some(Amount::Count(count)) => whole(field, count).unwrap_or_else(|problem| {
                problems.push(problem);
                own
            }),
            _ => own,
        };
        let shared_by = count(Field::SharedBy, hypervisor.shared_by.value.on(speed));
        let streams = count(Field::Streams, hypervisor.streams.value);
        let limit = |field: Field, own: Option<BytesPerSecond>| match self.amount(field) {
            Some(Amount::BytesPerSecond(limit)) => Some(limit),
            Some(_) => None,
            None => own,
        };
        let stream_limit = limit(Field::StreamLimit, hypervisor.stream_limit.value);
        let tunnel_limit = limit(Field::TunnelLimit, None);
        let other_data = self.size(Field::OtherData, hypervisor.page_size.value, Bytes::ZERO);
        Link { speed, goodput, shared_by, stream_limit, streams, tunnel_limit, other_data }
    }
}
