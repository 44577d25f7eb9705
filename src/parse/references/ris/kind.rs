//! The CSL types of RIS's types of reference.

/// The CSL type; `None` if there is no such type of reference.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    KINDS.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// Every type of reference.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|it| it.0)
}

const KINDS: [(&str, &str); 62] = [
    ("ABST", "article"),
    ("ADVS", "motion_picture"),
    ("AGGR", "dataset"),
    ("ANCIENT", "classic"),
    ("ART", "graphic"),
    ("BILL", "bill"),
    ("BLOG", "post-weblog"),
    ("BOOK", "book"),
    ("CASE", "legal_case"),
    ("CHAP", "chapter"),
    ("CHART", "graphic"),
    ("CLSWK", "classic"),
    ("COMP", "software"),
    ("CONF", "paper-conference"),
    ("CPAPER", "paper-conference"),
    ("CTLG", "book"),
    ("DATA", "dataset"),
    ("DBASE", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOUR", "article-journal"),
    ("ELEC", "webpage"),
    ("ENCYC", "entry-encyclopedia"),
    ("EQUA", "figure"),
    ("FIGURE", "figure"),
    ("GEN", "document"),
    ("GOVDOC", "report"),
    ("GRANT", "report"),
    ("HEAR", "hearing"),
    ("ICOMM", "personal_communication"),
    ("INPR", "article-journal"),
    ("INTV", "interview"),
    ("JFULL", "article-journal"),
    ("JOUR", "article-journal"),
    ("LEGAL", "legal_case"),
    ("MANSCPT", "manuscript"),
    ("MAP", "map"),
    ("MGZN", "article-magazine"),
    ("MPCT", "motion_picture"),
    ("MULTI", "webpage"),
    ("MUSIC", "musical_score"),
    ("NEWS", "article-newspaper"),
    ("PAMP", "pamphlet"),
    ("PAT", "patent"),
    ("PCOMM", "personal_communication"),
    ("POD", "broadcast"),
    ("PRESS", "document"),
    ("RPRT", "report"),
    ("SER", "periodical"),
    ("SLIDE", "speech"),
    ("SOUND", "song"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("STD", "standard"),
    ("THES", "thesis"),
    ("UNBILL", "bill"),
    ("UNPB", "manuscript"),
    ("UNPD", "manuscript"),
    ("VIDEO", "motion_picture"),
    ("WEB", "webpage"),
];
