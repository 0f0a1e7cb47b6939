//! `shushuo serve`: the page on this computer, for this computer only.

use super::{COULD_NOT_RUN, finish, package};
use crate::error::Lang;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// What `serve` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port; when it is taken, the next free one. 0 is any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Opens the page in the browser.
    #[arg(long)]
    pub open: bool,
    /// The folder to serve; the engine stands at /pkg whatever the folder.
    #[arg(long, value_name = "DIR", default_value = "www")]
    pub dir: PathBuf,
}

/// How many ports are tried when the first are taken.
const PORTS: u16 = 100;
/// The most bytes that the head of a request may have.
const HEAD: u64 = 16 * 1024;
/// How long a connection may keep a thread waiting.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until it is ended; returns only when it cannot, with 2.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let root = match args.dir.canonicalize() {
        Ok(root) if root.is_dir() => root,
        _ => {
            let dir = args.dir.display();
            let _ = match lang {
                Lang::En => writeln!(err, "error: no folder \"{dir}\" here; hint: --dir DIR"),
                Lang::Zh => writeln!(err, "错误：这里没有文件夹“{dir}”；可用 --dir 指定"),
            };
            return COULD_NOT_RUN;
        }
    };
    finish(serve(args, lang, &root, out, err), err)
}

fn serve(
    args: &Args,
    lang: Lang,
    root: &Path,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let listener = listen(args.port)?;
    let port = listener.local_addr()?.port();
    if args.port != 0 && port != args.port {
        match lang {
            Lang::En => writeln!(out, "port {} is taken, so this is the next one", args.port)?,
            Lang::Zh => writeln!(out, "端口 {} 已被占用，改用下一个", args.port)?,
        }
    }
    let address = format!("http://127.0.0.1:{port}/");
    match lang {
        Lang::En => writeln!(out, "serving {} at {address}", args.dir.display())?,
        Lang::Zh => writeln!(out, "{address} 提供 {}", args.dir.display())?,
    }
    out.flush()?;
    if args.open && !open(&address) {
        writeln!(err, "warning: no browser opened; open {address} by hand")?;
    }
    for stream in listener.incoming() {
        // A connection that broke before it began concerns nobody else.
        let Ok(stream) = stream else { continue };
        let root = root.to_path_buf();
        std::thread::spawn(move || answer(&stream, &root));
    }
    Ok(COULD_NOT_RUN)
}

/// Listens on the port, or on the next that is free; on this computer only.
fn listen(port: u16) -> io::Result<TcpListener> {
    let mut port = port;
    for _ in 1..PORTS {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < u16::MAX => port += 1,
            done => return done,
        }
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Opens an address in the browser; whether there was a way to.
fn open(address: &str) -> bool {
    let (program, args): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(args).arg(address).stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null()).spawn().is_ok()
}

/// The part of a request that matters here.
#[derive(Debug, Default, PartialEq)]
struct Request {
    method: String,
    /// The path, as it came: percent signs and query included.
    target: String,
    /// The `If-None-Match` header.
    known: String,
}

/// What is sent back.
#[derive(Debug, PartialEq)]
struct Response {
    status: &'static str,
    kind: &'static str,
    /// A header line with its line break, or nothing.
    extra: String,
    body: Vec<u8>,
}

impl Response {
    fn text(status: &'static str) -> Self {
        let body = format!("{status}\n").into_bytes();
        Self { status, kind: "text/plain; charset=utf-8", extra: String::new(), body }
    }
}

/// Reads one request and answers it. A failure ends the connection and nothing else.
fn answer(stream: &TcpStream, root: &Path) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_write_timeout(Some(PATIENCE));
    if let Ok(Some(request)) = read(stream) {
        let _ = send(stream, &request, &respond(&request, root));
    }
}

fn send(mut stream: &TcpStream, request: &Request, response: &Response) -> io::Result<()> {
    let Response { status, kind, extra, body } = response;
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{extra}\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The request line and the header lines; nothing when there is no request in them.
fn read(stream: impl Read) -> io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream.take(HEAD)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some(_)) = (words.next(), words.next(), words.next()) else {
        return Ok(None);
    };
    let mut request =
        Request { method: method.to_owned(), target: target.to_owned(), known: String::new() };
    for line in lines {
        let line = line?;
        if line.is_empty() {
            return Ok(Some(request));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            request.known = value.trim().to_owned();
        }
    }
    // The head did not end within its limit.
    Ok(None)
}

