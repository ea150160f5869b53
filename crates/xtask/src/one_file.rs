//! The calculator as one file: page and panels in one program, which lies in the file as text, compressed. It asks for nothing,
//! so that it works from a disk, as an attachment, and in frames that have no origin. And the course as one file: the same with the
//! other pages, their data, and the lessons to begin with.
//!
//! They are made of the built page: the same shell, the same scripts, with what they refer to put in its place.

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::one_script;
use crate::pack;
use crate::page;
use crate::wasm_module::{Glue, WasmModule};
use crate::workspace::Workspace;

/// What the calculator is called in `dist`.
pub(crate) const NAME: &str = "precopy.html";

/// What the course is called there.
pub(crate) const COURSE: &str = "precopy-course.html";

/// What the other pages read besides: folders of the built page, and a file of it.
const DATA_FOLDERS: [&str; 2] = ["evidence", "lessons"];
const DATA_FILE: &str = "recorded.txt";

/// Both programs in one. Its glue is no module: what stands inside a file cannot be imported, least of all a second time.
const WHOLE: WasmModule = WasmModule { package: "precopy-whole", name: "precopy-whole", glue: Glue::Script };

/// The script that starts the page, and the one in whose place the file has another.
const SCRIPT: &str = "boot.js";
const PROGRAMS: &str = "programs.js";

/// The attribute that holds the state to start with, to be replaced as text by who hands the file on; and its element.
const STATE: &str = "data-state";
const UNSET: &str = "<div id=\"precopy\" data-state=\"\">";

/// Some mail programs and editors do not like longer lines; the reader skips their ends.
const LINE_LENGTH: usize = 960;

/// The parts of a file, all of them text.
struct Parts {
    shell: String,
    style: String,
    icon: String,
    script: String,
    /// What lies in it, compressed, under its name.
    packed: Vec<(String, String)>,
    /// The state to start with.
    state: &'static str,
}

/// Makes both files beside the page that was just built.
pub(crate) fn build(workspace: &Workspace, dist: &Path) -> Outcome {
    println!("Building page and panels as one file, and the course as another.");
    let folder = workspace.scratch();
    WHOLE.write(workspace, &WHOLE.compile(workspace)?, &folder)?;
    let glue = format!("function makeGlue() {}\n", in_a_function(&glue(&folder, WHOLE.name)?));
    let program = ("precopy-program".to_owned(), as_text(&wasm(&folder, WHOLE.name)?)?);
    write(
        dist,
        NAME,
        "",
        &[glue.clone(), script(workspace, "whole.js")?, script(workspace, "alone.js")?],
        vec![program.clone()],
    )?;

    let mut makers = String::new();
    let mut packed = vec![program];
    for name in page::OTHER_PAGES {
        let page = WasmModule { package: name, name, glue: Glue::Script };
        page.write(workspace, &page.compile(workspace)?, &folder)?;
        let short = name.trim_start_matches("precopy-");
        makers.push_str(&format!("{short}() {},\n", in_a_function(&self::glue(&folder, name)?)));
        packed.push((name.to_owned(), as_text(&wasm(&folder, name)?)?));
    }
    packed.push(("precopy-data".to_owned(), as_text(data(dist)?.as_bytes())?));
    let makers = format!("const makeOther = {{\n{makers}}};\nconst COURSE = \"{COURSE}\";\n");
    let scripts = [glue, script(workspace, "whole.js")?, makers, script(workspace, "course.js")?];
    write(dist, COURSE, "page=learn", &scripts, packed)
}

/// Puts a file together; `scripts` stand in the place of what fetches programs.
fn write(dist: &Path, name: &str, state: &'static str, scripts: &[String], packed: Vec<(String, String)>) -> Outcome {
    let parts = Parts {
        shell: read(&dist.join("index.html"))?,
        style: read(&dist.join("shell.css"))?,
        icon: read(&dist.join("icon.svg"))?,
        script: one_script::joined(SCRIPT, &|name| match name {
            PROGRAMS => Ok(scripts.concat()),
            _ => read(&dist.join(name)),
        })?,
        packed,
        state,
    };
    let file = parts.assembled().map_err(|what| Failure::new(format!("the page cannot become one file: {what}")))?;
    let path = dist.join(name);
    fs::write(&path, file).map_err(|error| Failure::system(path.display(), &error))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Failure::system(path.display(), &error))
}

fn glue(folder: &Path, name: &str) -> Outcome<String> {
    read(&folder.join(format!("{name}.js")))
}

