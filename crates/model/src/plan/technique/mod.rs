//! Pre-copy or post-copy, VM by VM: so that migrations and applications hinder each other least.

mod front;

use self::front::{Front, Halves, Part};
use super::Technique;
use crate::quantity::BytesPerSecond;
use crate::scenario::Traffic;

/// A VM that leaves a host.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaving<'a> {
    /// What it is called: the last thing by which ties are broken.
    pub name: &'a str,
    /// What its applications send and receive.
    pub traffic: Traffic,
    /// The destination, by number.
    pub to: usize,
}

/// What applications want of the ports while memory is being moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Contention {
    /// Of the source's port, outwards: what VMs that are pre-copied send, and the source beside them.
    pub source: BytesPerSecond,
    /// Of each destination's port, inwards: what VMs that are post-copied receive there, and the destination beside them.
    pub destinations: Vec<BytesPerSecond>,
}

impl Contention {
    /// The largest of them: what is to be least.
    #[must_use]
    pub fn worst(&self) -> BytesPerSecond {
        self.destinations.iter().fold(self.source, |worst, &one| worst.max(one))
    }
}

/// A technique for each VM.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// By VM.
    pub techniques: Vec<Technique>,
    /// What comes of it.
    pub contention: Contention,
    /// No choice has less than this. The same as [`Contention::worst`] where the choice is known to be the best.
    pub at_least: BytesPerSecond,
}

