//! What the panel says that shares a calculator.

use precopy_base::words::scenario_line;
use precopy_model::predict::{Outcome, bound};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::short_seconds;

use crate::state::Calculator;
use crate::state::share::{Readers, Way};

/// What it is for.
pub const WHAT: &str =
    "Copy what fits the place. Every value is written out, so that it says the same when our defaults change.";
/// Name of the group of ways.
pub const WAYS: &str = "Where it will stand";
/// Labels.
pub const SHOWN: &str = "Shown";
/// Labels.
pub const CONTROLS: &str = "Inputs";
/// Labels.
pub const THEME: &str = "Colours";
/// Labels.
pub const READERS: &str = "Readers may change";
/// Labels.
pub const HEIGHT: &str = "Height";
/// Labels.
pub const VERSION: &str = "Version";
/// Labels.
pub const ADDRESS: &str = "Address of the calculator";
/// An address of that kind.
pub const ADDRESS_EXAMPLE: &str = "https://…/precopy/";
/// Said where the page does not know its own address.
pub const ADDRESS_UNKNOWN: &str = "This copy has no address of its own: enter the one where your readers find Precopy.";
/// Name of the group of boxes.
pub const LOCKED: &str = "Fixed inputs";
/// The text that is copied.
pub const TEXT: &str = "To be copied";
/// Buttons.
pub const COPY: &str = "Copy";
/// After it.
pub const COPIED: &str = "Copied";
/// Buttons.
pub const SAVE_FILE: &str = "Save precopy.html";
/// Buttons.
pub const SAVE_SVG: &str = "Save precopy.svg";
/// Buttons.
pub const SAVE_PNG: &str = "Save precopy.png";
/// Name of the preview.
pub const PREVIEW: &str = "Preview";
/// Where there is none.
pub const NO_PREVIEW: &str = "No preview: this copy of Precopy stands in a page that gives it no address.";

/// How much is shown.
pub const VIEWS: [(&str, &str); 3] =
    [("full", "everything"), ("chart", "figures and chart"), ("figures", "figures only")];
/// Which inputs.
pub const CONTROLS_SHOWN: [(&str, &str); 3] = [("full", "all"), ("sliders", "sliders only"), ("none", "none")];
/// Which colours.
pub const THEMES: [(&str, &str); 3] = [("auto", "as the system"), ("light", "light"), ("dark", "dark")];
/// What readers may change.
pub const WHAT_READERS: [(Readers, &str); 3] =
    [(Readers::Everything, "everything"), (Readers::Some, "all but …"), (Readers::Nothing, "nothing")];
/// Which version.
pub const VERSIONS: [(bool, &str); 2] = [(false, "follow updates"), (true, "pin this version")];

/// What a way is called.
#[must_use]
pub const fn name(way: Way) -> &'static str {
    match way {
        Way::Link => "Link",
        Way::Frame => "Frame",
        Way::Element => "Web component",
        Way::File => "One file",
        Way::Picture => "Picture + link",
        Way::Confluence => "Confluence",
        Way::MediaWiki => "MediaWiki",
        Way::Jupyter => "Jupyter",
        Way::Quarto => "Quarto",
        Way::Moodle => "Moodle",
    }
}

/// What to do with it.
#[must_use]
pub const fn steps(way: Way) -> &'static str {
    match way {
        Way::Link => "Opens the whole calculator with these values.",
        Way::Frame => {
            "Paste it where HTML is allowed: SharePoint, Notion, WordPress, a static site. Where the frame is stripped, the line with \
             the answer and the link stays."
        }
        Way::Element => {
            "For pages of your own: place files and page on one host, or let the host of the files allow other origins \
             (HOSTING.md). Until it has started, and in print or mail, the line inside it is shown."
        }
        Way::File => {
            "Everything in one file, with these values and this presentation: opens from a disk, as an attachment, without a network. \
             Attach it to a page and frame it with the text below, or open it by itself."
        }
        Way::Picture => {
            "For places that strip frames and scripts: GitHub and GitLab, mail, PDF. Save the picture, put it beside your text, \
             and paste this Markdown."
        }
        Way::Confluence => {
            "Data Center: an administrator adds this as a user macro named precopy (General configuration, User Macros, output \
             HTML). In the Cloud, paste the link of a frame into the built-in iframe macro instead."
        }
        Way::MediaWiki => {
            "Needs the Widgets extension. Somebody with the right to edit widgets saves this as Widget:Precopy once; pages then use \
             the line that it shows."
        }
        Way::Jupyter => "A cell of a notebook. JupyterBook and Colab show it too.",
        Way::Quarto => "A block of a Quarto or R Markdown document with HTML output.",
        Way::Moodle => {
            "Save the file; in the course, add a resource of type File, upload it, and choose Appearance: Embed. The line below \
             may stand in its description."
        }
    }
}

/// What the calculator says, for those who see nothing else.
#[must_use]
pub fn summary(calculator: &Calculator, verdict: &str) -> String {
    let bound = bound::predict(&calculator.scenario);
    let most = |name: &str, time: Option<Seconds>| match time {
        Some(time) => format!("{name} at most {}", short_seconds(time)),
        None => format!("{name}: no bound"),
    };
    let answer = match bound.outcome {
        // What may be cancelled has a time, but no downtime that it bounds.
        Outcome::Cancelled => match bound.migration_time {
            Some(time) => format!("may be cancelled after {}", short_seconds(time)),
            None => "may be cancelled".to_owned(),
        },
        Outcome::Completes | Outcome::Never => {
            format!("{}, {}", most("downtime", bound.downtime), most("migration time", bound.migration_time))
        }
    };
    format!("{}: {answer}. {verdict} (Precopy {})", scenario_line(&calculator.inputs), env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_holds_question_and_answer() {
        let text = summary(&Calculator::of_link("hv=qemu&mem=64GiB&dirty=9000pages/s"), "Converges.");
        assert!(
            text.contains("memory 64 GiB") && text.contains("downtime at most ") && text.contains("Converges."),
            "{text}"
        );
        let never = summary(&Calculator::of_link("dirty=90000pages/s&link=1Gbit/s"), "Does not converge.");
        assert!(never.contains("downtime: no bound"), "{never}");
    }
}