fn wasm(folder: &Path, name: &str) -> Outcome<Vec<u8>> {
    let path = folder.join(format!("{name}_bg.wasm"));
    fs::read(&path).map_err(|error| Failure::system(path.display(), &error))
}

/// A script of ours, packed.
fn script(workspace: &Workspace, name: &str) -> Outcome<String> {
    let packed = pack::packed_script(&workspace.read(&format!("web/boot/{name}"))?);
    packed.ok_or_else(|| Failure::new(format!("web/boot/{name} is not understood")))
}

/// All texts that the other pages fetch on a site, by path, as JSON.
fn data(dist: &Path) -> Outcome<String> {
    let mut texts = vec![(DATA_FILE.to_owned(), read(&dist.join(DATA_FILE))?)];
    for folder in DATA_FOLDERS {
        let path = dist.join(folder);
        let entries = fs::read_dir(&path).map_err(|error| Failure::system(path.display(), &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Failure::system(path.display(), &error))?;
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            texts.push((name, read(&entry.path())?));
        }
    }
    // The folder's order is nobody's.
    texts.sort();
    let pairs: Vec<String> = texts.iter().map(|(path, text)| format!("{}:{}", json(path), json(text))).collect();
    Ok(format!("{{{}}}", pairs.join(",")))
}

/// A text as JSON writes it.
fn json(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\u{0}'..='\u{1f}' => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// The glue as the body of a function, each call of which makes it anew: an instance that has failed stays failed, and the glue keeps it.
fn in_a_function(glue: &str) -> String {
    format!("{{\n{glue}return wasm_bindgen;\n}}")
}

/// Bytes as text that a script can unpack with what browsers have.
fn as_text(bytes: &[u8]) -> Outcome<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let compressed = encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| Failure::system("the program cannot be compressed", &error))?;
    let mut text = String::new();
    let mut rest = BASE64.encode(compressed);
    while LINE_LENGTH < rest.len() {
        let tail = rest.split_off(LINE_LENGTH);
        text.push_str(&rest);
        text.push('\n');
        rest = tail;
    }
    Ok(text + &rest)
}

impl Parts {
    /// The file; else what is not as it was when this was written.
    fn assembled(&self) -> Result<String, String> {
        // A host may serve it in another character set, and a policy knows scripts and styles by their bytes.
        if !self.script.is_ascii() || !self.style.is_ascii() {
            return Err("its script or its style is not ASCII".to_owned());
        }
        let ends_early = |text: &str| text.contains("</script") || text.contains("<!--");
        if ends_early(&self.script) || self.style.contains("</style") {
            return Err("its script or its style would end too early".to_owned());
        }
        let mut file: String = self.shell.lines().filter(|line| is_kept(line)).flat_map(|line| [line, "\n"]).collect();
        let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(&self.icon));
        let script = format!("\n{}", self.script);
        let style = format!("\n{}", self.style);
        let packed = self.packed.iter();
        let packed = packed.map(|(id, text)| format!("<script type=\"text/plain\" id=\"{id}\">\n{text}\n</script>\n"));
        for (old, new) in [
            ("<html lang=\"en\">", format!("<!-- {} -->\n<html lang=\"en\">", about())),
            ("<meta charset=\"utf-8\" />", format!("<meta charset=\"utf-8\" />\n    {}", policy(&script, &style))),
            ("<link rel=\"stylesheet\" href=\"shell.css\" />", format!("<style>{style}</style>")),
            ("href=\"icon.svg\"", format!("href=\"{icon}\"")),
            // Last, so that one sees that it is on its way while the rest is read.
            ("</body>", format!("{}<script type=\"module\">{script}</script>\n  </body>", packed.collect::<String>())),
            (UNSET, UNSET.replace("\"\"", &format!("\"{}\"", self.state))),
        ] {
            if file.matches(old).count() != 1 {
                return Err(format!("{old} does not stand in index.html once"));
            }
            file = file.replacen(old, &new, 1);
        }
        // Who hands the file on may replace every one of them.
        let state = format!("{STATE}=\"{}\"", self.state);
        if file.matches(&state).count() != 1 {
            return Err(format!("{state} does not stand in it once"));
        }
        let refers =
            |line: &&str| [" src=", " href="].iter().any(|name| line.contains(name)) && !line.contains("=\"data:");
        match file.lines().filter(|line| line.trim_start().starts_with('<')).find(refers) {
            Some(line) => Err(format!("it would still refer to something: {}", line.trim())),
            None => Ok(file),
        }
    }
}

