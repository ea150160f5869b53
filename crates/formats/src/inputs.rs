//! What a person has entered, in the units in which it was entered; and the scenario that it makes.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::Amount;
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::presets::{self, Preset};
use precopy_model::scenario::{
    BandwidthEstimate, Checked, Dirtying, EmptyPages, GOODPUT_TCP, Hypervisor, LimitAction, Link, LinkSpeed,
    LoopFamily, Scenario, Source, Sourced, Threshold, Vm, VolumeClock, VolumeLimit,
};

use crate::fields::{self, Scope, TABLE};
use crate::{FieldMap, Value};

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
        #[allow(clippy::indexing_slicing)] // at compile time
        static FIRST: Preset = presets::ALL[0];
        match self.values.get(Field::Hypervisor) {
            Some(Value::Word(id)) => presets::find(id).unwrap_or(&FIRST),
            _ => &FIRST,
        }
    }

    /// The value entered for a field; none where the product's own counts.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<Value> {
        self.values.get(field).copied()
    }

    /// Enters a value.
    pub fn set(&mut self, field: Field, value: Value) {
        self.values.insert(field, value);
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

    /// The fields that mean something for the chosen product.
    #[must_use]
    pub fn applies(&self, field: Field) -> bool {
        let preset = self.preset();
        let custom = preset.id == "custom";
        match fields::row(field).scope {
            Scope::Always | Scope::Product => true,
            Scope::DowntimeProducts => {
                custom || matches!(preset.hypervisor().threshold.value, Threshold::DowntimeLimit { .. })
            }
            Scope::Custom => custom,
        }
    }

    /// Whether a field's value was entered and is not its default.
    #[must_use]
    pub fn differs_from_default(&self, field: Field) -> bool {
        let row = fields::row(field);
        match self.get(field) {
            Some(value) if row.default.is_empty() => value != product_value(&self.preset().hypervisor(), field).0,
            Some(value) => row.parse(row.default).is_ok_and(|default| default != value),
            None => false,
        }
    }

    /// Whether the chosen product has a value for a field (some have no downtime limit, others no threshold in pages).
    #[must_use]
    pub fn has_value(&self, field: Field) -> bool {
        let threshold = self.preset().hypervisor().threshold.value;
        match field {
            Field::DowntimeLimit => matches!(threshold, Threshold::DowntimeLimit { .. }),
            Field::StopThreshold => matches!(threshold, Threshold::Pages(_)) || self.get(field).is_some(),
            _ => true,
        }
    }

    /// The product with what was entered for it, without the machine and the link.
    #[must_use]
    pub fn of_product(&self) -> Self {
        let of_product = |field: Field| field == Field::Hypervisor || fields::row(field).default.is_empty();
        let mut values = self.values.clone();
        values.retain(of_product);
        Self { values }
    }

    /// Every field that was entered, in the order of the table.
    pub fn entered(&self) -> impl Iterator<Item = (Field, Value)> + '_ {
        self.values.iter().map(|(field, &value)| (field, value))
    }

    /// The value that counts: the entered one, or the product's, with its source.
    #[must_use]
    pub fn effective(&self, field: Field) -> (Value, Source) {
        if let Some(value) = self.get(field) {
            return (value, Source::ENTERED);
        }
        product_value(&self.preset().hypervisor(), field)
    }

    /// The hypervisor with the entered values put in.
    ///
    /// # Errors
    /// Values of the wrong kind, and values that mean nothing for this product.
    fn hypervisor(&self) -> Result<Hypervisor, Vec<Problem>> {
        let mut hypervisor = self.preset().hypervisor();
        let mut problems = Vec::new();
        for (field, value) in self.entered() {
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
        if problems.is_empty() { Ok(hypervisor) } else { Err(problems) }
    }

    /// The scenario, checked.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn scenario(&self) -> Result<Checked, Vec<Problem>> {
        let hypervisor = self.hypervisor()?;
        let page = hypervisor.page_size.value;
        if !(page.is_finite() && Bytes::ZERO < page) {
            return Err(vec![Problem::at(Field::PageSize, "This is too small.")]);
        }
        let memory = self.size(Field::Memory, page, Bytes::ZERO);
        let working_set = self.size(Field::WorkingSet, page, memory);
        let hot_set = self.size(Field::HotSet, page, working_set);
        let rate = match self.amount(Field::DirtyRate) {
            Some(Amount::PagesPerSecond(rate)) => rate,
            Some(Amount::BytesPerSecond(rate)) => rate.in_pages_of(page),
            _ => PagesPerSecond::ZERO,
        };
        let mut problems = Vec::new();
        let link = self.link(&hypervisor, &mut problems);
        let scenario =
            Scenario { vm: Vm { memory, working_set }, dirtying: Dirtying { hot_set, rate }, link, hypervisor };
        match scenario.check() {
            Ok(checked) if problems.is_empty() => Ok(checked),
            Ok(_) => Err(problems),
            Err(mut found) => {
                found.append(&mut problems);
                Err(found)
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

    fn link(&self, hypervisor: &Hypervisor, problems: &mut Vec<Problem>) -> Link {
        let speed = match self.amount(Field::Link) {
            Some(Amount::BitsPerSecond(rate)) => LinkSpeed::Line(rate),
            Some(Amount::BytesPerSecond(rate)) => LinkSpeed::Payload(rate),
            Some(Amount::PagesPerSecond(rate)) => LinkSpeed::CopyRate(rate),
            _ => LinkSpeed::CopyRate(PagesPerSecond::ZERO),
        };
        let goodput = match self.amount(Field::Goodput) {
            Some(Amount::Share(share)) => share,
            _ => GOODPUT_TCP,
        };
        let shared_by = match self.amount(Field::SharedBy) {
            Some(Amount::Count(count)) => match whole(Field::SharedBy, count) {
                Ok(count) => count,
                Err(problem) => {
                    problems.push(problem);
                    1
                }
            },
            _ => hypervisor.shared_by.value,
        };
        let stream_limit = match self.amount(Field::StreamLimit) {
            Some(Amount::BytesPerSecond(limit)) => Some(limit),
            _ => None,
        };
        Link { speed, goodput, shared_by, stream_limit }
    }
}

/// A count that has to be a whole number.
fn whole(field: Field, count: f64) -> Result<u32, Problem> {
    if count.fract() == 0.0 && (1.0..=1e9).contains(&count) {
        Ok(count as u32)
    } else {
        Err(Problem::at(field, "This needs a whole number, at least 1.").given(format!("{count}")))
    }
}

/// Puts one entered value into a hypervisor.
fn enter(hypervisor: &mut Hypervisor, field: Field, value: Value) -> Result<(), Problem> {
    let page = hypervisor.page_size.value;
    let bytes = |amount: Amount| match amount {
        Amount::Pages(pages) => pages.in_bytes(page),
        Amount::Bytes(bytes) => bytes,
        _ => Bytes::ZERO,
    };
    match (field, value) {
        (Field::DowntimeLimit, Value::Amount(Amount::Seconds(limit))) => {
            let estimate = match hypervisor.threshold.value {
                Threshold::DowntimeLimit { estimate, .. } => estimate,
                Threshold::Pages(_) => BandwidthEstimate::LastWindow,
            };
            hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate });
        }
        (Field::StopThreshold, Value::Amount(Amount::Pages(pages))) => {
            hypervisor.threshold.enter(Threshold::Pages(pages));
        }
        (Field::StopThreshold, Value::Amount(Amount::Bytes(size))) => {
            hypervisor.threshold.enter(Threshold::Pages(size.in_pages_of(page)));
        }
        (Field::BandwidthCap, Value::Amount(Amount::BytesPerSecond(cap))) => hypervisor.bandwidth_cap.enter(Some(cap)),
        (Field::BandwidthCap, Value::Amount(Amount::Unlimited)) => hypervisor.bandwidth_cap.enter(None),
        (Field::CapInStop, Value::Word(word)) => hypervisor.cap_in_stop.enter(word == "yes"),
        (Field::Loop, Value::Word(word)) => hypervisor.family.enter(family(word)),
        (Field::RoundLimit, Value::Amount(Amount::Count(count))) => {
            hypervisor.round_limit.enter(Some(whole(field, count)?));
        }
        (Field::RoundLimit, Value::Amount(Amount::Unlimited)) => hypervisor.round_limit.enter(None),
        (Field::VolumeLimit, Value::Amount(Amount::Count(factor))) => {
            hypervisor.volume_limit.enter(Some(VolumeLimit { factor, clock: VolumeClock::Time }));
        }
        (Field::VolumeLimit, Value::Amount(Amount::Unlimited)) => hypervisor.volume_limit.enter(None),
        (Field::TimeLimit, Value::Amount(Amount::Seconds(limit))) => hypervisor.time_limit.enter(Some(limit)),
        (Field::TimeLimit, Value::Amount(Amount::Unlimited)) => hypervisor.time_limit.enter(None),
        (Field::OnLimit, Value::Word(word)) => {
            hypervisor.on_limit.enter(if word == "cancel" { LimitAction::Cancel } else { LimitAction::StopAndCopy })
        }
        (Field::EmptyRate, Value::Amount(Amount::PagesPerSecond(rate))) => {
            hypervisor.empty_pages.enter(EmptyPages::Scanned(rate));
        }
        (Field::EmptyRate, Value::Amount(Amount::Unlimited)) => hypervisor.empty_pages.enter(EmptyPages::Skipped),
        (Field::DeviceState, Value::Amount(Amount::Seconds(time))) => hypervisor.device_state.enter(time),
        (Field::PageSize, Value::Amount(amount)) => hypervisor.page_size.enter(bytes(amount)),
        (Field::PageHeader, Value::Amount(amount)) => hypervisor.page_header.enter(bytes(amount)),
        (Field::EmptyPage, Value::Amount(amount)) => hypervisor.empty_page.enter(bytes(amount)),
        // Inputs of the VM and the link, and "no threshold in pages".
        _ => {}
    }
    Ok(())
}

