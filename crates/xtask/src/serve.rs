//! `cargo xtask serve`: build the page, serve it on loopback, say where.

use std::io::{self, Write};

use crate::arguments::ServeOptions;
use crate::failure::{Failure, Outcome};
use crate::page;
use crate::program::Program;
use crate::server::Server;
use crate::site::Site;
use crate::workspace::Workspace;

/// Where to start looking for a free port when none is asked for.
const DEFAULT_PORT: u16 = 8080;
/// Where to stop.
const LAST_PORT: u16 = 8179;

/// Serves the page until the process ends.
pub(crate) fn serve(workspace: &Workspace, options: &ServeOptions) -> Outcome {
    let dist = match &options.dist {
        Some(dist) if dist.is_dir() => dist.clone(),
        Some(dist) => return Err(Failure::new(format!("{} is no folder", dist.display()))),
        None => {
            page::build_and_weigh(workspace)?;
            workspace.dist()
        }
    };
    let site = || Site { dist: dist.clone(), pages: workspace.browser_tests().join("pages") };
    let server = match options.port {
        Some(port) => Server::bind(site(), port).map_err(|error| Failure::system(format!("port {port}"), &error))?,
        None => first_free(site)?,
    };
    // Tests wait for this line, and may have gone away.
    let mut out = io::stdout();
    let _ = writeln!(out, "listening on {}", server.url()).and_then(|()| out.flush());
    eprintln!("Ctrl-C stops it.");
    if options.open {
        open(workspace, &server.url());
    }
    server.run()
}

fn first_free(site: impl Fn() -> Site) -> Outcome<Server> {
    for port in DEFAULT_PORT..=LAST_PORT {
        match Server::bind(site(), port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            other => return other.map_err(|error| Failure::system(format!("port {port}"), &error)),
        }
    }
    Err(Failure::new(format!("no port from {DEFAULT_PORT} to {LAST_PORT} is free; choose one with --port")))
}

/// Opens a browser; when that does not work, the address has been printed anyway.
fn open(workspace: &Workspace, url: &str) {
    let opener = if cfg!(windows) {
        Program::new("cmd").args(["/C", "start", "", url])
    } else if cfg!(target_os = "macos") {
        Program::new("open").args([url])
    } else {
        Program::new("xdg-open").args([url])
    };
    if opener.output_in(workspace.root()).is_none() {
        eprintln!("No browser could be opened: open {url} yourself.");
    }
}
