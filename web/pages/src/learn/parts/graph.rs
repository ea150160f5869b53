//! A graph with the key of its lines, and its numbers.

use std::rc::Rc;

use yew::prelude::*;

use super::table::{Rows, table};
use crate::browser::graph_canvas::GraphCanvas;
use crate::learn::charts::Graph;
use crate::learn::words;

/// The graph; what it says at a few places stands in `rows`.
pub(super) fn graph(graph: Graph, heads: &[String], rows: Rows) -> Html {
    graph_under(graph, heads, rows, Html::default())
}

/// The same with something over it.
pub(super) fn graph_under(graph: Graph, heads: &[String], rows: Rows, over: Html) -> Html {
    let names: Vec<String> = graph.lines.iter().map(|line| line.name.clone()).collect();
    let label = words::graph(&names, &graph.across.name);
    html! {
        <>
            <p class="graph__keys" aria-hidden="true">
                { for graph.lines.iter().map(|line| html! {
                    <span class={classes!("graph__key", format!("graph__key--{}", line.look.id()))}>{ &line.name }</span>
                }) }
            </p>
            <div class="stage graph__stage"><GraphCanvas label={label} graph={Rc::new(graph)} />{ over }</div>
            <details class="lesson__numbers">
                <summary>{ words::NUMBERS }</summary>
                { table(words::NUMBERS, heads, rows) }
            </details>
        </>
    }
}
