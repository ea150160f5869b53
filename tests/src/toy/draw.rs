//! Random migrations, small enough for a simulator.

use super::{
    AtLimit, Dice, Grain, Guest, Loop, MEASURING_WINDOW, NothingLeft, Place, Raises, Rules, SCHEDULES, Setup, Speeds,
    Threshold, Wire, Writer,
};

/// A page of 4 KiB, in bytes.
const PAGE: f64 = 4096.0;
/// What an empty page takes on the wire, where it is recognised, in bytes.
const EMPTY_PAGE: f64 = 9.0;

/// Draws a migration for a loop: from an idle guest to one that writes three times what the link carries, most often
/// a little below it; thresholds from less than a page to more than the memory; with and without limits.
#[must_use]
pub fn draw(dice: &mut Dice, runs: Loop) -> Setup {
    let guest = guest(dice);
    // Bursts of whole pages: half a page too much would be bandwidth that the link does not have.
    let per_window = (guest.used as f64 / dice.scale(0.03, 30.0) * MEASURING_WINDOW / 2.0).floor() * 2.0;
    let content = per_window.max(40.0) / MEASURING_WINDOW;
    let header = dice.one_of([0.0, 8.0, 8.0]);
    let bandwidth = content * (PAGE + header);
    let faster = match runs {
        Loop::Capped(_) | Loop::CappedAtLinkSpeed(_) => true,
        Loop::Fluid { .. } => dice.chance(0.5),
        _ => false,
    };
    let content_stopped = if faster { content * dice.scale(1.05, 60.0) } else { content };
    let (empty, empty_stopped, empty_on_wire) = match dice.below(5) {
        0 => (None, f64::INFINITY, EMPTY_PAGE),
        1 => (Some(content), content_stopped, PAGE + header),
        _ => {
            // They have to pass the link too.
            let scan = (content * dice.scale(0.3, 1000.0)).min(bandwidth / EMPTY_PAGE);
            (Some(scan), scan, EMPTY_PAGE)
        }
    };
    let threshold = match dice.below(5) {
        0 => (guest.hot as f64 * dice.between(0.8, 1.2)).max(0.3),
        // Whole only where nothing is measured: a measured threshold has no last digit.
        1 if complete(runs) => 50.0,
        1 => 50.5,
        _ => dice.scale(0.3, 3.0 * guest.pages as f64),
    };
    let first_pass = guest.used as f64 / content;
    let rules = Rules {
        threshold: if runs == Loop::Vote && dice.chance(0.75) {
            // In whole milliseconds.
            Threshold::Seconds((threshold / content * 1000.0).ceil().max(10.0) / 1000.0)
        } else if !complete(runs) && runs != Loop::Vote && dice.chance(0.7) {
            Threshold::Seconds(threshold / content)
        } else {
            Threshold::Pages(threshold)
        },
        rounds: match runs {
            Loop::FixedRounds
            | Loop::PassingOver
            | Loop::OvertakenRounds
            | Loop::OvertakenAtOnce
            | Loop::EstimateRounds => dice.chance(0.6).then(|| 1 + dice.below(12) as u32),
            Loop::Vote => dice.chance(0.2).then(|| 1 + dice.below(100) as u32),
            // The others count no rounds.
            Loop::Fluid { .. } | Loop::Capped(_) | Loop::CappedAtLinkSpeed(_) | Loop::Linked(_) => None,
        },
        bytes: dice.chance(0.1).then(|| dice.between(0.1, 3.0) * PAGE * guest.pages as f64),
        seconds: dice.chance(0.3).then(|| first_pass * dice.scale(0.02, 3.0)),
        at_limit: match runs {
            _ if dice.chance(0.3) => AtLimit::Cancel,
            Loop::Capped(_) | Loop::CappedAtLinkSpeed(_) | Loop::Linked(_) if dice.chance(0.5) => AtLimit::Raise,
            _ => AtLimit::Stop,
        },
        raises: Raises::Never,
        manager_begins: None,
        granted: 0.0,
        horizon: f64::INFINITY,
        grain: match runs {
            Loop::CappedAtLinkSpeed(_) | Loop::Linked(_) if dice.chance(0.5) => {
                Grain { clock: 1 + dice.below(16), buffer: 1 + dice.below(16) }
            }
            _ => Grain::default(),
        },
    };
    Setup {
        guest: Guest { rate: content * pressure(dice), ..guest },
        speeds: Speeds { content, empty, content_stopped, empty_stopped },
        wire: Wire { page: PAGE, content: PAGE + header, empty: empty_on_wire },
        rules,
    }
}

/// Whether a loop sends complete rounds and counts pages.
const fn complete(runs: Loop) -> bool {
    matches!(runs, Loop::FixedRounds | Loop::PassingOver | Loop::OvertakenRounds | Loop::OvertakenAtOnce)
}

