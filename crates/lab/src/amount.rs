//! Amounts in a plan: plain numbers, or shares of what they belong to (`50%`, `0.9burst`, `1.2ru`, `64MiB`).

use crate::failure::{Failure, Outcome};
use crate::parameters::{BYTES_PER_MIB, BYTES_PER_PAGE};

/// A page with its header, as it is sent.
const BYTES_PER_SENT_PAGE: f64 = 4104.0;

/// QEMU hands out its bandwidth ten times a second.
const BURSTS_PER_S: f64 = 10.0;

/// Bytes per second: `67108864` or `64MiB`.
pub(crate) fn bytes_per_s(text: &str) -> Outcome<u64> {
    match text.strip_suffix("MiB") {
        Some(mib) => Ok((number(text, mib)? * BYTES_PER_MIB as f64).round() as u64),
        None => Ok(number(text, text)?.round() as u64),
    }
}

/// Pages: `1000`, `50%` of a whole, or `0.9burst` of what is sent in 100 ms.
pub(crate) fn pages(text: &str, whole: u64, bandwidth: Option<u64>) -> Outcome<u64> {
    let value = if let Some(percent) = text.strip_suffix('%') {
        number(text, percent)? / 100.0 * whole as f64
    } else if let Some(bursts) = text.strip_suffix("burst") {
        number(text, bursts)? * limited(text, bandwidth)? / BURSTS_PER_S / BYTES_PER_PAGE as f64
    } else {
        number(text, text)?
    };
    Ok(value.floor() as u64)
}

/// Pages per second: `1000`, or `1.2ru`, in units of what the bandwidth can send.
pub(crate) fn pages_per_s(text: &str, bandwidth: Option<u64>) -> Outcome<u64> {
    let value = match text.strip_suffix("ru") {
        Some(share) => number(text, share)? * limited(text, bandwidth)? / BYTES_PER_SENT_PAGE,
        None => number(text, text)?,
    };
    Ok(value.floor() as u64)
}

fn limited(text: &str, bandwidth: Option<u64>) -> Outcome<f64> {
    let bandwidth = bandwidth.ok_or_else(|| Failure::new(format!("`{text}` needs a max_bw or a link_bw")))?;
    Ok(bandwidth as f64)
}

fn number(whole: &str, text: &str) -> Outcome<f64> {
    let value: Option<f64> = text.trim().parse().ok().filter(|value: &f64| (0.0..=1e15).contains(value));
    value.ok_or_else(|| Failure::new(format!("`{whole}` is no amount")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANDWIDTH: Option<u64> = Some(64 << 20);

    #[test]
    fn bandwidths() {
        assert_eq!(bytes_per_s("64MiB"), Ok(67_108_864));
        assert_eq!(bytes_per_s("0"), Ok(0));
        assert_eq!(bytes_per_s("1000000"), Ok(1_000_000));
        assert!(bytes_per_s("64MB").is_err());
    }

    #[test]
    fn shares_are_of_what_they_belong_to() {
        assert_eq!(pages("50%", 65_536, None), Ok(32_768));
        assert_eq!(pages("1burst", 0, BANDWIDTH), Ok(1638));
        assert_eq!(pages("0.5burst", 0, BANDWIDTH), Ok(819));
        assert_eq!(pages("77", 0, None), Ok(77));
        assert_eq!(pages_per_s("1.2ru", BANDWIDTH), Ok(19_622));
        assert_eq!(pages_per_s("9000", None), Ok(9000));
    }

    #[test]
    fn what_has_no_meaning_is_refused() {
        for text in ["", "-1", "NaN", "1e99", "5 apples", "%", "ru"] {
            assert!(pages(text, 100, BANDWIDTH).is_err(), "{text}");
            assert!(pages_per_s(text, BANDWIDTH).is_err(), "{text}");
        }
        assert!(pages("1burst", 100, None).unwrap_err().to_string().contains("max_bw"));
        assert!(pages_per_s("1ru", None).is_err());
    }
}
