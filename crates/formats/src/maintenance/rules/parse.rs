//! From a line to a rule.

use precopy_model::plan::{Rule, Scope};
use precopy_model::problem::Problem;
use precopy_model::scenario::Subject;

use super::tokens::{Token, tokens};
use super::{Names, RULES_ALLOWED};
use crate::maintenance::{cell, parse_power};
use crate::nearest;

/// A misspelt name is not compared with more.
const MOST_COMPARED: usize = 300;

/// The rules of a line: one, but for "before", which may stand between several names on each side.
pub(super) fn rules(line: &str, names: &Names<'_>) -> Result<Vec<Rule>, Problem> {
    let Some(tokens) = tokens(line) else { return Err(cell::given("A quote is not closed.", line)) };
    let starts =
        |words: &[&str]| words.len() <= tokens.len() && words.iter().zip(&tokens).all(|(word, token)| token.is(word));
    let rest = |from: usize| tokens.get(from..).unwrap_or_default();
    let rule = if starts(&["never", "together"]) {
        Rule::NeverTogether(several(guests(rest(2), names)?, line)?)
    } else if starts(&["together"]) {
        let Some(at) = tokens.iter().rposition(|token| token.is("within")) else {
            let problem = cell::given("This does not say within how long they end.", line);
            return Err(problem.allowed("together a, b within 10 s"));
        };
        let within = cell::time(&joined(rest(at + 1)))?;
        let guests = several(guests(tokens.get(1..at).unwrap_or_default(), names)?, line)?;
        Rule::EndTogether { guests, within }
    } else if starts(&["apart"]) {
        Rule::Apart(several(guests(rest(1), names)?, line)?)
    } else if starts(&["done", "within"]) {
        Rule::Deadline(cell::time(&joined(rest(2)))?)
    } else if starts(&["power", "at", "most"]) {
        Rule::PowerCap(parse_power(&joined(rest(3)))?)
    } else if starts(&["at", "most"]) {
        at_most(rest(2), names, line)?
    } else if let Some(at) = tokens.iter().position(|token| token.is("before")) {
        return before(tokens.get(..at).unwrap_or_default(), rest(at + 1), names, line);
    } else {
        return Err(cell::given("This is no rule that is known here.", line).allowed(RULES_ALLOWED.join("; ")));
    };
    Ok(vec![rule])
}

/// More pairs do not stand on one line.
const MOST_PAIRS: usize = 10_000;

/// Each of the first before each of the others.
fn before(first: &[Token<'_>], then: &[Token<'_>], names: &Names<'_>, line: &str) -> Result<Vec<Rule>, Problem> {
    let all = |tokens: &[Token<'_>]| -> Result<Vec<Subject>, Problem> {
        tokens.split(|token| *token == Token::Comma).map(|name| subject(name, names)).collect()
    };
    let (first, then) = (all(first)?, all(then)?);
    if MOST_PAIRS < first.len().saturating_mul(then.len()) {
        return Err(cell::given("These are too many names for one line.", line));
    }
    let mut rules = Vec::with_capacity(first.len() * then.len());
    for &first in &first {
        for &then in &then {
            if first == then {
                return Err(cell::given("One name stands on both sides.", line));
            }
            rules.push(Rule::Before { first, then });
        }
    }
    Ok(rules)
}

fn at_most(tokens: &[Token<'_>], names: &Names<'_>, line: &str) -> Result<Rule, Problem> {
    let Some((first, rest)) = tokens.split_first() else {
        return Err(cell::given("This does not say how many.", line));
    };
    let number = cell::count(&joined(std::slice::from_ref(first)))?;
    let is = |words: &[&str]| words.len() == rest.len() && words.iter().zip(rest).all(|(word, token)| token.is(word));
    let scope = if is(&["per", "host"]) || is(&["at", "each", "host"]) {
        Scope::Host
    } else if is(&["from", "each", "host"]) {
        Scope::FromHost
    } else if is(&["to", "each", "host"]) {
        Scope::ToHost
    } else if is(&["per", "link"]) {
        Scope::Link
    } else if is(&["in", "all"]) {
        Scope::Site
    } else if let [on, of, hosts @ ..] = rest
        && on.is("on")
        && of.is("of")
    {
        let hosts = list(hosts, |name| found(name, names.hosts.get(name), "host", names.hosts.keys().copied()))?;
        return Ok(Rule::HostsOn { hosts: unique(hosts, line)?, most: number });
    } else {
        let allowed = "per host, from each host, to each host, per link, in all, or on of some hosts";
        return Err(cell::given("This does not say where they are counted.", line).allowed(allowed));
    };
    Ok(Rule::AtMost { migrations: number, scope })
}

/// VMs between commas.
fn guests(tokens: &[Token<'_>], names: &Names<'_>) -> Result<Vec<usize>, Problem> {
    list(tokens, |name| found(name, names.guests.get(name), "VM", names.guests.keys().copied()))
}

fn list<T>(tokens: &[Token<'_>], find: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    tokens
        .split(|token| *token == Token::Comma)
        .map(|name| {
            let name = joined(name);
            if name.is_empty() { Err(Problem::general("A name is missing.")) } else { find(&name) }
        })
        .collect()
}

/// At least two, each once.
fn several(all: Vec<usize>, line: &str) -> Result<Vec<usize>, Problem> {
    if all.len() < 2 { Err(cell::given("This needs at least two names.", line)) } else { unique(all, line) }
}

fn unique(all: Vec<usize>, line: &str) -> Result<Vec<usize>, Problem> {
    let mut sorted = all.clone();
    precopy_model::numeric::sort(&mut sorted);
    sorted.dedup();
    if sorted.len() < all.len() { Err(cell::given("A name stands here twice.", line)) } else { Ok(all) }
}

/// A VM or a host.
fn subject(tokens: &[Token<'_>], names: &Names<'_>) -> Result<Subject, Problem> {
    let guest = |name: &str| names.guests.get(name).map(|&guest| Subject::Guest(guest));
    let host = |name: &str| names.hosts.get(name).map(|&host| Subject::Host(host));
    if let [kind, name @ ..] = tokens
        && !name.is_empty()
    {
        let name = joined(name);
        if kind.is("host") {
            return found(&name, host(&name).as_ref(), "host", names.hosts.keys().copied());
        }
        if kind.is("vm") {
            return found(&name, guest(&name).as_ref(), "VM", names.guests.keys().copied());
        }
    }
    let name = joined(tokens);
    if name.is_empty() {
        return Err(Problem::general("A name is missing."));
    }
    let all = names.guests.keys().chain(names.hosts.keys()).copied();
    found(&name, guest(&name).or_else(|| host(&name)).as_ref(), "VM or host", all)
}

fn found<'a, T: Copy>(
    name: &str,
    one: Option<&T>,
    kind: &str,
    all: impl Iterator<Item = &'a str>,
) -> Result<T, Problem> {
    one.copied().ok_or_else(|| {
        let problem = cell::given(format!("There is no {kind} of this name."), name);
        match nearest(name, all.take(MOST_COMPARED)) {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    })
}

/// Words as one text.
fn joined(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() && *token != Token::Comma {
            text.push(' ');
        }
        text.push_str(match token {
            Token::Word(word) => word,
            Token::Quoted(inside) => inside,
            Token::Comma => ",",
        });
    }
    text
}
