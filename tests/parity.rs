//! Golden cases, questions over predictions and what is said of a log give the same bits in wasm as natively. The build script computed the native bits.

/// Compares every case that can be run.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_case_gives_the_same_bits() {
    let mut compared = 0;
    for embedded in acceptance::CASES {
        let case = acceptance::case::Case::read(embedded.text).expect(embedded.name);
        let bits = case.bits().expect(embedded.name);
        assert_eq!(bits, embedded.bits, "{}", embedded.name);
        compared += bits.len();
    }
    assert!(1000 < compared, "only {compared} numbers compared");
}

/// Compares what is uncertain, influences, solutions and maps.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_question_gives_the_same_bits() {
    for (link, native) in acceptance::questions::LINKS.into_iter().zip(acceptance::ANSWERS) {
        let bits = acceptance::questions::bits(link).expect(link);
        assert!(1000 < bits.len(), "only {} numbers compared", bits.len());
        assert_eq!(bits, native, "{link}");
    }
}

/// Compares what is read, fitted and played again of a log of migrations.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_number_of_a_log_has_the_same_bits() {
    let bits = acceptance::logs::bits().expect("a log that can be asked everything");
    assert!(3000 < bits.len(), "only {} numbers compared", bits.len());
    assert_eq!(bits, acceptance::LOG);
}
