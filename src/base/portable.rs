//! Whether a path can exist on every system, Windows included.

/// What is wrong with a path, if anything: lower case, no full stop.
pub fn fault(path: &str) -> Option<String> {
    path.split('/').find_map(part)
}

fn part(part: &str) -> Option<String> {
    let refused = |c: &char| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\');
    if let Some(c) = part.chars().find(refused) {
        return Some(format!("`{part}` holds `{c}`"));
    }
    if part.chars().any(char::is_control) {
        return Some(format!("`{}` holds a control character", part.escape_debug()));
    }
    if part.ends_with(['.', ' ']) {
        return Some(format!("`{part}` ends in a full stop or a blank"));
    }
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    is_device(stem).then(|| format!("`{part}` is the name of a device"))
}

/// The devices of Windows, which no extension makes a file.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let numbered = port.is_some_and(|it| {
        matches!(it, "¹" | "²" | "³")
            || it.len() == 1 && it.as_bytes()[0].is_ascii_digit()
    });
    numbered || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&&*stem)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_windows_cannot_hold_is_refused() {
        for path in [
            "a/con.html",
            "NUL",
            "com1.tar.gz",
            "LPT².html",
            "x?.html",
            "a./b",
            "a /b",
            "q\u{7}",
        ] {
            assert!(fault(path).is_some(), "{path}");
        }
        for path in
            ["a/console.html", "com10.html", ".nojekyll", "a b/c.html", "公安.html"]
        {
            assert_eq!(fault(path), None, "{path}");
        }
    }
}
