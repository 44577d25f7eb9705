//! Signs bytes as minisign does: Ed25519 over BLAKE2b-512, with a trusted comment that is
//! signed too. Format: <https://jedisct1.github.io/minisign/#signature-format>.
//!
//! The signature is that of RFC 8032, without randomness, as the original program makes it;
//! the library that reads the keys adds some, and the same bundle would never be the same.

use crate::diag::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest as _};
use ed25519_compact::{KeyPair, SecretKey as Ed25519};
use minisign::SecretKeyBox;

/// Ed25519 over a digest, as the field calls it.
const ALGORITHM: &[u8] = b"ED";
/// How the bytes of a key begin that no password protects.
const PLAIN: &[u8] = b"Ed\0\0";
/// Where the number of the key and the key stand in its bytes.
const NUMBER: std::ops::Range<usize> = 54..62;
const SECRET: std::ops::Range<usize> = 62..126;

/// A secret key, ready to sign.
pub struct Signer {
    number: Vec<u8>,
    secret: Ed25519,
}

impl Signer {
    /// Opens a secret key of minisign; `password` is asked for only where the key has one,
    /// and the terminal where it gives none.
    pub fn open(
        text: &str,
        password: impl FnOnce() -> Result<Option<String>, Failure>,
    ) -> Result<Self, Failure> {
        let encoded = text.lines().nth(1).unwrap_or_default();
        let bytes = STANDARD.decode(encoded.trim()).unwrap_or_default();
        // The library refuses such keys of the original program: it writes no check sum.
        if bytes.starts_with(PLAIN) {
            return Self::of(&bytes).ok_or_else(|| wrong("it is damaged"));
        }
        let sealed =
            SecretKeyBox::from_string(text).map_err(|it| wrong(&it.to_string()))?;
        let key = sealed.into_secret_key(password()?);
        let key = key.map_err(|it| wrong(&it.to_string()))?;
        Self::of(&key.to_bytes()).ok_or_else(|| wrong("it is damaged"))
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let secret = Ed25519::from_slice(bytes.get(SECRET)?).ok()?;
        let is_whole = KeyPair::from_seed(secret.seed()).sk == secret;
        is_whole.then_some(Self { number: bytes.get(NUMBER)?.to_vec(), secret })
    }

    /// The public key that belongs to it, as minisign prints it.
    pub fn public(&self) -> String {
        let key = self.secret.public_key();
        STANDARD.encode([b"Ed", &*self.number, key.as_ref()].concat())
    }

    /// The text of the signature; `trusted` is one line, and signed too.
    pub fn sign(&self, bytes: &[u8], trusted: &str) -> String {
        let signature = self.secret.sign(Blake2b512::digest(bytes), None);
        let whole = [signature.as_ref(), trusted.as_bytes()].concat();
        let global = self.secret.sign(whole, None);
        let first = [ALGORITHM, &self.number, signature.as_ref()].concat();
        format!(
            "untrusted comment: signature of dossier\n{}\ntrusted comment: {trusted}\n{}\n",
            STANDARD.encode(first),
            STANDARD.encode(global.as_ref()),
        )
    }
}

fn wrong(what: &str) -> Failure {
    Failure::new(format!("the secret key cannot be used: {what}"))
        .help("`--sign` takes a file that `minisign -G` has made, and its password")
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::{SignatureBox, verify};
    use std::io::Cursor;

    #[test]
    fn a_signature_is_the_same_each_time_and_holds() {
        let minisign::KeyPair { pk, sk } =
            minisign::KeyPair::generate_unencrypted_keypair().unwrap();
        let text = sk.to_box(None).unwrap().into_string();
        let signer = Signer::open(&text, || Ok(None)).unwrap();
        let signature = signer.sign(b"bytes", "edition:public");
        assert_eq!(signature, signer.sign(b"bytes", "edition:public"));
        assert_eq!(signer.public(), pk.to_base64());
        let parsed = SignatureBox::from_string(&signature).unwrap();
        assert_eq!(parsed.trusted_comment().unwrap(), "edition:public");
        let holds = |it: &[u8]| verify(&pk, &parsed, Cursor::new(it), true, false, false);
        assert!(holds(b"bytes").is_ok());
        assert!(holds(b"other").is_err());
    }

    #[test]
    fn a_damaged_key_is_refused() {
        let bytes = [PLAIN, &[7; 154]].concat();
        let text = format!("untrusted comment: x\n{}\n", STANDARD.encode(bytes));
        let failure = Signer::open(&text, || Ok(None)).err().unwrap();
        assert!(failure.message.ends_with("it is damaged"), "{}", failure.message);
        assert!(Signer::open("nonsense", || Ok(None)).is_err());
    }
}
