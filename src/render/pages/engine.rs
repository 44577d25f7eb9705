//! Tera with the templates of a theme: built once, escapes in every template whatever its
//! name, reads no file and no environment. A fault comes out as a [`Fault`], never as a
//! panic.

use super::fault::{self, Fault};
use crate::model::locale::{number, plural};
use crate::model::{Direction, Theme};
use crate::render::html::encoded;
use std::io::{self, Write};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The most bytes that one page may have.
pub(crate) const LIMIT: usize = 16 << 20;

/// The templates of a theme, ready to render.
pub(crate) struct Engine {
    tera: Tera,
}

impl Engine {
    /// Reads every template. Where one is broken, the layer below shows through, and if
    /// that fails too, nothing can be rendered.
    pub(crate) fn new(theme: &Theme) -> (Self, Vec<Fault>) {
        let mut left = named(theme);
        let mut faults = Vec::new();
        loop {
            let mut tera = empty(theme);
            let pairs = left.iter().map(|(name, text)| (name.as_str(), *text));
            let Err(error) = tera.add_raw_templates(pairs) else {
                return (Self { tera }, faults);
            };
            let mut found = fault::of(&error);
            for (name, text) in &left {
                found
                    .iter_mut()
                    .filter(|it| it.template == *name)
                    .for_each(|it| it.locate(text));
            }
            let broken = |name: &str| found.iter().any(|it| it.template == name);
            let before = left.len();
            left.retain(|(name, _)| !broken(name));
            faults.extend(found);
            if left.len() == before {
                return (Self { tera: empty(theme) }, faults);
            }
        }
    }

    /// Whether the theme has this template in any layer.
    pub(crate) fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Renders one page.
    pub(crate) fn render(
        &self,
        template: &str,
        context: &Context,
    ) -> Result<Vec<u8>, Fault> {
        let mut page = Capped { bytes: Vec::with_capacity(16 << 10), is_full: false };
        let result = self.tera.render_to(template, context, &mut page);
        match result {
            _ if page.is_full => Err(Fault::too_large(template)),
            Ok(()) => Ok(page.bytes),
            Err(error) => Err(fault::of(&error).into_iter().next().unwrap_or_default()),
        }
    }
}

/// The prefix under which a layer's templates are known; the lowest is `builtin`.
pub(super) fn prefix(at: usize, layer: &str) -> String {
    match (at, layer) {
        (0, _) => "builtin/".to_owned(),
        (_, "builtin") => format!("builtin-{at}/"),
        _ => format!("{layer}/"),
    }
}

/// The layers' names, lowest first.
fn layers(theme: &Theme) -> Vec<&str> {
    let mut layers: Vec<&str> = Vec::new();
    for (layer, _, _) in &theme.templates {
        if !layers.contains(&layer.as_str()) {
            layers.push(layer);
        }
    }
    layers
}

fn named(theme: &Theme) -> Vec<(String, &str)> {
    let layers = layers(theme);
    let named = theme.templates.iter().map(|(layer, name, text)| {
        let at = layers.iter().position(|it| it == layer).unwrap_or(0);
        (format!("{}{name}", prefix(at, layer)), text.as_str())
    });
    named.collect()
}

fn empty(theme: &Theme) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    tera.register_filter("safe_url", safe_url);
    tera.register_filter("count", |n: usize, it: Kwargs, at: &State<'_>| {
        count(n, &it, at)
    });
    tera.register_filter("fill", |it: &str, with: Kwargs, _: &State<'_>| fill(it, &with));
    tera.register_filter("dir", dir);
    let prefixes = layers(theme).into_iter().enumerate().rev();
    let prefixes: Vec<String> = prefixes.map(|(at, layer)| prefix(at, layer)).collect();
    // Fails only where templates were added already.
    drop(tera.set_fallback_prefixes(prefixes));
    tera
}

/// A URL that can do no harm in `href` or `src`, encoded as those in texts are; anything
/// else becomes `#`.
fn safe_url(url: &str, _: Kwargs, _: &State<'_>) -> String {
    let plain: String = url.chars().filter(|it| !it.is_control()).collect();
    let plain = plain.trim();
    let scheme = plain.split_once(':').map(|(scheme, _)| scheme);
    let relative = scheme.is_none_or(|it| it.contains(['/', '?', '#']));
    let known = scheme.is_some_and(|scheme| {
        ["http", "https", "mailto"].iter().any(|it| it.eq_ignore_ascii_case(scheme))
    });
    if known || relative && !plain.starts_with("//") {
        encoded(plain)
    } else {
        "#".to_owned()
    }
}

/// `12 | count(of=words.count_sources)`: a number of things in words. A word that is the
/// same for every number follows the language of the page.
fn count(n: usize, given: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let word: &Value = given.must_get("of")?;
    let of_page = || state.get::<Value>("words").ok().flatten();
    let lang = word.get_from_path("lang").cloned();
    let lang = lang.or_else(|| of_page()?.get_from_path("lang").cloned());
    let lang = lang.as_ref().and_then(Value::as_str).unwrap_or("en");
    let form = |name| word.get_from_path("forms")?.get_from_path(name)?.as_str();
    let pattern = form(plural(n, lang)).or_else(|| form("other")).or(word.as_str());
    let pattern = pattern.ok_or_else(|| {
        tera::Error::message("`count` takes a word: `count(of=words.count_sources)`")
    })?;
    Ok(pattern.replace("{n}", &number(n, lang)))
}

/// `words.cited_as | fill(x=…)`: a sentence with `{x}` filled in.
fn fill(pattern: &str, words: &Kwargs) -> TeraResult<String> {
    let value: &Value = words.must_get("x")?;
    Ok(pattern.replace("{x}", &value.to_string()))
}

/// `<a lang="{{ it.lang }}"{{ it.lang | dir }}>`: says from which side a language is written,
/// where it is another than the page's.
fn dir(lang: &str, _: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let words = state.get::<Value>("words")?;
    let name = words.as_ref().and_then(|it| it.get_from_path("dir")?.as_str());
    let around = name.and_then(Direction::named).unwrap_or(Direction::Ltr);
    Ok(Value::safe_string(around.turn(lang)))
}

/// A page while it is written; refuses to grow above [`LIMIT`].
struct Capped {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Capped {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > LIMIT {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