/// Whether a line of the shell stays: not what fetches, nor what was meant for Trunk.
fn is_kept(line: &str) -> bool {
    let gone = ["rel=\"modulepreload\"", "data-trunk", "src=\"boot.js\""];
    !line.trim().is_empty() && !gone.iter().any(|mark| line.contains(mark))
}

/// What one reads who opens the file in an editor.
fn about() -> String {
    format!(
        "Precopy {}, page and program in one file; MIT OR Apache-2.0. The values to start with, as a link has them after \
         its #, go into the data-state of the element with the id precopy (& as &amp;).",
        env!("CARGO_PKG_VERSION")
    )
}

/// What a browser lets the file do: run what is in it, and ask nobody for anything.
fn policy(script: &str, style: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {} 'wasm-unsafe-eval'; \
         style-src {}; img-src data: blob:; frame-src 'self'; base-uri 'none'; form-action 'none'\" />",
        hash(script),
        hash(style)
    )
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn parts() -> Parts {
        let shell = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../index.html")).unwrap();
        Parts {
            shell,
            style: "p { color: red }\n".to_owned(),
            icon: "<svg/>".to_owned(),
            script: "start();\n".to_owned(),
            packed: vec![("precopy-program".to_owned(), "AAAA".to_owned())],
            state: "",
        }
    }

    #[test]
    fn the_shell_of_the_page_becomes_one_file() {
        let file = parts().assembled().unwrap();
        assert!(file.starts_with("<!doctype html>\n<!-- Precopy "), "{file}");
        assert!(file.contains("<style>\np { color: red }\n</style>"));
        assert!(file.contains("<script type=\"module\">\nstart();\n</script>"));
        assert!(file.contains("id=\"precopy-program\">\nAAAA\n</script>"));
        assert!(file.contains("href=\"data:image/svg+xml;base64,PHN2Zy8+\""));
        assert_eq!(file.matches("data-state=\"\"").count(), 1, "who replaces it finds one");
        assert!(file.find("http-equiv").unwrap() < file.find("<style>").unwrap(), "a policy holds for what follows");
        for gone in ["modulepreload", "data-trunk", "boot.js", "shell.css", "icon.svg"] {
            assert!(!file.contains(gone), "{gone}");
        }
    }

    #[test]
    fn a_file_may_begin_with_a_page() {
        let packed = ["precopy-program", "precopy-plan"].map(|id| (id.to_owned(), "BBBB".to_owned()));
        let file = Parts { state: "page=learn", packed: packed.to_vec(), ..parts() }.assembled().unwrap();
        assert_eq!(file.matches("data-state=\"page=learn\"").count(), 1);
        assert_eq!(file.matches("data-state=").count(), 1);
        assert!(file.contains("id=\"precopy-plan\">\nBBBB\n</script>\n<script type=\"module\">"));
    }

    #[test]
    fn texts_are_written_as_json_reads_them() {
        assert_eq!(json("a \"b\" \\ c\nd\u{1}é"), "\"a \\\"b\\\" \\\\ c\\u000ad\\u0001é\"");
    }

    #[test]
    fn the_policy_knows_script_and_style() {
        // printf '\nstart();\n' | openssl dgst -sha256 -binary | base64
        let file = parts().assembled().unwrap();
        assert!(
            file.contains("script-src 'sha256-FflUquKLTOFZgk0+8VvCqtWVuUbHfg32FlrpTHo84aw=' 'wasm-unsafe-eval'"),
            "{file}"
        );
    }

    #[test]
    fn what_would_break_the_file_is_refused() {
        for broken in [
            Parts { script: "a = \"</script>\";".to_owned(), ..parts() },
            Parts { script: "a = \"…\";".to_owned(), ..parts() },
            Parts { style: "</style>".to_owned(), ..parts() },
            Parts { script: "a = 'data-state=\"\"';".to_owned(), ..parts() },
            Parts { shell: parts().shell.replace("data-state=\"\"", ""), ..parts() },
            Parts {
                shell: parts().shell.replace("</head>", "<link rel=\"help\" href=\"x.html\" />\n</head>"),
                ..parts()
            },
        ] {
            assert!(broken.assembled().is_err(), "{}{}{}", broken.script, broken.style, broken.shell);
        }
    }

    #[test]
    fn bytes_survive_as_short_lines() {
        let mut seed = 1_u32;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(5000)
        .collect();
        let text = as_text(&bytes).unwrap();
        assert!(text.lines().count() > 5 && text.lines().all(|line| line.len() <= LINE_LENGTH));
        let compressed = BASE64.decode(text.replace('\n', "")).unwrap();
        let mut read = Vec::new();
        GzDecoder::new(&*compressed).read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes);
    }
}