fn respond(request: &Request, root: &Path) -> Response {
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        return Response::text("405 Method Not Allowed");
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let Some(parts) = parts(path) else { return Response::text("404 Not Found") };
    if let [first, rest @ ..] = parts.as_slice()
        && first == "pkg"
    {
        return match package::file(&rest.join("/")) {
            Some(bytes) => found(request, rest.last().map_or("", String::as_str), bytes.to_vec()),
            None => Response::text("404 Not Found"),
        };
    }
    let mut file = root.join(parts.iter().collect::<PathBuf>());
    if file.is_dir() {
        if !path.ends_with('/') {
            let to = format!("Location: {path}/\r\n");
            return Response { extra: to, ..Response::text("301 Moved Permanently") };
        }
        file.push("index.html");
    }
    // A link out of the folder is not followed.
    let inside = file.canonicalize().is_ok_and(|real| real.starts_with(root));
    match fs::read(&file) {
        Ok(bytes) if inside => {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found(request, &name, bytes)
        }
        _ => Response::text("404 Not Found"),
    }
}

/// A file's bytes, or word that the browser has them.
fn found(request: &Request, name: &str, body: Vec<u8>) -> Response {
    let tag = format!("\"{:016x}\"", fingerprint(&body));
    let extra = format!("ETag: {tag}\r\n");
    let kind = kind(name);
    if request.known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        return Response { status: "304 Not Modified", kind, extra, body: Vec::new() };
    }
    Response { status: "200 OK", kind, extra, body }
}

/// FNV-1a, 64 bits: tells files apart, keeps no secret.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The names in a path, percent signs decoded; nothing when one of them leads out of the folder.
fn parts(path: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    for part in path.strip_prefix('/')?.split('/') {
        let name = decode(part)?;
        match name.as_str() {
            "" | "." => {}
            ".." => return None,
            _ if name.contains(['/', '\\', ':', '\0']) => return None,
            _ => parts.push(name),
        }
    }
    Some(parts)
}

/// Percent-decoded UTF-8; nothing when it is none.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type by a name's ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        let check = |path: &str, expected: Option<&[&str]>| {
            let names = parts(path);
            let names: Option<Vec<&str>> =
                names.as_ref().map(|names| names.iter().map(String::as_str).collect());
            assert_eq!(names.as_deref(), expected, "{path}");
        };
        check("/", Some(&[]));
        check("/en/index.html", Some(&["en", "index.html"]));
        check("//en/./", Some(&["en"]));
        check("/%E9%A6%99%20.csv", Some(&["香 .csv"]));
        check("/../Cargo.toml", None);
        check("/%2e%2e/Cargo.toml", None);
        check("/a%2f..%2fb", None);
        check("/a%5c..%5cb", None);
        check("/c:/windows", None);
        check("/%00", None);
        check("/%ff", None);
        check("/%4", None);
        check("http://example.org/", None);
    }

    #[test]
    fn requests_are_read() {
        let check = |text: &str, expected: Option<[&str; 3]>| {
            let request = read(text.as_bytes()).unwrap();
            let expected = expected.map(|[method, target, known]| Request {
                method: method.into(),
                target: target.into(),
                known: known.into(),
            });
            assert_eq!(request, expected, "{text}");
        };
        check("GET / HTTP/1.1\r\n\r\n", Some(["GET", "/", ""]));
        check("GET /a HTTP/1.1\r\nif-NONE-match: \"1\"\r\n\r\n", Some(["GET", "/a", "\"1\""]));
        check("GET /\r\n\r\n", None);
        check("GET / HTTP/1.1\r\nHost: x\r\n", None);
        check("", None);
        check(&format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "x".repeat(20_000)), None);
    }

    #[test]
    fn the_engine_is_served_and_known_again() {
        let check = |method: &str, target: &str, known: &str, status: &str| {
            let [method, target, known] = [method, target, known].map(str::to_owned);
            let root = Path::new("no such folder");
            let response = respond(&Request { method, target, known }, root);
            assert_eq!(response.status, status);
            response
        };
        let first = check("GET", "/pkg/shushuo_bg.wasm?1", "", "200 OK");
        assert_eq!(first.kind, "application/wasm");
        let tag = first.extra.trim().strip_prefix("ETag: ").unwrap();
        let again =
            check("GET", "/pkg/shushuo_bg.wasm", &format!("\"0\", W/{tag}"), "304 Not Modified");
        assert!(again.body.is_empty());
        check("GET", "/pkg/", "", "404 Not Found");
        check("GET", "/pkg/none.js", "", "404 Not Found");
        check("GET", "/index.html", "", "404 Not Found");
        check("POST", "/pkg/shushuo.js", "", "405 Method Not Allowed");
    }

    #[test]
    fn a_taken_port_gives_the_next() {
        let first = listen(0).unwrap();
        let taken = first.local_addr().unwrap().port();
        // The next one may be taken as well, by others.
        assert!(listen(taken).unwrap().local_addr().unwrap().port() > taken);
    }
}