/// What applications want of the ports under a choice: Deshpande and Keahey's calculation of contention.
///
/// ```text
/// source      = Σ outgoing of VMs that are pre-copied            + outgoing background of the source
/// destination = Σ incoming of VMs that are post-copied to it     + incoming background of the destination
/// ```
///
/// Source: U. Deshpande and K. Keahey, *Traffic-Sensitive Live Migration of Virtual Machines*, CCGrid 2015, slides 13 and 14; with
/// several destinations, and traffic that is there already, as their future work has it.
#[must_use]
pub fn contention(
    leaving: &[Leaving<'_>],
    source: BytesPerSecond,
    destinations: &[BytesPerSecond],
    techniques: &[Technique],
) -> Contention {
    let mut all = Contention { source, destinations: destinations.to_vec() };
    for (vm, technique) in leaving.iter().zip(techniques) {
        match technique {
            Technique::PreCopy => all.source = all.source + vm.traffic.outgoing,
            Technique::PostCopy => {
                if let Some(destination) = all.destinations.get_mut(vm.to) {
                    *destination = *destination + vm.traffic.incoming;
                }
            }
        }
    }
    all
}

/// Chooses pre-copy or post-copy for each VM, so that the worst contention is least.
///
/// Question: while a host is emptied, which of its VMs should send their memory ahead, and which let it follow?
///
/// Method. The VMs of each destination are split in two halves. For each half all pairs (what its pre-copied VMs send, what its post-copied
/// VMs receive) are kept that no other pair beats in both; the best total is found by halving the range in which it lies, and meeting the two
/// halves in the middle. So 24 VMs take twice 4,096 pairs at most, not 16.8 million choices. Ties go to the smaller sum of both, then
/// to fewer post-copied VMs, then to the choice that pre-copies the VM whose name comes first. Rates are whole bytes/s, so that ties are ties.
///
/// Conditions: one source. With several destinations ties are broken for one after the other, in their order.
///
/// Edges: a half keeps at most [`MOST_PAIRS`] pairs, which is enough for any 28 VMs of one destination, and for far more as a rule. Where it
/// is not, pairs in between are left out, and [`Choice::at_least`] is below what was found: the gap between the two is the most by
/// which the choice misses the best. A destination that does not exist receives nothing that counts.
///
/// Source: as for [`contention`].
///
/// ```
/// use precopy_model::plan::{choose_techniques, Leaving, Technique};
/// use precopy_model::quantity::BytesPerSecond;
/// use precopy_model::scenario::Traffic;
/// // The slides' example: 200 and 300 Mbit/s out, 400 and 500 Mbit/s in.
/// let mbit = |number: f64| BytesPerSecond::from_bytes_per_second(number * 1e6 / 8.0);
/// let vm = |name, out, into| Leaving { name, traffic: Traffic { outgoing: mbit(out), incoming: mbit(into) }, to: 0 };
/// let choice = choose_techniques(&[vm("VM1", 200.0, 400.0), vm("VM2", 300.0, 500.0)], mbit(0.0), &[mbit(0.0)]);
/// assert_eq!(choice.techniques, [Technique::PostCopy, Technique::PreCopy]);
/// assert_eq!(choice.contention.worst(), mbit(400.0));
/// assert_eq!(choice.at_least, mbit(400.0));
/// ```
#[must_use]
pub fn choose_techniques(leaving: &[Leaving<'_>], source: BytesPerSecond, destinations: &[BytesPerSecond]) -> Choice {
    let whole = |rate: BytesPerSecond| libm::round(rate.as_bytes_per_second()).max(0.0);
    // By name, so that ties between names are between the first VMs that differ.
    let mut order: Vec<usize> = (0..leaving.len()).collect();
    crate::numeric::sort_by(&mut order, |&a, &b| {
        leaving.get(a).map(|vm| vm.name).cmp(&leaving.get(b).map(|vm| vm.name)).then(a.cmp(&b))
    });
    let mut groups: Vec<Group> =
        destinations.iter().map(|&rate| Group { background: whole(rate), members: Vec::new(), halves: None }).collect();
    // Those whose destination does not exist are pre-copied: it is what the source can tell.
    let mut out = whole(source);
    for &at in &order {
        let Some(vm) = leaving.get(at) else { continue };
        match groups.get_mut(vm.to) {
            Some(group) => group.members.push(at),
            None => out += whole(vm.traffic.outgoing),
        }
    }
    for group in &mut groups {
        let parts = group.members.iter().filter_map(|&at| leaving.get(at));
        let parts: Vec<Part> =
            parts.map(|vm| Part { pre: whole(vm.traffic.outgoing), post: whole(vm.traffic.incoming) }).collect();
        let (first, second) = parts.split_at(parts.len() / 2);
        group.halves = Some(Halves { first: Front::of(first, MOST_PAIRS), second: Front::of(second, MOST_PAIRS) });
    }
    let worst = least_worst(&groups, out);
    let techniques = settle(&groups, out, worst, leaving.len());
    let contention = contention(leaving, source, destinations, &techniques);
    let is_exact = groups.iter().filter_map(|group| group.halves.as_ref()).all(Halves::is_exact);
    let at_least = if is_exact { contention.worst() } else { relaxed(leaving, &groups, out).min(contention.worst()) };
    Choice { techniques, contention, at_least }
}

/// Pairs that a half of a destination's VMs keeps at most.
pub const MOST_PAIRS: usize = 1 << 14;

/// The VMs of a destination.
struct Group {
    background: f64,
    /// In the order of their names.
    members: Vec<usize>,
    halves: Option<Halves>,
}

impl Group {
    /// The least that its pre-copied VMs send when its destination gets no more than so much; infinite where that is not enough.
    fn least_pre(&self, worst: f64) -> f64 {
        let room = worst - self.background;
        if room < 0.0 { f64::INFINITY } else { self.halves.as_ref().map_or(0.0, |halves| halves.least_pre(room)) }
    }
}

/// The least worst contention, in whole bytes/s: by halving, since more room at the destinations never means more at the source.
fn least_worst(groups: &[Group], out: f64) -> f64 {
    let fits = |worst: f64| out + groups.iter().map(|group| group.least_pre(worst)).sum::<f64>() <= worst;
    let members = |group: &Group| group.halves.as_ref().map_or([0.0; 2], Halves::totals);
    // Enough for all of them either way.
    let mut most = out + groups.iter().map(|group| members(group)[0]).sum::<f64>();
    for group in groups {
        most = most.max(group.background + members(group)[1]);
    }
    let mut too_little = -1.0;
    while 1.0 < most - too_little {
        let middle = libm::floor(f64::midpoint(too_little, most));
        if fits(middle) {
            most = middle;
        } else {
            too_little = middle;
        }
    }
    most
}

/// The techniques under which nothing is worse than that.
fn settle(groups: &[Group], out: f64, worst: f64, vms: usize) -> Vec<Technique> {
    let mut techniques = vec![Technique::PreCopy; vms];
    let mut pre: f64 = out + groups.iter().map(|group| group.least_pre(worst)).sum::<f64>();
    for group in groups {
        let Some(halves) = &group.halves else { continue };
        // What the others leave of the source's port.
        let room = worst - (pre - group.least_pre(worst));
        let Some((posts, taken)) = halves.best_within(room, worst - group.background) else { continue };
        pre += taken - group.least_pre(worst);
        for (&at, is_post) in group.members.iter().zip(posts) {
            if let Some(technique) = techniques.get_mut(at).filter(|_| is_post) {
                *technique = Technique::PostCopy;
            }
        }
    }
    techniques
}

/// A bound from below: any mixture of the sums is no more than the largest of them, λ·source + Σ μᵢ·destinationᵢ with λ + Σ μᵢ = 1, and each VM
/// adds at least the smaller of its two parts to it. The best λ on a grid, with equal μ.
fn relaxed(leaving: &[Leaving<'_>], groups: &[Group], out: f64) -> BytesPerSecond {
    let destinations = groups.len().max(1) as f64;
    let mut best = 0.0_f64;
    for step in 0..=GRID {
        let source = f64::from(step) / f64::from(GRID);
        let each = (1.0 - source) / destinations;
        let mut sum = source * out + groups.iter().map(|group| each * group.background).sum::<f64>();
        for vm in groups.iter().flat_map(|group| &group.members).filter_map(|&at| leaving.get(at)) {
            let pre = source * vm.traffic.outgoing.as_bytes_per_second();
            sum += pre.min(each * vm.traffic.incoming.as_bytes_per_second());
        }
        best = best.max(sum);
    }
    BytesPerSecond::from_bytes_per_second(best)
}

/// Steps of λ.
const GRID: u32 = 1000;
