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
        self.look == other.look && self.url.is_none() && other.url.is_none()
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
