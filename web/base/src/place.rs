//! Where a calculator lies, for texts that refer to it.

/// Where a calculator lies: the folder of its newest version, and that of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    folder: String,
}

impl Place {
    /// From the address of its page, without query and fragment.
    #[must_use]
    pub fn of_address(address: &str) -> Self {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        // A frame written into a page has an address that leads nowhere.
        if !address.contains("://") {
            return Self::default();
        }
        let end = address.rfind('/').map_or(0, |slash| slash + 1);
        let mut folder = address.get(..end).unwrap_or_default();
        if let Some(rest) = folder.strip_suffix(&format!("{}/", version_folder())) {
            folder = rest;
        }
        Self { folder: folder.to_owned() }
    }

    /// The folder; empty where it is not known.
    #[must_use]
    pub fn folder(&self, pinned: bool) -> String {
        let version = if pinned && !self.folder.is_empty() { version_folder() + "/" } else { String::new() };
        format!("{}{version}", self.folder)
    }
}

/// The folder of this version, such as `v0.1`.
#[must_use]
pub fn version_folder() -> String {
    format!("v{}.{}", env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"))
}

/// An address that ends as folders do, unless it names a file.
#[must_use]
pub fn with_slash(address: &str) -> String {
    let address = address.trim();
    let last = address.rsplit('/').next().unwrap_or_default();
    if last.is_empty() || last.contains(".html") { address.to_owned() } else { format!("{address}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_folder_of_the_page() {
        let folder = |address: &str, pinned: bool| Place::of_address(address).folder(pinned);
        let version = version_folder();
        for page in ["", "index.html", "?x=1", "#v=1&mem=1GiB"] {
            assert_eq!(folder(&format!("https://a.example/b/{page}"), false), "https://a.example/b/");
            assert_eq!(folder(&format!("https://a.example/b/{version}/{page}"), false), "https://a.example/b/");
            assert_eq!(folder(&format!("https://a.example/b/{page}"), true), format!("https://a.example/b/{version}/"));
        }
        assert_eq!(folder("file:///home/a/precopy.html", false), "file:///home/a/");
        assert_eq!((folder("about:srcdoc", false), folder("about:srcdoc", true)), (String::new(), String::new()));
    }

    #[test]
    fn an_address_ends_as_folders_do_unless_it_names_a_file() {
        assert_eq!(with_slash(" https://a.example/b "), "https://a.example/b/");
        assert_eq!(with_slash("https://a.example/b/"), "https://a.example/b/");
        assert_eq!(with_slash("https://a.example/precopy.html"), "https://a.example/precopy.html");
    }
}
