//! Amounts as text: what is printed reads back to the same bits.

use precopy_formats::fields::TABLE;
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::{KINDS, config};

/// Everything from the smallest to the largest number, and mostly what people write.
fn a_number() -> impl Strategy<Value = f64> {
    let any_size = prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    prop_oneof![
        2 => any_size,
        3 => (0.0..50.0_f64).prop_map(f64::exp),
        2 => 0.0..1.0_f64,
        2 => (0_u32..100_000, -3_i32..10).prop_map(|(digits, zeros)| f64::from(digits) * 10_f64.powi(zeros)),
        1 => (0_u32..100_000).prop_map(|sixteenths| f64::from(sixteenths) / 16.0),
    ]
}

/// Every variant that holds a number, with the kinds of field in which it can stand.
fn variants(number: f64) -> Vec<(Amount, &'static [Kind])> {
    use Kind::{
        ByteRateOrUnlimited, Count, CountOrUnlimited, DirtyRate, Duration, DurationOrUnlimited, LinkSpeed,
        PageRateOrUnlimited, PagesOrUnlimited, Share, Size, SizeOrShare,
    };
    vec![
        (Amount::Bytes(Bytes::from_bytes(number)), &[Size, SizeOrShare, PagesOrUnlimited]),
        (Amount::Pages(Pages::from_pages(number)), &[Size, SizeOrShare, PagesOrUnlimited]),
        (Amount::Share(number), &[SizeOrShare, Share]),
        (
            Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
            &[DirtyRate, LinkSpeed, PageRateOrUnlimited],
        ),
        (
            Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
            &[DirtyRate, LinkSpeed, ByteRateOrUnlimited],
        ),
        (Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)), &[LinkSpeed]),
        (Amount::Seconds(Seconds::from_seconds(number)), &[Duration, DurationOrUnlimited]),
        (Amount::Count(number), &[Count, CountOrUnlimited]),
    ]
}

/// The variant and the bits of its number: stricter than `==`.
pub(super) fn bits(amount: Amount) -> (std::mem::Discriminant<Amount>, u64) {
    (std::mem::discriminant(&amount), amount.number().to_bits())
}

pub(super) fn reads_back(amount: Amount, kinds: &[Kind]) -> Result<(), TestCaseError> {
    for written in [text::print(amount), text::compact(amount)] {
        for &kind in kinds {
            let read = text::parse(&written, kind);
            prop_assert_eq!(read.map(bits), Ok(bits(amount)), "{:?} as “{}” for {:?}", amount, written, kind);
        }
    }
    let compact = text::compact(amount);
    prop_assert!(!compact.contains([' ', '%', '&', '=', '#']), "“{compact}” cannot stand in a link");
    Ok(())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn an_amount_reads_back_bit_for_bit(number in a_number()) {
        for (amount, kinds) in variants(number) {
            reads_back(amount, kinds)?;
        }
    }
}

#[test]
fn no_limit_reads_back_where_it_makes_sense() {
    for kind in KINDS {
        let read = text::parse(&text::print(Amount::Unlimited), kind);
        assert_eq!(read.is_ok(), kind.allows_unlimited(), "{kind:?}");
    }
}

#[test]
fn examples_and_defaults_read_in_their_own_kind() {
    for kind in KINDS {
        for example in kind.example().split([',']).flat_map(|part| part.split(" or ")) {
            assert!(text::parse(example, kind).is_ok(), "{kind:?} offers “{example}”, but refuses it");
        }
    }
    for row in TABLE.iter().filter(|row| !row.default.is_empty()) {
        assert!(row.parse(row.default).is_ok(), "{}", row.key);
    }
}
