//! A web server on this machine that answers rightly, wrongly and not at all.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server that runs as long as the test.
pub(super) struct Server {
    port: u16,
    /// The requests as they came: the first line and the headers.
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts on a free port.
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = log.clone();
                thread::spawn(move || serve(stream, &log));
            }
        });
        Self { port, seen }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") {
        if reader.read_line(&mut request).unwrap_or_default() == 0 {
            return;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(request);
    // A client that has heard enough closes the connection.
    drop(answer(&mut stream, &mut reader, &path));
}

fn answer(
    stream: &mut TcpStream,
    reader: &mut impl Read,
    path: &str,
) -> std::io::Result<()> {
    let (name, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    match name {
        "ok" => page(stream, "200 OK", "", b"The page."),
        "10.1000" => {
            let item = br#"{"type": "article-journal", "title": "The DOI Handbook",
                "author": [{"family": "Doe", "given": "Jane"}],
                "issued": {"date-parts": [[2024, 2]]}, "DOI": "10.1000/182"}"#;
            page(stream, "200 OK", "", item)
        }
        "article" => {
            let head = b"<!doctype html><html lang=de><title>Plain</title>\
                <meta property='og:title' content='Ein &quot;Leck&quot;'>\
                <meta property='og:type' content=article>\
                <meta property='og:site_name' content='Die Zeitung'>\
                <meta property='article:published_time' content='2024-02-22T10:00:00Z'>\
                <body>Text";
            page(stream, "200 OK", "", head)
        }
        "latin" => page(stream, "200 OK", "", b"caf\xe9 \xff\x00 bar"),
        "own" => page(stream, "200 OK", "", path.as_bytes()),
        "hop" => {
            let left: u32 = rest.parse().unwrap();
            let next = match left {
                0 => "/ok".to_owned(),
                left => format!("/hop/{}", left - 1),
            };
            page(stream, "301 Moved Permanently", &format!("Location: {next}\r\n"), b"")
        }
        "loop" => page(stream, "302 Found", "Location: /loop\r\n", b""),
        "elsewhere" => page(stream, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        "status" => page(stream, &format!("{rest} Some words"), "", b"An error."),
        "challenge" => page(stream, "403 Forbidden", "cf-mitigated: challenge\r\n", b"?"),
        "captcha" => page(stream, "200 OK", "cf-mitigated: challenge\r\n", b"?"),
        "huge" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            let block = vec![b'x'; 1 << 20];
            (0..20).try_for_each(|_| stream.write_all(&block))
        }
        "truncated" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nToo short.")
        }
        "longer" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nToo long.")
        }
        "garbage" => stream.write_all(b"\x00\x01 this is no HTTP\r\n\r\n"),
        // Waits until the client has given up.
        "slow" => reader.read(&mut [0]).map(drop),
        "drip" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nSome")?;
            reader.read(&mut [0]).map(drop)
        }
        _ => page(stream, "404 Not Found", "", b"Nothing."),
    }
}

fn page(
    stream: &mut TcpStream,
    status: &str,
    headers: &str,
    body: &[u8],
) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nSet-Cookie: a=b\r\n{headers}Connection: close\r\n\r\n"
    )?;
    stream.write_all(body)
}
