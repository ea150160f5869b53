//! The body of a lesson: Markdown to steps.

use precopy_formats::lessons::{Block, Changes, Inline, List, Step, Table, Turn};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::fields::Fields;
use crate::figure::{FIGURES, figure};
use crate::flaw::{Flaw, Place};
use crate::inline::{events, inlines};
use crate::question::question;

/// A file in two: the text between `+++`, and what follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) front: Place<'a>,
    pub(crate) body: Place<'a>,
}

/// The fence around the front matter.
const FENCE: &str = "+++\n";

/// Takes a file apart.
///
/// # Errors
/// Where it has no front matter.
pub(crate) fn parts<'a>(file: Place<'a>) -> Result<Parts<'a>, Flaw> {
    let begins = file.text.starts_with(FENCE);
    let end = file.text.get(FENCE.len()..).and_then(|rest| rest.find(&format!("\n{FENCE}")));
    match end {
        Some(end) if begins => {
            let front = FENCE.len()..FENCE.len() + end + 1;
            let body = front.end + FENCE.len()..file.text.len();
            Ok(Parts { front: file.part(front), body: file.part(body) })
        }
        _ => Err(file.flaw("", "a file begins with front matter between lines of +++")),
    }
}

/// Reads the steps; what is wrong goes to the flaws.
pub(crate) fn steps(body: Place<'_>, turns: &[Turn], flaws: &mut Vec<Flaw>) -> Vec<Step> {
    let events = events(body.text);
    let mut reader = Reader { body, events: &events, at: 0, turns };
    let mut steps: Vec<Step> = Vec::new();
    while reader.at < events.len() {
        let began = reader.at;
        match reader.next() {
            Ok(Part::Heading(title)) => steps.push(Step { title, start: Changes::default(), blocks: Vec::new() }),
            Ok(part) => {
                let what = reader.flaw_at(began);
                match (steps.last_mut(), part) {
                    (None, _) => flaws.push(what("a body begins with a heading of the second level")),
                    (Some(step), Part::Start(start)) if step.blocks.is_empty() || only_text(&step.blocks) => {
                        step.start = start
                    }
                    (Some(_), Part::Start(_)) => flaws.push(what("`start` is the first block of a step")),
                    (Some(step), Part::Block(block)) => {
                        let is_keep = |block: &Block| matches!(block, Block::Keep(_));
                        if is_keep(&block) && step.blocks.iter().any(is_keep) {
                            flaws.push(what("a step has one sentence to keep at most"));
                        }
                        step.blocks.push(*block);
                    }
                    (Some(_), Part::Heading(_)) => {}
                }
            }
            Err(flaw) => {
                flaws.push(flaw);
                // Behind what was not understood, so that everything is told at once.
                reader.skip(began);
            }
        }
    }
    if steps.is_empty() {
        flaws.push(body.flaw("", "there are no steps"));
    }
    steps
}

fn only_text(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Table(_)))
}

enum Part {
    Heading(String),
    Start(Changes),
    Block(Box<Block>),
}

impl Part {
    fn block(block: Block) -> Self {
        Self::Block(Box::new(block))
    }
}

struct Reader<'a> {
    body: Place<'a>,
    events: &'a [(Event<'a>, std::ops::Range<usize>)],
    at: usize,
    turns: &'a [Turn],
}

