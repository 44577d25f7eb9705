//! Looks at a theme without rendering anything: what each file of it lies over, and what it
//! says that nobody hears: blocks that the template below does not have, fields that the
//! built-in theme does not know, words that no template asks for.

mod scan;

use crate::base::text::nearest;
use crate::model::Layer;
use scan::Template;
use std::collections::BTreeSet;

/// What one file of a theme does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file, from the root of the dossier.
    pub file: String,
    /// What it does, in a few words.
    pub does: String,
    /// What is wrong with it.
    pub faults: Vec<String>,
}

/// A remark for every file on disk that lies over the built-in layers.
pub fn examine(layers: &[Layer]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for at in (1..layers.len()).filter(|at| !layers[*at].built_in) {
        let layer = &layers[at];
        let paths = layer.files.keys().filter(|it| *it != "theme.toml");
        remarks.extend(paths.map(|path| remark(layers, at, path)));
    }
    remarks
}

fn remark(layers: &[Layer], at: usize, path: &str) -> Remark {
    let layer = &layers[at];
    let file = format!("themes/{}/{path}", layer.name);
    let under = layers[..at].iter().rev().find(|it| it.files.contains_key(path));
    let (does, faults) = match (path.split_once('/'), layer.text(path)) {
        (Some(("templates", name)), Some(text)) => template(layers, at, name, text),
        (Some(("i18n", _)), Some(text)) => words(layers, at, path, text),
        (Some(("static", _)), _) => (lies_over(under), Vec::new()),
        (Some(("templates" | "i18n", _)), None) => {
            (lies_over(under), vec!["it is not UTF-8".to_owned()])
        }
        _ => ("is in no folder of a theme".to_owned(), vec![misplaced(path)]),
    };
    Remark { file, does, faults }
}

/// Words of that time.
const OLD_WORD: &str = "what is counted is one word with a text for each form: \
    `count-sources = { one = \"1 source\", other = \"{n} sources\" }`";

/// Counts of before words had forms.
const OLD_COUNT: &str = "`count` takes one word with all its forms: \
    `count(of=words.count_sources)` instead of `one=…, many=…`";

fn lies_over(under: Option<&Layer>) -> String {
    under.map_or("is new".to_owned(), |it| format!("replaces that of `{}`", it.name))
}

fn misplaced(path: &str) -> String {
    format!("nothing reads `{path}`: put it into `templates/`, `static/` or `i18n/`")
}

/// A template that extends one below fills blocks of it; any other replaces it wholly.
fn template(
    layers: &[Layer],
    at: usize,
    name: &str,
    text: &str,
) -> (String, Vec<String>) {
    let own = Template::read(text);
    let under = layers[..at]
        .iter()
        .rev()
        .find(|it| it.text(&format!("templates/{name}")).is_some());
    let mut faults = fields(&layers[0], &own);
    faults.extend(lacking_words(layers, &own));
    if text.contains("count(one=") {
        faults.push(OLD_COUNT.to_owned());
    }
    let Some(parent) = &own.extends else { return (lies_over(under), faults) };
    let blocks = chain(layers, (at, name), parent);
    let filled: Vec<String> = own.blocks.iter().map(|it| format!("`{it}`")).collect();
    let unknown = own.outer.iter().filter(|it| !blocks.contains(*it));
    faults.extend(unknown.map(|block| unheard(block, parent, &blocks)));
    let filled = if filled.is_empty() { "nothing".to_owned() } else { filled.join(", ") };
    (format!("extends `{parent}`, fills {filled}"), faults)
}

fn unheard(block: &str, parent: &str, blocks: &BTreeSet<String>) -> String {
    let near = nearest(block, blocks.iter().map(String::as_str));
    let near = near.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
    format!("`{parent}` has no block `{block}`, so nobody sees it{near}")
}

/// The blocks of a template and of all that it extends. A name without a layer is the
/// uppermost of that name; the same name as the child's is the one below it.
fn chain(layers: &[Layer], (at, child): (usize, &str), parent: &str) -> BTreeSet<String> {
    let mut blocks = BTreeSet::new();
    let (mut below, mut child, mut parent) = (at, child.to_owned(), parent.to_owned());
    for _ in 0..=layers.len() * 8 {
        let Some((found, name)) = find(layers, below, &child, &parent) else { break };
        let text = layers[found].text(&format!("templates/{name}")).unwrap_or_default();
        let read = Template::read(text);
        blocks.extend(read.blocks);
        let Some(next) = read.extends else { break };
        (below, child, parent) = (found, name, next);
    }
    blocks
}

