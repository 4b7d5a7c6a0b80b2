//! A web server on loopback that gives each path what it is told to, and counts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::support::loopback::server::{self, Answer};

type Page = Arc<dyn Fn() -> Answer + Send + Sync>;

/// A server, its pages and the paths that it was asked for.
pub struct Site {
    pub port: u16,
    pages: Arc<Mutex<HashMap<String, Page>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// A site without pages: every path has status 404.
    pub fn new() -> Self {
        let pages: Arc<Mutex<HashMap<String, Page>>> = Arc::default();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (served, seen) = (Arc::clone(&pages), Arc::clone(&asked));
        let port = server::start(None, move |head| {
            let target = server::path(head);
            // Through a proxy the whole URL is asked for.
            let path = match target.strip_prefix("http://") {
                Some(rest) => rest.find('/').map_or("/", |at| rest.split_at(at).1),
                None => target,
            };
            seen.lock().unwrap().push(path.to_owned());
            let page = served.lock().unwrap().get(path).cloned();
            page.map_or_else(|| server::status("404 Not Found"), |page| page())
        });
        Self { port, pages, asked }
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers a path with status 200 and this body.
    pub fn serve(&self, path: &str, body: &[u8]) {
        let body = body.to_vec();
        self.answer(path, move || server::ok(&body));
    }

    /// Answers a path as told.
    pub fn answer(&self, path: &str, page: impl Fn() -> Answer + Send + Sync + 'static) {
        let mut pages = self.pages.lock().unwrap();
        pages.insert(path.to_owned(), Arc::new(page));
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}
