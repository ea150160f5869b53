//! What the handles on the chart are called.

use precopy_model::problem::Field;

/// The name of the group of handles.
pub const HANDLES: &str = "Handles on the chart";

/// The name of a handle: its slider has the field's name too.
#[must_use]
pub fn name(field: Field) -> String {
    format!("{}, in the chart", field.name())
}

/// What is written beside a handle.
#[must_use]
pub fn value(field: Field, text: &str) -> String {
    let name = match field {
        Field::HotSet => "hot set",
        Field::DirtyRate => "dirty rate",
        Field::DowntimeLimit => "downtime limit",
        Field::StopThreshold => "stop threshold",
        Field::RoundLimit => "round limit",
        Field::VolumeLimit => "volume limit",
        Field::TimeLimit => "time limit",
        other => other.name(),
    };
    format!("{name} {text}")
}
