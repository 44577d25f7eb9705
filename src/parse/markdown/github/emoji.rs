//! Short codes of emoji, `:rocket:`.

use std::borrow::Cow;

/// The text with its short codes as what they mean. A code that nobody knows, or that stands
/// behind a letter or digit as in `10:00:00`, is text.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    while let Some((start, end, emoji)) = next(text, done) {
        out.push_str(&text[done..start]);
        out.push_str(emoji);
        done = end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The next short code from a byte on: where it starts and ends, and what it means.
fn next(text: &str, from: usize) -> Option<(usize, usize, &'static str)> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find(':')?;
        at = start + 1;
        let is_apart = !text[..start].ends_with(char::is_alphanumeric);
        let length = text[at..].find(|it: char| {
            !(it.is_ascii_alphanumeric() || matches!(it, '_' | '+' | '-'))
        })?;
        let end = at + length;
        let code = &text[at..end];
        let emoji = emojis::get_by_shortcode(code)
            .filter(|_| is_apart && text[end..].starts_with(':'));
        if let Some(emoji) = emoji {
            return Some((start, end + 1, emoji.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn codes_become_emoji() {
        assert_eq!(shown(":rocket: Go :+1::tada:!"), "🚀 Go 👍🎉!");
        for text in ["at 10:100:20", ":nothing here:", "a: b: c", ":no_such_code:", "::"]
        {
            assert_eq!(shown(text), text);
        }
    }
}
