//! Pre-copy or post-copy for each VM: against all combinations where these can be counted, and against known answers where not.

#![allow(clippy::indexing_slicing)] // a test may fail loudly

use precopy_model::numeric::Random;
use precopy_model::plan::{Choice, Leaving, Technique, choose_techniques, contention};
use precopy_model::quantity::BytesPerSecond;
use precopy_model::scenario::Traffic;

fn rate(bytes: f64) -> BytesPerSecond {
    BytesPerSecond::from_bytes_per_second(bytes)
}

fn traffic(out: f64, into: f64) -> Traffic {
    Traffic { outgoing: rate(out), incoming: rate(into) }
}

/// Every combination: the best by worst contention, sum, number of post-copied VMs, and names.
fn by_hand(leaving: &[Leaving<'_>], source: f64, destinations: &[BytesPerSecond]) -> (f64, f64, u32, Vec<bool>) {
    let mut order: Vec<usize> = (0..leaving.len()).collect();
    order.sort_by_key(|&at| leaving[at].name);
    let mut best = (f64::INFINITY, f64::INFINITY, u32::MAX, Vec::new());
    for mask in 0..1_u32 << leaving.len() {
        let is_post: Vec<bool> = (0..leaving.len()).map(|at| mask >> at & 1 == 1).collect();
        let (mut out, mut into) =
            (source, destinations.iter().map(|rate| rate.as_bytes_per_second()).collect::<Vec<_>>());
        for (vm, &is_post) in leaving.iter().zip(&is_post) {
            if is_post {
                into[vm.to] += vm.traffic.incoming.as_bytes_per_second();
            } else {
                out += vm.traffic.outgoing.as_bytes_per_second();
            }
        }
        let worst = into.iter().copied().fold(out, f64::max);
        let sum = out + into.iter().sum::<f64>();
        let by_name = order.iter().map(|&at| is_post[at]).collect();
        let one = (worst, sum, mask.count_ones(), by_name);
        if one < best {
            best = one;
        }
    }
    best
}

fn told(choice: &Choice, leaving: &[Leaving<'_>]) -> (f64, f64, u32, Vec<bool>) {
    let mut order: Vec<usize> = (0..leaving.len()).collect();
    order.sort_by_key(|&at| leaving[at].name);
    let posts = choice.techniques.iter().filter(|&&technique| technique == Technique::PostCopy).count();
    let sum = choice.contention.destinations.iter().fold(choice.contention.source, |all, &one| all + one);
    (
        choice.contention.worst().as_bytes_per_second(),
        sum.as_bytes_per_second(),
        posts as u32,
        order.iter().map(|&at| choice.techniques[at] == Technique::PostCopy).collect(),
    )
}

const NAMES: [&str; 10] = ["j", "c", "a", "i", "e", "h", "b", "g", "d", "f"];

#[test]
fn the_slides_four_choices() {
    let mbit = |number: f64| rate(number * 1e6 / 8.0);
    let vm = |name, out, into| Leaving { name, traffic: Traffic { outgoing: mbit(out), incoming: mbit(into) }, to: 0 };
    let both = [vm("VM1", 200.0, 400.0), vm("VM2", 300.0, 500.0)];
    let (pre, post) = (Technique::PreCopy, Technique::PostCopy);
    let worst = |techniques: [Technique; 2]| contention(&both, mbit(0.0), &[mbit(0.0)], &techniques).worst();
    assert_eq!([[pre, pre], [post, pre], [pre, post], [post, post]].map(worst), [500.0, 400.0, 500.0, 900.0].map(mbit));
    assert_eq!(choose_techniques(&both, mbit(0.0), &[mbit(0.0)]).techniques, [post, pre]);
    // Background at the destination turns it round: 400 more there, and all are pre-copied.
    assert_eq!(choose_techniques(&both, mbit(0.0), &[mbit(400.0)]).techniques, [pre, pre]);
}

#[test]
fn no_combination_is_better() {
    let mut dice = Random::seeded(8);
    let mut below = move |most: u32| (dice.share() * f64::from(most)).floor();
    for _ in 0..400 {
        // Small numbers make ties.
        let most = [4, 30, 100_000][below(3) as usize];
        let leaving: Vec<Leaving<'_>> = NAMES[..below(11) as usize]
            .iter()
            .map(|name| Leaving { name, traffic: traffic(below(most), below(most)), to: 0 })
            .collect();
        let (source, destination) = (below(most), below(2 * most));
        let choice = choose_techniques(&leaving, rate(source), &[rate(destination)]);
        assert_eq!(told(&choice, &leaving), by_hand(&leaving, source, &[rate(destination)]), "{leaving:?}");
        assert_eq!(choice.at_least, choice.contention.worst());
    }
}

#[test]
fn several_destinations_share_one_source() {
    let mut dice = Random::seeded(9);
    let mut below = move |most: u32| (dice.share() * f64::from(most)).floor();
    for _ in 0..300 {
        let leaving: Vec<Leaving<'_>> = NAMES[..below(11) as usize]
            .iter()
            .map(|name| Leaving { name, traffic: traffic(below(50), below(50)), to: below(3) as usize })
            .collect();
        let destinations = [rate(below(60)), rate(0.0), rate(below(20))];
        let source = below(30);
        let choice = choose_techniques(&leaving, rate(source), &destinations);
        assert_eq!(told(&choice, &leaving).0, by_hand(&leaving, source, &destinations).0, "{leaving:?}");
    }
}

#[test]
fn two_dozen_vms_with_a_planted_answer() {
    // Twelve pairs that only fit when the halves are told apart: a perfect division is planted, and nothing is below half of all.
    let mut dice = Random::seeded(10);
    let names: Vec<String> = (0..24).map(|at| format!("vm {at:02}")).collect();
    let sizes: Vec<f64> = (0..12).map(|_| (dice.share() * 1e9).floor()).collect();
    let leaving: Vec<Leaving<'_>> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Leaving { name, traffic: traffic(sizes[at / 2], sizes[at / 2]), to: 0 })
        .collect();
    let choice = choose_techniques(&leaving, rate(0.0), &[rate(0.0)]);
    assert_eq!(choice.contention.worst().as_bytes_per_second(), sizes.iter().sum::<f64>());
    assert_eq!(choice.at_least, choice.contention.worst());
}

#[test]
fn what_is_too_much_to_be_exact_says_how_far_off_it_may_be() {
    let mut dice = Random::seeded(11);
    let names: Vec<String> = (0..200).map(|at| format!("vm {at:03}")).collect();
    let leaving: Vec<Leaving<'_>> = names
        .iter()
        .map(|name| {
            let size = (dice.share() * 1e9).floor();
            Leaving { name, traffic: traffic(size, size), to: 0 }
        })
        .collect();
    let choice = choose_techniques(&leaving, rate(0.0), &[rate(0.0)]);
    let (worst, at_least) = (choice.contention.worst().as_bytes_per_second(), choice.at_least.as_bytes_per_second());
    let half = leaving.iter().map(|vm| vm.traffic.outgoing.as_bytes_per_second()).sum::<f64>() / 2.0;
    assert!(at_least <= worst && half <= worst, "{at_least} {half} {worst}");
    assert!(worst - at_least <= 0.01 * worst, "{at_least} {worst}");
}
