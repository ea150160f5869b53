//! A link of a lesson as its keys, and what is changed in it.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, parse};

use crate::fields::TABLE;

/// What is changed in a link: keys with their new values; an empty value takes the key away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Changes(Vec<(String, String)>);

/// What stands for no change at all.
const NOTHING: &str = "start";

impl Changes {
    /// Reads changes: `start`, or keys with values as in a link.
    ///
    /// # Errors
    /// A key that is none of the field table and none of what varies, or stands there twice; a part without `=`.
    ///
    /// ```
    /// use precopy_formats::lessons::{Changes, Start};
    /// let start = Start::read("v=1&hv=qemu&cap=none&link=1Gbit/s").unwrap();
    /// let changed = start.changed(&Changes::read("link=10Gbit/s&cap=").unwrap());
    /// assert_eq!(changed.text(), "v=1&hv=qemu&link=10Gbit/s");
    /// ```
    pub fn read(text: &str) -> Result<Self, Problem> {
        if text == NOTHING {
            return Ok(Self::default());
        }
        let mut changes = Self::default();
        for part in text.split('&') {
            let Some((key, value)) = part.split_once('=') else {
                return Err(Problem::general("A change is a key, = and a value.").given(part));
            };
            if !is_known(key) {
                return Err(Problem::general("This key is not known.").given(key));
            }
            if changes.value(key).is_some() {
                return Err(Problem::general("This key is changed twice.").given(key));
            }
            changes.0.push((key.to_owned(), value.to_owned()));
        }
        Ok(changes)
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> String {
        if self.0.is_empty() { NOTHING.to_owned() } else { joined(&self.0) }
    }

    /// The new value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Changes a key, whatever it was changed to before.
    pub fn set(&mut self, key: &str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => value.clone_into(known),
            None => self.0.push((key.to_owned(), value.to_owned())),
        }
    }

    /// The keys that are changed, with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A scenario's link, as its keys: what changes are made to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Start(Vec<(String, String)>);

impl Start {
    /// Takes a link apart.
    ///
    /// # Errors
    /// A part without `=`, a key that is not known, or one that stands there twice. Whether the values make a scenario is another question.
    pub fn read(link: &str) -> Result<Self, Problem> {
        let mut keys: Vec<(String, String)> = Vec::new();
        for part in link.split('&') {
            let Some((key, value)) = part.split_once('=') else {
                return Err(Problem::general("A link is made of keys, = and values.").given(part));
            };
            if key != "v" && !is_known(key) {
                return Err(Problem::general("This key is not known.").given(key));
            }
            if keys.iter().any(|(known, _)| known == key) {
                return Err(Problem::general("The link says this twice.").given(key));
            }
            keys.push((key.to_owned(), value.to_owned()));
        }
        Ok(Self(keys))
    }

    /// The link with changes: each in the place of what it replaces, what is new in the order of the field table.
    #[must_use]
    pub fn changed(&self, changes: &Changes) -> Self {
        let mut keys = self.0.clone();
        for (key, value) in changes.iter() {
            match keys.iter().position(|(known, _)| known == key) {
                Some(at) if value.is_empty() => {
                    keys.remove(at);
                }
                Some(at) => {
                    if let Some((_, known)) = keys.get_mut(at) {
                        value.clone_into(known);
                    }
                }
                None if value.is_empty() => {}
                None => {
                    let at = keys.iter().position(|(known, _)| place(key) < place(known)).unwrap_or(keys.len());
                    keys.insert(at, (key.to_owned(), value.to_owned()));
                }
            }
        }
        Self(keys)
    }

    /// The same where one set has been turned to more than the one that it is part of: the working set is then all of the memory, the hot
    /// set all of the working set.
    #[must_use]
    pub fn settled(&self) -> Self {
        let mut settled = self.clone();
        for (part, whole) in [("ws", "mem"), ("hot", "ws")] {
            let bytes = |key: &str| settled.value(key).and_then(size);
            if let (Some(of_part), Some(of_whole)) = (bytes(part), bytes(whole))
                && of_whole < of_part
            {
                let value = settled.value(whole).unwrap_or_default().to_owned();
                let mut changes = Changes::default();
                changes.set(part, &value);
                settled = settled.changed(&changes);
            }
        }
        settled
    }

    /// As a link, without `#`.
    #[must_use]
    pub fn text(&self) -> String {
        joined(&self.0)
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether the keys stand in the order of the field table, the version first and what varies last.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        let places: Vec<usize> = self.0.iter().map(|(key, _)| place(key)).collect();
        places.windows(2).all(|pair| if let [before, after] = pair { before <= after } else { true })
    }
}

/// A size in bytes, where it is written as one.
fn size(text: &str) -> Option<f64> {
    match parse(text, Kind::Size) {
        Ok(Amount::Bytes(bytes)) => Some(bytes.as_bytes()),
        _ => None,
    }
}

/// The place of a key in a link.
fn place(key: &str) -> usize {
    if key == "v" { 0 } else { TABLE.iter().position(|row| row.key == key).map_or(TABLE.len() + 1, |at| at + 1) }
}

fn is_known(key: &str) -> bool {
    TABLE.iter().any(|row| row.key == key) || crate::uncertain::Varied::has_key(key)
}

fn joined(keys: &[(String, String)]) -> String {
    let mut text = String::new();
    for (key, value) in keys {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(key);
        text.push('=');
        text.push_str(value);
    }
    text
}
