//! A page of help for a terminal.

use super::wrap::wrap;

/// The paragraphs, headings (`## `) and list items (`- `) of `text`, each broken at `width`
/// characters; items hang.
#[must_use]
pub fn page(text: &str, width: usize) -> String {
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
    let lines = blocks.iter().flat_map(|block| {
        let indent = if block.starts_with(ITEM) { ITEM } else { "" }.len();
        let lines = wrap(block, width.saturating_sub(indent));
        lines.into_iter().enumerate().map(move |(index, line)| {
            let indent = if index == 0 { 0 } else { indent };
            format!("{:indent$}{line}", "")
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

const ITEM: &str = "- ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_filled_and_items_hang() {
        let text = "One two\nthree four.\n\n## Head\nFive\nsix.\n\n- seven eight\n  nine\n- ten";
        let expected =
            "One two\nthree\nfour.\n\n## Head\nFive six.\n\n- seven\n  eight\n  nine\n- ten";
        assert_eq!(page(text, 9), expected);
    }
}