fn find(
    layers: &[Layer],
    below: usize,
    child: &str,
    parent: &str,
) -> Option<(usize, String)> {
    let has = |at: usize, name: &str| {
        layers[at].files.contains_key(&format!("templates/{name}"))
    };
    if let Some((layer, name)) = parent.split_once('/') {
        let is_named = |it: &Layer| match layer {
            "builtin" => it.built_in,
            layer if it.built_in => layer.strip_prefix("builtin-") == Some(&it.name),
            layer => it.name == layer,
        };
        let at = layers.iter().position(is_named);
        if let Some(at) = at.filter(|at| has(*at, name)) {
            return Some((at, name.to_owned()));
        }
    }
    let top = if parent == child { below } else { layers.len() };
    (0..top).rev().find(|at| has(*at, parent)).map(|at| (at, parent.to_owned()))
}

/// Fields that no template of the built-in theme reads, below roots that it knows.
fn fields(builtin: &Layer, own: &Template) -> Vec<String> {
    let texts = builtin.files.keys().filter(|it| it.starts_with("templates/"));
    let known: BTreeSet<String> = texts
        .filter_map(|it| builtin.text(it))
        .flat_map(|it| Template::read(it).fields)
        .collect();
    let free =
        |it: &str| ["page.extra", "words."].iter().any(|free| it.starts_with(free));
    let is_root = |it: &str| {
        let root = it.split('.').next().unwrap_or(it);
        known.iter().any(|known| known.split('.').next() == Some(root))
    };
    let strange =
        own.fields.iter().filter(|it| is_root(it) && !known.contains(*it) && !free(it));
    strange
        .map(|field| {
            let near = nearest(field, known.iter().map(String::as_str));
            let near =
                near.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
            format!("the built-in theme knows no field `{field}`{near}")
        })
        .collect()
}

/// Words that no theme has, in the forms of their keys.
fn lacking_words(layers: &[Layer], own: &Template) -> Vec<String> {
    let files = layers.iter().flat_map(|layer| {
        let paths = layer.files.keys().filter(|it| it.starts_with("i18n/"));
        paths.filter_map(|it| layer.text(it))
    });
    let mut known: BTreeSet<String> = files.flat_map(keys).collect();
    let builtin = layers.iter().filter(|it| it.built_in);
    known.extend(builtin.flat_map(asked));
    let asked = own.fields.iter().filter_map(|it| it.strip_prefix("words.").map(key_of));
    let unknown: BTreeSet<String> =
        asked.filter(|it| !known.contains(it) && !is_old(it)).collect();
    let told = |key: &String| {
        let near = nearest(key, known.iter().map(String::as_str));
        let near = near.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
        format!("no theme has the word `{key}`{near}")
    };
    unknown.iter().map(told).collect()
}

/// Whether a word is one form of what is one word now.
fn is_old(key: &str) -> bool {
    key.ends_with("-one") || key.ends_with("-many")
}

/// The keys of the words in a file.
fn keys(text: &str) -> BTreeSet<String> {
    let table = toml::from_str::<toml::Table>(text).unwrap_or_default();
    table.into_iter().map(|(key, _)| key).collect()
}

/// The keys of the words that the templates of a layer ask for.
fn asked(layer: &Layer) -> BTreeSet<String> {
    let texts = layer.files.keys().filter_map(|path| layer.text(path));
    let fields = texts.flat_map(|it| Template::read(it).fields);
    fields.filter_map(|it| it.strip_prefix("words.").map(key_of)).collect()
}

fn words(layers: &[Layer], at: usize, path: &str, text: &str) -> (String, Vec<String>) {
    let english = keys(layers[0].text("i18n/en.toml").unwrap_or_default());
    let own = keys(text);
    let asked: BTreeSet<String> = layers.iter().flat_map(asked).collect();
    let unknown = own.iter().filter(|it| !english.contains(*it) && !asked.contains(*it));
    let mut faults: Vec<String> = unknown
        .map(|key| {
            if is_old(key) {
                return format!("`{key}`: {OLD_WORD}");
            }
            let near = nearest(key, english.iter().map(String::as_str));
            let near =
                near.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
            format!("no template asks for the word `{key}`{near}")
        })
        .collect();
    let below = layers[..at].iter().filter_map(|it| it.text(path)).flat_map(keys);
    let given: BTreeSet<String> = below.chain(own.iter().cloned()).collect();
    let lacking: Vec<String> =
        english.difference(&given).map(|it| format!("`{it}`")).collect();
    if !lacking.is_empty() {
        let count = lacking.len();
        faults.push(format!("{count} words stay English: {}", lacking.join(", ")));
    }
    let words = if own.len() == 1 { "word" } else { "words" };
    (format!("gives {} {words}", own.len()), faults)
}

