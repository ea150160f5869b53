//! Advice, followed: what changes in the sheets.

use precopy_formats::maintenance::{HostColumn, Sheets, Techniques, TrunkColumn, print_rule};
use precopy_model::plan::Rule;
use precopy_model::plan::advice::Change;
use precopy_model::quantity::text::{Amount, print, to_digits};
use precopy_model::quantity::{BITS_PER_BYTE, BitsPerSecond, BytesPerSecond};
use precopy_model::scenario::{GOODPUT_TCP, Node};

use super::case::Case;

/// Whether a change can be made in the sheets.
#[must_use]
pub fn can_be(change: &Change, case: &Case) -> bool {
    match change {
        Change::AtMost { .. } | Change::WhileTheyConverge | Change::Widen { .. } => true,
        // The sheets say it of all VMs together.
        Change::PostCopy { guests } => guests.len() == case.task.moves.len(),
        Change::LeaveOut { .. } => false,
    }
}

/// The line rate that carries so much payload, as somebody would say it.
#[must_use]
pub fn line_rate(rate: BytesPerSecond) -> BitsPerSecond {
    let bits = rate.as_bytes_per_second() * BITS_PER_BYTE / GOODPUT_TCP;
    BitsPerSecond::from_bits_per_second(to_digits(bits, 6))
}

/// Makes a change; one of the order only is no matter of the sheets.
pub(super) fn apply(sheets: &mut Sheets, change: &Change, case: &Case) {
    match change {
        Change::AtMost { migrations, scope } => {
            let rule = Rule::AtMost { migrations: *migrations, scope: *scope };
            if !sheets.rules.is_empty() && !sheets.rules.ends_with('\n') {
                sheets.rules.push('\n');
            }
            sheets.rules.push_str(&print_rule(&rule, &case.site));
        }
        Change::PostCopy { .. } => sheets.techniques = Techniques::PostCopy,
        Change::Widen { links, rate } => {
            let text = print(Amount::BitsPerSecond(line_rate(*rate)));
            for link in links.iter().filter_map(|&link| case.site.network.links.get(link)) {
                match link.ends {
                    [Node::Host(host), _] | [_, Node::Host(host)] => {
                        if let Some(row) = case.told.host_rows.get(host).copied().flatten() {
                            sheets.hosts.set(row, HostColumn::Link, text.clone());
                        }
                    }
                    [Node::Switch(a), Node::Switch(b)] => {
                        let name = |at: usize| case.site.network.switches.get(at).cloned().unwrap_or_default();
                        let ends = [name(a), name(b)];
                        let rows: Vec<usize> = sheets.trunks.filled().collect();
                        for row in rows {
                            let cells = [TrunkColumn::From, TrunkColumn::To]
                                .map(|column| sheets.trunks.effective(row, column).to_owned());
                            let [from, to] = &cells;
                            if cells == ends || [to.clone(), from.clone()] == ends {
                                sheets.trunks.set(row, TrunkColumn::Link, text.clone());
                            }
                        }
                    }
                }
            }
        }
        Change::WhileTheyConverge | Change::LeaveOut { .. } => {}
    }
}
