//! Takes out of a style sheet, or of one value, what loads something from elsewhere.

/// A text without what loads, and whether something was taken out.
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) has_lost: bool,
}

/// A style sheet without comments, imports and foreign addresses. One that hides words
/// behind backslashes is left out as a whole.
pub(super) fn clean(sheet: &str) -> Cleaned {
    let sheet = without_comments(sheet);
    if sheet.contains('\\') {
        return Cleaned { text: String::new(), has_lost: true };
    }
    let (sheet, has_import) = without_imports(&sheet);
    let mut cleaned = clean_value(&sheet);
    cleaned.has_lost |= has_import;
    cleaned
}

/// A value whose addresses lead into the same drawing only.
pub(super) fn clean_value(value: &str) -> Cleaned {
    // Behind a backslash the name of a function could hide.
    if value.contains('\\') && value.contains('(') {
        return Cleaned { text: String::new(), has_lost: true };
    }
    let mut text = String::with_capacity(value.len());
    let (mut rest, mut has_lost) = (value, false);
    while let Some(at) = find_address(rest) {
        let (before, call) = rest.split_at(at);
        text.push_str(before);
        let inside = call.split_once('(').and_then(|(_, it)| it.split_once(')'));
        let Some((inside, after)) = inside else {
            return Cleaned { text, has_lost: true };
        };
        if is_own(call, inside) {
            text.push_str("url(");
            text.push_str(inside);
            text.push(')');
        } else {
            text.push_str("none");
            has_lost = true;
        }
        rest = after;
    }
    text.push_str(rest);
    Cleaned { text, has_lost }
}

/// Whether a function points into the same drawing.
fn is_own(call: &str, inside: &str) -> bool {
    let is_url = call.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("url("));
    is_url && inside.trim().trim_start_matches(['"', '\'']).starts_with('#')
}

/// Where the next function starts that can load something.
fn find_address(text: &str) -> Option<usize> {
    const LOADS: [&str; 4] = ["url", "image", "image-set", "src"];
    text.match_indices('(').find_map(|(open, _)| {
        let starts = LOADS.iter().filter_map(|name| {
            let start = open.checked_sub(name.len())?;
            text.get(start..open)?.eq_ignore_ascii_case(name).then_some(start)
        });
        starts.min()
    })
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        // A blank keeps what stood apart apart.
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, it)| it);
    }
    out.push_str(rest);
    out
}

fn without_imports(sheet: &str) -> (String, bool) {
    let mut out = String::with_capacity(sheet.len());
    let (mut rest, mut found) = (sheet, false);
    while let Some((before, after)) = rest.split_once('@') {
        out.push_str(before);
        let word = after.get(.."import".len());
        if word.is_some_and(|it| it.eq_ignore_ascii_case("import")) {
            rest = after.split_once(';').map_or("", |(_, it)| it);
            found = true;
        } else {
            out.push('@');
            rest = after;
        }
    }
    out.push_str(rest);
    (out, found)
}
