//! Servers that are programs of their own, stopped with the test.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::super::lab::Lab;
use crate::support::program::{other, root};

/// A server at a port of 127.0.0.1.
pub struct Running {
    pub port: u16,
    server: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// `openssl s_server`, which demands a certificate below the lab's root; `None` without OpenSSL 3.
pub fn openssl(lab: &Lab, version: &str) -> Option<Running> {
    is_there("openssl", "version", "OpenSSL 3.")?;
    let mut command = in_lab(lab, "openssl");
    command
        .args(["s_server", "-accept", "127.0.0.1:0", "-www"])
        .args(["-cert", "server.pem", "-key", "server.key"])
        // `-Verify` alone goes on after a fault.
        .args([
            "-CAfile",
            "root.pem",
            "-Verify",
            "4",
            "-verify_return_error",
        ])
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

/// nginx with `ssl_verify_client on`; `None` where it is not installed.
pub fn nginx(lab: &Lab) -> Option<Running> {
    let program = ["nginx", "/usr/sbin/nginx"]
        .into_iter()
        .find(|program| other(program).arg("-v").output().is_ok())?;
    let port = free_port();
    let folder = lab.folder.path().display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
        .concat();
    let configuration = format!(
        "daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;\n\
         events {{}}\nhttp {{ access_log off; {temporary}\n\
         server {{ listen 127.0.0.1:{port} ssl;\n\
         ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;\n\
         ssl_client_certificate {folder}/root.pem; ssl_verify_client on; ssl_verify_depth 4;\n\
         location / {{ return 200 \"[]\"; }} }} }}\n"
    );
    lab.write("nginx.conf", &configuration);
    let mut command = in_lab(lab, program);
    let path = lab.folder.path().join("nginx.conf");
    let server = command
        .arg("-c")
        .arg(path)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    Some(Running { port, server })
}

/// `MutualServer.java`, whose trust manager is Java's PKIX; `None` without a JDK 17.
pub fn java(lab: &Lab) -> Option<Running> {
    is_there("javac", "--version", "javac 17.")?;
    let run = |program: &str, arguments: &str| {
        let output = in_lab(lab, program)
            .args(arguments.split(' '))
            .output()
            .unwrap();
        assert!(output.status.success(), "{program} {arguments}: {output:?}");
    };
    run(
        "openssl",
        "pkcs12 -export -in server.pem -inkey server.key -out keys.p12 -passout pass:changeit",
    );
    run(
        "keytool",
        "-importcert -noprompt -keystore trust.p12 -storetype PKCS12 -storepass changeit -alias \
         root -file root.pem",
    );
    let mut command = in_lab(lab, "java");
    command
        .arg(root().join("tests/it/probe/judges/MutualServer.java"))
        .args(["keys.p12", "trust.p12", "changeit"]);
    Some(told(command, |line| line.trim().parse().ok()))
}

fn is_there(program: &str, argument: &str, start: &str) -> Option<()> {
    let output = other(program).arg(argument).output().ok()?;
    output.stdout.starts_with(start.as_bytes()).then_some(())
}

fn in_lab(lab: &Lab, program: &str) -> Command {
    let mut command = other(program);
    command.current_dir(&lab.folder).stdin(Stdio::piped());
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
    // What it says later is read, so that it can go on.
    thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    Running { port, server }
}
