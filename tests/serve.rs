//! `shushuo serve`, run as a person runs it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

/// The program, ended with the test.
struct Served {
    program: Child,
    address: String,
    said: Vec<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Starts the program and waits for the line with its address.
fn serve(args: &[&str]) -> Served {
    let mut program = Command::new(env!("CARGO_BIN_EXE_shushuo"))
        .args(args)
        .current_dir(folder())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = Vec::new();
    for line in BufReader::new(program.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        said.push(line.clone());
        if let Some((_, rest)) = line.split_once("http://") {
            let address = rest.split('/').next().unwrap().to_owned();
            return Served { program, address, said };
        }
    }
    let _ = program.kill();
    let code = program.wait().unwrap();
    panic!("no address printed: {said:?}, {code}");
}

/// A folder with a page, and a file beside it that is not to be seen; made once for all tests.
fn folder() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve");
        let page = base.join("page");
        fs::create_dir_all(page.join("en")).unwrap();
        fs::write(base.join("secret.txt"), "secret").unwrap();
        fs::write(page.join("index.html"), "<p>香").unwrap();
        fs::write(page.join("en/index.html"), "<p>en").unwrap();
        base
    });
    &FOLDER
}

/// The status line, the headers and the body that a request line gets.
fn ask(served: &Served, request: &str) -> (String, String) {
    let mut stream = TcpStream::connect(&served.address).unwrap();
    write!(stream, "{request}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_owned(), body.to_owned())
}

#[test]
fn the_page_and_the_engine_are_served() {
    let served = serve(&["serve", "--dir", "page", "--port", "0"]);
    let check = |request: &str, head: &[&str], body: &str| {
        let answer = ask(&served, request);
        for part in head {
            assert!(answer.0.contains(part), "{request}: {part} is not in {}", answer.0);
        }
        assert_eq!(answer.1.get(..body.len()), Some(body), "{request}");
    };
    let html = "Content-Type: text/html; charset=utf-8";
    check("GET / HTTP/1.1", &["HTTP/1.1 200 OK", html, "Content-Length: 6"], "<p>香");
    check("HEAD / HTTP/1.1", &["200 OK", "Content-Length: 6"], "");
    check("GET /en/?a=b HTTP/1.1", &["200 OK"], "<p>en");
    check("GET /en HTTP/1.1", &["301 Moved Permanently", "Location: /en/"], "");
    check("GET /none HTTP/1.1", &["404 Not Found"], "404");
    check("GET /../secret.txt HTTP/1.1", &["404 Not Found"], "404");
    check("GET /%2e%2e/secret.txt HTTP/1.1", &["404 Not Found"], "404");
    check("PUT / HTTP/1.1", &["405 Method Not Allowed"], "405");
    check("GET /pkg/shushuo_bg.wasm HTTP/1.1", &["200 OK", "application/wasm"], "\0asm");
    check("GET /pkg/shushuo.js HTTP/1.1", &["200 OK", "text/javascript; charset=utf-8"], "");
    #[cfg(unix)]
    {
        let link = folder().join("page/link.txt");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink("../secret.txt", &link).unwrap();
        check("GET /link.txt HTTP/1.1", &["404 Not Found"], "404");
        fs::remove_file(&link).unwrap();
    }
}

#[test]
fn the_program_carries_all_of_the_package_that_a_page_loads() {
    let served = serve(&["serve", "--dir", "page", "--port", "0"]);
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg");
    let names = fs::read_dir(package).unwrap();
    let names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| [".js", ".wasm"].iter().any(|end| name.ends_with(end)))
        .collect();
    assert!(names.len() > 1, "{names:?}");
    for name in names {
        let (head, _) = ask(&served, &format!("HEAD /pkg/{name} HTTP/1.1"));
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{name} is missing in src/cli/package.rs");
    }
}

#[test]
fn a_taken_port_gives_the_next_and_says_so() {
    let first = serve(&["serve", "--dir", "page", "--port", "0"]);
    let port = first.address.rsplit(':').next().unwrap();
    let second = serve(&["--dir", "page", "--port", port]);
    assert_ne!(first.address, second.address);
    assert!(second.said[0].contains(&format!("port {port} is taken")), "{:?}", second.said);
}

#[test]
fn no_folder_is_told() {
    let output = Command::new(env!("CARGO_BIN_EXE_shushuo"))
        .args(["serve", "--dir", "none"])
        .current_dir(folder())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "error: no folder \"none\" here; hint: --dir DIR\n");
}
