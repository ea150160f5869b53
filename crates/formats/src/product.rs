//! A product's values as fields: putting entered ones into a hypervisor, and reading its own ones out, with their sources.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{Amount, written_out};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Compression, DataUnit, EmptyPages, GOODPUT_TCP, Grain, Hypervisor, LimitAction, LinkSpeed,
    LoopFamily, Raised, Source, Sourced, Threshold, Throttle, TimeLimit, VolumeClock, VolumeLimit,
};

use crate::Value;

/// What is short for a product that stops at its limit only if the rest takes no longer (vMotion 4.1).
const SHORT_REST: Seconds = Seconds::from_seconds(100.0);

/// A count that has to be a whole number.
pub(crate) fn whole(field: Field, count: f64) -> Result<u32, Problem> {
    if count.fract() == 0.0 && (1.0..=1e9).contains(&count) {
        Ok(count as u32)
    } else {
        Err(Problem::at(field, "This needs a whole number, at least 1.").given(written_out(count)))
    }
}

/// Puts one entered value into a hypervisor.
pub(crate) fn enter(hypervisor: &mut Hypervisor, field: Field, value: Value) -> Result<(), Problem> {
    let page = hypervisor.page_size.value;
    let bytes = |amount: Amount| match amount {
        Amount::Pages(pages) => pages.in_bytes(page),
        Amount::Bytes(bytes) => bytes,
        _ => Bytes::ZERO,
    };
    if field == Field::EmptyRate && hypervisor.empty_pages.value == EmptyPages::SentInFull {
        return Err(Problem::at(field, "Empty pages are sent in full here, at the copy rate.").given(value.text()));
    }
    match (field, value) {
        (Field::DowntimeLimit, Value::Amount(Amount::Seconds(limit))) => {
            let (estimate, raised) = match hypervisor.threshold.value {
                Threshold::DowntimeLimit { estimate, raised, .. } => (estimate, raised),
                Threshold::Pages(_) => (BandwidthEstimate::LastWindow, Raised::Never),
            };
            hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised });
        }
        (Field::DowntimeSteps | Field::DowntimeDelay, Value::Amount(amount)) => {
            if let Threshold::DowntimeLimit { limit, estimate, raised: Raised::OverTime { steps, every } } =
                hypervisor.threshold.value
            {
                let raised = match amount {
                    Amount::Count(count) => Raised::OverTime { steps: whole(field, count)?, every },
                    Amount::Seconds(every) => Raised::OverTime { steps, every },
                    _ => Raised::OverTime { steps, every },
                };
                hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised });
            }
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
        (Field::LookEvery, Value::Amount(Amount::Seconds(every))) => {
            if let Some(family) = looking_every(hypervisor.family.value, every) {
                hypervisor.family.enter(family);
            }
        }
        (Field::Estimate, Value::Word(word)) => {
            if let Threshold::DowntimeLimit { limit, raised, .. } = hypervisor.threshold.value {
                let estimate = match word {
                    "burst" => BandwidthEstimate::SendBurst,
                    "mean" => BandwidthEstimate::MeanSinceStart,
                    "last-round" => BandwidthEstimate::LastRound,
                    _ => BandwidthEstimate::LastWindow,
                };
                hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised });
            }
        }
        (Field::Throttling, Value::Word(word)) => {
            // The product's own way, where it has one; else auto-converge as QEMU has it by default.
            let own = hypervisor.throttle.value.unwrap_or(Throttle::AUTO_CONVERGE);
            hypervisor.throttle.enter((word == "yes").then_some(own));
        }
        (Field::VolumeCounts, Value::Word(word)) => {
            if let Some(VolumeLimit { factor, .. }) = hypervisor.volume_limit.value {
                let clock = if word == "bytes" { VolumeClock::BytesSent } else { VolumeClock::Time };
                hypervisor.volume_limit.enter(Some(VolumeLimit { factor, clock }));
            }
        }
        (Field::EmptyPages, Value::Word(word)) => {
            hypervisor.empty_pages.enter(match (word, hypervisor.empty_pages.value) {
                ("skipped", _) => EmptyPages::Skipped,
                ("full", _) => EmptyPages::SentInFull,
                (_, EmptyPages::Scanned(rate)) => EmptyPages::Scanned(rate),
                (_, other) => other,
            })
        }
        (Field::RoundLimit, Value::Amount(Amount::Count(count))) => {
            hypervisor.round_limit.enter(Some(whole(field, count)?));
        }
        (Field::RoundLimit, Value::Amount(Amount::Unlimited)) => hypervisor.round_limit.enter(None),
        (Field::VolumeLimit, Value::Amount(Amount::Count(factor))) => {
            let clock = hypervisor.volume_limit.value.map_or(VolumeClock::Time, |limit| limit.clock);
            hypervisor.volume_limit.enter(Some(VolumeLimit { factor, clock }));
        }
        (Field::VolumeLimit, Value::Amount(Amount::Unlimited)) => hypervisor.volume_limit.enter(None),
        (Field::TimeLimit, Value::Amount(Amount::Seconds(limit))) => {
            let per = hypervisor.time_limit.value.map_or(DataUnit::Migration, |limit| limit.per);
            hypervisor.time_limit.enter(Some(TimeLimit { time: limit, per }));
        }
        (Field::TimeLimit, Value::Amount(Amount::Unlimited)) => hypervisor.time_limit.enter(None),
        (Field::OnLimit, Value::Word(word)) => {
            hypervisor.on_limit.enter(match word {
                "cancel" => LimitAction::Cancel,
                "raise-limit" => LimitAction::RaiseLimit,
                "pause" => LimitAction::Pause,
                "post-copy" => LimitAction::PostCopy,
                "stop-if-short" => LimitAction::StopIfWithin(SHORT_REST),
                _ => LimitAction::StopAndCopy,
            });
        }
        (Field::EmptyRate, Value::Amount(Amount::PagesPerSecond(rate))) => {
            hypervisor.empty_pages.enter(EmptyPages::Scanned(rate));
        }
        (Field::EmptyRate, Value::Amount(Amount::Unlimited)) => hypervisor.empty_pages.enter(EmptyPages::Skipped),
        (Field::Setup, Value::Amount(Amount::Seconds(time))) => hypervisor.setup.enter(time),
        (Field::Compression, Value::Amount(Amount::Share(to))) => {
            let compression = hypervisor.compression.value;
            hypervisor.compression.enter(Compression { to, ..compression });
        }
        (Field::DeviceState, Value::Amount(Amount::Seconds(time))) => hypervisor.device_state.enter(time),
        (Field::PageSize, Value::Amount(amount)) => hypervisor.page_size.enter(bytes(amount)),
        (Field::PageHeader, Value::Amount(amount)) => hypervisor.page_header.enter(bytes(amount)),
        (Field::EmptyPage, Value::Amount(amount)) => hypervisor.empty_page.enter(bytes(amount)),
        // Inputs of the VM and the link, and "no threshold in pages".
        _ => {}
    }
    Ok(())
}

