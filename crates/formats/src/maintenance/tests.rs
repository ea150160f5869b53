//! Sheets: read, written to files and links, and what is wrong with them.

use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::{GOODPUT_TCP, Spread};
use proptest::prelude::*;

use super::*;
use crate::workloads::{Part, WORKLOADS};

fn vm(sheets: &mut Sheets, cells: &[(VmColumn, &str)]) {
    sheets.vms.push(cells);
}

fn two_hosts() -> Sheets {
    let mut sheets = Sheets::default();
    sheets.hosts.push(&[(HostColumn::Name, "n1"), (HostColumn::Drain, "yes"), (HostColumn::Link, "1 Gbit/s")]);
    sheets.hosts.push(&[(HostColumn::Name, "n2"), (HostColumn::Memory, "64 GiB")]);
    vm(&mut sheets, &[(VmColumn::Name, "a"), (VmColumn::Memory, "8 GiB")]);
    sheets
}

#[track_caller]
fn problems(sheets: &Sheets) -> Vec<String> {
    sheets.read().unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn empty_cells_count_as_their_default() {
    let read = two_hosts().read().unwrap();
    let guest = &read.site.guests[0];
    assert_eq!((guest.host, guest.vm.working_set, guest.cores), (0, Bytes::from_gib(8.0), 1.0));
    assert_eq!(guest.dirtying.hot_set, Bytes::from_gib(8.0) * 0.05);
    assert_eq!(guest.dirtying.rate.as_pages_per_second(), 5000.0);
    assert_eq!(read.site.hosts[0].memory, Bytes::from_gib(256.0));
    assert_eq!(read.site.hosts[1].shutdown, Seconds::from_seconds(30.0));
    assert_eq!(read.site.network.switches, ["switch"]);
    let rates: Vec<f64> = read.site.network.links.iter().map(|link| link.rate.as_bytes_per_second()).collect();
    assert_eq!(rates, [1e9 / 8.0 * GOODPUT_TCP, 1e10 / 8.0 * GOODPUT_TCP]);
    assert_eq!(read.draining, Draining { hosts: vec![0], ..Draining::default() });
    assert_eq!((read.host_rows, read.guest_rows), (vec![Some(0), Some(1)], vec![0]));
}

#[test]
fn defaults_are_those_of_a_web_server_and_read_in_their_own_column() {
    let web = WORKLOADS.iter().find(|workload| workload.id == "web").unwrap();
    assert_eq!(vm_columns::DIRTY_RATE, format!("{} pages/s", web.rate));
    assert!(matches!(web.hot_set, Part::Share(share) if vm_columns::HOT_SET == format!("{} %", share * 100.0)));
    fn each<C: Columns>() {
        let mut names = Vec::new();
        for (place, &column) in C::ALL.iter().enumerate() {
            let data = column.column();
            assert_eq!((column.place(), C::of_key(data.key)), (place, Some(column)));
            assert!(data.default.is_empty() || data.check(data.default).is_ok(), "{}", data.key);
            assert_eq!(data.check("").is_ok(), !data.is_needed(), "{}", data.key);
            names.extend([data.key, data.label].into_iter().chain(data.aliases.iter().copied()));
        }
        assert!(names.iter().all(|name| !name.is_empty()));
    }
    each::<VmColumn>();
    each::<HostColumn>();
    each::<TrunkColumn>();
}

#[test]
fn hosts_that_only_vms_name_are_made() {
    let mut sheets = two_hosts();
    vm(
        &mut sheets,
        &[(VmColumn::Name, "b"), (VmColumn::Host, "n9"), (VmColumn::To, "n2"), (VmColumn::Memory, "200 GiB")],
    );
    sheets.hosts.set(1, HostColumn::Memory, "");
    assert_eq!(sheets.missing_hosts(), ["n9"]);
    let read = sheets.read().unwrap();
    assert_eq!((read.site.hosts[2].name.as_str(), read.host_rows[2]), ("n9", None));
    assert_eq!(read.site.hosts[2].memory, Bytes::from_gib(400.0));
    assert_eq!(read.draining.given, [(1, 1)]);
    sheets.add_missing_hosts();
    let again = sheets.read().unwrap();
    assert_eq!((&again.site, again.host_rows[2]), (&read.site, Some(2)));
    let alone = Sheets { hosts: Table::default(), ..sheets };
    assert_eq!(alone.read().unwrap().site.hosts[0].name, "host1");
}

#[test]
fn trunks_connect_switches() {
    let mut sheets = two_hosts();
    sheets.hosts.set(0, HostColumn::Switch, "left");
    sheets.hosts.set(1, HostColumn::Switch, "right");
    sheets.trunks.push(&[
        (TrunkColumn::From, "left"),
        (TrunkColumn::To, "right"),
        (TrunkColumn::Link, "1 Gbit/s"),
        (TrunkColumn::Cables, "3"),
        (TrunkColumn::Spread, "by-address"),
    ]);
    let read = sheets.read().unwrap();
    let trunk = &read.site.network.links[2];
    assert_eq!((trunk.cables, trunk.spread), (3, Spread::ByAddress));
    sheets.trunks.set(0, TrunkColumn::To, "rihgt");
    assert_eq!(
        problems(&sheets),
        ["Trunks, row 1, to: Nothing else is at this switch: no host, and no other trunk. right?"]
    );
    sheets.trunks.set(0, TrunkColumn::To, "left");
    assert_eq!(problems(&sheets), ["Trunks, row 1: Both its ends are the same."]);
}

#[test]
fn everything_that_is_wrong_is_said_with_its_place() {
    let mut sheets = two_hosts();
    sheets.product = "hv=qemu&max-downtime=soon&mem=3GiB&colour=red".to_owned();
    sheets.hosts.push(&[(HostColumn::Boot, "3"), (HostColumn::On, "perhaps"), (HostColumn::PowerIdle, "110")]);
    sheets.hosts.push(&[(HostColumn::Name, "n2"), (HostColumn::Link, "5 pages/s")]);
    sheets.hosts.push(&[(HostColumn::Name, "n4"), (HostColumn::PowerIdle, "2 kW")]);
    vm(&mut sheets, &[]);
    vm(&mut sheets, &[(VmColumn::Name, "b"), (VmColumn::Memory, "8"), (VmColumn::HotSet, "lots")]);
    vm(&mut sheets, &[(VmColumn::Name, "a"), (VmColumn::Memory, "8 GiB")]);
    vm(&mut sheets, &[(VmColumn::Name, "c"), (VmColumn::Memory, "1 GiB"), (VmColumn::WorkingSet, "2 GiB")]);
    vm(
        &mut sheets,
        &[(VmColumn::Name, "d"), (VmColumn::Memory, "300 GiB"), (VmColumn::Host, "n2"), (VmColumn::To, "n2")],
    );
    vm(&mut sheets, &[(VmColumn::Name, "e"), (VmColumn::Memory, "90 GiB"), (VmColumn::Host, "n2")]);
    sheets.rules = "\napart a, z".to_owned();
    let found = sheets.read().unwrap_err();
    let places: Vec<_> = found.iter().map(|one| (one.sheet, one.row, one.column)).collect();
    assert_eq!(
        places,
        [
            (Sheet::Product, None, None),
            (Sheet::Product, None, None),
            (Sheet::Product, None, None),
            (Sheet::Hosts, Some(2), Some("on")),
            (Sheet::Hosts, Some(2), Some("powerIdle")),
            (Sheet::Hosts, Some(2), Some("boot")),
            (Sheet::Hosts, Some(2), Some("name")),
            (Sheet::Hosts, Some(3), Some("link")),
            (Sheet::Hosts, Some(4), None),
            (Sheet::Vms, Some(2), Some("memory")),
            (Sheet::Vms, Some(2), Some("hotSet")),
            (Sheet::Vms, Some(3), None),
            (Sheet::Vms, Some(4), Some("workingSet")),
            (Sheet::Vms, Some(5), Some("to")),
            (Sheet::Vms, Some(6), None),
            (Sheet::Rules, Some(1), None),
        ],
        "{found:#?}"
    );
    assert_eq!(problems(&Sheets::default()).len(), 1);
    let mut idle = two_hosts();
    idle.hosts.set(0, HostColumn::Drain, "no");
    assert!(problems(&idle)[0].starts_with("Hosts: No host is to be emptied"), "{:?}", problems(&idle));
}

fn tidied(sheets: &Sheets) -> Sheets {
    fn filled<C: Columns>(table: &Table<C>) -> Table<C> {
        let mut other = Table::default();
        for row in table.filled() {
            let cells: Vec<(C, &str)> = C::ALL.iter().map(|&column| (column, table.cell(row, column))).collect();
            other.push(&cells);
        }
        other
    }
    let (hosts, trunks, vms) = (filled(&sheets.hosts), filled(&sheets.trunks), filled(&sheets.vms));
    Sheets { hosts, trunks, vms, ..sheets.clone() }
}

fn nasty() -> Sheets {
    let mut sheets = two_hosts();
    sheets.title = "Rack 4 | a_b & c % \"d\"; é!*".to_owned();
    sheets.product = "hv=kubevirt&cap=none".to_owned();
    sheets.rules = "# one\nat most 2 per host".to_owned();
    (sheets.afterwards, sheets.techniques, sheets.with_product_limits) =
        (Afterwards::Restart, Techniques::ByTraffic, false);
    vm(&mut sheets, &[]);
    for name in ["*", "**", ",;|", "!u", "a  b", "ünï"] {
        vm(&mut sheets, &[(VmColumn::Name, name), (VmColumn::Memory, "8 GiB"), (VmColumn::Cores, "2")]);
    }
    vm(&mut sheets, &[(VmColumn::Name, "x"), (VmColumn::Memory, "8 GiB")]);
    sheets
}

#[test]
fn files_and_links_say_the_same_sheets() {
    for sheets in [Sheets::default(), two_hosts(), nasty()] {
        let file = from_json(&sheets.to_json());
        assert_eq!((file.flaws, file.sheets), (vec![], Some(tidied(&sheets))));
        let link = sheets.to_link().unwrap();
        assert_eq!(from_link(&link), Ok(tidied(&sheets)), "{link}");
        assert!(!link.contains([' ', '&', '%', '"', '#']) || sheets == nasty(), "{link}");
    }
    assert_eq!(
        two_hosts().to_link().unwrap(),
        "1||hv=qemu|stay-on,pre-copy,yes|n1,,,1_Gbit/s,,,yes;n2,64_GiB||a,,,8_GiB|"
    );
    let mut many = two_hosts();
    for at in 0..600 {
        vm(&mut many, &[(VmColumn::Name, &format!("vm{at}")), (VmColumn::Memory, "8 GiB"), (VmColumn::Cores, "2")]);
    }
    assert!(many.to_link().is_some_and(|link| link.len() < 7_000));
    for at in 600..3_000 {
        vm(&mut many, &[(VmColumn::Name, &format!("vm{at}")), (VmColumn::Memory, "8 GiB"), (VmColumn::Cores, "2")]);
    }
    assert_eq!(many.to_link(), None);
}

#[test]
fn a_flaw_of_a_file_is_said_and_the_rest_is_taken() {
    let text = r#"{ "format": "precopy-maintenance", "version": 1, "title": 5, "afterwards": "explode", "productLimits": "yes", "more": 1,
        "hosts": [ { "name": "n1", "drain": true, "cores": 8, "memroy": "1 GiB" }, 7 ], "trunks": {},
        "vms": [ { "name": "a", "memory": "8 GiB", "to": null, "host": ["n1"] } ], "rules": [ "apart a, b", 3 ] }"#;
    let read = from_json(text);
    let paths: Vec<&str> = read.flaws.iter().map(|flaw| flaw.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "more",
            "title",
            "afterwards",
            "productLimits",
            "hosts[0].memroy",
            "hosts[1]",
            "trunks",
            "vms[0].host",
            "rules[1]"
        ]
    );
    assert_eq!(read.flaws[4].problem.hint.as_deref(), Some("memory"));
    let sheets = read.sheets.unwrap();
    assert_eq!((sheets.hosts.cell(0, HostColumn::Drain), sheets.hosts.cell(0, HostColumn::Cores)), ("yes", "8"));
    for (text, path) in [
        ("", ""),
        ("[]", ""),
        ("{}", "format"),
        (r#"{"format": "other"}"#, "format"),
        (r#"{"format": "precopy-maintenance"}"#, "version"),
        (r#"{"format": "precopy-maintenance", "version": 2, "x": 1}"#, "version"),
    ] {
        let read = from_json(text);
        assert_eq!((read.sheets, read.flaws.len()), (None, 1), "{text}");
        assert_eq!(read.flaws[0].path, path);
    }
}

#[test]
fn ten_thousand_vms_are_read() {
    let mut sheets = two_hosts();
    for host in 0..200 {
        sheets.hosts.push(&[(HostColumn::Name, &format!("h{host}")), (HostColumn::Switch, &format!("s{}", host / 20))]);
    }
    for at in 0..10_000 {
        let (name, host) = (format!("vm{at}"), format!("h{}", at % 200));
        vm(&mut sheets, &[(VmColumn::Name, &name), (VmColumn::Host, &host), (VmColumn::Memory, "4 GiB")]);
    }
    let read = sheets.read().unwrap();
    assert_eq!(read.site.guests.len(), 10_001);
    assert_eq!(from_json(&sheets.to_json()).sheets, Some(sheets));
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-c]",
        "n[1-3]",
        "[0-9]{1,3} ?(GiB|%|pages/s|Gbit/s|W|s|)",
        "yes|no|by-address",
        "(?s).{0,12}"
    ]
}

