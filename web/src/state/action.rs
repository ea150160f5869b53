//! Everything that can happen to the state.

use std::rc::Rc;

use precopy_formats::targets::Want;
use precopy_model::problem::Field;

use super::{Curves, Page, Ready, Shelf, Uncertain, Viewing};

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
    /// A link that another program holds (of a recorded run, of a kept scenario) is opened in the calculator; how it is shown stays.
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
    /// The same while something is dragged: as long as it is about the same inputs, all of it is one step, which ends where nothing is entered.
    Drag(Vec<(Field, String)>),
    /// Keys of the link that are no inputs are set, as far as others than the page may set them; an empty text takes one away.
    SetKeys(Vec<(String, String)>),
    /// The present scenario is pinned under a name, which may be empty.
    Pin(String),
    /// A pinned scenario becomes the present one, by its letter.
    TakePin(char),
    /// A pinned scenario is taken away, by its letter.
    Unpin(char),
    /// A pinned scenario has another name.
    RenamePin(char, String),
    /// A text was typed into the field of a target.
    TypeTarget(Want, String),
    /// The field of a target lost the focus, or Enter was pressed in it.
    LeaveTarget(Want),
    /// Somebody has reckoned how far off the answer may be, for this link.
    Uncertain(Rc<(String, Uncertain)>),
    /// The last step is taken back.
    Undo,
    /// The last step that was taken back is done again.
    Redo,
}
