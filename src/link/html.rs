//! Finds ids and addresses in raw HTML, as leniently as it is written. Nothing is checked
//! there: it only keeps what raw HTML needs from being called missing.

/// The values of `id` and `name`.
pub(super) fn ids(html: &str) -> impl Iterator<Item = String> {
    let ids = attributes(html).filter(|(name, _)| is_one_of(name, &["id", "name"]));
    ids.map(|(_, value)| unescape(value))
}

/// What is linked to or shown.
pub(super) fn addresses(html: &str) -> impl Iterator<Item = String> {
    const NAMES: [&str; 5] = ["href", "src", "poster", "data", "srcset"];
    let named = attributes(html).filter(|(name, _)| is_one_of(name, &NAMES));
    named.flat_map(|(name, value)| {
        let many = name.eq_ignore_ascii_case("srcset");
        let parts = value.split(move |c| many && c == ',');
        let parts = parts.map(move |it| match it.split_whitespace().next() {
            Some(first) if many => unescape(first),
            _ => unescape(it.trim()),
        });
        parts.collect::<Vec<_>>()
    })
}

/// What a tag leads to or shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Link,
    Image,
}

/// The links and images of HTML that is shown as Markdown is.
pub(super) fn destinations(html: &str) -> Vec<(Destination, String)> {
    let is_tag = |it: &str, name: &str| {
        it.split([' ', '>']).next().is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let one = |tag: &str| {
        let (what, key) = match tag {
            it if is_tag(it, "a") => (Destination::Link, "href"),
            it if is_tag(it, "img") => (Destination::Image, "src"),
            _ => return None,
        };
        let tag = format!("<{tag}");
        let found = attributes(&tag).find(|it| it.0.eq_ignore_ascii_case(key));
        found.map(|(_, value)| (what, unescape(value)))
    };
    html.split('<').skip(1).filter_map(one).collect()
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Every `name="value"`, `name='value'` and `name=value` inside a tag.
fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let inside = html.split('<').skip(1);
    inside.flat_map(|tag| {
        let mut found = Vec::new();
        let mut rest = tag;
        while let Some((before, behind)) = rest.split_once('=') {
            if outside(before) {
                break;
            }
            let name = before.trim_end().rsplit(char::is_whitespace).next();
            let (value, next) = value(behind.trim_start());
            found.extend(name.map(|it| (it, value)));
            rest = next;
        }
        found
    })
}

/// Whether the tag was closed before the attribute.
fn outside(before: &str) -> bool {
    before.contains('>')
}

fn value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''));
    match quote {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(
            text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len()),
        ),
    }
}

fn unescape(value: &str) -> String {
    value.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_tells_its_ids_and_addresses() {
        let html = "<a id=top name='x y' href=\"a.html?x=1&amp;y\">k=v</a><img src=a.png \
                    srcset='b.png 1x, c.png 2x'> a < b id=no > <p id=";
        assert_eq!(ids(html).collect::<Vec<_>>(), ["top", "x y", "no", ""]);
        let found: Vec<_> = addresses(html).collect();
        assert_eq!(found, ["a.html?x=1&y", "a.png", "b.png", "c.png"]);
    }
}
