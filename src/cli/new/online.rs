//! Asks for a source: the registrar of a DOI, or the page at an address. Only with
//! `--online`, for a dossier may be written where no question may leave the building.

use crate::cli::clock::today;
use crate::diag::Failure;
use crate::model::source::bare_doi;
use crate::visit::{Manners, Page, fetch};
use serde_json::{Map, Value, json};
use std::time::Duration;
use url::Url;

/// CSL-JSON, as the registrars of DOIs answer it (`CrossRef`, `DataCite`, mEDRA).
const CSL: &str = "application/vnd.citationstyles.csl+json";

/// How questions are asked.
#[derive(clap::Args)]
pub(super) struct Network {
    /// Use the network.
    #[arg(long)]
    online: bool,
    /// Who resolves DOIs.
    #[arg(long, value_name = "URL", default_value = "https://doi.org/")]
    resolver: Url,
    /// Also ask addresses of this machine and of private networks.
    #[arg(long, requires = "online")]
    allow_private: bool,
}

/// What the registrar says of a DOI: CSL-JSON with a key of its own.
pub(super) fn of_doi(doi: &str, args: &Network) -> Result<String, Failure> {
    let plain = bare_doi(doi);
    if !plain.starts_with("10.") || !plain.contains('/') {
        return Err(Failure::new(format!("`{doi}` is not a DOI"))
            .help("a DOI looks like `10.1000/182`"));
    }
    let fault = |it: String| Failure::new(format!("cannot ask for `{plain}`: {it}"));
    let address = args.resolver.join(plain).map_err(|it| fault(it.to_string()))?;
    let page = fetch(address.as_str(), CSL, &args.manners()).map_err(fault)?;
    let mut item: Value = serde_json::from_str(&page.text).map_err(|_| {
        fault("the answer is not CSL-JSON".to_owned())
            .help("paste BibTeX or RIS from the publisher's page instead")
    })?;
    item["id"] = key_of(&item).into();
    Ok(Value::Array(vec![item]).to_string())
}

/// What a page says of itself.
pub(super) fn of_page(address: &str, args: &Network) -> Result<String, Failure> {
    let fault = |it: String| Failure::new(format!("cannot ask `{address}`: {it}"));
    let url = Url::parse(address).map_err(|it| fault(it.to_string()))?;
    let page = fetch(url.as_str(), "text/html", &args.manners()).map_err(fault)?;
    let mut item = Map::new();
    item.insert("id".into(), "".into());
    item.extend(told(&page, &url));
    item.insert("accessed".into(), json!({ "raw": today().to_string() }));
    let mut item = Value::Object(item);
    item["id"] = key_of(&item).into();
    Ok(Value::Array(vec![item]).to_string())
}

/// Fields from what publishers write for Google Scholar (`citation_…`), for Open Graph and
/// for Dublin Core, in this order.
fn told(page: &Page, url: &Url) -> Map<String, Value> {
    let meta = |names: &[&str]| {
        let find = |name: &&str| page.metas.iter().find(|(it, _)| it == name);
        names.iter().find_map(find).map(|(_, it)| it.clone())
    };
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.into(), value);
        }
    };
    let newspaper = meta(&["og:type"]).is_some_and(|it| it == "article");
    let kind = match meta(&["citation_journal_title"]) {
        Some(_) => "article-journal",
        None if newspaper => "article-newspaper",
        None => "webpage",
    };
    put("type", Some(kind.into()));
    let title = meta(&["citation_title", "og:title", "dc.title"]);
    put("title", title.or_else(|| page.title.clone()).map(Value::from));
    let authors =
        page.metas.iter().filter(|(it, _)| it == "citation_author" || it == "author");
    let authors: Vec<Value> =
        authors.map(|(_, it)| json!({ "literal": it.as_str() })).collect();
    put("author", Some(authors).filter(|it| !it.is_empty()).map(Value::from));
    let container = meta(&["citation_journal_title", "og:site_name"]);
    put("container-title", container.map(Value::from));
    let names = ["citation_publication_date", "article:published_time", "dc.date"];
    let day =
        meta(&names).map(|it| it.replace('/', "-").chars().take(10).collect::<String>());
    put("issued", day.map(|it| json!({ "raw": it })));
    put("DOI", meta(&["citation_doi"]).map(Value::from));
    put("language", page.lang.clone().map(Value::from));
    put("URL", Some(url.as_str().into()));
    item
}

/// A key in the usual form: who and when, `nature-2024`.
pub(super) fn key_of(item: &Value) -> String {
    let name = &item["author"][0];
    let who = ["family", "literal"].iter().find_map(|it| name[*it].as_str());
    let host = item["URL"].as_str().and_then(|it| Url::parse(it).ok());
    let host = host.and_then(|it| it.host_str().map(str::to_owned));
    let place = item["container-title"].as_str().map(str::to_owned).or(host);
    let who = who.map(str::to_owned).or(place).unwrap_or_else(|| "source".to_owned());
    let who = who.trim_start_matches("www.");
    let year = item["issued"]["date-parts"][0][0].as_i64().map(|it| it.to_string());
    let raw = item["issued"]["raw"].as_str().and_then(|it| it.get(..4));
    let year = year.or_else(|| raw.map(str::to_owned)).unwrap_or_else(|| "nd".to_owned());
    crate::base::text::slug(&format!("{who}-{year}"))
}

impl Network {
    fn manners(&self) -> Manners {
        let timeout = Duration::from_secs(20);
        Manners { timeout, delay: Duration::ZERO, private: self.allow_private }
    }
}
