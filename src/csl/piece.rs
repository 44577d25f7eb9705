//! Formatted text as a flat list of runs, each with its look.

/// A run of formatted text, to be escaped by whoever writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// Where it leads; the scheme is `http` or `https`.
    pub url: Option<String>,
    /// The number of the name or title that it belongs to, where that is written from
    /// another side than the entry and has to be kept apart from what stands around it.
    pub apart: Option<u32>,
}

/// How text looks.
#[expect(clippy::struct_excessive_bools, reason = "each is one property of CSL")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// In italics.
    pub italic: bool,
    /// Bold.
    pub bold: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Underlined.
    pub underline: bool,
    /// Raised.
    pub superscript: bool,
    /// Lowered.
    pub subscript: bool,
}

impl Piece {
    /// Text without a look of its own.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether `other` can be joined to it.
    fn takes(&self, other: &Self) -> bool {
        let is_text = self.url.is_none() && other.url.is_none();
        is_text && self.look == other.look && self.apart == other.apart
    }
}

/// Adds a piece, joined to the last one where they look alike.
pub(super) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.takes(&piece) => last.text.push_str(&piece.text),
        _ => pieces.push(piece),
    }
}

/// The text of pieces, without their looks.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|it| it.text.as_str()).collect()
}
