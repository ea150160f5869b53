//! Everything that can happen to the state.

use std::rc::Rc;

use precopy_model::problem::Field;

use super::{Curves, Page, Ready, Shelf, Viewing};

/// One thing that a person, or the address, does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A slider was moved to a position.
    Slide(Field, u32),
    /// A text was typed into a field; the field has the focus.
    Type(Field, String),
    /// A field lost the focus, or Enter was pressed in it.
    Leave(Field),
    /// A word was chosen from a list.
    Choose(Field, String),
    /// An entered value is taken back: the default counts again.
    TakeBack(Field),
    /// A link was opened in this page.
    OpenLink(String),
    /// The page that mounts the calculator gives it another link's inputs; how it is shown stays.
    TakeOver(String),
    /// The page that mounts the calculator says how it is shown: pairs of a link's key and a text, in place of those before.
    Present(Vec<(String, String)>),
    /// Another page is turned to; the inputs stay.
    OpenPage(Page),
    /// The link of a recorded run is opened in the calculator; how it is shown stays.
    OpenRun(String),
    /// Back to the default scenario.
    StartAfresh,
    /// The list of what is wrong with the link was read.
    DismissLinkProblems,
    /// The paper's curve is shown or hidden.
    ShowPaper(bool),
    /// The bound is shown, or what is expected, or both.
    ShowCurves(Curves),
    /// The source of a product's value is shown, or hidden.
    ShowSource(Option<Field>),
    /// The chart is looked at in another way.
    View(Viewing),
    /// A panel is opened, or closed.
    OpenShelf(Option<Shelf>),
    /// A ready-made scenario is chosen.
    OpenReady(Rc<Ready>),
    /// The panels have told of the scenario that the link names.
    Recognise(Rc<Ready>),
    /// Back to what was there before one was chosen.
    LeaveReady,
    /// Values are entered at once, each as it would be typed, in this order.
    Enter(Vec<(Field, String)>),
}
