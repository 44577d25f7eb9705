//! `inventory.json`: every file of a site, or of a bundle, with its size, digest and
//! marking, and what pages are. The format is told in `docs/bundles.md`.

use crate::base::{Digest, Files, SitePath};
use crate::link::Links;
use crate::model::{Bundle, Marking, bundle};
use crate::redact::Edition;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where it stands: beside the home page of a site, beside the first page of a bundle.
const NAME: &str = "inventory.json";

/// The version of the format; a reader refuses a higher one.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Inventory<'a> {
    format: u32,
    generator: &'static str,
    title: Option<&'a str>,
    edition: Option<&'a str>,
    ceiling: Option<&'static str>,
    marking: Option<&'static str>,
    languages: BTreeSet<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    epoch: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restrictions: Option<&'a str>,
