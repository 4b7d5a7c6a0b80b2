//! An instance on loopback that answers for any host name, behind a proxy.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::loopback::authority::Authority;
use super::loopback::{proxy, server};

/// An instance whose list is served for one host.
pub struct Instance {
    host: String,
    proxy: proxy::Proxy,
    folder: TempDir,
}

/// Serves `page` at every path of `https://host`, by way of a proxy.
pub fn serving(host: &str, page: Vec<u8>) -> Instance {
    let authority = Authority::new("loopback");
    let identity = authority.server(&[host], |_| ());
    let port = server::start(Some(identity), move |_| server::ok(&page));
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("root.pem"), authority.root().pem()).unwrap();
    Instance {
        host: host.to_owned(),
        proxy: proxy::leading_to(port),
        folder,
    }
}

impl Instance {
    /// What leads the program here.
    pub fn arguments(&self) -> [String; 4] {
        let ca_file: PathBuf = self.folder.path().join("root.pem");
        [
            "--instance".into(),
            self.host.clone(),
            "--ca-file".into(),
            ca_file.display().to_string(),
        ]
    }

    /// The value of `HTTPS_PROXY`.
    pub fn proxy(&self) -> String {
        format!("http://127.0.0.1:{}", self.proxy.port)
    }
}