/// The same for a loop that looks when little is left, with a downtime limit that is raised, or with limits in time that do
/// something else than to stop the guest and copy the rest.
#[must_use]
pub fn draw_raised(dice: &mut Dice, runs: Loop, kind: fn(&mut Dice) -> Raises) -> Setup {
    let mut setup = draw(dice, runs);
    let first_pass = setup.guest.used as f64 / setup.speeds.content;
    let rules = &mut setup.rules;
    rules.raises = kind(dice);
    match rules.raises {
        Raises::Never => {}
        Raises::OverTime { steps, .. } => {
            let threshold = dice.scale(4.0, 2.0 * setup.guest.pages as f64) / setup.speeds.content;
            // In whole milliseconds. A loop that waits for a threshold while nothing is left never measures one again, so its
            // first limit must not be zero.
            let waits = matches!(
                runs,
                Loop::Capped(NothingLeft::Waits)
                    | Loop::CappedAtLinkSpeed(NothingLeft::Waits)
                    | Loop::Linked(NothingLeft::Waits)
            );
            let least = if waits { f64::from(steps) } else { 1.0 };
            rules.threshold = Threshold::Seconds((threshold * 1000.0).ceil().max(least) / 1000.0);
            // A measured threshold has no last digit: one that is just the hot set is no page more and no page less.
            let whole = |milliseconds: usize| milliseconds as f64 / 1000.0 * setup.speeds.content;
            while (1..=1000).any(|limit| (whole(limit) - setup.guest.hot as f64).abs() < 1e-6) {
                setup.guest.hot -= 1;
            }
        }
        Raises::ByRounds(schedule) => {
            let last = schedule.raises.last().map_or(schedule.first, |&(_, limit)| limit);
            rules.threshold = Threshold::Seconds(last);
        }
        Raises::Doubling { .. } => {
            rules.threshold = Threshold::Seconds(dice.scale(0.5, setup.guest.pages as f64) / setup.speeds.content);
        }
    }
    rules.bytes = None;
    let limited = if rules.raises == Raises::Never { 1.0 } else { 0.3 };
    rules.seconds = dice.chance(limited).then(|| first_pass * dice.scale(0.02, 10.0));
    rules.at_limit = match rules.raises {
        Raises::Never => dice.one_of([AtLimit::Pause, AtLimit::Pause, AtLimit::PostCopy]),
        _ => dice.one_of([AtLimit::Stop, AtLimit::Cancel, AtLimit::Pause, AtLimit::PostCopy]),
    };
    if let (Raises::ByRounds(_), AtLimit::Pause) = (rules.raises, rules.at_limit) {
        // What gives up after rounds is asked for between two bursts.
        rules.at_limit = AtLimit::Cancel;
    }
    setup
}

/// Nova's way: steps of whole seconds.
pub fn over_time(dice: &mut Dice) -> Raises {
    Raises::OverTime { steps: 1 + dice.below(6) as u32, every: 1.0 + dice.below(3) as f64 }
}

/// oVirt's way.
pub fn by_rounds(dice: &mut Dice) -> Raises {
    SCHEDULES.get(dice.below(SCHEDULES.len())).map_or(Raises::Never, Raises::ByRounds)
}

/// Proxmox VE's way.
pub fn doubling(dice: &mut Dice) -> Raises {
    Raises::Doubling { poll: dice.between(0.05, 0.5) }
}

/// Memory and writer, without a rate.
fn guest(dice: &mut Dice) -> Guest {
    let pages = dice.scale(300.0, 20_000.0) as usize;
    let used = if dice.chance(0.4) { pages } else { (pages as f64 * dice.between(0.1, 1.0)) as usize };
    let hot = match dice.below(10) {
        0 => 0,
        1 => used,
        2 => 1 + dice.below(20),
        _ => (used as f64 * dice.share()) as usize,
    };
    Guest {
        pages,
        used,
        hot,
        empty_lie: dice.one_of([Place::First, Place::Last, Place::Spread]),
        hot_lie: dice.one_of([Place::First, Place::Last, Place::Spread]),
        writer: dice.one_of([Writer::Ascending, Writer::Descending, Writer::Random, Writer::Chaser]),
        rate: 0.0,
        phase: dice.share(),
        seed: dice.roll(),
    }
}

/// Writes for each page that the link carries.
fn pressure(dice: &mut Dice) -> f64 {
    match dice.below(20) {
        0 => 0.0,
        1..6 => dice.between(0.0, 0.8),
        6..14 => dice.between(0.8, 0.99),
        14 => 1.0,
        _ => dice.between(1.0, 3.0),
    }
}
