//! Colours, chosen by whoever knows the terminal.

use crate::report::Severity;

/// How a piece of text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The head of an error; what failed.
    Error,
    /// The head of a warning.
    Warning,
    /// The head of a note.
    Note,
    /// What passed.
    Good,
    /// Structure: arrows and bars.
    Frame,
    /// What stands out without a level.
    Strong,
    /// What may be passed over.
    Faint,
}

impl From<Severity> for Style {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }
}

/// Paints text; the meaning never depends on it.
#[derive(Clone, Copy)]
pub struct Palette(pub fn(Style, &str) -> String);

impl Palette {
    /// No colour at all.
    pub const PLAIN: Self = Self(|_, text| text.to_owned());

    /// The text as the palette paints it.
    #[must_use]
    pub fn paint(&self, style: Style, text: &str) -> String {
        (self.0)(style, text)
    }
}

impl std::fmt::Debug for Palette {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Palette")
    }
}
