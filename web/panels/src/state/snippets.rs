//! What is copied into other pages, for each way to share.

use precopy_base::markup::{escaped as html, frame, look_of_frame};
use precopy_base::place::{Place, with_slash};
use precopy_formats::fields::{TABLE, row};
use precopy_formats::link;

use super::Calculator;
use super::share::{Share, Way};

/// What a snippet is made of.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What was chosen.
    pub share: &'a Share,
    /// What is shared.
    pub calculator: &'a Calculator,
    /// Where the calculator lies.
    pub folder: &'a str,
    /// What it says, for those who see nothing else.
    pub summary: &'a str,
}

impl<'a> Given<'a> {
    /// The folder that a snippet refers to.
    #[must_use]
    pub fn folder_of(share: &Share, own: &Place) -> String {
        let pinned = share.pinned && share.way.is_fetched();
        match &share.address {
            Some(address) => Place::of_address(&with_slash(address)).folder(pinned),
            None => own.folder(pinned),
        }
    }

    /// The address of the calculator with its state: the whole page, or as it is embedded.
    #[must_use]
    pub fn address(&self, embedded: bool) -> String {
        format!("{}#{}", self.folder, self.share.fragment(self.calculator, embedded))
    }

    /// What is copied.
    #[must_use]
    pub fn text(&self) -> String {
        match self.share.way {
            Way::Link => self.address(false),
            Way::Frame => self.frame(),
            Way::Element => self.element(),
            // The file itself is saved; a page that shows it needs this.
            Way::File => format!(
                "<iframe src=\"precopy.html\" title=\"Precopy\" {}></iframe>\n{}\n",
                self.look_of_frame(),
                self.paragraph()
            ),
            Way::Picture => format!("[![{}](precopy.svg)]({})\n", markdown(self.summary), self.address(false)),
            Way::Confluence => self.confluence(),
            Way::MediaWiki => self.media_wiki(),
            Way::Jupyter => format!(
                "from IPython.display import IFrame\n\nIFrame(\"{}\", width=\"100%\", height={})\n",
                self.address(true),
                self.share.height
            ),
            Way::Quarto => format!("```{{=html}}\n{}```\n", self.frame()),
            Way::Moodle => format!("{}\n", self.paragraph()),
        }
    }

    fn look_of_frame(&self) -> String {
        look_of_frame(self.share.height)
    }

    /// What remains where frames are stripped.
    fn paragraph(&self) -> String {
        format!("<p><a href=\"{}\">{}</a></p>", html(&self.address(false)), html(self.summary))
    }

    fn frame(&self) -> String {
        format!("{}\n{}\n", frame(&self.address(true), "Precopy", self.share.height), self.paragraph())
    }

    fn element(&self) -> String {
        let mut tag = String::from("<precopy-calculator");
        let complete = self.calculator.inputs.complete();
        for one in TABLE {
            if let Some(value) = complete.get(one.field) {
                tag += &format!("\n  {}=\"{}\"", row(one.field).key, html(&value.text()));
            }
        }
        for (key, value) in self.share.presentation() {
            match key {
                "embed" => {}
                "readonly" => tag += "\n  readonly",
                _ => tag += &format!("\n  {key}=\"{}\"", html(&value)),
            }
        }
        let mut others = String::new();
        for (key, value) in self.calculator.shared() {
            link::push(&mut others, key, value);
        }
        if !others.is_empty() {
            tag += &format!("\n  state=\"{}\"", html(others.trim_start_matches('&')));
        }
        format!(
            "<script type=\"module\" src=\"{}precopy-calculator.js\"></script>\n{tag}>\n  {}\n</precopy-calculator>\n",
            html(self.folder),
            self.paragraph()
        )
    }

    /// The text of a user macro, which an administrator enters once. The frame is as high as its content.
    fn confluence(&self) -> String {
        format!(
            "## Macro: precopy. Body: no. Output: HTML.\n\
             ## @param State:title=State|type=string|required=false|desc=What stands behind the # of a Precopy link; \
             without it, the state below\n\
             #set($precopyState = $!paramState)\n\
             #if(\"$!precopyState\" == \"\")#set($precopyState = \"{}\")#end\n\
             <div class=\"precopy-frame\">\n\
             <iframe src=\"{}#$generalUtil.htmlEncode($precopyState)&amp;height=auto\" title=\"Precopy\" {}></iframe>\n\
             {}\n\
             <script>\n{}</script>\n\
             </div>\n",
            self.share.fragment(self.calculator, true),
            html(self.folder),
            self.look_of_frame(),
            self.paragraph(),
            FOLLOW_HEIGHT
        )
    }

