//! Bytes as `data:` addresses.

use crate::base::SitePath;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A file as an address that holds it.
pub(super) fn url(path: &SitePath, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", media_type(path.extension()), STANDARD.encode(bytes))
}

/// The media type of files with an extension, as IANA registers it.
fn media_type(extension: &str) -> &'static str {
    match extension.to_ascii_lowercase().as_str() {
        "avif" => "image/avif",
        "bib" | "md" | "txt" | "yaml" | "yml" => "text/plain",
        "csv" => "text/csv",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "jpeg" | "jpg" => "image/jpeg",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "ris" => "application/x-research-info-systems",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
