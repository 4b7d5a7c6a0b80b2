//! HTML's elements, by what they do to the text around them.

/// What an element is for the text of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// `br`
    LineBreak,
    /// `table`
    Table,
    /// `tr`
    Row,
    /// `td`
    Cell,
    /// `th`
    HeadingCell,
    /// `ul`, `ol`, `dl`
    List,
    /// `li`
    Item,
    /// `dt`
    Term,
    /// `dd`
    Definition,
    /// `h1` to `h6`, and the headings of tables, forms and details.
    Heading,
    /// `hr`
    Rule,
    /// `pre`
    Preformatted,
    /// `textarea`: preformatted, and its content is text (HTML, section 13.2.6.2).
    TextArea,
    /// `title`: its content is text.
    Title,
    /// `script`
    Script,
    /// What else has text for its content that is not shown.
    Hidden,
    /// Stands within a line (HTML's phrasing content).
    Inline,
    /// Any other: it begins and ends a paragraph.
    Block,
}

impl Element {
    /// The element of this name in lower case.
    pub(super) fn named(name: &str) -> Self {
        // Of bytes the compiler makes one decision after another; strings it compares in turn.
        match name.as_bytes() {
            b"br" => Self::LineBreak,
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"td" => Self::Cell,
            b"th" => Self::HeadingCell,
            b"ul" | b"ol" | b"dl" => Self::List,
            b"li" => Self::Item,
            b"dt" => Self::Term,
            b"dd" => Self::Definition,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"caption" | b"legend" | b"summary" => {
                Self::Heading
            }
            b"hr" => Self::Rule,
            b"pre" => Self::Preformatted,
            b"textarea" => Self::TextArea,
            b"title" => Self::Title,
            b"script" => Self::Script,
            b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Self::Hidden,
            b"a" | b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"button" | b"cite"
            | b"code" | b"data" | b"del" | b"dfn" | b"em" | b"font" | b"i" | b"img" | b"input"
            | b"ins" | b"kbd" | b"label" | b"mark" | b"nobr" | b"output" | b"q" | b"ruby"
            | b"s" | b"samp" | b"small" | b"span" | b"strike" | b"strong" | b"sub" | b"sup"
            | b"time" | b"tt" | b"u" | b"var" | b"wbr" | b"blink" => Self::Inline,
            _ => Self::Block,
        }
    }
}
