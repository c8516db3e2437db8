//! What a file is locked with, and what opens it.

use super::SealedError;
use age::{scrypt, secrecy::SecretString, x25519, DecryptError, Decryptor, Encryptor};
use bech32::ToBase32;
use copy::Sha256;
use std::io::{BufRead, Write};

/// What a passphrase costs to try: 2^17 rounds take 128 MiB and a third of a second.
const WORK: u8 = 17;
/// A file may ask for twice of that, as other programs that lock with `age` do, and for no more: a
/// hostile one would ask for hours.
const MOST_WORK: u8 = 18;

/// What a file is locked with.
#[derive(Clone)]
pub enum Lock {
    /// A passphrase, told by telephone.
    Passphrase(String),
    /// The keys of desks (`age1…`).
    Desks(Vec<String>),
}

/// What opens a file.
#[derive(Clone)]
pub struct Key {
    /// The device's secret.
    pub device: [u8; 32],
    /// The passphrase, if the person gave one.
    pub passphrase: Option<String>,
}

impl std::fmt::Debug for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock([redacted])")
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key([redacted])")
    }
}

/// The key that files for this device are locked with: derived from its secret, so that a desk has one
/// secret to keep, and apart from the signing key, so that neither tells anything of the other.
fn identity(device: &[u8; 32]) -> Option<x25519::Identity> {
    let scalar = Sha256::of(&[b"copydesk age key 1\n".as_slice(), device].concat());
    let text =
        bech32::encode("age-secret-key-", scalar.as_bytes().to_base32(), bech32::Variant::Bech32).ok()?;
    text.to_uppercase().parse().ok()
}

/// What colleagues lock files for this device with.
pub fn recipient_of(device: &[u8; 32]) -> String {
    identity(device).map(|it| it.to_public().to_string()).unwrap_or_default()
}

pub(super) fn encryptor(lock: &Lock) -> Result<Encryptor, SealedError> {
    match lock {
        Lock::Passphrase(passphrase) => {
            let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.clone()));
            recipient.set_work_factor(WORK);
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        }
        Lock::Desks(desks) => {
            let desks: Vec<x25519::Recipient> = desks
                .iter()
                .map(|desk| desk.parse().map_err(|_| SealedError::BadRecipient))
                .collect::<Result<_, _>>()?;
            Encryptor::with_recipients(desks.iter().map(|it| it as &dyn age::Recipient))
        }
    }
    .map_err(|_| SealedError::BadRecipient)
}

pub(super) fn encrypt<W: Write>(lock: &Lock, out: W) -> Result<age::stream::StreamWriter<W>, SealedError> {
    encryptor(lock)?.wrap_output(out).map_err(|_| SealedError::NotWritten)
}

pub(super) fn decrypt<R: BufRead>(key: &Key, input: R) -> Result<age::stream::StreamReader<R>, SealedError> {
    let decryptor = Decryptor::new_buffered(input).map_err(|error| match error {
        DecryptError::UnknownFormat => SealedError::Newer,
        DecryptError::InvalidHeader => SealedError::NotSealed,
        _ => SealedError::Damaged,
    })?;
    let is_scrypt = decryptor.is_scrypt();
    let opened = if is_scrypt {
        let Some(passphrase) = &key.passphrase else { return Err(SealedError::NeedsPassphrase) };
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase.clone()));
        identity.set_max_work_factor(MOST_WORK);
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
    } else {
        let identity = identity(&key.device).ok_or(SealedError::NotForUs)?;
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
    };
    opened.map_err(|error| match error {
        DecryptError::ExcessiveWork { .. } => SealedError::TooLarge { what: "work to open it" },
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed if is_scrypt => {
            SealedError::WrongPassphrase
        }
        DecryptError::NoMatchingKeys => SealedError::NotForUs,
        _ => SealedError::Damaged,
    })
}
