//! How much of the calculator a page shows, and what of it may be changed: what a wiki author or a teacher decides, not
//! what a reader does.
//!
//! ```text
//! embed=1                        without header, on a transparent ground
//! view=full|chart|figures        everything; result, chart and controls; the figures alone
//! controls=full|sliders|none     every input; those with a slider; none
//! readonly=1                     inputs are shown and cannot be changed
//! lock=mem,link                  the same for these
//! theme=auto|light|dark          its colours
//! ```

use precopy_formats::fields::TABLE;
use precopy_formats::nearest;
use precopy_model::problem::{Field, Problem};

use super::State;

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    #[default]
    Full,
    /// Result, chart and controls, without what they rest on.
    Chart,
    /// The figures and the reason alone.
    Figures,
}

/// Which inputs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Controls {
    /// Every input.
    #[default]
    Full,
    /// Those with a slider.
    Sliders,
    /// None.
    None,
}

/// Colours that do not follow the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Its word, for the style sheet.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What a page decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// Without header, on a transparent ground.
    pub embed: bool,
    /// How much is shown.
    pub extent: Extent,
    /// Which inputs are shown.
    pub controls: Controls,
    /// Its colours; none: as the system says.
    pub theme: Option<Theme>,
    /// Whether nothing can be changed.
    pub readonly: bool,
    /// What cannot be changed.
    locked: Vec<Field>,
}

/// Keys that say it, which page is shown, and what the page of plans holds. The last is the boot script's.
pub(super) const KEYS: [&str; 11] = [
    "embed",
    "view",
    "controls",
    "readonly",
    "lock",
    "theme",
    super::page::KEY,
    super::page::PLAN,
    super::page::PLAN_HOW,
    super::page::LESSON,
    "height",
];

/// What was said wrong, for those who wrote it.
type Wrong = Option<Problem>;

impl Presentation {
    /// As pairs of key and text say, later ones over earlier ones; other keys are left alone, and what is not understood
    /// changes nothing.
    pub fn of<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, problems: &mut Vec<Problem>) -> Self {
        let mut presentation = Self::default();
        for (key, text) in pairs {
            let wrong = match key {
                "embed" => take(&mut presentation.embed, key, text, &SWITCH),
                "readonly" => take(&mut presentation.readonly, key, text, &SWITCH),
                "view" => take(&mut presentation.extent, key, text, &EXTENTS),
                "controls" => take(&mut presentation.controls, key, text, &CONTROLS),
                "theme" => take(&mut presentation.theme, key, text, &THEMES),
                "lock" => presentation.lock(text),
                _ => None,
            };
            problems.extend(wrong);
        }
        presentation
    }

    fn lock(&mut self, text: &str) -> Wrong {
        self.locked.clear();
        let mut wrong = None;
        for key in text.split([',', ' ']).filter(|key| !key.is_empty()) {
            match TABLE.iter().find(|row| row.key == key) {
                // A pattern and its shape are one input.
                Some(row) if matches!(row.field, Field::Pattern | Field::Shape) => {
                    self.locked.extend([Field::Pattern, Field::Shape]);
                }
                Some(row) => self.locked.push(row.field),
                None => {
                    let problem = Problem::general("lock: there is no such input.").given(key);
                    wrong = Some(match nearest(key, TABLE.iter().map(|row| row.key)) {
                        Some(hint) => problem.hint(hint),
                        None => problem,
                    });
                }
            }
        }
        wrong
    }

    /// Whether a field cannot be changed.
    #[must_use]
    pub fn is_locked(&self, field: Field) -> bool {
        self.readonly || self.locked.contains(&field)
    }

    /// Whether some field cannot be changed: then a whole scenario cannot be put in place of the present one.
    #[must_use]
    pub fn locks_any(&self) -> bool {
        self.readonly || !self.locked.is_empty()
    }

    /// The locked fields.
    pub(super) fn locked(&self) -> &[Field] {
        &self.locked
    }
}

const SWITCH: [(&str, bool); 6] =
    [("1", true), ("0", false), ("yes", true), ("no", false), ("true", true), ("false", false)];
const EXTENTS: [(&str, Extent); 3] = [("full", Extent::Full), ("chart", Extent::Chart), ("figures", Extent::Figures)];
const THEMES: [(&str, Option<Theme>); 3] = [("auto", None), ("light", Some(Theme::Light)), ("dark", Some(Theme::Dark))];
const CONTROLS: [(&str, Controls); 3] =
    [("full", Controls::Full), ("sliders", Controls::Sliders), ("none", Controls::None)];

fn take<T: Copy>(place: &mut T, key: &str, text: &str, words: &[(&str, T)]) -> Wrong {
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
        *place = *value;
        return None;
    }
    let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    Some(Problem::general(format!("{key}: this is not known.")).given(text).allowed(allowed.join(", ")))
}

impl State {
    /// What the link says of the presentation, and over it what the page says that mounts the calculator.
    pub(super) fn settle_presentation(&mut self) {
        let own = self.others.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        let host = self.host.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        self.presentation = Presentation::of(own.chain(host), &mut Vec::new());
    }

    /// Keeps what the link says of the presentation, when another link's inputs are taken over.
    pub(super) fn keep_presentation(&self, next: &mut Self) {
        next.others.retain(|(key, _)| !KEYS.contains(&key.as_str()));
        let own = self.others.iter().filter(|(key, _)| KEYS.contains(&key.as_str()));
        next.others.extend(own.cloned());
        next.host = self.host.clone();
    }

