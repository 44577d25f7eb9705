//! The least builder: walk, read, front matter, Markdown, colours, template, write; one
//! page after the other on every core. It knows no links, no lists, no search.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;
use tera::{Context, Tera};
use walkdir::WalkDir;

#[derive(Deserialize, Serialize)]
struct Front {
    title: String,
    date: String,
    tags: Vec<String>,
}

struct Builder {
    tera: Tera,
    syntaxes: Option<SyntaxSet>,
}

/// Builds the pages below `input` into `dest`.
pub(crate) fn run(input: &Path, dest: &Path, colours: bool) -> io::Result<()> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    let template = [("page.html", include_str!("page.html"))];
    tera.add_raw_templates(template).map_err(io::Error::other)?;
    let syntaxes = colours.then(two_face::syntax::extra_newlines);
    let builder = Builder { tera, syntaxes };
    fs::create_dir_all(dest)?;
    let files = WalkDir::new(input).into_iter().filter_map(Result::ok);
    let files: Vec<_> = files.filter(|it| it.file_type().is_file()).collect();
    files.par_iter().try_for_each(|it| builder.file(it.path(), dest))
}

impl Builder {
    fn file(&self, path: &Path, dest: &Path) -> io::Result<()> {
        let target = dest.join(path.file_name().unwrap_or_default());
        if path.extension().is_none_or(|it| it != "md") {
            return fs::copy(path, target).map(drop);
        }
        let text = fs::read_to_string(path)?;
        let page = self.page(&text).map_err(io::Error::other)?;
        fs::write(target.with_extension("html"), page)
    }

    fn page(
        &self,
        text: &str,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let (front, body) =
            text.trim_start_matches("---\n").split_once("---\n").unwrap_or_default();
        let front: Front = serde_yaml::from_str(front)?;
        let mut context = Context::from_serialize(&front)?;
        context.insert("body", &self.body(body));
        Ok(self.tera.render("page.html", &context)?)
    }

    fn body(&self, text: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let mut code = None;
        let events = Parser::new_ext(text, options).filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if self.syntaxes.is_some() =>
            {
                code = Some((language, String::new()));
                None
            }
            Event::Text(text) if code.is_some() => {
                if let Some((_, code)) = &mut code {
                    code.push_str(&text);
                }
                None
            }
            Event::End(TagEnd::CodeBlock) if code.is_some() => {
                let block = code.take();
                block.map(|(language, code)| {
                    Event::Html(self.colour(&language, &code).into())
                })
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = CowStr::from(dest_url.replace(".md", ".html"));
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            other => Some(other),
        });
        let mut out = String::with_capacity(text.len() * 2);
        html::push_html(&mut out, events);
        out
    }

    fn colour(&self, language: &str, code: &str) -> String {
        let Some(set) = &self.syntaxes else { return String::new() };
        let syntax = set
            .find_syntax_by_token(language)
            .unwrap_or_else(|| set.find_syntax_plain_text());
        let mut html =
            ClassedHTMLGenerator::new_with_class_style(syntax, set, ClassStyle::Spaced);
        for line in LinesWithEndings::from(code) {
            if html.parse_html_for_line_which_includes_newline(line).is_err() {
                break;
            }
        }
        format!("<pre><code>{}</code></pre>\n", html.finalize())
    }
}