/// The key of a word as a template writes it: `words.my_word`, `words.my_word.text`.
fn key_of(field: &str) -> String {
    field.split('.').next().unwrap_or(field).replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_nobody_has_are_told() {
        check(
            "templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block sumary %}x{% endblock %}\
             {% block heading %}{% block inner %}{% endblock %}{% endblock %}",
            "extends `builtin/page.html`, fills `sumary`, `heading`, `inner`",
            &[
                "`builtin/page.html` has no block `sumary`, so nobody sees it; did you mean `summary`?",
            ],
        );
    }

    #[test]
    fn a_template_of_the_same_name_is_the_one_below() {
        let text = "{% extends \"page.html\" %}{% block kicker %}{% endblock %}";
        check("templates/page.html", text, "extends `page.html`, fills `kicker`", &[]);
    }

    #[test]
    fn fields_that_nobody_knows_are_told() {
        check(
            "templates/page.html",
            "{{ page.titel }}{{ page.extra.own }}{% for it in page.tags %}{{ it.x }}{% endfor %}{# {{ page.no }} #}{{ \"page.no\" }}",
            "replaces that of `briefing`",
            &[
                "the built-in theme knows no field `page.titel`; did you mean `page.title`?",
            ],
        );
    }

    #[test]
    fn files_and_words_are_told_apart() {
        check("static/style.css", "", "replaces that of `briefing`", &[]);
        check("static/own.css", "", "is new", &[]);
        let stray =
            "nothing reads `own.css`: put it into `templates/`, `static/` or `i18n/`";
        check("own.css", "", "is in no folder of a theme", &[stray]);
        let word = "no template asks for the word `serch`; did you mean `search`?";
        check("i18n/en.toml", "serch = \"x\"\n", "gives 1 word", &[word]);
    }

    #[test]
    fn words_that_no_theme_has_are_told() {
        let text = "{{ words.search }}{{ words.serch }}{{ words.nope_word | count }}";
        let told = [
            "no theme has the word `nope-word`",
            "no theme has the word `serch`; did you mean `search`?",
        ];
        check("templates/new.html", text, "is new", &told);
    }

    #[test]
    fn counts_of_before_words_had_forms_are_told() {
        let text = "{{ 3 | count(one=words.a_one, many=words.a_many, words=words) }}";
        check("templates/new.html", text, "is new", &[OLD_COUNT]);
        let word = format!("`source-one`: {OLD_WORD}");
        check("i18n/en.toml", "source-one = \"x\"\n", "gives 1 word", &[&word]);
    }

    #[test]
    fn a_word_is_asked_for_as_templates_write_it() {
        assert_eq!(key_of("my_word"), "my-word");
        assert_eq!(key_of("my_word.text"), "my-word");
    }

    #[track_caller]
    fn check(path: &str, text: &str, does: &str, faults: &[&str]) {
        let files = |all: &[(&str, &str)]| {
            let own = |(path, text): &(&str, &str)| {
                ((*path).to_owned(), text.as_bytes().into())
            };
            all.iter().map(own).collect()
        };
        let base = "{{ page.title }}{{ words.search }}{{ page.tags }}{% block summary %}{% endblock %}\
            {% block kicker %}{% endblock %}{% block heading %}{% endblock %}";
        let page = "{% extends \"base.html\" %}{% block kicker %}{% endblock %}";
        let builtin = Layer {
            name: "briefing".into(),
            built_in: true,
            files: files(&[
                ("templates/base.html", base),
                ("templates/page.html", page),
                ("static/style.css", ""),
                ("i18n/en.toml", "search = \"Search\"\n"),
            ]),
        };
        let own =
            Layer { name: "own".into(), built_in: false, files: files(&[(path, text)]) };
        let remarks = examine(&[builtin, own]);
        assert_eq!(remarks.len(), 1);
        assert_eq!(
            (remarks[0].does.as_str(), &remarks[0].faults[..]),
            (does, &faults.map_own()[..])
        );
    }

    trait MapOwn {
        fn map_own(&self) -> Vec<String>;
    }

    impl MapOwn for &[&str] {
        fn map_own(&self) -> Vec<String> {
            self.iter().map(|it| (*it).to_owned()).collect()
        }
    }
}
