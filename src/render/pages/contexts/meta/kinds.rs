//! What the types of CSL are called elsewhere.

/// By the type of CSL: the item type of Zotero, and the type of schema.org.
const KINDS: [(&str, &str, &str); 36] = [
    ("article", "preprint", "ScholarlyArticle"),
    ("article-journal", "journalArticle", "ScholarlyArticle"),
    ("article-magazine", "magazineArticle", "Article"),
    ("article-newspaper", "newspaperArticle", "NewsArticle"),
    ("bill", "bill", "Legislation"),
    ("book", "book", "Book"),
    ("broadcast", "tvBroadcast", "Episode"),
    ("chapter", "bookSection", "Chapter"),
    ("classic", "manuscript", "CreativeWork"),
    ("dataset", "dataset", "Dataset"),
    ("document", "document", "CreativeWork"),
    ("entry", "encyclopediaArticle", "Article"),
    ("entry-dictionary", "dictionaryEntry", "DefinedTerm"),
    ("entry-encyclopedia", "encyclopediaArticle", "Article"),
    ("figure", "artwork", "ImageObject"),
    ("graphic", "artwork", "VisualArtwork"),
    ("hearing", "hearing", "CreativeWork"),
    ("interview", "interview", "CreativeWork"),
    ("legal_case", "case", "CreativeWork"),
    ("legislation", "statute", "Legislation"),
    ("manuscript", "manuscript", "Manuscript"),
    ("map", "map", "Map"),
    ("motion_picture", "film", "Movie"),
    ("paper-conference", "conferencePaper", "ScholarlyArticle"),
    ("patent", "patent", "CreativeWork"),
    ("personal_communication", "letter", "Message"),
    ("post", "forumPost", "DiscussionForumPosting"),
    ("post-weblog", "blogPost", "BlogPosting"),
    ("regulation", "statute", "Legislation"),
    ("report", "report", "Report"),
    ("software", "computerProgram", "SoftwareApplication"),
    ("song", "audioRecording", "AudioObject"),
    ("speech", "presentation", "CreativeWork"),
    ("standard", "standard", "CreativeWork"),
    ("thesis", "thesis", "Thesis"),
    ("webpage", "webpage", "WebPage"),
];

/// The item type of Zotero.
pub(super) fn zotero(kind: &str) -> &'static str {
    find(kind).map_or("document", |it| it.1)
}

/// The type of schema.org.
pub(super) fn schema(kind: &str) -> &'static str {
    find(kind).map_or("CreativeWork", |it| it.2)
}

fn find(kind: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    KINDS.iter().find(|(it, ..)| *it == kind)
}
