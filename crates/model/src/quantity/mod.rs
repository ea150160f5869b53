//! Amounts as types, so that a number without a unit does not exist; and the one grammar in which they are written.
//!
//! All amounts are `f64` in base units: bytes, pages, seconds, and these per second. An amount may be infinite where
//! its documentation says what that means; it is never NaN once a scenario has been checked.

mod amount;
pub mod limits;
mod memory;
mod power;
mod rate;
pub mod text;
mod time;

pub use memory::{BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, BYTES_PER_TIB, Bytes, Pages};
pub use power::{JOULES_PER_WATT_HOUR, Joules, WATTS_PER_KILOWATT, Watts};
pub use rate::{BITS_PER_BYTE, BITS_PER_GBIT, BitsPerSecond, BytesPerSecond, PagesPerSecond};
pub use time::{MILLISECONDS_PER_SECOND, SECONDS_PER_HOUR, SECONDS_PER_MINUTE, Seconds};
