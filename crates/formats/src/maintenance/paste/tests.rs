//! Tables that people and programs write.

use proptest::prelude::*;

use super::*;
use crate::maintenance::{HostColumn, TrunkColumn, VmColumn};

type Vms = Pasted<VmColumn>;

fn cells(pasted: &Vms, row: usize) -> Vec<&str> {
    let mut cells: Vec<&str> = VmColumn::ALL.iter().map(|&column| pasted.table.cell(row, column)).collect();
    while cells.last() == Some(&"") {
        cells.pop();
    }
    cells
}

fn problems<C>(pasted: &Pasted<C>) -> Vec<(Option<usize>, String)> {
    pasted.problems.iter().map(|one| (one.line, one.problem.to_string())).collect()
}

#[test]
fn commas_semicolons_and_tabs() {
    for text in [
        "name,host,memory\nweb 1,n1,8 GiB\n\n\"a, b\",,1.5 GiB\n",
        "name;host;memory\r\nweb 1;n1;8 GiB\r\n\"a, b\";;1.5 GiB",
        "\u{feff}Name\tHost\tMemory\nweb 1\tn1\t8 GiB\na, b\t\t1.5 GiB\n",
    ] {
        let pasted: Vms = paste(text);
        assert_eq!((problems(&pasted), pasted.table.len(), pasted.has_headings), (vec![], 2, true), "{text}");
        assert_eq!(cells(&pasted, 0), ["web 1", "n1", "", "8 GiB"]);
        assert_eq!(cells(&pasted, 1), ["a, b", "", "", "1.5 GiB"]);
    }
}

#[test]
fn headings_in_other_words_and_with_units() {
    let text = "Virtual Machine,vCPUs,RAM (GiB),Used memory [MiB],dirty_rate MiB/s,Node,Destination Host,TX (Mbit/s),Owner\n\
                db,4,16,9000,20,n1,n2,200,Ann\n\
                web,2,8 GB,50 %,\"5,000 pages/s\",n1,,,Bob\n";
    let pasted: Vms = paste(text);
    assert_eq!(problems(&pasted), []);
    assert_eq!(cells(&pasted, 0), ["db", "n1", "n2", "16 GiB", "9000 MiB", "", "20 MiB/s", "200 Mbit/s", "", "4"]);
    assert_eq!(cells(&pasted, 1)[3..7], ["8 GB", "50 %", "", "5,000 pages/s"]);
    assert_eq!(pasted.columns[8], ReadAs { heading: "Owner".to_owned(), column: None, unit: "" });
    assert_eq!((pasted.columns[2].column, pasted.columns[2].unit), (Some(VmColumn::Memory), "GiB"));
    let lower: Vms = paste("name,memory_gib\na,4\n");
    assert_eq!(cells(&lower, 0), ["a", "", "", "4 GiB"]);
}

#[test]
fn without_headings() {
    for (text, first) in [
        ("a,8 GiB\n", vec!["a", "", "", "8 GiB"]),
        ("a,n1,8 GiB,4 GiB\n", vec!["a", "n1", "", "8 GiB", "4 GiB"]),
        (
            "a\tn1\tn2\t8 GiB\t4 GiB\t5 %\t100 pages/s\t1 Mbit/s\t0\t2",
            vec!["a", "n1", "n2", "8 GiB", "4 GiB", "5 %", "100 pages/s", "1 Mbit/s", "0", "2"],
        ),
    ] {
        let pasted: Vms = paste(text);
        assert_eq!((problems(&pasted), pasted.has_headings), (vec![], false), "{text}");
        assert_eq!(cells(&pasted, 0), first);
    }
    let pasted: Vms = paste("a,8 GiB\nb,8\nc,1 GiB,,,,,,,,,9\n");
    let said = problems(&pasted);
    assert_eq!(said[0].0, Some(2));
    assert!(said[0].1.starts_with("Memory: The unit is missing."), "{}", said[0].1);
    assert_eq!(said[1], (Some(3), "There are more cells than columns.".to_owned()));
}