/// The same family with another time between its looks; none where it looks at round ends.
fn looking_every(family: LoopFamily, every: Seconds) -> Option<LoopFamily> {
    match family {
        LoopFamily::Fluid { .. } => Some(LoopFamily::Fluid { tick: every }),
        LoopFamily::ThresholdSync { grain, .. } => {
            Some(LoopFamily::ThresholdSync { capped_burst: every, burst: every, grain })
        }
        LoopFamily::FixedRounds { .. }
        | LoopFamily::OvertakenRounds
        | LoopFamily::EstimateRounds { .. }
        | LoopFamily::Vote { .. } => None,
    }
}

fn family(word: &str) -> LoopFamily {
    match word {
        "fluid" => LoopFamily::Fluid { tick: Seconds::from_milliseconds(100.0) },
        "rounds" => LoopFamily::FixedRounds { passes_over: false },
        "estimate" => LoopFamily::EstimateRounds { from_round: 2 },
        "overtaken" => LoopFamily::OvertakenRounds,
        "vote" => LoopFamily::Vote { patience: 11 },
        _ => LoopFamily::ThresholdSync {
            capped_burst: Seconds::from_milliseconds(100.0),
            burst: Seconds::from_milliseconds(50.0),
            grain: Grain::NONE,
        },
    }
}

/// Whether a field changes nothing under the present rules: how often to look where rounds do it, how to count a volume that
/// has no limit, …
pub(crate) fn is_moot(hypervisor: &Hypervisor, field: Field) -> bool {
    let pages = matches!(hypervisor.threshold.value, Threshold::Pages(_));
    match field {
        Field::DowntimeLimit => {
            pages || matches!(hypervisor.threshold.value, Threshold::DowntimeLimit { raised: Raised::ByRounds(_), .. })
        }
        Field::Estimate => pages,
        Field::DowntimeSteps | Field::DowntimeDelay => {
            !matches!(hypervisor.threshold.value, Threshold::DowntimeLimit { raised: Raised::OverTime { .. }, .. })
        }
        Field::StopThreshold => !pages,
        Field::CapInStop => hypervisor.bandwidth_cap.value.is_none(),
        Field::RoundLimit => !hypervisor.family.value.has_rounds(),
        Field::LookEvery => looking_every(hypervisor.family.value, Seconds::ZERO).is_none(),
        Field::VolumeCounts => hypervisor.volume_limit.value.is_none(),
        Field::OnLimit => {
            hypervisor.round_limit.value.is_none()
                && hypervisor.volume_limit.value.is_none()
                && hypervisor.time_limit.value.is_none()
        }
        Field::EmptyRate => !matches!(hypervisor.empty_pages.value, EmptyPages::Scanned(_)),
        _ => false,
    }
}

