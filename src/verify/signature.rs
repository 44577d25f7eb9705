//! Checks the signature of a list as minisign does.

use crate::diag::Failure;
use minisign::{PublicKey, PublicKeyBox, SignatureBox};
use std::io::Cursor;

/// A public key.
#[derive(Clone, Debug)]
pub struct Key(PublicKey);

/// What is known of the signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Signed {
    /// There is none.
    #[default]
    No,
    /// There is one, made with the key of this number; nobody has said which key it should
    /// be.
    By(String),
    /// It holds for the key that was named; with its trusted comment.
    Holds(String),
    /// It does not hold.
    Broken,
}

impl Key {
    /// Reads a public key: the line that minisign prints, or the text of its file.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        let key = PublicKey::from_base64(text).or_else(|_| {
            PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key)
        });
        key.map(Self).map_err(|it| {
            Failure::new(format!("the public key cannot be read: {it}"))
                .help("`--public-key` takes the file that `minisign -G` has made, or its last line")
        })
    }
}

/// Judges the signature of a list; says what is wrong with it.
pub(super) fn judge(
    list: &[u8],
    signature: Option<&[u8]>,
    key: Option<&Key>,
) -> (Signed, Option<String>) {
    let broken = |what: String| (Signed::Broken, Some(what));
    let Some(signature) = signature else {
        let wanted = "the bundle is not signed, although a public key was named";
        return (Signed::No, key.map(|_| wanted.to_owned()));
    };
    let parsed = std::str::from_utf8(signature).ok().filter(|it| is_whole(it));
    let Some(Ok(parsed)) = parsed.map(SignatureBox::from_string) else {
        return broken("the signature cannot be read".to_owned());
    };
    let Some(key) = key else {
        let number = parsed.keynum().iter().rev().map(|it| format!("{it:02X}"));
        return (Signed::By(number.collect()), None);
    };
    match minisign::verify(&key.0, &parsed, Cursor::new(list), true, false, false) {
        Ok(()) => (Signed::Holds(parsed.trusted_comment().unwrap_or_default()), None),
        Err(error) => broken(format!("the signature does not hold: {error}")),
    }
}

/// Four lines and nothing behind them: what is not signed could be anything.
fn is_whole(text: &str) -> bool {
    text.lines().count() == 4
}
