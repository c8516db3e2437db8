//! Sealing.

use super::{is_name, lock, signed_text, Lock, Seal, SealedError, SEAL};
use age::stream::StreamWriter;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use zstd::stream::write::Encoder;

/// Photos do not get smaller by it, and rows are small already at the quickest level.
const LEVEL: i32 = 1;

/// A sealed file that is being written.
pub struct Sealer<W: Write> {
    tar: tar::Builder<Encoder<'static, StreamWriter<W>>>,
    parts: Vec<(String, u64, String)>,
}

impl<W: Write> Sealer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// [`SealedError::BadRecipient`], [`SealedError::NotWritten`].
    pub fn new(out: W, lock: &Lock) -> Result<Self, SealedError> {
        let age = lock::encrypt(lock, out)?;
        let zstd = Encoder::new(age, LEVEL).map_err(|_| SealedError::NotWritten)?;
        Ok(Self { tar: tar::Builder::new(zstd), parts: Vec::new() })
    }

    /// Adds a part.
    ///
    /// # Errors
    /// [`SealedError::Strange`] for a name that no part may have; [`SealedError::NotWritten`].
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), SealedError> {
        self.add_from(name, bytes.len() as u64, bytes)
    }

    /// Adds a part of exactly this length.
    ///
    /// # Errors
    /// As [`Self::add`]; a source of another length is not written.
    pub fn add_from(&mut self, name: &str, length: u64, from: impl Read) -> Result<(), SealedError> {
        if !is_name(name) {
            return Err(SealedError::Strange { what: "a part's name" });
        }
        let mut hashing = Hashing { from: from.take(length), hash: Sha256::new(), read: 0 };
        append(&mut self.tar, name, length, &mut hashing)?;
        if hashing.read != length {
            return Err(SealedError::NotWritten);
        }
        self.parts.push((name.to_owned(), length, hex::encode(hashing.hash.finalize())));
        Ok(())
    }

    /// Signs and ends the file.
    ///
    /// # Errors
    /// [`SealedError::NotWritten`].
    pub fn finish(mut self, device: &[u8; 32]) -> Result<W, SealedError> {
        let key = SigningKey::from_bytes(device);
        let seal = Seal {
            key: hex::encode(key.verifying_key().to_bytes()),
            signature: hex::encode(key.sign(&signed_text(&self.parts)).to_bytes()),
            parts: std::mem::take(&mut self.parts),
        };
        let seal = serde_json::to_vec(&seal).map_err(|_| SealedError::NotWritten)?;
        append(&mut self.tar, SEAL, seal.len() as u64, seal.as_slice())?;
        let zstd = self.tar.into_inner().map_err(|_| SealedError::NotWritten)?;
        let age = zstd.finish().map_err(|_| SealedError::NotWritten)?;
        age.finish().map_err(|_| SealedError::NotWritten)
    }
}

fn append<W: Write>(
    tar: &mut tar::Builder<W>,
    name: &str,
    length: u64,
    from: impl Read,
) -> Result<(), SealedError> {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Regular);
    header.set_mode(0o600);
    header.set_size(length);
    header.set_path(name).map_err(|_| SealedError::Strange { what: "a part's name" })?;
    header.set_cksum();
    tar.append(&header, from).map_err(|_| SealedError::NotWritten)
}

struct Hashing<R> {
    from: R,
    hash: Sha256,
    read: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        self.read += count as u64;
        Ok(count)
    }
}
