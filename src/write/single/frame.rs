//! Writes the frame, and everything in it: the pages, the files to take along, the shards
//! of the search, style sheets and scripts; and the policy that allows just these.

use super::leaf::Leaf;
use super::names::{Names, Sheets, Way};
use super::policy::Policy;
use super::tag::{Fitter, attribute};
use super::token::{Start, Token};
use super::{css, data};
use crate::base::text::escape_into;
use crate::base::{Files, SitePath};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the frame.
pub(super) struct Frame<'a> {
    files: &'a Files,
    names: &'a Names<'a>,
    leaves: &'a BTreeMap<&'a SitePath, Leaf>,
    sheets: &'a Sheets,
    fitter: Fitter<'a>,
    policy: Policy,
    /// Whether some page is written from the right: then every page says its side.
    has_sides: bool,
    out: String,
}

impl<'a> Frame<'a> {
    /// The frame around `leaves`.
    pub(super) fn new(
        files: &'a Files,
        names: &'a Names<'a>,
        leaves: &'a BTreeMap<&'a SitePath, Leaf>,
        sheets: &'a Sheets,
    ) -> Self {
        let fitter = Fitter::new(files, names, names.frame());
        let (policy, out) = (Policy::default(), String::new());
        let has_sides = leaves.values().any(|it| it.dir.is_some());
        Self { files, names, leaves, sheets, fitter, policy, has_sides, out }
    }

    /// The whole file.
    pub(super) fn write(mut self, tokens: &[Token<'_>]) -> Vec<u8> {
        let mut policy_at = None;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::Start(tag) if is_policy(tag) => policy_at = Some(self.out.len()),
                Token::Start(tag) if self.replaced(tag) => {
                    let is_own = |it: &Token<'_>| matches!(it, Token::End { name } if *name == tag.name);
                    let end = tokens[at..].iter().position(is_own);
                    at += end.filter(|_| !tag.is_void()).map_or(0, |it| it + 1);
                }
                Token::Start(tag) => self.start(tag),
                Token::End { name } => {
                    self.out.push_str("</");
                    self.out.push_str(name);
                    self.out.push('>');
                }
                Token::Other(text) => self.out.push_str(text),
            }
        }
        if let Some(at) = policy_at {
            self.out.insert_str(at, &self.policy.tag());
        }
        self.out.into_bytes()
    }

    fn start(&mut self, tag: &Start<'_>) {
        self.fitter.write(tag, &tag.name, &mut self.out);
        if let Some(path) = tag.get("data-sheet").and_then(|it| self.names.page_of(it)) {
            if let Some(number) = self.sheets.get(&path) {
                self.out.push_str(&number.to_string());
            }
        } else if tag.get("data-files").is_some() {
            self.list_files();
        }
    }

    /// Writes what stands in the file in place of an element of the frame, if it does.
    fn replaced(&mut self, tag: &Start<'_>) -> bool {
        match tag.name.as_str() {
            "link" => match tag.get("rel") {
                Some("stylesheet") => self.style(tag),
                Some("icon") => self.icon(tag),
                _ => {}
            },
            "script" if tag.get("data-shards").is_some() => self.shards(tag),
            "script" => self.script(tag),
            _ if tag.get("data-page").is_some() => self.leaf(tag),
            _ => return false,
        }
        true
    }

    fn style(&mut self, tag: &Start<'_>) {
        let Some((path, sheet)) = self.text_of(tag.get("href")) else { return };
        let sheet = css::fit(self.files, &path, &sheet).replace("</", "<\\/");
        self.policy.style(&sheet);
        self.out.extend(["<style>", &sheet, "</style>"]);
    }

    fn icon(&mut self, tag: &Start<'_>) {
        let Some(path) = self.file(tag.get("href")) else { return };
        let Some(bytes) = self.files.get(&path) else { return };
        self.out.push_str("<link rel=\"icon\"");
        attribute(&mut self.out, "href", &data::url(&path, bytes));
        self.out.push('>');
    }

    fn script(&mut self, tag: &Start<'_>) {
        let Some((_, script)) = self.text_of(tag.get("src")) else { return };
        // Within strings, where alone these can stand, they mean the same.
        let script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
        self.policy.script(&script);
        self.out.extend(["<script>", &script, "</script>"]);
    }

    /// Every shard by its name: each is a script that hands over two strings.
    fn shards(&mut self, tag: &Start<'_>) {
        let folder = tag.get("data-shards").unwrap_or_default();
        let mut shards = BTreeMap::new();
        for (_, bytes) in self.files.iter().filter(|it| it.0.as_str().starts_with(folder))
        {
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            let mut parts = text.split('"').skip(1).step_by(2);
            shards.extend(parts.next().zip(parts.next()));
        }
        // Strings always have a JSON form; base64 closes no script.
        let json = serde_json::to_string(&shards).unwrap_or_default();
        self.out.push_str("<script type=\"application/json\"");
        attribute(&mut self.out, "id", tag.get("id").unwrap_or("d-shards"));
        self.out.extend([">", &json, "</script>"]);
    }

    fn leaf(&mut self, tag: &Start<'_>) {
        let path = tag.get("data-page").and_then(|it| self.names.page_of(it));
        let Some((path, leaf)) = path.and_then(|it| self.leaves.get_key_value(&it))
        else {
            return;
        };
        let class = format!("{} {}", tag.get("class").unwrap_or_default(), leaf.class);
        self.out.push_str("<div");
        attribute(&mut self.out, "class", class.trim());
        attribute(&mut self.out, "id", self.names.id(path).unwrap_or_default());
        attribute(&mut self.out, "lang", &leaf.lang);
        if self.has_sides {
            attribute(&mut self.out, "dir", leaf.dir.as_deref().unwrap_or("ltr"));
        }
        attribute(&mut self.out, "data-title", &leaf.title);
        self.out.push_str(">\n");
        if let Some(label) = &leaf.label {
            self.out.extend(["<p class=\"leaf-label\">", label, "</p>\n"]);
        }
        self.out.extend([leaf.html.trim(), "\n</div>"]);
    }

    fn list_files(&mut self) {
        let offered = self.leaves.values().flat_map(|it| &it.downloads);
        let offered: BTreeSet<&SitePath> =
            offered.chain(&self.fitter.downloads).collect();
        for path in offered {
            let Some(bytes) = self.files.get(path) else { continue };
            self.out.push_str("\n<li><a");
            attribute(&mut self.out, "id", &self.names.file(path));
            attribute(&mut self.out, "download", path.name());
            attribute(&mut self.out, "href", &data::url(path, bytes));
            self.out.push('>');
            escape_into(&mut self.out, path.as_str());
            self.out.push_str("</a></li>");
        }
    }

    /// The file of the site that the frame names.
    fn file(&self, url: Option<&str>) -> Option<SitePath> {
        match self.names.way(self.names.frame(), url?) {
            Way::File(path) => Some(path),
            _ => None,
        }
    }

    /// Its text, with the line ends that a browser makes of it before it hashes.
    fn text_of(&self, url: Option<&str>) -> Option<(SitePath, String)> {
        let path = self.file(url)?;
        let text = std::str::from_utf8(self.files.get(&path)?).ok()?;
        Some((path, text.replace("\r\n", "\n").replace('\r', "\n")))
    }
}

fn is_policy(tag: &Start<'_>) -> bool {
    tag.get("http-equiv")
        .is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy"))
}
