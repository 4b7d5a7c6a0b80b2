//! Numbers of things in words.

use std::fmt::Display;

/// For example `1 root` and `2 roots`.
pub(crate) fn plural<Number: Copy + Display + PartialEq + From<u8>>(
    number: Number,
    word: &str,
) -> String {
    let end = if number == Number::from(1) { "" } else { "s" };
    format!("{number} {word}{end}")
}

/// A number of whole days, what is less than one told apart.
pub(crate) fn days(number: i64) -> String {
    if number == 0 {
        return "less than a day".into();
    }
    plural(number, "day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alone_is_singular() {
        let roots = [0_usize, 1, 2].map(|number| plural(number, "root"));
        assert_eq!(roots, ["0 roots", "1 root", "2 roots"]);
        let days = [0, 1, 2].map(days);
        assert_eq!(days, ["less than a day", "1 day", "2 days"]);
    }
}
