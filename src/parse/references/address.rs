//! Looks at the addresses of sources: what leads nowhere is told, and what could run
//! something is not read at all, for it would go into every export.

use crate::diag::{Code, Span};
use crate::model::source::bare_doi;
use crate::parse::form::Form;

/// What a browser would run.
const ACTIVE: [&str; 3] = ["javascript:", "vbscript:", "data:"];

/// Tells what is wrong with an address; whether it may be kept.
pub(super) fn check(key: &str, text: &str, span: Span, form: &mut Form<'_>) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    let lower = text.to_ascii_lowercase();
    // Browsers leave out what is not seen before they look at the scheme.
    let is_seen = |it: &char| !it.is_whitespace() && !it.is_control();
    let seen: String = lower.chars().filter(is_seen).collect();
    if ACTIVE.iter().any(|it| seen.starts_with(it)) {
        let help = "write the address of the page itself; this one is left out";
        form.fault(Code::BadAddress, span, "this address would run something", help);
        return false;
    }
    if key == "DOI" {
        doi(text, span, form);
    } else {
        url(text, &lower, span, form);
    }
    true
}

fn doi(text: &str, span: Span, form: &mut Form<'_>) {
    let bare = bare_doi(text);
    if !bare.starts_with("10.") || !bare.contains('/') {
        let message = format!("`{text}` is not a DOI");
        let help = "a DOI looks like `10.1000/182`; other addresses are `URL`";
        form.fault(Code::BadAddress, span, message, help);
    }
}

fn url(text: &str, lower: &str, span: Span, form: &mut Form<'_>) {
    let message = format!("`{text}` is no address that can be followed");
    if lower.starts_with("hxxp") || text.contains("[.]") || text.contains("[:]") {
        let help = "it was made harmless, and stays text without a link; \
                    where a link is wanted write `http`, and dots without brackets";
        return form.fault(Code::BadAddress, span, message, help);
    }
    let scheme = lower.split_once(':').map_or("", |it| it.0);
    let is_scheme = |it: char| it.is_ascii_alphanumeric() || "+-.".contains(it);
    if !scheme.is_empty() && !scheme.contains('.') && scheme.chars().all(is_scheme) {
        return;
    }
    let (code, fix) = (Code::BadAddress, format!("https://{text}"));
    let help = format!("write `{fix}`, if that is where it stands");
    let is_host =
        lower.split('/').next().is_some_and(|it| it.contains('.') && !it.contains(' '));
    form.fault_with((code, span), message, help, is_host.then_some((&*fix, false)));
}
