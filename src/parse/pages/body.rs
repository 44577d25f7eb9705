//! Makes the page of a sheet: reads its text, finds its title, puts its face together.

use super::super::Clearance;
use super::super::allow::{self, Allows};
use super::super::form::Form;
use super::super::front_matter::Told;
use super::super::lint;
use super::super::markdown::{self, Dialect, Html};
use super::{Naming, Sheet, events, heading, html_heading, html_title, lower, relations};
use crate::base::FilePath;
use crate::base::name::readable;
use crate::diag::Checked;
use crate::model::node::snug;
use crate::model::{Body, Face, Kind, Node, Page, PageKind, Relation, Settings};
use std::collections::BTreeMap;
use std::mem::take;
use std::sync::Arc;

/// A page that `SUMMARY.md` names and nobody has written: its title and nothing else.
pub(crate) fn stub(
    file: &FilePath,
    path: &str,
    title: &str,
    settings: &Settings,
) -> Page {
    let naming = Naming::of(path, settings);
    let told = Told {
        title: Some(title.to_owned()),
        lang: naming.lang.clone(),
        ..Told::default()
    };
    let lang = settings.language.clone();
    let face = face(&naming, file, told, lang).into();
    Page { face, body: Arc::default() }
}

/// Makes a page of a sheet. `titles` has the titles that `SUMMARY.md` gives.
pub(super) fn page(
    mut sheet: Sheet<'_>,
    titles: &BTreeMap<FilePath, String>,
    settings: &Settings,
    clearance: &Clearance,
) -> (Checked<Page>, Allows) {
    let relations = told_relations(&sheet, settings, clearance);
    let mut told = take(&mut sheet.front.told);
    let lang = told.lang.take().unwrap_or_else(|| settings.language.clone());
    let dialect = dialect(&lang, settings);
    let read = markdown::read(sheet.file, sheet.text, sheet.front.body, &dialect);
    let mut nodes = read.value;
    let allows = allows(&sheet, &dialect, &nodes);
    let mut findings = take(&mut sheet.findings);
    let relations = relations.into_value(&mut findings);
    findings.extend(read.findings);
    findings.extend(lint::unseen(sheet.file, sheet.text));
    findings.extend(lint::page(lint::Sheet {
        file: sheet.file,
        text: sheet.text,
        nodes: &nodes,
        is_plain: !settings.is_dossier,
    }));
    if settings.is_dossier {
        findings.extend(events::check(sheet.file, sheet.text, &nodes));
        let (file, text, styled) = (sheet.file, sheet.text, &settings.styled);
        findings.extend(lint::Names { file, text, styled }.misspelt(&nodes));
    }
    let heading = heading(&mut nodes, &mut told.title, settings);
    if settings.is_bare {
        nodes = html_heading::split(nodes, sheet.text);
    }
    if told.title.is_none() {
        told.title = titles.get(sheet.file).filter(|it| !it.is_empty()).cloned();
    }
    let face = Face { relations, ..face(&sheet.naming, sheet.file, told, lang) };
    findings.extend(lower::find(sheet.file, sheet.text, &nodes, face.marking));
    let body =
        Body { heading, nodes: snug(nodes), nocite: take(&mut sheet.front.nocite) };
    let page = Page { face: face.into(), body: body.into() };
    (Checked { value: page, findings }, allows)
}

/// What is allowed in front matter and text.
fn allows(sheet: &Sheet<'_>, dialect: &Dialect, nodes: &[Node]) -> Allows {
    let mut allows = Allows::default();
    let (file, text) = (sheet.file, sheet.text);
    allow::in_lines(file, text, sheet.front.inside.clone(), &mut allows);
    let body = (text, sheet.front.body..text.len());
    allow::in_page(file, body, dialect.options(), nodes, &mut allows);
    allows
}

/// The relations that a page tells: its own, or those of its original.
fn told_relations(
    sheet: &Sheet<'_>,
    settings: &Settings,
    clearance: &Clearance,
) -> Checked<Vec<Relation>> {
    let own = relations(sheet, settings, clearance);
    let Some(original) = sheet.original.as_deref() else { return own };
    if !own.value.is_empty() || is_left(sheet, clearance) {
        return own;
    }
    let mut lent = relations(original, settings, clearance).value;
    lent.retain(|it| !clearance.is_lost(sheet.file, &it.to.value));
    lent.iter_mut().for_each(relations::lend);
    Checked { value: lent, findings: own.findings }
}

