//! Packing the built page: what its tools leave in it for those who debug them goes before anyone has to load it.
//!
//! The glue between JavaScript and wasm is generated. It carries comments, indentation, and for each import a long name with a
//! hash, which stands in the wasm once more. In their places come numbers; the custom sections of the wasm go.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Magic word and version.
const WASM_HEADER_BYTES: usize = 8;
const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const IMPORTED_FUNCTION: u8 = 0;

/// Packs a script of ours.
pub(crate) fn script(path: &Path) -> Outcome {
    let script = fs::read_to_string(path).map_err(|error| Failure::system(path.display(), &error))?;
    let packed = packed_script(&script).ok_or_else(|| not_understood(path))?;
    fs::write(path, packed).map_err(|error| Failure::system(path.display(), &error))
}

/// A script without comments and indentation; none when it is not understood.
pub(crate) fn packed_script(script: &str) -> Option<String> {
    packed_glue(script, &[])
}

fn not_understood(path: &Path) -> Failure {
    Failure::new(format!("{} is not understood", path.display()))
}

/// Packs the glue and the wasm of a program whose files begin with a name.
pub(crate) fn program(dist: &Path, program: &str) -> Outcome {
    let (glue_path, wasm_path) = (dist.join(format!("{program}.js")), dist.join(format!("{program}_bg.wasm")));
    let glue = fs::read_to_string(&glue_path).map_err(|error| Failure::system(glue_path.display(), &error))?;
    let wasm = fs::read(&wasm_path).map_err(|error| Failure::system(wasm_path.display(), &error))?;
    // The name under which the wasm imports from the glue.
    let module = format!("./{program}_bg.js");
    let mut names = Vec::new();
    let wasm = packed_wasm(&wasm, module.as_bytes(), &mut names).ok_or_else(|| not_understood(&wasm_path))?;
    let glue = packed_glue(&glue, &names).ok_or_else(|| not_understood(&glue_path))?;
    fs::write(&wasm_path, wasm).map_err(|error| Failure::system(wasm_path.display(), &error))?;
    fs::write(&glue_path, glue).map_err(|error| Failure::system(glue_path.display(), &error))
}

/// The glue without comments and indentation, with each of these names of imports replaced by its place among them.
/// None unless each name is defined exactly once.
fn packed_glue(glue: &str, names: &[String]) -> Option<String> {
    let mut packed = String::new();
    let mut found = 0;
    let mut in_comment = false;
    for line in glue.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if in_comment {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        // A text over several lines would lose its indentation.
        if line.matches('`').count() % 2 == 1 {
            return None;
        }
        let definition = line.split_once(':').and_then(|(name, rest)| {
            let place = names.iter().position(|one| one == name)?;
            Some(format!("{place}:{rest}"))
        });
        found += usize::from(definition.is_some());
        packed.push_str(definition.as_deref().unwrap_or(line));
        packed.push('\n');
    }
    (found == names.len()).then_some(packed)
}

/// The wasm without custom sections; the names of its imports from the glue are added to `names`, and replaced by their
/// places there. None when it is not understood.
fn packed_wasm(wasm: &[u8], glue_module: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut rest = Bytes(wasm);
    let mut packed = rest.take(WASM_HEADER_BYTES)?.to_vec();
    while !rest.0.is_empty() {
        let section = rest.byte()?;
        let content = rest.counted()?;
        match section {
            CUSTOM_SECTION => {}
            IMPORT_SECTION => {
                packed.push(section);
                push_counted(&mut packed, &packed_imports(content, glue_module, names)?)?;
            }
            _ => {
                packed.push(section);
                push_counted(&mut packed, content)?;
            }
        }
    }
    Some(packed)
}

