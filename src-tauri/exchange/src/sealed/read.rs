//! Opening, within limits. Nothing here trusts a length, a name or a count that a file claims.

use super::{is_name, lock, signed_text, Key, Seal, SealedError, SEAL};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    io::{self, BufReader, Read},
    rc::Rc,
};

/// What is let in.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the sealed file.
    pub sealed_bytes: u64,
    /// Bytes of all parts.
    pub plain_bytes: u64,
    /// Parts.
    pub parts: usize,
    /// Plain bytes for each sealed one, beyond what any file may hold.
    pub ratio: u64,
}

/// So much may come out of a small file: rows that repeat themselves press well.
pub(super) const FREE_BYTES: u64 = 16 << 20;
/// No seal is larger.
const LARGEST_SEAL: u64 = 64 << 20;
/// Zeros after the last part: tar fills its last block.
const LARGEST_TAIL: u64 = 1 << 20;
/// A window that a file may ask for: 128 MiB, as the `zstd` command lets in.
const WINDOW_LOG: u32 = 27;

/// A part, as it passes.
pub struct Part<'a> {
    /// Its name, which is lawful.
    pub name: &'a str,
    /// Its length; reading never gives more.
    pub length: u64,
    /// Its bytes.
    pub bytes: &'a mut dyn Read,
}

impl Part<'_> {
    /// All of it, if it is no longer than this.
    ///
    /// # Errors
    /// [`SealedError::TooLarge`], [`SealedError::Damaged`].
    pub fn whole(&mut self, most: u64) -> Result<Vec<u8>, SealedError> {
        if self.length > most {
            return Err(SealedError::TooLarge { what: "bytes of a part" });
        }
        // Grows with what is there and not with what is claimed.
        let mut bytes = Vec::with_capacity(usize::try_from(self.length.min(1 << 16)).unwrap_or(0));
        self.bytes.read_to_end(&mut bytes).map_err(|error| said(&error))?;
        match bytes.len() as u64 == self.length {
            true => Ok(bytes),
            false => Err(SealedError::Damaged),
        }
    }
}

/// A file whose seal was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The key that signed it.
    pub signed_by: [u8; 32],
    /// Its parts' hashes, in hex, by their names.
    hashes: BTreeMap<String, String>,
}

impl Opened {
    /// Whether there is a part of this name with this hash.
    pub fn holds(&self, name: &str, sha256: &copy::Sha256) -> bool {
        self.hashes.get(name).is_some_and(|hash| *hash == sha256.to_string())
    }
}

