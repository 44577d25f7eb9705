//! Words, sentences and code for a corpus, drawn by a generator with a fixed start.

/// A small generator (xorshift64*): the same numbers on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    /// A generator that starts here.
    pub(crate) fn new(start: u64) -> Self {
        Self(start.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % limit.max(1)
    }

    /// One of these; the first ones far more often, as words are in real texts.
    pub(crate) fn word<'a>(&mut self, words: &'a [&'a str]) -> &'a str {
        let limit = 1 + self.below(words.len());
        words[self.below(limit)]
    }

    /// A sentence of about so many words, with a capital and a full stop.
    pub(crate) fn sentence(&mut self, words: usize) -> String {
        let count = words / 2 + self.below(words);
        let mut text: Vec<String> =
            (0..count.max(3)).map(|_| self.word(WORDS).to_owned()).collect();
        if count > 9 {
            text[count / 2].push(',');
        }
        let mut sentence = text.join(" ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence + "."
    }
}

/// Frequent words first.
const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "die",
    "der",
    "to",
    "in",
    "und",
    "a",
    "that",
    "den",
    "von",
    "is",
    "was",
    "for",
    "das",
    "mit",
    "on",
    "as",
    "are",
    "with",
    "dem",
    "they",
    "be",
    "at",
    "ist",
    "im",
    "this",
    "have",
    "from",
    "or",
    "had",
    "by",
    "des",
    "not",
    "eine",
    "but",
    "what",
    "all",
    "were",
    "für",
    "auf",
    "when",
    "we",
    "there",
    "can",
    "an",
    "your",
    "which",
    "their",
    "said",
    "wird",
    "if",
    "will",
    "report",
    "Bericht",
    "service",
    "Dienst",
    "customer",
    "Kunde",
    "network",
    "Netz",
    "access",
    "Zugang",
    "data",
    "Daten",
    "company",
    "Unternehmen",
    "state",
    "Staat",
    "police",
    "Polizei",
    "weakness",
    "Schwachstelle",
    "source",
    "Quelle",
    "evidence",
    "Beleg",
    "claim",
    "Aussage",
    "province",
    "Provinz",
    "ministry",
    "Ministerium",
    "contract",
    "Vertrag",
    "training",
    "Schulung",
    "price",
    "Preis",
    "target",
    "Ziel",
    "operator",
    "Betreiber",
    "telecom",
    "Vermittlung",
    "mail",
    "Postfach",
    "minority",
    "Minderheit",
    "charge",
    "Anklage",
    "sanction",
    "Maßnahme",
    "leak",
    "Datensatz",
    "employee",
    "Mitarbeiter",
    "chat",
    "Unterhaltung",
    "document",
    "Unterlage",
    "hacker",
    "Angreifer",
    "espionage",
    "Spionage",
    "industry",
    "Industrie",
    "vulnerability",
    "Sicherheitslücke",
    "certificate",
    "Zertifikat",
    "level",
    "Stufe",
    "partner",
    "Partner",
    "bureau",
    "Behörde",
    "region",
    "Gebiet",
    "government",
    "Regierung",
    "infrastructure",
    "Infrastruktur",
    "malware",
    "Schadsoftware",
    "implant",
    "Werkzeug",
    "phishing",
    "Köder",
    "domain",
    "Adresse",
    "server",
    "Rechner",
    "journalist",
    "Journalistin",
    "analysis",
    "Auswertung",
    "attribution",
    "Zuordnung",
    "confidence",
    "Vertrauen",
    "likelihood",
    "Wahrscheinlichkeit",
    "judgement",
    "Einschätzung",
    "unlikely",
    "wahrscheinlich",
    "remarkable",
    "bemerkenswert",
    "nevertheless",
    "dennoch",
];

/// Fenced code in ten languages; `NAME` is another word on every page, so that no block is
/// coloured twice.
pub(crate) const CODE: &[(&str, &str)] = &[
    (
        "rust",
        "/// Counts the words of a text.\npub fn NAME(text: &str) -> usize {\n    let words = text.split_whitespace();\n    words.filter(|it| it.len() > 3).count()\n}\n\n#[test]\nfn short_words_do_not_count() {\n    assert_eq!(NAME(\"one three\"), 1);\n}",
    ),
    (
        "json",
        "{\n  \"id\": \"NAME\",\n  \"type\": \"report\",\n  \"issued\": { \"date-parts\": [[2024, 8, 8]] },\n  \"pages\": 11,\n  \"open\": true\n}",
    ),
    (
        "python",
        "import re\n\nWORD = re.compile(r\"\\w+\")\n\n\ndef NAME(text: str) -> dict[str, int]:\n    \"\"\"Count every word once.\"\"\"\n    seen = {}\n    for word in WORD.findall(text.lower()):\n        seen[word] = seen.get(word, 0) + 1\n    return seen",
    ),
    (
        "c",
        "#include <stdio.h>\n\n/* Print a line. */\nint main(void)\n{\n    const char *NAME = \"sold access\";\n    for (int i = 0; i < 3; i++)\n        printf(\"%d: %s\\n\", i, NAME);\n    return 0;\n}",
    ),
    (
        "bash",
        "#!/usr/bin/env bash\nset -euo pipefail\nfor NAME in content/*.md; do\n    grep -c '@' \"$NAME\" || echo \"no citation in $NAME\"\ndone",
    ),
    (
        "sql",
        "SELECT outlet, count(*) AS NAME\nFROM press\nWHERE published >= DATE '2024-02-16'\nGROUP BY outlet\nHAVING count(*) > 1\nORDER BY NAME DESC;",
    ),
    (
        "toml",
        "[book]\ntitle = \"NAME\"\nlanguage = \"en\"\n\n[dossier.editions.public]\nceiling = \"TLP:CLEAR\"",
    ),
    (
        "go",
        "package main\n\nimport \"fmt\"\n\n// Level is a step of the partner programme.\ntype Level int\n\nfunc main() {\n\tNAME := map[string]Level{\"first\": 1, \"third\": 3}\n\tfmt.Println(len(NAME))\n}",
    ),
    (
        "javascript",
        "const rows = [...document.querySelectorAll(\"tr\")];\nexport function NAME(column) {\n  rows.sort((a, b) => a.cells[column].textContent.localeCompare(b.cells[column].textContent));\n  return rows.map((row, at) => ({ row, at }));\n}",
    ),
    (
        "yaml",
        "references:\n  - id: NAME\n    type: article\n    title: \"Leaked files\"\n    issued: 2024-02-22\n    custom: {grade: B2}",
    ),
];
