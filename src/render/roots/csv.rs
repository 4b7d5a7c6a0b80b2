//! A list's roots as comma-separated values (RFC 4180): one header row, a root a row.

use super::object::RootObject;
use crate::roots::RootsReport;

/// The names of the columns: the fields of the JSON, `last_day` in two.
const HEADER: [&str; 12] = [
    "alias",
    "subject",
    "sha256",
    "sha1",
    "md5",
    "not_after",
    "known_by",
    "chrome_root_store",
    "dedicated_to_client_auth",
    "last_day",
    "last_day_source",
    "chrome_status",
];

/// The roots as rows; what is not known is an empty field. Lines end in a line feed alone, and no
/// field holds one, so that tools which read by lines can take it.
#[must_use]
pub fn render(report: &RootsReport<'_>) -> String {
    let mut text = HEADER.join(",");
    text.push('\n');
    for root in &report.roots {
        let fields = fields(RootObject::new(root));
        let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

fn fields(root: RootObject) -> [String; 12] {
    let text = Option::unwrap_or_default;
    let truth = |value: Option<bool>| value.map_or_else(String::new, |value| value.to_string());
    let word = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let (date, source) = root.last_day.map(|day| (day.date, day.source)).unzip();
    [
        text(root.alias),
        text(root.subject),
        text(root.sha256),
        text(root.sha1),
        text(root.md5),
        text(root.not_after),
        word(root.known_by),
        truth(root.chrome_root_store),
        truth(root.dedicated_to_client_auth),
        text(date),
        text(source),
        word(root.chrome_status),
    ]
}

/// The field as RFC 4180, section 2 wants it. What a spreadsheet would take for a formula gets an
/// apostrophe before it, which makes it a text there.
fn quoted(field: &str) -> String {
    let mark = if field.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    if field.contains([',', '"', '\'']) {
        return format!("\"{mark}{}\"", field.replace('"', "\"\""));
    }
    format!("{mark}{field}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4180, section 2, items 5 to 7.
    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        for (field, expected) in [
            ("", ""),
            ("plain text", "plain text"),
            ("CN=a,C=US", "\"CN=a,C=US\""),
            ("say \"so\"", "\"say \"\"so\"\"\""),
            ("=1+1", "'=1+1"),
            ("@a,b", "\"'@a,b\""),
        ] {
            assert_eq!(quoted(field), expected);
        }
    }
}
