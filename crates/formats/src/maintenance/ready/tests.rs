//! Ready-made maintenance: each can be read, and is what its title and its source say.

use precopy_model::scenario::Mark;

use super::*;
use crate::maintenance::{Afterwards, Maintenance, from_json, from_link};

fn made(id: &str) -> Maintenance {
    (find(id).unwrap().make)().read().unwrap_or_else(|problems| panic!("{id}: {problems:#?}"))
}

#[test]
fn each_can_be_read_written_and_linked() {
    let mut seen = Vec::new();
    for one in ALL {
        let sheets = (one.make)();
        assert_eq!(sheets.title, one.title);
        made(one.id);
        assert_eq!(sheets.to_link().as_deref(), Some(one.id));
        assert_eq!(from_link(one.id).as_ref(), Ok(&sheets));
        assert_eq!(from_json(&sheets.to_json()).sheets, Some(sheets));
        assert!(!one.assumed.is_empty() && one.shows.ends_with('.'), "{}", one.id);
        assert_eq!(one.source.mark == Mark::Assumed, one.source.what.is_empty());
        assert!(!seen.contains(&one.id) && !seen.contains(&one.title), "{}", one.id);
        seen.extend([one.id, one.title]);
    }
}

#[test]
fn they_have_the_sizes_of_their_titles() {
    let sizes = |id| {
        let all = made(id);
        (all.site.hosts.len(), all.site.guests.len(), all.draining.hosts.len(), all.draining.given.len())
    };
    assert_eq!(sizes("drain-12"), (4, 12, 1, 0));
    assert_eq!(sizes("rolling-16"), (16, 135, 15, 135));
    assert_eq!(sizes("thousand"), (100, 1000, 10, 0));
    assert_eq!(sizes("deshpande-two"), (2, 2, 1, 0));
    assert_eq!(sizes("deshpande-netperf"), (4, 2, 2, 2));
    assert_eq!(sizes("deshpande-redis"), (16, 16, 8, 16));
    assert_eq!(sizes("kherbache-1"), (30, 60, 15, 60));
    assert_eq!(sizes("kherbache-2"), (45, 60, 30, 60));
    assert_eq!(sizes("kherbache-six-three"), (12, 24, 6, 24));
    assert_eq!(sizes("kherbache-two-a-link"), (6, 12, 3, 12));
}

#[test]
fn kherbache_blades_are_off_where_the_paper_says_so() {
    let on = |id| made(id).site.hosts.iter().filter(|host| host.is_on).count();
    assert_eq!(["kherbache-1", "kherbache-2", "kherbache-six-all"].map(on), [15, 30, 12]);
    assert_eq!(made("kherbache-1").draining.afterwards, Afterwards::SwitchOff);
    // Sequential, from the paper's parts: 60 × 12.2 s + 15 × (113.1 s + 29.5 s) = 2871.0 s.
    let site = made("kherbache-1").site;
    let switched = (site.hosts[15].boot + site.hosts[0].shutdown) * 15.0;
    assert!((switched.as_seconds() + 60.0 * 12.2 - 2871.0).abs() < 1e-9);
}

#[test]
fn three_at_a_time_have_a_cable_each_where_the_title_says_so() {
    let cables = |id: &str| -> Vec<u32> {
        let all = made(id);
        let trunk = all.site.network.links.len() - 1;
        let lanes = all.site.lanes();
        let of = |&(guest, to): &(usize, usize)| {
            let way = lanes.between(all.site.guests[guest].host, to).unwrap();
            way.iter().map(|&lane| lanes.all()[lane]).find(|lane| lane.link == trunk).unwrap().cable
        };
        all.draining.given.iter().step_by(4).map(of).collect()
    };
    let sorted = |some: &[u32]| {
        let mut some = some.to_vec();
        some.sort_unstable();
        some
    };
    let own = cables("kherbache-six-cables");
    assert_eq!([sorted(&own[..3]), sorted(&own[3..])], [[0, 1, 2], [0, 1, 2]]);
    assert_ne!(sorted(&cables("kherbache-six-three")[..3]), [0, 1, 2]);
    assert_eq!(sorted(&cables("kherbache-one-a-link")), [0, 1, 2]);
}
