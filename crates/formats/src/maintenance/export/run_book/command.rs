//! A command as data: what is written, and where names go.

use precopy_model::scenario::Source;

/// A piece of a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// As it is.
    Text(&'static str),
    /// The VM, quoted.
    Vm,
    /// The number of the VM, which the product wants in place of a name.
    VmNumber,
    /// Something with the source host in it, quoted as a whole.
    From(&'static str, &'static str),
    /// The same with the destination.
    To(&'static str, &'static str),
    /// The same with the destination as a part of an address.
    ToAddress(&'static str, &'static str),
    /// The same with the source.
    FromAddress(&'static str, &'static str),
    /// What was entered for the product, as its command says it.
    Options,
}

/// The commands of a product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Commands {
    /// Begins a migration, and waits for its end.
    pub(super) pre_copy: &'static [Part],
    /// The same by post-copy; none where there is no such command.
    pub(super) post_copy: Option<&'static [Part]>,
    /// Whether it has to be given on the source host.
    pub(super) on_source: bool,
    /// What waits for the end of a wave, where that is a command of its own.
    pub(super) waits: &'static str,
    pub(super) source: Source,
}
