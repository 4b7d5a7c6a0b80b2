//! Colour, width, and what is said besides the report.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use colored::Colorize;
use sfmtls::render::{Palette, Printable, Style};

use super::arguments::Color;

/// The narrowest and the widest lines that are made.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;
/// Where the output is no terminal.
const DEFAULT_WIDTH: usize = 80;

/// The palette for a report on standard output, or into a file.
///
/// `NO_COLOR`, where it is set and not empty, turns colour off unless it is asked for
/// (no-color.org).
pub fn palette(color: Color, to_file: bool) -> Palette {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let painted = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !to_file && !no_color && is_output_terminal(),
    };
    if !painted {
        return Palette::PLAIN;
    }
    // The decision is made here, for whatever is written; colored's own would look again.
    colored::control::set_override(true);
    Palette(paint)
}

fn paint(style: Style, text: &str) -> String {
    match style {
        Style::Error => text.red().bold(),
        Style::Warning => text.yellow().bold(),
        Style::Note => text.cyan().bold(),
        Style::Good => text.green(),
        Style::Frame => text.blue().bold(),
        Style::Strong => text.bold(),
        Style::Faint => text.dimmed(),
    }
    .to_string()
}

/// Whether standard output is a terminal.
pub fn is_output_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The width to break lines at.
pub fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout())
        .map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
        .clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Says something on standard error, with what kind of thing it is.
pub fn say(kind: &str, text: &str) {
    // Nowhere is left to say that standard error is closed.
    let _ = writeln!(io::stderr(), "{kind}: {}", lines(text));
}

/// Held while somebody is asked for something at the terminal.
static ASKING: Mutex<()> = Mutex::new(());

/// Asks something at the terminal, one question at a time.
pub fn ask<T>(question: impl FnOnce() -> T) -> T {
    let _asking = ASKING.lock().unwrap_or_else(PoisonError::into_inner);
    question()
}

/// Shows something that a question must not be mixed with; says whether it was shown.
pub fn unless_asking(show: impl FnOnce()) -> bool {
    ASKING.try_lock().is_ok_and(|_nobody| {
        show();
        true
    })
}

/// Each line of a text made harmless, the line ends kept.
fn lines(text: &str) -> String {
    text.lines()
        .map(|line| Printable(line).to_string())
        .collect::<Vec<_>>()
        .join("\n  ")
}