#[test]
fn rvtools_exports() {
    let info = "VM,Powerstate,Template,DNS Name,CPUs,Memory,Active Memory,NICs,In Use MiB,Cluster,Host,Annotation\n\
                web1,poweredOn,False,w1,4,\"8,192\",819,1,30000,c1,esx1,\"x\ny\"\n\
                off,poweredOff,False,o,2,4096,0,1,1,c1,esx1,\n\
                tmpl,poweredOn,True,t,2,4096,0,1,1,c1,esx1,\n\
                eu,poweredOn,False,e,2,4.096,0,1,1,c1,esx2,\n\
                db1,poweredOn,False,d1,8,16384,5000,1,1,c1,esx2,\n";
    let pasted: Vms = paste(info);
    assert!(pasted.is_rvtools);
    assert_eq!((pasted.table.len(), pasted.left_out), (2, 2));
    assert_eq!(cells(&pasted, 0), ["web1", "esx1", "", "8,192 MiB", "", "", "", "", "", "4"]);
    assert_eq!(cells(&pasted, 1)[3], "16384 MiB");
    // The annotation has two lines.
    assert_eq!(pasted.problems[0].line, Some(6));
    assert_eq!(pasted.problems[0].problem.hint.as_deref(), Some("4096"));
    let memory =
        "VM;Powerstate;Template;Size MiB;Overhead;Consumed;Active;Host\nweb1;poweredOn;False;8192;70;6144;819;esx1\n";
    let pasted: Vms = paste(memory);
    assert_eq!(cells(&pasted, 0), ["web1", "esx1", "", "8192 MiB", "6144 MiB"]);
    // "Memory" alone is no RVTools, and says no unit.
    let other: Vms = paste("VM,Memory\na,8192\n");
    assert_eq!((other.table.len(), other.problems.len()), (0, 1));
}

#[test]
fn good_rows_are_kept_beside_bad_ones() {
    let pasted: Vms = paste("name,memory,hot\na,8 GiB,10 %\n,8 GiB,\nc,,\nd,8 Gib,lots\ne,4 GiB,\n");
    let lines: Vec<_> = pasted.problems.iter().map(|one| one.line).collect();
    assert_eq!((pasted.table.len(), lines), (2, vec![Some(3), Some(4), Some(5)]));
    let said = problems(&pasted);
    assert!(said[0].1.starts_with("Name") && said[1].1.starts_with("Memory") && said[2].1.starts_with("Hot set"));
    let none: Vms = paste("name,colour\na,red\n");
    assert_eq!(none.table.len(), 0);
    assert!(problems(&none)[0].1.starts_with("No heading means the column “Memory”."), "{:?}", none.problems);
}

#[test]
fn hosts_and_trunks_too() {
    let hosts: Pasted<HostColumn> =
        paste("node,ram GiB,port,drain,idle power (W)\nn1,256,25GbE,yes,110\nn2,256,25GbE,,\n");
    assert_eq!(problems(&hosts), []);
    assert_eq!(hosts.table.cell(0, HostColumn::PowerIdle), "110 W");
    let trunks: Pasted<TrunkColumn> = paste("a,b,1 Gbit/s,3,by-address\n");
    assert_eq!(trunks.table.cell(0, TrunkColumn::Spread), "by-address");
}

#[test]
fn what_is_written_is_read_again() {
    let sheets = (crate::maintenance::ready::ALL[0].make)();
    assert_eq!(paste::<VmColumn>(&sheets.vms.csv()).table, sheets.vms);
    assert_eq!(paste::<HostColumn>(&sheets.hosts.csv()).table, sheets.hosts);
}

#[test]
fn ten_thousand_rows() {
    let mut text = "name,host,memory,rate\n".to_owned();
    for at in 0..10_000 {
        text += &format!(
            "vm{at},h{},{} GiB,{}\n",
            at % 100,
            1 + at % 64,
            if at % 50 == 0 { "lots" } else { "100 pages/s" }
        );
    }
    let pasted: Vms = paste(&text);
    assert_eq!((pasted.table.len(), pasted.problems.len()), (9800, MOST_PROBLEMS + 1));
}

proptest! {
    #[test]
    fn any_text_gives_rows_or_problems(text in "(name|VM|Powerstate|memory|host|GiB|8|,|;|\t|\n|\"| |a|\r|é|%){0,60}|(?s).{0,80}") {
        let pasted: Vms = paste(&text);
        for row in 0..pasted.table.len() {
            for &column in VmColumn::ALL {
                prop_assert_eq!(column.column().check(pasted.table.cell(row, column)), Ok(()));
            }
        }
        let says_nothing = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '"' | '\u{feff}');
        let is_silent = !pasted.has_headings && pasted.table.is_empty() && pasted.problems.is_empty() && pasted.left_out == 0;
        prop_assert!(!is_silent || text.chars().all(says_nothing), "{:?}", text);
    }
}
