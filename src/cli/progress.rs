//! How far a long run is, on a terminal alone.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::terminal;

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const INTERVAL: Duration = Duration::from_millis(100);
/// How many characters the bar has.
const WIDTH: usize = 30;

/// A line on standard error that grows with the work.
pub struct Progress {
    total: usize,
    done: usize,
    /// When it may next be drawn; `None` where nobody looks.
    due: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    /// Nothing is done yet of `total` files.
    pub fn new(total: usize) -> Self {
        let is_seen = total > 1 && io::stderr().is_terminal();
        Self {
            total,
            done: 0,
            due: is_seen.then(|| Instant::now() + PATIENCE),
            is_shown: false,
        }
    }

    /// One file more is done.
    pub fn advance(&mut self) {
        self.done = self.done.saturating_add(1);
        let now = Instant::now();
        if self.due.is_none_or(|due| now < due) {
            return;
        }
        self.due = Some(now + INTERVAL);
        self.is_shown = terminal::unless_asking(|| {
            // Nowhere is left to say that standard error is closed.
            let _ = write!(io::stderr(), "\r{}", bar(self.done, self.total));
        });
    }

    /// Takes the line away, for a message or at the end.
    pub fn hide(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            // CSI K erases to the end of the line (ECMA-48, section 8.3.41).
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn bar(done: usize, total: usize) -> String {
    let filled = done.saturating_mul(WIDTH).checked_div(total).unwrap_or(0);
    let (filled, rest) = ("#".repeat(filled), WIDTH.saturating_sub(filled));
    format!("[{filled}{}] {done} of {total} files", "-".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_with_the_work() {
        let empty = "[------------------------------] 0 of 4 files";
        let half = "[###############---------------] 2 of 4 files";
        let full = "[##############################] 4 of 4 files";
        assert_eq!([0, 2, 4].map(|done| bar(done, 4)), [empty, half, full]);
    }

    #[test]
    fn nothing_is_shown_before_patience_ends() {
        let mut progress = Progress {
            due: Some(Instant::now() + PATIENCE),
            ..Progress::new(100)
        };
        progress.advance();
        assert!(!progress.is_shown && progress.done == 1);
    }
}
