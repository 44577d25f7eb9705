//! The markings of TLP 2.0 as OASIS publishes them for STIX 2.1, in its repository of common
//! objects. The ids are theirs; nobody may make others.

use crate::model::Marking;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// The id of a marking.
pub(super) fn id(marking: Marking) -> &'static str {
    match marking {
        Marking::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        Marking::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        Marking::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        Marking::AmberStrict => {
            "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
        }
        Marking::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }
}

/// The objects of these markings, lowest first.
pub(super) fn definitions(used: &BTreeSet<Marking>) -> Vec<Value> {
    used.iter().map(|it| definition(*it)).collect()
}

fn definition(marking: Marking) -> Value {
    let level = marking.label().trim_start_matches("TLP:").to_ascii_lowercase();
    json!({
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": id(marking),
        "created": "2022-10-01T00:00:00.000Z",
        "name": marking.label(),
        "extensions": {
            EXTENSION: { "extension_type": "property-extension", "tlp_2_0": level },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_are_those_of_oasis() {
        let ids = Marking::ALL.map(|it| (it.label(), id(it)));
        let expect = [
            ("TLP:CLEAR", "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"),
            ("TLP:GREEN", "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
            ("TLP:AMBER", "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
            (
                "TLP:AMBER+STRICT",
                "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            ),
            ("TLP:RED", "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"),
        ];
        assert_eq!(ids, expect);
        let strict = definition(Marking::AmberStrict);
        assert_eq!(strict["extensions"][EXTENSION]["tlp_2_0"], "amber+strict");
    }
}
