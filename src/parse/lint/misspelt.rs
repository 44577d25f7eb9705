//! Tells slips in the names that make evidence of a text: `.evnt`, `likelyhood=`. What
//! carries them would be shown and counted as nothing.

use crate::base::FilePath;
use crate::base::text::{is_clear, nearest};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node};
use std::collections::BTreeSet;

/// Classes that mean something, and the keys of each.
const KNOWN: [(&str, &[&str]); 7] = [
    ("claim", &["confidence", "likelihood", "credibility", "contradicts", "resolved-by"]),
    ("event", &["date", "announced"]),
    ("contradiction", &["topic", "status", "resolved-by"]),
    ("quote", &["orig"]),
    ("chart", &["type", "title"]),
    ("nosearch", &[]),
    ("nolink", &[]),
];

/// Words that are as near to a class as a slip: they are one if keys say so.
const WORDS: [&str; 16] = [
    "charm", "chars", "chat", "cart", "claims", "charts", "events", "even", "vent",
    "quotes", "quota", "quoted", "quite", "clam", "reclaim", "prevent",
];

/// A page whose text was read.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Its file.
    pub(crate) file: &'a FilePath,
    /// The text of the file.
    pub(crate) text: &'a str,
    /// The classes that stylesheets know.
    pub(crate) styled: &'a BTreeSet<String>,
}

impl Names<'_> {
    /// The slips in a page.
    pub(crate) fn misspelt(self, nodes: &[Node]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut visit = |node: &Node| {
            if node.attributes.is_some() {
                found.extend(self.class(node));
                found.extend(self.keys(node));
            }
            true
        };
        for node in nodes {
            node.walk(&mut visit);
        }
        found
    }

    fn class(self, node: &Node) -> Option<Diagnostic> {
        let is_one = matches!(node.kind, Kind::Div | Kind::Span);
        if !is_one || KNOWN.iter().any(|(class, _)| node.has_class(class)) {
            return None;
        }
        let classes = &node.attributes.as_ref()?.classes;
        let (class, near) = classes.iter().find_map(|it| {
            let near = self.meant(node, it)?;
            Some((&**it, near))
        })?;
        let message = format!("the class `{class}` means nothing");
        Some(self.tell(node, class, near, message))
    }

    /// The class that one was meant to be.
    fn meant(self, node: &Node, class: &str) -> Option<&'static str> {
        let known = || KNOWN.iter().map(|(it, _)| *it);
        let near = nearest(class, known()).filter(|it| is_clear(class, it, known()))?;
        let (_, keys) = KNOWN.iter().find(|(it, _)| *it == near)?;
        let has_key = keys.iter().any(|it| node.get(it).is_some());
        let is_word = self.styled.contains(class) || WORDS.contains(&class);
        (has_key || !is_word).then_some(near)
    }

    fn keys(self, node: &Node) -> Vec<Diagnostic> {
        let constructs = KNOWN.iter().filter(|(class, _)| node.has_class(class));
        let keys: Vec<&str> = constructs.flat_map(|(_, it)| *it).copied().collect();
        let pairs = node.attributes.iter().flat_map(|it| &it.pairs);
        let slip = |(key, _): &(Box<str>, Box<str>)| {
            let near = nearest(key, keys.iter().copied())?;
            let is_slip = &**key != near
                && node.get(near).is_none()
                && is_clear(key, near, keys.iter().copied());
            let message = || format!("the attribute `{key}` means nothing");
            is_slip.then(|| self.tell(node, key, near, message()))
        };
        pairs.filter_map(slip).collect()
    }

    fn tell(self, node: &Node, said: &str, near: &str, message: String) -> Diagnostic {
        let span = self.place(node, said);
        let finding = Diagnostic::new(Code::MisspeltName, message).at(self.file, span);
        finding.did_you_mean(Some(near)).write(near, false)
    }

    /// Where a name stands: in the first line of a block, at the end of a span.
    fn place(self, node: &Node, said: &str) -> Span {
        let inside = self.text.get(node.span.range()).unwrap_or_default();
        let line = inside.lines().next().unwrap_or_default();
        let at = match node.kind {
            Kind::Span => inside.rfind(said),
            _ => line.find(said),
        };
        let start = node.span.start as usize;
        let range = at.map_or(0..line.len(), |it| it..it + said.len());
        Span::from(start + range.start..start + range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_alone;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let file = FilePath::fixed("a.md");
        let nodes = read_alone(&file, text, None).value;
        let styled = BTreeSet::from(["quotee".to_owned()]);
        let names = Names { file: &file, text, styled: &styled };
        let found = names.misspelt(&nodes);
        let found = found.iter().map(|it| {
            let span = it.place.as_ref().unwrap().span.unwrap();
            (&text[span.range()], it.help.as_deref().unwrap())
        });
        assert_eq!(found.collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn slips_in_classes_are_told() {
        check("::: {.evnt date=2024}\na\n:::", &[("evnt", "did you mean `event`?")]);
        check(
            "::: contradicton\n- a\n:::",
            &[("contradicton", "did you mean `contradiction`?")],
        );
        check("[x]{.Claim}", &[("Claim", "did you mean `claim`?")]);
        check("[x]{.clam confidence=high}", &[("clam", "did you mean `claim`?")]);
        check(
            "a [clams]{.claims confidence=low}",
            &[("claims", "did you mean `claim`?")],
        );
    }

    #[test]
    fn slips_in_keys_are_told() {
        check(
            "[x]{.claim likelyhood=likely}",
            &[("likelyhood", "did you mean `likelihood`?")],
        );
        check(
            "::: {.event date=2024 anounced=true}\na\n:::",
            &[("anounced", "did you mean `announced`?")],
        );
        check(
            "::: {.contradiction topc=x}\n- a\n:::",
            &[("topc", "did you mean `topic`?")],
        );
    }

    #[test]
    fn what_is_no_slip_is_let_alone() {
        check("[x]{.claims} [x]{.note} [x]{.quotee} [x]{.main} [x]{.eventful}", &[]);
        check("[x]{.claim .clams data-confidence=1 width=3 confidence=low}", &[]);
        check("::: {.event date=2024 data=x}\na\n:::", &[]);
        check("[x]{likelyhood=likely} ![x](y.png){.chart-like}", &[]);
    }
}
