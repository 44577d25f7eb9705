//! Joins the parts of an entry with the punctuation between them, none of it twice.

/// A piece of formatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// Text in italics.
    Italic(String),
    /// A link that shows its URL or DOI.
    Link {
        /// The URL; the scheme is `http` or `https`.
        url: String,
        /// What is shown.
        text: String,
    },
}

impl Piece {
    /// What is shown.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Italic(text) | Self::Link { text, .. } => text,
        }
    }
}

/// The parts of an entry, as they come.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    list: Vec<Piece>,
}

impl Pieces {
    /// Adds a part that starts a sentence of its own.
    pub(super) fn sentence(&mut self, part: Vec<Piece>) {
        if part.iter().all(|it| it.text().trim().is_empty()) {
            return;
        }
        if !self.list.is_empty() {
            self.close();
            self.push(Piece::Text(" ".to_owned()));
        }
        for piece in part {
            self.push(piece);
        }
    }

    /// Adds parts with commas between them as one sentence.
    pub(super) fn sentence_of(&mut self, parts: Vec<Vec<Piece>>) {
        let mut sentence = Self::default();
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            if !sentence.list.is_empty() {
                let ends = sentence.ends_with(&[',', ';']);
                sentence.push(Piece::Text(if ends { " " } else { ", " }.to_owned()));
            }
            for piece in part {
                sentence.push(piece);
            }
        }
        self.sentence(sentence.list);
    }

    /// The pieces, closed by a full stop unless a link comes last.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        if !matches!(self.list.last(), None | Some(Piece::Link { .. })) {
            self.close();
        }
        self.list
    }

    fn push(&mut self, piece: Piece) {
        match (self.list.last_mut(), piece) {
            (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
            (_, piece) if piece.text().is_empty() => {}
            (_, piece) => self.list.push(piece),
        }
    }

    /// Ends the sentence, unless it has ended.
    fn close(&mut self) {
        let link = matches!(self.list.last(), Some(Piece::Link { .. }));
        if !link && !self.ends_with(&['.', '!', '?', '…', '。', '！', '？']) {
            self.push(Piece::Text(".".to_owned()));
        }
    }

    /// Whether the last mark is one of these; closing quotes and brackets do not count.
    fn ends_with(&self, marks: &[char]) -> bool {
        let text = self.list.last().map_or("", |it| it.text());
        text.trim_end_matches(['"', '”', '“', '’', '»', '«', '\'']).ends_with(marks)
    }
}

/// A part that is plain text; empty if the text is.
pub(super) fn plain(text: &str) -> Vec<Piece> {
    part(text, Piece::Text)
}

/// A part in italics; empty if the text is.
pub(super) fn italic(text: &str) -> Vec<Piece> {
    part(text, Piece::Italic)
}

fn part(text: &str, make: impl Fn(String) -> Piece) -> Vec<Piece> {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Vec::new() } else { vec![make(text)] }
}