    /// A page of the Widget namespace, and how it is used.
    fn media_wiki(&self) -> String {
        format!(
            "<noinclude>Save this as Widget:Precopy. Then, in any page:\n\
             <pre><nowiki>{{{{#widget:Precopy|height={}|state={}}}}}</nowiki></pre></noinclude><includeonly>\
             <iframe src=\"{}#<!--{{$state|escape:'html'}}-->\" title=\"Precopy\" width=\"100%\" \
             height=\"<!--{{$height|escape:'html'|default:'{}'}}-->\" loading=\"lazy\" style=\"border:0\" \
             allow=\"clipboard-write\"></iframe></includeonly>\n",
            self.share.height,
            self.share.fragment(self.calculator, true),
            html(self.folder),
            self.share.height
        )
    }
}

/// Makes the frames of a page as high as they say; the page's theme is told to them.
const FOLLOW_HEIGHT: &str = "\
(function () {
  var frames = document.querySelectorAll(\".precopy-frame iframe\");
  addEventListener(\"message\", function (event) {
    var said = event.data;
    if (!said || said.source !== \"precopy\" || said.protocol !== 1) return;
    Array.prototype.forEach.call(frames, function (frame) {
      if (event.source !== frame.contentWindow) return;
      if (said.type === \"resize\") frame.style.height = Math.min(said.height + 4, 6000) + \"px\";
      if (said.type === \"ready\") {
        var dark = document.documentElement.getAttribute(\"data-color-mode\") === \"dark\";
        frame.contentWindow.postMessage(
          { source: \"precopy-host\", protocol: 1, type: \"set-theme\", theme: dark ? \"dark\" : \"auto\" }, \"*\");
      }
    });
  });
})();
";

/// A text inside the brackets of Markdown.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '\\' | '*' | '_' | '`' | '<') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::share::Change;
    use super::*;

    fn snippet(way: Way) -> String {
        let share = Share::default().after(Change::Way(way)).after(Change::Theme("dark"));
        let calculator = Calculator::of_link("hv=qemu&mem=64GiB&ws=40pct&curves=bound");
        let own = Place::of_address("https://tools.example/precopy/");
        let folder = Given::folder_of(&share, &own);
        Given { share: &share, calculator: &calculator, folder: &folder, summary: "Downtime [at most] 1 < 2 s." }.text()
    }

    #[test]
    fn every_snippet_carries_the_state_or_belongs_to_a_file_that_does() {
        for way in Way::ALL {
            let text = snippet(way);
            let state = if way == Way::Element { "mem=\"64 GiB\"" } else { "mem=64GiB" };
            assert!(text.contains(state), "{way:?}: {text}");
            let goodput = if way == Way::Element { "goodput=\"" } else { "goodput=" };
            assert!(text.contains(goodput), "{way:?}: defaults are written out");
            assert!(text.contains("https://tools.example/precopy/"), "{way:?}: {text}");
        }
    }

    #[test]
    fn markup_cannot_break_out_of_its_place() {
        for way in [Way::Frame, Way::Element, Way::File, Way::Confluence, Way::Quarto, Way::Moodle] {
            let text = snippet(way);
            assert!(text.contains("1 &lt; 2 s.") && !text.contains("1 < 2"), "{way:?}: {text}");
        }
        assert!(snippet(Way::Frame).contains("&amp;ws=40pct"));
        assert!(snippet(Way::Picture).starts_with("[![Downtime \\[at most\\] 1 \\< 2 s.](precopy.svg)](https://"));
    }

    #[test]
    fn embedded_ways_say_how_it_is_shown() {
        assert!(snippet(Way::Frame).contains("&amp;embed=1&amp;view=chart&amp;controls=sliders&amp;theme=dark"));
        let element = snippet(Way::Element);
        assert!(element.contains("\n  theme=\"dark\"") && element.contains("\n  state=\"curves=bound\""), "{element}");
        assert!(!element.contains("embed"));
        assert!(!snippet(Way::Link).contains("embed"));
    }

    #[test]
    fn a_pinned_one_is_fetched_from_the_folder_of_its_version() {
        let share = Share::default().after(Change::Way(Way::Frame)).after(Change::Pinned(true));
        let own = Place::of_address("https://tools.example/precopy/index.html");
        let version = precopy_base::place::version_folder();
        assert_eq!(Given::folder_of(&share, &own), format!("https://tools.example/precopy/{version}/"));
        let elsewhere = share.after(Change::Address(" https://wiki.example/p ".to_owned()));
        assert_eq!(Given::folder_of(&elsewhere, &own), format!("https://wiki.example/p/{version}/"));
        let file = share.after(Change::Way(Way::Moodle));
        assert_eq!(Given::folder_of(&file, &own), "https://tools.example/precopy/");
    }
}
