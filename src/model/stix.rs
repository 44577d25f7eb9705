//! What a page can be in STIX 2.1, and what `extra: {stix: …}` can say of it.

/// The types, and the properties that front matter can set: text or lists of texts,
/// numbers, switches, times.
const TYPES: [(&str, &[&str]); 12] = [
    ("attack-pattern", &[]),
    ("campaign", &["objective", "first_seen", "last_seen"]),
    ("course-of-action", &[]),
    ("identity", &["identity_class", "sectors", "roles"]),
    (
        "indicator",
        &[
            "indicator_types",
            "pattern",
            "pattern_type",
            "pattern_version",
            "valid_from",
            "valid_until",
        ],
    ),
    ("infrastructure", &["infrastructure_types", "first_seen", "last_seen"]),
    (
        "intrusion-set",
        &["goals", "resource_level", "primary_motivation", "first_seen", "last_seen"],
    ),
    (
        "location",
        &["country", "region", "administrative_area", "city", "latitude", "longitude"],
    ),
    (
        "malware",
        &["is_family", "malware_types", "capabilities", "first_seen", "last_seen"],
    ),
    (
        "threat-actor",
        &[
            "threat_actor_types",
            "sophistication",
            "resource_level",
            "roles",
            "first_seen",
            "last_seen",
        ],
    ),
    ("tool", &["tool_types", "tool_version"]),
    ("vulnerability", &[]),
];

/// The properties that hold a time: in `extra` a date, or a moment as STIX writes it.
pub const TIMES: [&str; 4] = ["first_seen", "last_seen", "valid_from", "valid_until"];

/// What every type can have.
pub const COMMON: [&str; 2] = ["type", "external_references"];

/// What is kept of an external reference.
pub const REFERENCE: [&str; 4] = ["source_name", "description", "url", "external_id"];

/// The names of the types.
pub fn types() -> impl Iterator<Item = &'static str> + Clone {
    TYPES.iter().map(|it| it.0)
}

/// The name of a type with its own properties.
pub fn of(kind: &str) -> Option<(&'static str, &'static [&'static str])> {
    TYPES.iter().find(|it| it.0 == kind).copied()
}

/// What an object of a type cannot be without.
pub fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "indicator" => &["pattern", "pattern_type", "valid_from"],
        _ => &[],
    }
}

/// Whether a text is a moment as STIX writes it: `2024-08-08T10:00:00Z`.
pub fn is_moment(text: &str) -> bool {
    let shape = text.bytes().map(|it| if it.is_ascii_digit() { b'0' } else { it });
    let shape: Vec<u8> = shape.collect();
    let rest = shape.strip_prefix(b"0000-00-00T00:00:00");
    let fraction = rest.and_then(|it| it.strip_suffix(b"Z"));
    fraction.is_some_and(|it| match it {
        [] => true,
        [b'.', digits @ ..] => !digits.is_empty() && digits.iter().all(|it| *it == b'0'),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_one_shape() {
        assert!(is_moment("2024-08-08T10:00:00Z"));
        assert!(is_moment("2024-08-08T10:00:00.123Z"));
        for text in ["2024-08-08", "2024-08-08T10:00:00", "2024-08-08T10:00:00.Z", ""] {
            assert!(!is_moment(text), "{text}");
        }
    }
}
