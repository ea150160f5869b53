//! Which file answers which address, and what is answered when there is none.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_http::Method;

use crate::address::{self, Address};
use crate::media_type::media_type;
use crate::policy::policy;

/// The page is served below this path too, so that hosting it on a sub-path can be tested.
const SUB_PATH: [&str; 3] = ["some", "sub", "path"];

/// Below this path lie the test pages that are not ours, such as a wiki page that embeds the calculator.
const PAGES: &str = "pages";

/// The folders that are served.
#[derive(Debug)]
pub(crate) struct Site {
    /// The built page.
    pub(crate) dist: PathBuf,
    /// Host pages for tests; ignored when there is no such folder.
    pub(crate) pages: PathBuf,
}

/// What is sent back.
#[derive(Debug)]
pub(crate) struct Reply {
    /// Status code and reason.
    pub(crate) status: &'static str,
    /// The `Content-Type`.
    pub(crate) media_type: &'static str,
    /// The `Content-Security-Policy`.
    pub(crate) policy: &'static str,
    /// A header of this kind of reply only.
    pub(crate) extra: Option<(&'static str, String)>,
    /// The content, also when only its head was asked for.
    pub(crate) body: Vec<u8>,
}

impl Site {
    /// The reply to a request for a target such as `/some/page.html?query`.
    pub(crate) fn reply(&self, method: &Method, target: &str) -> Reply {
        if !matches!(method, Method::Get | Method::Head) {
            let extra = Some(("Allow", "GET, HEAD".to_owned()));
            return Reply { extra, ..Reply::error("405 Method Not Allowed") };
        }
        let Some(address) = address::parse(target) else {
            return Reply::error("400 Bad Request");
        };
        let (root, names) = self.locate(&address);
        match entry(root, names) {
            Some(folder) if folder.is_dir() && !address.is_folder => {
                let extra = Some(("Location", address::with_slash(target)));
                Reply { extra, ..Reply::error("301 Moved Permanently") }
            }
            Some(folder) if folder.is_dir() => Reply::file(&folder.join("index.html")),
            Some(file) if !address.is_folder => Reply::file(&file),
            _ => Reply::error("404 Not Found"),
        }
    }

    /// The folder that an address points into, and the names left to follow there.
    fn locate<'a>(&self, address: &'a Address) -> (&Path, &'a [String]) {
        let segments = address.segments.as_slice();
        if let Some((first, rest)) = segments.split_first()
            && first == PAGES
            && self.pages.is_dir()
        {
            return (&self.pages, rest);
        }
        match segments.split_at_checked(SUB_PATH.len()) {
            Some((start, rest)) if start == SUB_PATH => (&self.dist, rest),
            _ => (&self.dist, segments),
        }
    }
}

/// An existing entry below a folder. The names are harmless; what links on the disk point to is checked here.
fn entry(root: &Path, names: &[String]) -> Option<PathBuf> {
    let root = root.canonicalize().ok()?;
    let entry = names.iter().fold(root.clone(), |path, name| path.join(name)).canonicalize().ok()?;
    entry.starts_with(root).then_some(entry)
}

impl Reply {
    fn file(path: &Path) -> Self {
        match fs::read(path) {
            Ok(body) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                Self { status: "200 OK", media_type: media_type(&name), policy: policy(&name), extra: None, body }
            }
            Err(_) => Self::error("404 Not Found"),
        }
    }

    fn error(status: &'static str) -> Self {
        let name = "error.txt";
        let body = format!("{status}\n").into_bytes();
        Self { status, media_type: media_type(name), policy: policy(name), extra: None, body }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder that goes away with the test.
    pub(crate) struct Folder(PathBuf);

    impl Folder {
        pub(crate) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("dist/deeper")).unwrap();
            fs::create_dir_all(path.join("pages")).unwrap();
            for (file, text) in [
                ("dist/index.html", "<p>home</p>"),
                ("dist/app_bg.wasm", "\0asm"),
                ("dist/deeper/index.html", "deeper"),
                ("pages/host.html", "host"),
                ("secret.txt", "secret"),
            ] {
                fs::write(path.join(file), text).unwrap();
            }
            Self(path)
        }

        pub(crate) fn site(&self) -> Site {
            Site { dist: self.0.join("dist"), pages: self.0.join("pages") }
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn get(site: &Site, target: &str) -> (String, String) {
        let reply = site.reply(&Method::Get, target);
        (reply.status.to_owned(), String::from_utf8(reply.body).unwrap())
    }

    #[test]
    fn files_folders_and_sub_paths() {
        let folder = Folder::new("files");
        let site = folder.site();
        for (target, body) in [
            ("/", "<p>home</p>"),
            ("/index.html?x=1", "<p>home</p>"),
            ("/deeper/", "deeper"),
            ("/some/sub/path/", "<p>home</p>"),
            ("/some/sub/path/app_bg.wasm", "\0asm"),
            ("/pages/host.html", "host"),
        ] {
            assert_eq!(get(&site, target), ("200 OK".to_owned(), body.to_owned()), "{target}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let folder = Folder::new("missing");
        let site = folder.site();
        for target in ["/nothing", "/index.html/", "/index.html/x", "/some/sub/", "/pages/", "/pages/index.html"] {
            assert_eq!(get(&site, target).0, "404 Not Found", "{target}");
        }
        let without_pages = Site { pages: folder.0.join("no-such-folder"), ..folder.site() };
        assert_eq!(get(&without_pages, "/pages/host.html").0, "404 Not Found");
    }

    #[test]
    fn nothing_outside_is_served() {
        let folder = Folder::new("outside");
        let site = folder.site();
        for target in ["/../secret.txt", "/%2e%2e/secret.txt", "/pages/..%2fsecret.txt", "/pages/../secret.txt"] {
            assert_eq!(get(&site, target).0, "400 Bad Request", "{target}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_outside() {
        let folder = Folder::new("links");
        std::os::unix::fs::symlink(folder.0.join("secret.txt"), folder.0.join("dist/link.txt")).unwrap();
        std::os::unix::fs::symlink(folder.0.join("dist/index.html"), folder.0.join("dist/inside.html")).unwrap();
        assert_eq!(get(&folder.site(), "/link.txt").0, "404 Not Found");
        assert_eq!(get(&folder.site(), "/inside.html").0, "200 OK");
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let folder = Folder::new("slash");
        for (target, place) in [("/deeper", "./deeper/"), ("/some/sub/path?x", "./path/?x"), ("/pages", "./pages/")] {
            let reply = folder.site().reply(&Method::Get, target);
            assert_eq!(reply.status, "301 Moved Permanently", "{target}");
            assert_eq!(reply.extra, Some(("Location", place.to_owned())), "{target}");
        }
    }
}