/// Opens a sealed file and hands out its parts in order. What `take` got counts only if this returns
/// `Ok`: the seal is the last part.
///
/// # Errors
/// Whatever is wrong with it, or what `take` said.
pub fn open<R: Read>(
    input: R,
    key: &Key,
    limits: &Limits,
    take: impl FnMut(Part<'_>) -> Result<(), SealedError>,
) -> Result<Opened, SealedError> {
    let sealed = Rc::new(Cell::new(0));
    let input = Counted { from: input, count: Rc::clone(&sealed), most: limits.sealed_bytes };
    read(input, Rc::clone(&sealed), key, limits, take).map_err(|error| {
        match sealed.get() > limits.sealed_bytes {
            // The layers between say of a reader's limit only that reading failed.
            true => SealedError::TooLarge { what: "bytes" },
            false => error,
        }
    })
}

fn read<R: Read>(
    input: Counted<R>,
    sealed: Rc<Cell<u64>>,
    key: &Key,
    limits: &Limits,
    mut take: impl FnMut(Part<'_>) -> Result<(), SealedError>,
) -> Result<Opened, SealedError> {
    let age = lock::decrypt(key, BufReader::with_capacity(1 << 16, input))?;
    let mut zstd = zstd::stream::read::Decoder::new(age).map_err(|_| SealedError::Damaged)?;
    zstd.window_log_max(WINDOW_LOG).map_err(|_| SealedError::Damaged)?;
    let bounded = Bounded { from: zstd, sealed, plain: 0, limits: *limits };
    let mut archive = tar::Archive::new(bounded);
    let mut parts: Vec<(String, u64, String)> = Vec::new();
    let mut names = BTreeSet::new();
    let mut seal: Option<Seal> = None;
    // Raw: long names, sparse files and the like are parts of a kind that is refused.
    for entry in archive.entries().map_err(|error| said(&error))?.raw(true) {
        let mut entry = entry.map_err(|error| said(&error))?;
        if seal.is_some() {
            return Err(SealedError::Strange { what: "something after the seal" });
        }
        if parts.len() >= limits.parts {
            return Err(SealedError::TooLarge { what: "parts" });
        }
        let length = entry.header().size().map_err(|error| said(&error))?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).unwrap_or_default();
        if !entry.header().entry_type().is_file() || !is_name(&name) {
            return Err(SealedError::Strange { what: "a part's name or kind" });
        }
        if !names.insert(name.clone()) {
            return Err(SealedError::Strange { what: "two parts of one name" });
        }
        if name == SEAL {
            let mut part = Part { name: SEAL, length, bytes: &mut entry };
            let bytes = part.whole(LARGEST_SEAL)?;
            let read = serde_json::from_slice(&bytes);
            seal = Some(read.map_err(|_| SealedError::Strange { what: "the seal" })?);
            continue;
        }
        let mut hashing = Hashing { from: &mut entry, hash: Sha256::new(), left: length };
        take(Part { name: &name, length, bytes: &mut hashing })?;
        io::copy(&mut hashing, &mut io::sink()).map_err(|error| said(&error))?;
        if hashing.left != 0 {
            return Err(SealedError::Damaged);
        }
        let hash = hex::encode(hashing.hash.finalize());
        parts.push((name, length, hash));
    }
    end(archive.into_inner())?;
    let seal = seal.ok_or(SealedError::Damaged)?;
    if seal.parts != parts {
        return Err(SealedError::Damaged);
    }
    let signed_by = verify(&seal)?;
    Ok(Opened { signed_by, hashes: parts.into_iter().map(|(name, _, hash)| (name, hash)).collect() })
}

/// Only zeros may follow, and the encryption's own end must be there.
fn end(mut rest: impl Read) -> Result<(), SealedError> {
    let mut buffer = [0; 4096];
    let mut seen = 0_u64;
    loop {
        let count = rest.read(&mut buffer).map_err(|error| said(&error))?;
        if count == 0 {
            return Ok(());
        }
        seen += count as u64;
        if seen > LARGEST_TAIL || buffer.iter().take(count).any(|byte| *byte != 0) {
            return Err(SealedError::Strange { what: "something after the seal" });
        }
    }
}

fn verify(seal: &Seal) -> Result<[u8; 32], SealedError> {
    let (mut key, mut signature) = ([0; 32], [0; 64]);
    hex::decode_to_slice(&seal.key, &mut key).map_err(|_| SealedError::Damaged)?;
    hex::decode_to_slice(&seal.signature, &mut signature).map_err(|_| SealedError::Damaged)?;
    let verifying = VerifyingKey::from_bytes(&key).map_err(|_| SealedError::Damaged)?;
    verifying
        .verify_strict(&signed_text(&seal.parts), &Signature::from_bytes(&signature))
        .map_err(|_| SealedError::Damaged)?;
    Ok(key)
}

/// A limit that was passed inside a reader, on its way out through `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Passed(SealedError);

fn said(error: &io::Error) -> SealedError {
    let passed = error.get_ref().and_then(|inner| inner.downcast_ref::<Passed>());
    passed.map_or(SealedError::Damaged, |passed| passed.0)
}

fn too_large(what: &'static str) -> io::Error {
    io::Error::other(Passed(SealedError::TooLarge { what }))
}

/// Counts the sealed bytes.
struct Counted<R> {
    from: R,
    count: Rc<Cell<u64>>,
    most: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.count.set(self.count.get() + count as u64);
        match self.count.get() > self.most {
            true => Err(too_large("bytes")),
            false => Ok(count),
        }
    }
}

/// Counts the plain bytes, and compares them with the sealed ones.
struct Bounded<R> {
    from: R,
    sealed: Rc<Cell<u64>>,
    plain: u64,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.plain += count as u64;
        if self.plain > self.limits.plain_bytes {
            return Err(too_large("bytes when it is unpacked"));
        }
        if self.plain > FREE_BYTES.saturating_add(self.sealed.get().saturating_mul(self.limits.ratio)) {
            return Err(too_large("bytes for its size"));
        }
        Ok(count)
    }
}

struct Hashing<R> {
    from: R,
    hash: Sha256,
    left: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}