/// Whether a page that lists no relation says so itself: a list from which all was cut was
/// never written.
fn is_left(sheet: &Sheet<'_>, clearance: &Clearance) -> bool {
    let is_cut = !clearance.keys.is_empty() || !clearance.names.is_empty();
    let items = sheet.front.relations.as_ref().and_then(|it| it.value.items());
    items.is_some_and(|it| it.is_empty() || !is_cut)
}

/// The relations of a page's own that are left.
fn relations(
    sheet: &Sheet<'_>,
    settings: &Settings,
    clearance: &Clearance,
) -> Checked<Vec<Relation>> {
    let Some(entry) = &sheet.front.relations else { return Checked::clean(Vec::new()) };
    let lang = sheet.front.told.lang.as_deref().unwrap_or(&settings.language);
    let dialect = dialect(lang, settings);
    let scheme = dialect.scheme.clone();
    let mut form = Form { scheme, ..Form::new(sheet.file, !dialect.dossier) };
    let mut relations = relations::read(entry, sheet.text, &dialect, &mut form);
    relations.retain_mut(|it| {
        let is_supported = relations::forget(it, &clearance.keys);
        is_supported && !clearance.is_lost(sheet.file, &it.to.value)
    });
    Checked { value: relations, findings: form.findings }
}

fn dialect(lang: &str, settings: &Settings) -> Dialect {
    Dialect {
        lang: lang.to_owned(),
        smart: settings.smart_punctuation,
        definition_lists: settings.definition_lists,
        alerts: settings.admonitions,
        github: true,
        dossier: settings.is_dossier,
        comments: settings.is_dossier || settings.is_bare,
        bare: settings.is_bare,
        html: html(settings),
        scheme: settings.marking.clone(),
    }
}

fn html(settings: &Settings) -> Html {
    match settings {
        it if it.raw_html => Html::Passed,
        it if it.is_dossier => Html::Text,
        _ => Html::Harmless,
    }
}

fn face(naming: &Naming, file: &FilePath, told: Told, lang: String) -> Face {
    Face {
        id: naming.id.clone(),
        file: file.clone(),
        title: told.title.unwrap_or_else(|| file_title(naming)),
        kind: told.kind.unwrap_or(PageKind::Page),
        lang,
        part: told.part,
        date: told.date,
        announced: told.announced.unwrap_or_default(),
        marking: told.marking.label(),
        restrictions: told.restrictions,
        summary: told.summary,
        texts: told.texts,
        aliases: told.aliases.unwrap_or_default(),
        covers: told.covers.unwrap_or_default(),
        source: told.source,
        bears_on: told.bears_on.unwrap_or_default(),
        tags: told.tags.unwrap_or_default(),
        at: told.at,
        order: told.order,
        revision: told.revision,
        relations: Vec::new(),
        listed: told.listed.unwrap_or(naming.id.as_str() != "404"),
        searchable: told.searchable.unwrap_or(true),
        extra: told.extra.into(),
    }
}

/// A title where nobody gave one.
fn file_title(naming: &Naming) -> String {
    let name = naming.id.short();
    let title = readable(name);
    if title.is_empty() { name.to_owned() } else { title }
}

/// Takes the heading that is the title of a page out of its body: one that repeats the title,
/// or gives it. Plain books may write it in HTML.
fn heading(
    nodes: &mut Vec<Node>,
    title: &mut Option<String>,
    settings: &Settings,
) -> Option<Node> {
    if let Some(title) = title {
        return heading::take_repeated(nodes, title);
    }
    let html = if settings.is_dossier { None } else { html_title::take(nodes) };
    if let Some((found, span)) = html {
        // mdBook gives no place to a heading in HTML, GitHub does.
        let words = Node::new(Kind::Text(found.as_str().into()), span, Vec::new());
        *title = Some(found);
        let heading = Node::new(Kind::Heading(1), span, vec![words]);
        return Some(heading).filter(|_| settings.is_bare);
    }
    let (found, heading) = heading::take_title(nodes)?;
    *title = Some(found);
    Some(heading)
}
