//! Which attributes name places, and how their values are rewritten.

/// Attributes with one id or several.
pub(super) const REFERENCES: [&str; 16] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "commandfor",
    "for",
    "form",
    "headers",
    "itemref",
    "list",
    "popovertarget",
    "anchor",
];

/// Each id of a list, renamed.
pub(super) fn each(value: &str, rename: impl Fn(&str) -> String) -> String {
    let renamed: Vec<String> = value.split_ascii_whitespace().map(rename).collect();
    renamed.join(" ")
}

/// Every `url(#id)` in the presentation attributes of a drawing, renamed; `None` where
/// there is none.
pub(super) fn in_drawing(value: &str, rename: &dyn Fn(&str) -> String) -> Option<String> {
    let (before, rest) = value.split_once("url(")?;
    let (inner, after) = rest.split_once(')')?;
    let id = inner.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
    let after = in_drawing(after, rename).unwrap_or_else(|| after.to_owned());
    Some(format!("{before}url(\"#{}\"){after}", crate::base::path::encode(&rename(id))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_renamed_wherever_they_are_named() {
        let rename = |id: &str| format!("p/{id}");
        assert_eq!(each(" a  b ", rename), "p/a p/b");
        let drawing = |it| in_drawing(it, &rename);
        assert_eq!(drawing("url(#a)").as_deref(), Some("url(\"#p/a\")"));
        assert_eq!(
            drawing("url('#a') url(#b) red").as_deref(),
            Some("url(\"#p/a\") url(\"#p/b\") red")
        );
        assert_eq!(drawing("url(x.svg#a)"), None);
    }
}