    /// Inputs that keep the locked ones as they are.
    pub(super) fn with_locked(&self, mut inputs: precopy_formats::Inputs) -> precopy_formats::Inputs {
        for &field in self.presentation.locked() {
            match self.inputs.get(field) {
                _ if !inputs.applies(field) || !self.inputs.applies(field) => {}
                Some(value) => inputs.set(field, value),
                None => inputs.reset(field),
            }
        }
        inputs
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    fn said(link: &str) -> (Presentation, Vec<Problem>) {
        let state = State::from_link(link);
        (state.presentation, state.link_problems)
    }

    #[test]
    fn a_link_says_how_much_is_shown() {
        let (all, problems) = said("embed=1&view=chart&controls=sliders&readonly=1&lock=mem,link");
        assert_eq!((all.embed, all.extent, all.controls), (true, Extent::Chart, Controls::Sliders));
        assert!(all.readonly && all.is_locked(Field::DirtyRate) && problems.is_empty());
        let (some, _) = said("lock=mem,link");
        assert!(some.is_locked(Field::Memory) && some.is_locked(Field::Link) && !some.is_locked(Field::HotSet));
        assert_eq!(said("mem=1GiB").0, Presentation::default());
    }

    #[test]
    fn what_is_not_known_is_said_and_changes_nothing() {
        let (presentation, problems) = said("controls=some&view=&embed=maybe&lock=men,mem");
        assert_eq!((presentation.controls, presentation.extent, presentation.embed), Default::default());
        assert!(presentation.is_locked(Field::Memory));
        assert_eq!(problems.len(), 4);
        assert_eq!(problems[0].allowed.as_deref(), Some("full, sliders, none"));
        assert_eq!(problems[3].hint.as_deref(), Some("mem"));
    }

    #[test]
    fn the_host_page_has_the_last_word() {
        let state = State::from_link("controls=none&embed=1").reduce(Action::Present(vec![
            ("controls".to_owned(), "sliders".to_owned()),
            ("lock".to_owned(), "hv".to_owned()),
        ]));
        assert_eq!((state.presentation.controls, state.presentation.embed), (Controls::Sliders, true));
        assert!(state.presentation.is_locked(Field::Hypervisor));
        assert_eq!(State::from_link(&state.link()).presentation.controls, Controls::None, "it is not in the link");
    }

    #[test]
    fn what_is_locked_stays_whatever_a_reader_does() {
        let locked = State::from_link("mem=8GiB&ws=4GiB&hot=1GiB&lock=hot,hv,max-downtime&max-downtime=1s");
        for action in [
            Action::Slide(Field::HotSet, 900),
            Action::Type(Field::HotSet, "2 GiB".to_owned()),
            Action::TakeBack(Field::HotSet),
            Action::TakeBack(Field::DowntimeLimit),
            Action::Choose(Field::Hypervisor, "xen".to_owned()),
            Action::Enter(vec![(Field::Hypervisor, "xen".to_owned()), (Field::HotSet, "2 GiB".to_owned())]),
            Action::Type(Field::Memory, "16 GiB".to_owned()),
            Action::StartAfresh,
        ] {
            let next = locked.reduce(action.clone());
            for field in [Field::HotSet, Field::Hypervisor, Field::DowntimeLimit] {
                assert_eq!(next.inputs.get(field), locked.inputs.get(field), "{action:?} {field:?}");
            }
        }
        let larger = locked.reduce(Action::Type(Field::Memory, "16 GiB".to_owned()));
        assert_eq!((larger.text(Field::Memory), larger.text(Field::WorkingSet)), ("16 GiB".into(), "8 GiB".into()));
        // A memory into which the locked hot set does not fit is a problem, and changes nothing.
        let small = locked.reduce(Action::Type(Field::Memory, "512 MiB".to_owned()));
        assert!(small.is_stale() && small.inputs == locked.inputs);
        let readonly = State::from_link("readonly=1");
        assert_eq!(readonly.reduce(Action::Slide(Field::Memory, 3)), readonly);
    }

    #[test]
    fn to_start_afresh_in_somebodys_page_is_to_go_back_to_what_it_says() {
        let changed = |link: &str| State::from_link(link).reduce(Action::Slide(Field::Memory, 3));
        let embedded = changed("mem=8GiB&embed=1").reduce(Action::StartAfresh);
        assert_eq!((embedded.text(Field::Memory), embedded.presentation.embed), ("8 GiB".into(), true));
        assert_eq!(changed("mem=8GiB").reduce(Action::StartAfresh).text(Field::Memory), "4 GiB");
    }

    #[test]
    fn another_links_inputs_leave_the_presentation() {
        let state = State::from_link("embed=1&lock=mem&mem=8GiB&later=2");
        let next = state.reduce(Action::TakeOver("#mem=3GiB&controls=none&curves=bound".to_owned()));
        assert_eq!((next.text(Field::Memory), next.presentation.embed), ("3 GiB".into(), true));
        assert_eq!((next.presentation.controls, next.presentation.is_locked(Field::Memory)), (Controls::Full, true));
        assert!(next.link().contains("curves=bound") && !next.link().contains("later"));
    }
}
