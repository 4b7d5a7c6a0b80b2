//! Runs the program as users do, in an environment of nothing but what every program has.

use std::process::Command;

/// The repository.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// `sfmtls` in the repository.
pub fn sfmtls() -> Command {
    clean(env!("CARGO_BIN_EXE_sfmtls"))
}

/// Any other program, in the same environment.
pub fn clean(program: &str) -> Command {
    let kept = ["HOME", "PATH"].map(|name| (name, std::env::var_os(name).unwrap_or_default()));
    let mut command = Command::new(program);
    command.current_dir(ROOT).env_clear().envs(kept);
    command
}
