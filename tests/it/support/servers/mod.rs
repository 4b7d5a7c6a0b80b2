//! Servers that are programs of their own, each of which demands a client's certificate, stopped with
//! the test.
//!
//! Each is started in a folder that holds `server.pem` and `server.key`, its own certificate, and
//! `trusted.pem`, the roots below which a client's is to be.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::program::{is_version, other, root};

/// The header of nginx's answers that tells what it finds of the client's certificate: `SUCCESS`,
/// `NONE`, or `FAILED:` and why.
pub const VERIFIED: &str = "X-Verified";

/// A server at a port of 127.0.0.1.
pub struct Running {
    pub port: u16,
    /// What it says after its port, line by line; nginx says nothing.
    pub said: Receiver<String>,
    server: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// `openssl s_server`; `None` without OpenSSL 3.
pub fn openssl(folder: &Path, version: &str) -> Option<Running> {
    if !is_version("openssl", "version", "OpenSSL 3.") {
        return None;
    }
    let mut command = run_in(folder, "openssl");
    command
        .args(["s_server", "-accept", "127.0.0.1:0", "-www"])
        .args(["-cert", "server.pem", "-key", "server.key"])
        // `-Verify` alone goes on after a fault.
        .args(["-CAfile", "trusted.pem"])
        .args(["-Verify", "4", "-verify_return_error"])
        .arg(if version == "TLS 1.2" {
            "-tls1_2"
        } else {
            "-tls1_3"
        });
    Some(told(command, |line| {
        line.strip_prefix("ACCEPT 127.0.0.1:")?.trim().parse().ok()
    }))
}

/// A port that a program may take, as long as no other is quicker.
fn free_port() -> u16 {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    taken.local_addr().unwrap().port()
}

/// nginx with `ssl_verify_client on`, which tells in a header what it finds; `None` where it is not
/// installed.
pub fn nginx(folder: &Path) -> Option<Running> {
    let program = ["nginx", "/usr/sbin/nginx"]
        .into_iter()
        .find(|program| other(program).arg("-v").output().is_ok())?;
    let port = free_port();
    let place = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {place}/{name};\n"))
        .concat();
    let configuration = format!(
        "daemon off; master_process off; pid {place}/pid; error_log {place}/errors;\n\
         events {{}}\nhttp {{ access_log off; {temporary}\n\
         server {{ listen 127.0.0.1:{port} ssl;\n\
         ssl_certificate {place}/server.pem; ssl_certificate_key {place}/server.key;\n\
         ssl_client_certificate {place}/trusted.pem; ssl_verify_client on; ssl_verify_depth 4;\n\
         add_header {VERIFIED} $ssl_client_verify always;\n\
         location / {{ return 200 \"[]\"; }} }} }}\n"
    );
    let path = folder.join("nginx.conf");
    fs::write(&path, configuration).unwrap();
    let server = run_in(folder, program)
        .arg("-c")
        .arg(path)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let listens = (0..400).any(|_| {
        thread::sleep(Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    assert!(listens, "nginx does not listen");
    let (_, said) = channel();
    Some(Running { port, said, server })
}

/// `MutualServer.java`, whose trust manager is Java's PKIX; it tells of each client's chain what it
/// received and what it found. `None` without a JDK 17.
pub fn java(folder: &Path) -> Option<Running> {
    // A run-time environment alone cannot start a source file.
    if !is_version("javac", "--version", "javac 17.") {
        return None;
    }
    let export = [
        "pkcs12",
        "-export",
        "-in",
        "server.pem",
        "-inkey",
        "server.key",
    ];
    let output = run_in(folder, "openssl")
        .args(export)
        .args(["-out", "keys.p12", "-passout", "pass:changeit"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{export:?}: {output:?}");
    let mut command = run_in(folder, "java");
    command
        .arg(root().join("tests/it/support/servers/MutualServer.java"))
        .args(["keys.p12", "changeit", "trusted.pem"]);
    Some(told(command, |line| line.trim().parse().ok()))
}

fn run_in(folder: &Path, program: &str) -> Command {
    let mut command = other(program);
    command.current_dir(folder).stdin(Stdio::piped());
    command
}

/// Starts a server that tells its port in one of its first lines.
fn told(mut command: Command, port: impl Fn(&str) -> Option<u16>) -> Running {
    let mut server = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    let port = loop {
        let mut line = String::new();
        assert_ne!(output.read_line(&mut line).unwrap(), 0, "{command:?} ended");
        if let Some(port) = port(&line) {
            break port;
        }
    };
    let (teller, said) = channel();
    // Read even where nobody listens, so that the server can go on.
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            teller.send(line).ok();
        }
    });
    Running { port, said, server }
}
