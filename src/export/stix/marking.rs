//! Markings as STIX 2.1 has them: those of TLP 2.0 as OASIS publishes them in its repository
//! of common objects, under its ids, for nobody may make others; any other label as a
//! statement.

use crate::model::Marking;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

const EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// The ids of OASIS, lowest first.
const TLP: [&str; 5] = [
    "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "e828b379-4e03-4974-9ac4-e53a884c97c1",
];

/// When a label was made is not known, and one id stands for one object: the day on which
/// STIX 2.1 was published.
const CREATED: &str = "2021-06-10T00:00:00.000Z";

/// The id of a marking; of a label that TLP does not have, the same in every dossier.
pub(super) fn id(marking: Marking) -> String {
    let uuid = marking.tlp().map_or_else(
        || {
            let name = format!("dossier\nmarking\n{marking}");
            Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string()
        },
        |at| TLP[at].to_owned(),
    );
    format!("marking-definition--{uuid}")
}

/// The objects of these markings, lowest first.
pub(super) fn definitions(used: &BTreeSet<Marking>) -> Vec<Value> {
    used.iter().map(|it| definition(*it)).collect()
}

fn definition(marking: Marking) -> Value {
    if marking.tlp().is_none() {
        return statement(marking);
    }
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

fn statement(marking: Marking) -> Value {
    json!({
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": id(marking),
        "created": CREATED,
        "name": marking.label(),
        "definition_type": "statement",
        "definition": { "statement": marking.label() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_label_is_a_statement_with_an_id_of_its_own() {
        let at = |rank, label| definition(Marking::at(rank, label).unwrap());
        let secret = at(3, "SECRET");
        assert_eq!(secret["definition"]["statement"], "SECRET");
        assert_eq!(secret["id"], at(1, "SECRET")["id"]);
        assert_ne!(secret["id"], at(3, "OPEN")["id"]);
        assert_eq!(at(0, "TLP:RED")["id"], id(Marking::RED).as_str());
    }

    #[test]
    fn the_ids_are_those_of_oasis() {
        let ids = Marking::TLP.map(|it| (it.label(), id(it)));
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
        assert_eq!(ids, expect.map(|(label, id)| (label, id.to_owned())));
        let strict = definition(Marking::AMBER_STRICT);
        assert_eq!(strict["extensions"][EXTENSION]["tlp_2_0"], "amber+strict");
    }
}
