//! TeX to MathML, as nodes.

use precopy_formats::lessons::{Attribute, Element, Math};
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, push_mathml};

/// Attributes that formulas may have. Styles are none of them: a strict policy forbids them.
const ATTRIBUTES: [&str; 8] =
    ["display", "mathvariant", "movablelimits", "largeop", "stretchy", "symmetric", "width", "class"];

/// The nodes of a formula.
///
/// # Errors
/// What is no TeX, as a sentence.
pub fn math(tex: &str, is_displayed: bool) -> Result<Vec<Math>, String> {
    let storage = Storage::new();
    for event in Parser::new(tex, &storage) {
        event.map_err(|error| format!("`{tex}`: {error}"))?;
    }
    let display_mode = if is_displayed { DisplayMode::Block } else { DisplayMode::Inline };
    let mut text = String::new();
    push_mathml(&mut text, Parser::new(tex, &storage), RenderConfig { display_mode, ..RenderConfig::default() })
        .map_err(|error| format!("`{tex}`: {error}"))?;
    let mut rest = text.as_str();
    let nodes = nodes(&mut rest, tex)?;
    if rest.is_empty() { Ok(nodes) } else { Err(format!("`{tex}`: MathML that does not end")) }
}

/// The nodes up to an end tag or the end.
fn nodes(rest: &mut &str, tex: &str) -> Result<Vec<Math>, String> {
    let mut nodes = Vec::new();
    while !rest.is_empty() && !rest.starts_with("</") {
        // The sign itself comes as it is, not escaped.
        let is_tag = |after: &&str| after.starts_with(|letter: char| letter.is_ascii_alphabetic());
        if let Some(after) = rest.strip_prefix('<').filter(is_tag) {
            let odd = || format!("`{tex}`: MathML that is not understood");
            let (tag, after) = after.split_once('>').ok_or_else(odd)?;
            let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            *rest = after;
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let attributes = attributes_of(attributes).ok_or_else(odd)?;
            let children = if is_empty { Vec::new() } else { self::nodes(rest, tex)? };
            if !is_empty {
                let end = format!("</{name}>");
                *rest = rest.strip_prefix(end.as_str()).ok_or_else(odd)?;
            }
            nodes.push(Math::Element(Element { name: name.to_owned(), attributes, children }));
        } else {
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest.get(sign..).and_then(|rest| rest.find('<')).map_or(rest.len(), |end| sign + end);
            let (text, after) = rest.split_at(end);
            *rest = after;
            nodes.push(Math::Text(unescaped(text)));
        }
    }
    Ok(nodes)
}

/// `name="value" …`, as far as they are kept.
fn attributes_of(text: &str) -> Option<Vec<Attribute>> {
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after.trim_start();
        if !ATTRIBUTES.contains(&name) {
            return None;
        }
        attributes.push(Attribute { name: name.to_owned(), value: unescaped(value) });
    }
    Some(attributes)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(nodes: &[Math]) -> String {
        let one = |node: &Math| match node {
            Math::Text(text) => text.clone(),
            Math::Element(element) => text(&element.children),
        };
        nodes.iter().map(one).collect()
    }

    #[test]
    fn a_formula_is_nodes() {
        let nodes = math(r"t_1 \le \frac{a}{b}", false).unwrap();
        let [Math::Element(math)] = nodes.as_slice() else { panic!("{nodes:?}") };
        assert_eq!(math.name, "math");
        let all = format!("{math:?}");
        assert!(all.contains("msub") && all.contains("mfrac"), "{all}");
        assert_eq!(text(&nodes), "t1≤ab");
    }

    #[test]
    fn what_is_no_tex_is_said() {
        assert!(math(r"\frac{a}", false).is_err());
        assert!(math(r"\nosuch", false).is_err());
    }
}