fn packed_imports(content: &[u8], glue_module: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut rest = Bytes(content);
    let mut packed = Vec::new();
    let count = rest.number()?;
    push_number(&mut packed, count);
    for _ in 0..count {
        let (module, name) = (rest.counted()?, rest.counted()?);
        // Memory and tables are exported; nothing but functions is expected here.
        if rest.byte()? != IMPORTED_FUNCTION {
            return None;
        }
        let function_type = rest.number()?;
        push_counted(&mut packed, module)?;
        if module == glue_module {
            push_counted(&mut packed, names.len().to_string().as_bytes())?;
            names.push(String::from_utf8(name.to_vec()).ok()?);
        } else {
            push_counted(&mut packed, name)?;
        }
        packed.push(IMPORTED_FUNCTION);
        push_number(&mut packed, function_type);
    }
    rest.0.is_empty().then_some(packed)
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A whole number in groups of seven binary digits, the lowest first (LEB128).
    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// As many bytes as the number in front of them says.
    fn counted(&mut self) -> Option<&'a [u8]> {
        let count = usize::try_from(self.number()?).ok()?;
        self.take(count)
    }
}

fn push_number(bytes: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while 0x80 <= rest {
        bytes.push((rest & 0x7F) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

fn push_counted(bytes: &mut Vec<u8>, content: &[u8]) -> Option<()> {
    push_number(bytes, u32::try_from(content.len()).ok()?);
    bytes.extend_from_slice(content);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE_MODULE: &[u8] = b"./page_bg.js";

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![id];
        push_counted(&mut bytes, content).unwrap();
        bytes
    }

    fn import(module: &[u8], name: &[u8], kind: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        push_counted(&mut bytes, module).unwrap();
        push_counted(&mut bytes, name).unwrap();
        bytes.extend([kind, 0x83, 0x01]); // type 131
        bytes
    }

    #[test]
    fn comments_and_indentation_go_and_names_become_numbers() {
        let glue = "/**\n * A sentence: with a colon.\n */\nexport function f() {\n    // why\n    return `${a}`;\n}\n\n\
                    const imports = {\n    __wbg_first_12: function(a) { return a; },\n    other: 1,\n    \
                    __wbg_second_34: function() { },\n};\n";
        let names = ["__wbg_second_34".to_owned(), "__wbg_first_12".to_owned()];
        assert_eq!(
            packed_glue(glue, &names).unwrap(),
            "export function f() {\nreturn `${a}`;\n}\nconst imports = {\n1: function(a) { return a; },\nother: 1,\n\
             0: function() { },\n};\n"
        );
    }

    #[test]
    fn glue_that_is_not_understood_is_refused() {
        let names = ["__wbg_first_12".to_owned()];
        assert_eq!(packed_glue("const imports = {};\n", &names), None);
        assert_eq!(packed_glue("__wbg_first_12: 1,\n__wbg_first_12: 2,\n", &names), None);
        assert_eq!(packed_glue("a = `first\n    second`;\n", &[]), None);
    }

    #[test]
    fn custom_sections_go_and_imports_of_the_glue_are_numbered() {
        let imports = |names: [&[u8]; 2]| {
            let mut content = vec![3];
            content.extend(import(GLUE_MODULE, names[0], 0));
            content.extend(import(b"elsewhere", b"kept", 0));
            content.extend(import(GLUE_MODULE, names[1], 0));
            section(IMPORT_SECTION, &content)
        };
        let long = vec![7; 300];
        let wasm = [HEADER, &section(0, b"\x04name..."), &imports([b"__wbg_a_1", b"__wbg_b_2"]), &section(10, &long)];
        let mut names = Vec::new();
        let packed = packed_wasm(&wasm.concat(), GLUE_MODULE, &mut names).unwrap();
        assert_eq!(packed, [HEADER, &imports([b"0", b"1"]), &section(10, &long)].concat());
        assert_eq!(names, ["__wbg_a_1", "__wbg_b_2"]);
    }

    #[test]
    fn wasm_that_is_not_understood_is_refused() {
        let of = |wasm: &[u8]| packed_wasm(wasm, GLUE_MODULE, &mut Vec::new());
        assert_eq!(of(b"\0asm"), None);
        assert_eq!(of(&[HEADER, &[10, 200, 1, 0]].concat()), None);
        let mut memory = vec![1];
        memory.extend(import(GLUE_MODULE, b"memory", 2));
        assert_eq!(of(&[HEADER, &section(IMPORT_SECTION, &memory)].concat()), None);
    }
}
