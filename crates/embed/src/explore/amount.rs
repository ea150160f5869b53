//! The value of an input that can be turned: between its number in base units and how it is written.

use precopy_formats::Inputs;
use precopy_formats::entries::Raw;
use precopy_formats::fields::{self, Row, Takes};
use precopy_model::explore::Input;
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{Checked, LinkSpeed};

use crate::told::Set;

/// The field of a scenario that takes an input; none where it has no field of its own.
pub(super) fn row(input: Input) -> Option<&'static Row> {
    Some(fields::row(input.field())).filter(|row| matches!(row.takes, Takes::Amount(_)))
}

/// What a number in the input's base unit is.
pub(super) fn of(input: Input, scenario: &Checked, number: f64) -> Amount {
    match input {
        Input::Memory | Input::WorkingSet | Input::HotSet => Amount::Bytes(Bytes::from_bytes(number)),
        Input::DirtyRate => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
        Input::Link => match scenario.link.speed {
            LinkSpeed::Line(_) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)),
            LinkSpeed::Payload(_) => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
            LinkSpeed::CopyRate(_) => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
        },
        Input::DowntimeLimit => Amount::Seconds(Seconds::from_seconds(number)),
        Input::StopThreshold => Amount::Pages(Pages::from_pages(number)),
        Input::BandwidthCap => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
        Input::FirstThrottle => Amount::Share(number),
    }
}

/// Reads a value: a text in the unit grammar, or a number in the input's base unit. A share is one of what the scenario has now.
pub(super) fn read(input: Input, scenario: &Checked, raw: &Raw) -> Result<f64, Problem> {
    let kind = match row(input).map(|row| row.takes) {
        Some(Takes::Amount(kind)) => kind,
        _ => Kind::Share,
    };
    let amount = match raw {
        Raw::Number(number) => return finite(*number),
        Raw::Text(text) => parse(text, kind)?,
        _ => return Err(Problem::general("This needs a text or a number.").allowed(example(kind))),
    };
    let page = scenario.hypervisor.page_size.value;
    match (input, amount, of(input, scenario, 0.0)) {
        (_, Amount::Pages(pages), Amount::Bytes(_)) => Ok(pages.in_bytes(page).as_bytes()),
        (Input::HotSet, Amount::Share(share), _) => Ok(scenario.vm.working_set.as_bytes() * share),
        (_, Amount::Share(share), Amount::Bytes(_)) => Ok(scenario.vm.memory.as_bytes() * share),
        (_, Amount::Bytes(bytes), Amount::Bytes(_)) => Ok(bytes.as_bytes()),
        (_, Amount::Bytes(bytes), Amount::Pages(_)) => Ok(bytes.in_pages_of(page).as_pages()),
        (_, Amount::Pages(pages), Amount::Pages(_)) => Ok(pages.as_pages()),
        (_, Amount::PagesPerSecond(rate), Amount::PagesPerSecond(_)) => Ok(rate.as_pages_per_second()),
        (Input::DirtyRate, Amount::BytesPerSecond(rate), _) => Ok(rate.in_pages_of(page).as_pages_per_second()),
        (_, Amount::BytesPerSecond(rate), Amount::BytesPerSecond(_)) => Ok(rate.as_bytes_per_second()),
        (_, Amount::BitsPerSecond(rate), Amount::BitsPerSecond(_)) => Ok(rate.as_bits_per_second()),
        (_, Amount::Seconds(time), Amount::Seconds(_)) => Ok(time.as_seconds()),
        (_, Amount::Share(share), Amount::Share(_)) => Ok(share),
        _ => Err(Problem::general("This needs an amount in the unit in which the scenario has it.")
            .given(text::print(amount))
            .allowed(format!(
                "for example {}",
                text::print(of(input, scenario, input.value(scenario).unwrap_or_default()))
            ))),
    }
}

/// A number that an amount can be.
pub(super) fn finite(number: f64) -> Result<f64, Problem> {
    let wrong = |what: &str| Problem::general(what).given(text::written_out(number));
    if !number.is_finite() {
        Err(wrong("This is not a finite number."))
    } else if number < 0.0 {
        Err(wrong("This must not be negative."))
    } else {
        Ok(number)
    }
}

/// An amount as it was written.
pub(super) fn parse(given: &str, kind: Kind) -> Result<Amount, Problem> {
    text::parse(given, kind).map_err(|wrong| {
        let problem =
            Problem::general(wrong.what).given(given.chars().take(60).collect::<String>()).allowed(example(kind));
        match wrong.hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    })
}

fn example(kind: Kind) -> String {
    format!("for example {}", kind.example())
}

/// Says how many migrations share the link, where the product would let another number share one of the new speed.
pub(super) fn same_sharing(inputs: &Inputs, changed: &Checked, set: &mut Set) {
    let (speed, shared_by) = (changed.link.speed, changed.link.shared_by);
    if inputs.get(Field::SharedBy).is_none() && changed.hypervisor.shared_by.value.on(speed) != shared_by {
        set.text(fields::row(Field::SharedBy).text, Amount::Count(f64::from(shared_by)));
    }
}
