//! A plan in the commands of its product, in waves: what may be begun together, then what has to wait for it. Placeholders are in capitals.
//!
//! What no document of a product shows is not made up: then the moves stand there in plain words. Hosts are switched by hand, and the
//! run-book waits until somebody says that it is done.

mod command;
mod power_shell;
mod products;
mod quote;
mod shell;
mod words;
mod yaml;

use precopy_model::plan::Timeline;
use precopy_model::scenario::{Mark, Source};

use self::products::{Way, way};
use self::words::Book;
use crate::maintenance::Maintenance;
use crate::settings::Language;

/// A plan to be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct RunBook {
    /// What it is written in.
    pub language: Language,
    /// What its file is called.
    pub file_name: &'static str,
    /// The text.
    pub text: String,
    /// Whether it has commands: they are documented.
    pub is_documented: bool,
    /// What has to be known to use it, in sentences.
    pub notes: Vec<&'static str>,
    /// Where its commands are described.
    pub sources: Vec<Source>,
}

/// A plan in the commands of its product.
///
/// ```
/// use precopy_formats::maintenance::export::run_book;
/// use precopy_formats::maintenance::ready;
/// use precopy_model::plan::{play, strategy};
/// let maintenance = (ready::ALL[0].make)().read().unwrap();
/// let task = maintenance.task().unwrap();
/// let plan = strategy::sequential(&maintenance.site, &task, &maintenance.all_rules());
/// let book = run_book(&maintenance, &play(&maintenance.site, &plan));
/// assert!(book.text.contains("virsh -c 'qemu+ssh://node1/system' migrate --live"));
/// ```
#[must_use]
pub fn run_book(maintenance: &Maintenance, timeline: &Timeline) -> RunBook {
    let book = Book { maintenance, timeline };
    let (way, notes) = way(maintenance.site.hypervisor.id);
    let source = match way {
        Way::Shell(commands) | Way::Monitor(commands) => commands.source,
        Way::PowerShell(commands) => commands.source,
        Way::Yaml(source) => source,
        Way::Words => Source::assumed("No document shows a command that begins a migration under this product."),
    };
    let (language, file_name, text) = match way {
        Way::Shell(commands) => (Language::Shell, "run-book.sh", shell::text(&book, commands)),
        Way::Monitor(commands) => (Language::Steps, "run-book.txt", words::monitor(&book, commands)),
        Way::PowerShell(commands) => (Language::PowerShell, "run-book.ps1", power_shell::text(&book, commands)),
        Way::Yaml(_) => (Language::Yaml, "run-book.yaml", yaml::text(&book)),
        Way::Words => (Language::Steps, "run-book.txt", words::text(&book)),
    };
    let is_documented = source.mark != Mark::Assumed;
    RunBook {
        language,
        file_name,
        text,
        is_documented,
        notes: notes.to_vec(),
        sources: if is_documented { vec![source] } else { Vec::new() },
    }
}