/// A product's own value for a field on a link of this speed, with its source.
pub(crate) fn product_value(hypervisor: &Hypervisor, speed: LinkSpeed, field: Field) -> (Value, Source) {
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
            let migrations = hypervisor.shared_by.value.on(speed);
            (Value::Amount(Amount::Count(f64::from(migrations))), hypervisor.shared_by.source)
        }
        Field::Streams => {
            (Value::Amount(Amount::Count(f64::from(hypervisor.streams.value))), hypervisor.streams.source)
        }
        Field::StreamLimit => limit(&hypervisor.stream_limit, |limit| Amount::BytesPerSecond(*limit)),
        Field::DowntimeSteps => (
            match hypervisor.threshold.value {
                Threshold::DowntimeLimit { raised: Raised::OverTime { steps, .. }, .. } => {
                    Value::Amount(Amount::Count(f64::from(steps)))
                }
                _ => Value::Amount(Amount::Count(1.0)),
            },
            hypervisor.threshold.source,
        ),
        Field::DowntimeDelay => (
            match hypervisor.threshold.value {
                Threshold::DowntimeLimit { raised: Raised::OverTime { every, .. }, .. } => {
                    Value::Amount(Amount::Seconds(every))
                }
                _ => Value::Amount(Amount::Seconds(Seconds::ZERO)),
            },
            hypervisor.threshold.source,
        ),
        Field::Throttling => {
            (Value::Word(if hypervisor.throttle.value.is_some() { "yes" } else { "no" }), hypervisor.throttle.source)
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
                LoopFamily::FixedRounds { .. } => "rounds",
                LoopFamily::OvertakenRounds => "overtaken",
                LoopFamily::EstimateRounds { .. } => "estimate",
                LoopFamily::Vote { .. } => "vote",
            }),
            hypervisor.family.source,
        ),
        Field::LookEvery => (
            Value::Amount(match hypervisor.family.value {
                LoopFamily::Fluid { tick } => Amount::Seconds(tick),
                LoopFamily::ThresholdSync { burst, .. } => Amount::Seconds(burst),
                LoopFamily::FixedRounds { .. }
                | LoopFamily::OvertakenRounds
                | LoopFamily::EstimateRounds { .. }
                | LoopFamily::Vote { .. } => Amount::Seconds(Seconds::ZERO),
            }),
            hypervisor.family.source,
        ),
        Field::Estimate => (
            Value::Word(match hypervisor.threshold.value {
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::MeanSinceStart, .. } => "mean",
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::LastRound, .. } => "last-round",
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::SendBurst, .. } => "burst",
                Threshold::DowntimeLimit { .. } | Threshold::Pages(_) => "last-window",
            }),
            hypervisor.threshold.source,
        ),
        Field::VolumeCounts => (
            Value::Word(match hypervisor.volume_limit.value {
                Some(VolumeLimit { clock: VolumeClock::BytesSent, .. }) => "bytes",
                Some(VolumeLimit { clock: VolumeClock::Time, .. }) | None => "time",
            }),
            hypervisor.volume_limit.source,
        ),
        Field::EmptyPages => (
            Value::Word(match hypervisor.empty_pages.value {
                EmptyPages::Scanned(_) => "scanned",
                EmptyPages::Skipped => "skipped",
                EmptyPages::SentInFull => "full",
            }),
            hypervisor.empty_pages.source,
        ),
        Field::RoundLimit => limit(&hypervisor.round_limit, |&rounds| Amount::Count(f64::from(rounds))),
        Field::VolumeLimit => limit(&hypervisor.volume_limit, |volume| Amount::Count(volume.factor)),
        Field::TimeLimit => limit(&hypervisor.time_limit, |limit| Amount::Seconds(limit.time)),
        Field::OnLimit => (Value::Word(hypervisor.on_limit.value.id()), hypervisor.on_limit.source),
        Field::EmptyRate => match hypervisor.empty_pages.value {
            EmptyPages::Scanned(rate) => (Value::Amount(Amount::PagesPerSecond(rate)), hypervisor.empty_pages.source),
            EmptyPages::Skipped | EmptyPages::SentInFull => {
                (Value::Amount(Amount::Unlimited), hypervisor.empty_pages.source)
            }
        },
        Field::Setup => (Value::Amount(Amount::Seconds(hypervisor.setup.value)), hypervisor.setup.source),
        Field::Compression => {
            (Value::Amount(Amount::Share(hypervisor.compression.value.to)), hypervisor.compression.source)
        }
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
        Field::OtherData => (Value::Amount(Amount::Bytes(Bytes::ZERO)), Source::ENTERED),
        Field::Pattern | Field::Shape => (Value::Word("round-robin"), Source::ENTERED),
        Field::Link | Field::TunnelLimit => (Value::Amount(Amount::Unlimited), Source::ENTERED),
    }
}
