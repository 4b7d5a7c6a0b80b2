//! `--show-config`: what is in force, as a file that could be read again, and where it came from.

use sfmtls::render::Printable;

use super::Choice;

impl Choice {
    /// The text; environment variables by name, never by value.
    pub fn shown(&self, environment: &[&str]) -> String {
        let mut lines = vec![(self.head(), String::new())];
        lines.extend(self.values.iter().cloned());
        if !self.levels.is_empty() {
            lines.push(blank());
            lines.push(("[severity]".into(), String::new()));
            lines.extend(self.levels.iter().cloned());
        }
        for (ignore, from) in &self.ignores {
            lines.push(blank());
            lines.push(("[[ignore]]".into(), from.clone()));
            lines.extend(ignore.iter().map(|line| (line.clone(), String::new())));
        }
        lines.push(blank());
        lines.push(("# not in a file:".into(), String::new()));
        lines.extend(self.unwritten.iter().cloned());
        for name in environment {
            lines.push((format!("# {name} is set"), "environment".into()));
        }
        aligned(&lines)
    }

    fn head(&self) -> String {
        if self.file.is_empty() {
            return "# no sfmtls.toml was found".into();
        }
        format!("# read: {}", Printable(&self.file))
    }
}

fn blank() -> (String, String) {
    (String::new(), String::new())
}

/// Each line with its origin behind it, in one column where the line is not too long.
fn aligned(lines: &[(String, String)]) -> String {
    let mut text = String::new();
    for (line, from) in lines {
        text.push_str(line);
        if !from.is_empty() {
            let length = line.chars().count();
            let gap = COLUMN.saturating_sub(length).max(2);
            text.extend(std::iter::repeat_n(' ', gap));
            text.push_str("# ");
            text.push_str(&Printable(from).to_string());
        }
        text.push('\n');
    }
    text
}

/// Where origins begin.
const COLUMN: usize = 44;
