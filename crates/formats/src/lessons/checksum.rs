//! A checksum that finds slips of the hand: CRC-32 as in Ethernet and zip. It keeps no secret and proves nothing.

/// The checksum of a text.
pub(super) fn checksum(text: &str) -> u32 {
    // The polynomial of IEEE 802.3, its bits in reverse.
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ POLYNOMIAL } else { sum >> 1 };
    !text.bytes().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| step(sum)))
}

/// As eight letters and digits.
pub(super) fn written(sum: u32) -> String {
    let digit = |at: u32| char::from_digit(sum >> (28 - 4 * at) & 15, 16).unwrap_or('0');
    (0..8).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_check_value_comes_out() {
        assert_eq!(written(checksum("123456789")), "cbf43926");
        assert_eq!(written(checksum("")), "00000000");
    }
}