fn any_table<C: Columns>() -> impl Strategy<Value = Table<C>> {
    proptest::collection::vec(proptest::collection::vec(any_cell(), C::ALL.len()), 0..5).prop_map(|rows| {
        let mut table = Table::default();
        for row in rows {
            let cells: Vec<(C, &str)> = C::ALL.iter().copied().zip(row.iter().map(String::as_str)).collect();
            table.push(&cells);
        }
        table
    })
}

fn any_sheets() -> impl Strategy<Value = Sheets> {
    let texts =
        ("(?s).{0,20}", "hv=(qemu|xen|x)(&(cap|mem|max-downtime)=[0-9]{0,2}(ms|MiB/s|)){0,2}|.{0,20}", any_cell());
    (texts, any_table(), any_table(), any_table(), 0..3usize, 0..3usize, any::<bool>()).prop_map(
        |((title, product, rules), hosts, trunks, vms, afterwards, techniques, with_product_limits)| Sheets {
            title,
            product,
            hosts,
            trunks,
            vms,
            rules: rules.replace(['\n', '\r'], ""),
            afterwards: [Afterwards::StayOn, Afterwards::SwitchOff, Afterwards::Restart][afterwards],
            techniques: [Techniques::PreCopy, Techniques::PostCopy, Techniques::ByTraffic][techniques],
            with_product_limits,
        },
    )
}

proptest! {
    #[test]
    fn any_sheets_are_read_or_refused_and_come_back(sheets in any_sheets()) {
        if let Err(problems) = sheets.read() {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
        }
        let file = from_json(&sheets.to_json());
        prop_assert_eq!(file.flaws, vec![]);
        prop_assert_eq!(file.sheets, Some(tidied(&sheets)));
        if let Some(link) = sheets.to_link() {
            prop_assert_eq!(from_link(&link), Ok(tidied(&sheets)));
        }
    }

    #[test]
    fn any_text_is_sheets_or_a_problem(text in "(1|\\||,|;|\\*|!|_|a|hv=qemu|yes|pre-copy|stay-on){0,40}|(?s).{0,60}") {
        if let Ok(sheets) = from_link(&text) {
            let _ = sheets.read();
        }
        let read = from_json(&text);
        prop_assert!(read.sheets.is_some() || !read.flaws.is_empty());
    }
}
