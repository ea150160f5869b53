//! A static web server on loopback, as strict as the strictest place that the page will be hosted on.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use tiny_http::{Method, Request};

use crate::failure::{Failure, Outcome};
use crate::site::{Reply, Site};

/// Sent with every response, also with errors.
const HEADERS: [(&str, &str); 4] = [
    // A sandboxed frame has no origin, and still has to get its scripts.
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-cache"),
];

/// A browser loads a handful of files at once.
const WORKERS: usize = 4;

/// A server that is bound to its port, and answers once it runs.
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    site: Arc<Site>,
    address: SocketAddr,
}

impl Server {
    /// Binds a port of 127.0.0.1; port 0 takes any free one.
    pub(crate) fn bind(site: Site, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let http = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        Ok(Self { http: Arc::new(http), site: Arc::new(site), address })
    }

    /// The address to open in a browser.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until the process ends.
    pub(crate) fn run(&self) -> Outcome {
        let workers = (0..WORKERS).map(|_| {
            let (http, site) = (Arc::clone(&self.http), Arc::clone(&self.site));
            thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    // A client that went away is no reason to stop.
                    let _ = answer(&site, request);
                }
            })
        });
        for worker in workers.collect::<Vec<_>>() {
            let _ = worker.join();
        }
        Err(Failure::new("the server can no longer accept connections"))
    }
}

fn answer(site: &Site, request: Request) -> io::Result<()> {
    let reply = site.reply(request.method(), request.url());
    let with_body = *request.method() != Method::Head;
    // Written by hand because the connection must be closed: with connections kept open, tiny_http can leave a new
    // one waiting behind a thread that is busy with an idle one, and a page then loads only when that one times out.
    write(&reply, &mut request.into_writer(), with_body)
}

fn write(reply: &Reply, out: &mut impl Write, with_body: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {}\r\n", reply.status);
    let length = reply.body.len().to_string();
    let own = [
        ("Content-Type", reply.media_type),
        ("Content-Length", &length),
        ("Content-Security-Policy", reply.policy),
        ("Connection", "close"),
    ];
    let extra = reply.extra.as_ref().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in own.into_iter().chain(extra).chain(HEADERS) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    out.write_all(head.as_bytes())?;
    if with_body {
        out.write_all(&reply.body)?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpStream;

    use super::*;
    use crate::policy::policy;
    use crate::site::tests::Folder;

    fn exchange(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(format!("{request}\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).unwrap();
        String::from_utf8(response).unwrap()
    }

    #[test]
    fn over_the_wire_every_response_carries_the_policy() {
        let folder = Folder::new("wire");
        let server = Arc::new(Server::bind(folder.site(), 0).unwrap());
        let running = Arc::clone(&server);
        thread::spawn(move || running.run());
        for (request, status, media_type, ending) in [
            ("GET / HTTP/1.1", "200 OK", "text/html; charset=utf-8", "\r\n\r\n<p>home</p>"),
            ("HEAD / HTTP/1.1", "200 OK", "text/html; charset=utf-8", "\r\n\r\n"),
            ("GET /app_bg.wasm HTTP/1.1", "200 OK", "application/wasm", "\r\n\r\n\0asm"),
            ("GET /../secret.txt HTTP/1.1", "400 Bad Request", "text/plain; charset=utf-8", "400 Bad Request\n"),
            ("GET /nothing HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8", "404 Not Found\n"),
            ("POST / HTTP/1.1", "405 Method Not Allowed", "text/plain; charset=utf-8", "405 Method Not Allowed\n"),
        ] {
            let response = exchange(&server, request);
            assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{request}: {response}");
            assert!(response.contains(&format!("\r\nContent-Type: {media_type}\r\n")), "{request}: {response}");
            assert!(response.contains("\r\nContent-Length: "), "{request}: {response}");
            assert!(response.ends_with(ending), "{request}: {response}");
            for (name, value) in HEADERS.into_iter().chain([("Content-Security-Policy", policy("index.html"))]) {
                assert!(response.contains(&format!("\r\n{name}: {value}\r\n")), "{request}: {name}");
            }
        }
    }

    #[test]
    fn a_port_that_is_taken_is_an_error() {
        let folder = Folder::new("port");
        let first = Server::bind(folder.site(), 0).unwrap();
        let error = Server::bind(folder.site(), first.address.port()).err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    }
}
