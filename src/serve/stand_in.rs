//! Pages that no build makes: the list of editions, and the page before the first good
//! build.

use super::answer::POLICY;
use super::shown::{Shown, Told};
use crate::base::path::encode;
use crate::base::text::escape;

/// The list of editions, each with the highest marking that it may hold.
pub(super) fn editions(shown: &Shown) -> String {
    let item = |(name, ceiling): (&str, Option<_>)| {
        let (href, name) = (encode(name), escape(name));
        let ceiling =
            ceiling.map(|it| format!(" <span>{}</span>", escape(&format!("{it}"))));
        let ceiling = ceiling.unwrap_or_default();
        format!("<li><a href=\"{href}/index.html\">{name}</a>{ceiling}</li>\n")
    };
    let items: String = shown.editions().map(item).collect();
    page("Editions", &format!("<ul>\n{items}</ul>"))
}

/// What is shown while no build was good: what was found.
pub(super) fn waiting(told: &Told) -> String {
    let shown = |it: &String| format!("<pre>{}</pre>", escape(it));
    let errors = told.errors.iter().map(shown).collect::<Vec<_>>().join("\n");
    let text = "<p>There is nothing to show yet. This page follows when the errors are gone.</p>";
    page("The dossier does not build", &format!("{text}\n{errors}"))
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/.dossier/stand-in.css\">\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
}
