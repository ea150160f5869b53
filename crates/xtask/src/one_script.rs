//! Scripts that import from each other, as one script that imports nothing. Each becomes a function that is called at once, so
//! that their names keep apart.

use crate::failure::{Failure, Outcome};

/// A script with all that it imports, each once, what is needed first coming first.
pub(crate) fn joined(start: &str, read: &dyn Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let mut all = Joined { text: String::new(), names: Vec::new() };
    all.add(start, read)?;
    Ok(all.text)
}

struct Joined {
    text: String,
    /// The scripts in it, in their order; none yet for one that waits for what it imports.
    names: Vec<(String, bool)>,
}

impl Joined {
    fn add(&mut self, name: &str, read: &dyn Fn(&str) -> Outcome<String>) -> Outcome {
        match self.names.iter().find(|(one, _)| one == name) {
            Some((_, true)) => return Ok(()),
            Some((_, false)) => return Err(Failure::new(format!("{name} imports itself, by way of others"))),
            None => self.names.push((name.to_owned(), false)),
        }
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in read(name)?.lines() {
            let not_understood = || Failure::new(format!("{name} cannot be joined with others: {line}"));
            if line.starts_with("import ") {
                let (names, other) = imported(line).ok_or_else(not_understood)?;
                self.add(other, read)?;
                body.push_str(&format!("const {{{}}} = {};\n", names.replace(" as ", ": "), variable(other)));
                continue;
            }
            let declaration = line.strip_prefix("export ");
            if let Some(declaration) = declaration {
                exports.push(declared(declaration).ok_or_else(not_understood)?.to_owned());
            }
            body.push_str(declaration.unwrap_or(line));
            body.push('\n');
        }
        let exports = exports.join(", ");
        self.text.push_str(&format!("const {} = (() => {{\n{body}return {{ {exports} }};\n}})();\n", variable(name)));
        if let Some((_, is_there)) = self.names.iter_mut().find(|(one, _)| one == name) {
            *is_there = true;
        }
        Ok(())
    }
}

/// What a line imports, and from which script.
fn imported(line: &str) -> Option<(&str, &str)> {
    let (names, place) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names, place.strip_suffix("\";")?))
}

/// The name that a declaration gives.
fn declared(declaration: &str) -> Option<&str> {
    let rest =
        ["function ", "async function ", "class ", "const "].iter().find_map(|word| declaration.strip_prefix(word))?;
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')?;
    rest.get(..end).filter(|name| !name.is_empty())
}

/// The name under which a script's exports are known to the others.
fn variable(script: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    script.trim_end_matches(".js").chars().map(plain).chain("_script".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(scripts: &[(&str, &str)]) -> Outcome<String> {
        joined("start.js", &|name| {
            let script = scripts.iter().find(|(one, _)| *one == name);
            script.map(|(_, text)| (*text).to_owned()).ok_or_else(|| Failure::new(format!("no {name}")))
        })
    }

    #[test]
    fn what_is_needed_comes_first_and_once() {
        let scripts = [
            ("start.js", "import { a as x } from \"./a.js\";\nimport { b } from \"./b-c.js\";\nx(b);\n"),
            ("a.js", "import { b } from \"./b-c.js\";\nexport async function a() {\nb();\n}\n"),
            ("b-c.js", "let x;\nexport const b = () => x;\n"),
        ];
        assert_eq!(
            of(&scripts).unwrap(),
            "const b_c_script = (() => {\nlet x;\nconst b = () => x;\nreturn { b };\n})();\n\
             const a_script = (() => {\nconst { b } = b_c_script;\nasync function a() {\nb();\n}\nreturn { a };\n})();\n\
             const start_script = (() => {\nconst { a: x } = a_script;\nconst { b } = b_c_script;\nx(b);\nreturn {  };\n})();\n"
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for unknown in [
            "import a from \"./a.js\";",
            "import { a } from \"a.js\";",
            "import {",
            "import { a } from \"./missing.js\";",
            "import { a } from \"./start.js\";",
            "export { a };",
            "export default a;",
            "export let a = 1;",
        ] {
            assert!(of(&[("start.js", unknown)]).is_err(), "{unknown}");
        }
    }
}
