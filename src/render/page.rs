//! A page of help for a terminal.

use super::wrap::wrap;
use super::{Palette, Style};

/// What begins an item of a list.
const ITEM: &str = "- ";
/// How far the text below a heading is indented.
const BODY: usize = 2;

/// The title (`# `), paragraphs, headings (`## `) and list items (`- `) of `text`, each broken at
/// `width` characters: headings stand out, the text below them is indented, items hang.
#[must_use]
pub fn page(text: &str, width: usize, palette: Palette) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut body = 0;
    for block in blocks(text) {
        if let Some(title) = block.strip_prefix("# ") {
            body = 0;
            lines.push(palette.paint(Style::Strong, title));
            continue;
        }
        if let Some(heading) = block.strip_prefix("## ") {
            body = BODY;
            lines.push(palette.paint(Style::Strong, heading));
            continue;
        }
        let (mark, text) = match block.strip_prefix(ITEM) {
            Some(item) => (ITEM, item),
            None => ("", block.as_str()),
        };
        let hanging = mark.len();
        let broken = wrap(text, width.saturating_sub(body + hanging));
        for (index, line) in broken.iter().enumerate() {
            let mark = if index == 0 { mark } else { "" };
            let line = format!("{:body$}{mark:hanging$}{line}", "");
            lines.push(line.trim_end().to_owned());
        }
    }
    lines.join("\n")
}

/// Headings, empty lines, and paragraphs and items each in one line.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        let is_heading = line.starts_with('#');
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) if !line.is_empty() && !is_heading && !line.starts_with(ITEM) => {
                block.push(' ');
                block.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        goes_on = !line.is_empty() && !is_heading;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# Title\n\nOne two\nthree four.\n\n## Head\nFive\nsix.\n\n- seven eight\n  nine\n- ten";

    #[test]
    fn paragraphs_are_filled_headings_stand_out_and_items_hang() {
        let expected = "Title\n\nOne two\nthree\nfour.\n\nHead\n  Five\n  six.\n\n  - seven\n    \
                        eight\n    nine\n  - ten";
        assert_eq!(page(TEXT, 9, Palette::PLAIN), expected);
    }

    #[test]
    fn title_and_headings_are_painted_where_there_is_colour() {
        let marked = page(TEXT, 9, Palette(|_, text| format!("[{text}]")));
        assert!(marked.starts_with("[Title]\n\nOne two\n"));
        assert!(marked.contains("\n[Head]\n  Five\n"));
        assert_eq!(marked.matches('[').count(), 2);
    }
}
