//! Runs the program on a case.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::preamble::Case;
use crate::support::instance::{self, Instance};

/// The repository.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs `sfmtls` in the repository with nothing in its environment but what every program has.
pub fn sfmtls(arguments: &[String], environment: &[(&str, String)]) -> Output {
    let kept = ["HOME", "PATH"].map(|name| (name, std::env::var_os(name).unwrap_or_default()));
    Command::new(env!("CARGO_BIN_EXE_sfmtls"))
        .args(arguments)
        .current_dir(ROOT)
        .env_clear()
        .envs(kept)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap()
}

impl Case {
    /// Everything in which the program and the preamble differ; empty where they agree.
    pub fn departures(&self) -> Vec<String> {
        let instance = self.instance.as_ref().map(|host| {
            let list = self
                .trust
                .as_ref()
                .expect("an instance needs a list to serve");
            let page = fs::read(Path::new(ROOT).join("fixtures").join(list)).unwrap();
            instance::serving(host, page)
        });
        let mut departures = Vec::new();
        self.compare_json(&self.run("json", instance.as_ref()), &mut departures);
        self.compare_human(&self.run("human", instance.as_ref()), &mut departures);
        departures
    }

    fn run(&self, format: &str, instance: Option<&Instance>) -> Output {
        let below = |path: &Path| Path::new("fixtures").join(path).display().to_string();
        let file = |path: &Option<String>| path.as_ref().map(|it| below(Path::new(it)));
        let mut arguments = vec!["check".into(), below(&self.file)];
        let options = [
            ("--at", Some(self.now.clone())),
            ("--format", Some(format.into())),
            ("--color", Some("never".into())),
            (
                "--trust-list",
                self.trust
                    .as_ref()
                    .filter(|_| instance.is_none())
                    .map(|it| below(Path::new(it))),
            ),
            ("--chain", file(&self.chain)),
            ("--chrome-root-store", file(&self.chrome_store)),
            ("--key", file(&self.key)),
            ("--uploaded", file(&self.uploaded)),
            ("--server-cert", file(&self.server)),
            ("--crl", file(&self.crl)),
            ("--policy", self.policy.clone()),
        ];
        for (option, value) in options {
            arguments.extend(value.into_iter().flat_map(|value| [option.into(), value]));
        }
        arguments.extend(self.options.clone());
        arguments.extend(instance.iter().flat_map(|it| it.arguments()));
        let proxy: Vec<_> = instance
            .iter()
            .map(|it| ("HTTPS_PROXY", it.proxy()))
            .collect();
        sfmtls(&arguments, &proxy)
    }
}