impl<'a> Reader<'a> {
    fn place(&self, range: &std::ops::Range<usize>) -> Place<'a> {
        self.body.part(range.clone())
    }

    fn flaw_at(&self, at: usize) -> impl Fn(&str) -> Flaw + use<'a> {
        let place = self.events.get(at).map_or(self.body, |(_, range)| self.place(range));
        move |what| place.flaw("", what)
    }

    fn take(&mut self) -> Option<(&'a Event<'a>, Place<'a>)> {
        let (event, range) = self.events.get(self.at)?;
        self.at += 1;
        Some((event, self.place(range)))
    }

    /// Behind the block that began there.
    fn skip(&mut self, began: usize) {
        let end = self.events.get(began).map_or(0, |(_, range)| range.end);
        self.at = began + 1;
        while self.events.get(self.at).is_some_and(|(_, range)| range.start < end) {
            self.at += 1;
        }
    }

    fn inlines(&mut self, until: TagEnd) -> Result<Vec<Inline>, Flaw> {
        let body = self.body;
        inlines(self.events, &mut self.at, Some(until), &|range| body.part(range.clone()))
    }

    fn next(&mut self) -> Result<Part, Flaw> {
        let Some((event, place)) = self.take() else { return Err(self.body.flaw("", "the text ends too soon")) };
        let odd = || Err(place.flaw("", "this has no place in a lesson"));
        Ok(match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                let said = self.inlines(TagEnd::Heading(HeadingLevel::H2))?;
                match said.as_slice() {
                    [Inline::Text(title)] => Part::Heading(title.clone()),
                    _ => return Err(place.flaw("", "a heading is words")),
                }
            }
            Event::Start(Tag::Paragraph) => Part::block(Block::Paragraph(self.inlines(TagEnd::Paragraph)?)),
            Event::Start(Tag::BlockQuote(_)) => {
                let Some((Event::Start(Tag::Paragraph), _)) = self.take() else { return odd() };
                let keep = self.inlines(TagEnd::Paragraph)?;
                let Some((Event::End(TagEnd::BlockQuote(_)), _)) = self.take() else {
                    return Err(place.flaw("", "a sentence to keep is one paragraph"));
                };
                Part::block(Block::Keep(keep))
            }
            Event::Start(Tag::List(first)) => Part::block(Block::List(self.list(first.is_some())?)),
            Event::Start(Tag::Table(_)) => Part::block(Block::Table(self.table()?)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => {
                let mut text = place.part(0..0);
                while let Some((event, inner)) = self.take() {
                    match event {
                        Event::Text(_) if text.text.is_empty() => text = inner,
                        Event::End(TagEnd::CodeBlock) => break,
                        _ => return odd(),
                    }
                }
                self.block(name, text)?
            }
            _ => return odd(),
        })
    }

    fn list(&mut self, is_ordered: bool) -> Result<List, Flaw> {
        let mut items = Vec::new();
        while let Some((event, place)) = self.take() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let body = self.body;
                    let is_paragraph = matches!(self.events.get(self.at), Some((Event::Start(Tag::Paragraph), _)));
                    self.at += usize::from(is_paragraph);
                    let until = if is_paragraph { TagEnd::Paragraph } else { TagEnd::Item };
                    let item = inlines(self.events, &mut self.at, is_paragraph.then_some(until), &|range| {
                        body.part(range.clone())
                    })?;
                    items.push(item);
                    let Some((Event::End(TagEnd::Item), _)) = self.take() else {
                        return Err(place.flaw("", "an item of a list is one paragraph"));
                    };
                }
                _ => return Err(place.flaw("", "this has no place in a list")),
            }
        }
        Ok(List { is_ordered, items })
    }

    fn table(&mut self) -> Result<Table, Flaw> {
        let mut table = Table { head: Vec::new(), rows: Vec::new() };
        let mut row = Vec::new();
        while let Some((event, place)) = self.take() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => row = Vec::new(),
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell)?),
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => return Err(place.flaw("", "this has no place in a table")),
            }
        }
        Ok(table)
    }

    fn block(&self, name: &str, text: Place<'a>) -> Result<Part, Flaw> {
        let mut fields = Fields::read(text)?;
        Ok(match name {
            "start" => {
                let start = fields.read_as("at", Changes::read)?;
                fields.done()?;
                Part::Start(start)
            }
            "turn" => {
                let keys = fields.texts("keys")?;
                let odd = keys.iter().find(|key| !self.turns.iter().any(|turn| turn.key == **key));
                if let Some(key) = odd {
                    return Err(fields.flaw(key, format!("`{key}` is none of what may be turned")));
                }
                fields.done()?;
                Part::block(Block::Turn(keys))
            }
            "question" => Part::block(Block::Question(question(fields)?)),
            name if FIGURES.contains(&name) => Part::block(Block::Figure(figure(name, fields, self.turns)?)),
            name => return Err(text.flaw("", format!("there is no block `{name}`"))),
        })
    }
}