fn family(word: &str) -> LoopFamily {
    match word {
        "fluid" => LoopFamily::Fluid { tick: Seconds::from_milliseconds(100.0) },
        "rounds" => LoopFamily::FixedRounds,
        "estimate" => LoopFamily::EstimateRounds,
        _ => LoopFamily::ThresholdSync {
            capped_burst: Seconds::from_milliseconds(100.0),
            burst: Seconds::from_milliseconds(50.0),
        },
    }
}

/// A product's own value for a field, with its source.
fn product_value(hypervisor: &Hypervisor, field: Field) -> (Value, Source) {
    fn limit<T>(sourced: &Sourced<Option<T>>, amount: impl Fn(&T) -> Amount) -> (Value, Source) {
        (Value::Amount(sourced.value.as_ref().map_or(Amount::Unlimited, amount)), sourced.source)
    }
    let bytes = |sourced: &Sourced<Bytes>| (Value::Amount(Amount::Bytes(sourced.value)), sourced.source);
    match field {
        Field::Goodput => (
            Value::Amount(Amount::Share(GOODPUT_TCP)),
            Source::inferred("Ethernet and TCP", "1448 payload bytes of the 1538 that a full frame takes on the line"),
        ),
        Field::SharedBy => {
            (Value::Amount(Amount::Count(f64::from(hypervisor.shared_by.value))), hypervisor.shared_by.source)
        }
        Field::DowntimeLimit => match hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => {
                (Value::Amount(Amount::Seconds(limit)), hypervisor.threshold.source)
            }
            Threshold::Pages(_) => (Value::Amount(Amount::Unlimited), hypervisor.threshold.source),
        },
        Field::StopThreshold => match hypervisor.threshold.value {
            Threshold::Pages(pages) => (Value::Amount(Amount::Pages(pages)), hypervisor.threshold.source),
            Threshold::DowntimeLimit { .. } => (Value::Amount(Amount::Unlimited), hypervisor.threshold.source),
        },
        Field::BandwidthCap => limit(&hypervisor.bandwidth_cap, |cap: &BytesPerSecond| Amount::BytesPerSecond(*cap)),
        Field::CapInStop => {
            (Value::Word(if hypervisor.cap_in_stop.value { "yes" } else { "no" }), hypervisor.cap_in_stop.source)
        }
        Field::Loop => (
            Value::Word(match hypervisor.family.value {
                LoopFamily::Fluid { .. } => "fluid",
                LoopFamily::ThresholdSync { .. } => "threshold",
                LoopFamily::FixedRounds => "rounds",
                LoopFamily::EstimateRounds => "estimate",
            }),
            hypervisor.family.source,
        ),
        Field::RoundLimit => limit(&hypervisor.round_limit, |&rounds| Amount::Count(f64::from(rounds))),
        Field::VolumeLimit => limit(&hypervisor.volume_limit, |volume| Amount::Count(volume.factor)),
        Field::TimeLimit => limit(&hypervisor.time_limit, |&limit| Amount::Seconds(limit)),
        Field::OnLimit => (
            Value::Word(match hypervisor.on_limit.value {
                LimitAction::StopAndCopy => "stop-and-copy",
                LimitAction::Cancel => "cancel",
            }),
            hypervisor.on_limit.source,
        ),
        Field::EmptyRate => match hypervisor.empty_pages.value {
            EmptyPages::Scanned(rate) => (Value::Amount(Amount::PagesPerSecond(rate)), hypervisor.empty_pages.source),
            EmptyPages::Skipped | EmptyPages::SentInFull => {
                (Value::Amount(Amount::Unlimited), hypervisor.empty_pages.source)
            }
        },
        Field::DeviceState => {
            (Value::Amount(Amount::Seconds(hypervisor.device_state.value)), hypervisor.device_state.source)
        }
        Field::PageSize => bytes(&hypervisor.page_size),
        Field::PageHeader => bytes(&hypervisor.page_header),
        Field::EmptyPage => bytes(&hypervisor.empty_page),
        Field::Hypervisor => (Value::Word(hypervisor.id), Source::ENTERED),
        // Always entered.
        Field::Memory | Field::WorkingSet | Field::HotSet => {
            (Value::Amount(Amount::Pages(Pages::ZERO)), Source::ENTERED)
        }
        Field::DirtyRate => (Value::Amount(Amount::PagesPerSecond(PagesPerSecond::ZERO)), Source::ENTERED),
        Field::Link | Field::StreamLimit => (Value::Amount(Amount::Unlimited), Source::ENTERED),
    }
}
