//! Sealing.

use super::{is_name, lock, signed_text, Limits, Lock, Seal, SealedError, FREE_BYTES, SEAL};
use age::stream::StreamWriter;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    io::{self, Read, Write},
    rc::Rc,
};
use zstd::stream::write::Encoder;

/// Photos do not get smaller by it, and rows are small already at the quickest level.
const LEVEL: i32 = 1;

/// What a header, and what is not a whole block, fill up to.
const BLOCK: u64 = 512;
/// What follows the last part.
const TAIL: u64 = 2 * BLOCK;

/// A sealed file that is being written. What would be refused where it is opened is refused here: a file that opens
/// nowhere would be taken for a copy that it is not.
pub struct Sealer<W: Write> {
    tar: tar::Builder<Encoder<'static, StreamWriter<Counted<W>>>>,
    parts: Vec<(String, u64, String)>,
    limits: Limits,
    plain: u64,
    sealed: Rc<Cell<u64>>,
}

impl<W: Write> Sealer<W> {
    /// Begins a file that these limits let in again.
    ///
    /// # Errors
    /// [`SealedError::BadRecipient`], [`SealedError::NotWritten`].
    pub fn new(out: W, lock: &Lock, limits: &Limits) -> Result<Self, SealedError> {
        let sealed = Rc::new(Cell::new(0));
        let age = lock::encrypt(lock, Counted { to: out, count: Rc::clone(&sealed) })?;
        let zstd = Encoder::new(age, LEVEL).map_err(|_| SealedError::NotWritten)?;
        Ok(Self { tar: tar::Builder::new(zstd), parts: Vec::new(), limits: *limits, plain: TAIL, sealed })
    }

    /// Adds a part.
    ///
    /// # Errors
    /// [`SealedError::Strange`] for a name that no part may have; [`SealedError::TooLarge`] for more than the limits
    /// let in; [`SealedError::NotWritten`].
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
        // One more is the seal's.
        if self.parts.len() + 1 >= self.limits.parts {
            return Err(SealedError::TooLarge { what: "parts" });
        }
        self.takes(length)?;
        let mut hashing = Hashing { from: from.take(length), hash: Sha256::new(), read: 0 };
        append(&mut self.tar, name, length, &mut hashing)?;
        if hashing.read != length {
            return Err(SealedError::NotWritten);
        }
        self.parts.push((name.to_owned(), length, hex::encode(hashing.hash.finalize())));
        Ok(())
    }

    /// Counts a part in.
    fn takes(&mut self, length: u64) -> Result<(), SealedError> {
        let blocks = length.div_ceil(BLOCK).saturating_add(1);
        self.plain = self.plain.saturating_add(blocks.saturating_mul(BLOCK));
        match self.plain > self.limits.plain_bytes {
            true => Err(SealedError::TooLarge { what: "bytes when it is unpacked" }),
            false => Ok(()),
        }
    }

    /// Signs and ends the file.
    ///
    /// # Errors
    /// [`SealedError::TooLarge`], [`SealedError::NotWritten`].
    pub fn finish(mut self, device: &[u8; 32]) -> Result<W, SealedError> {
        let key = SigningKey::from_bytes(device);
        let seal = Seal {
            key: hex::encode(key.verifying_key().to_bytes()),
            signature: hex::encode(key.sign(&signed_text(&self.parts)).to_bytes()),
            parts: std::mem::take(&mut self.parts),
        };
        let seal = serde_json::to_vec(&seal).map_err(|_| SealedError::NotWritten)?;
        self.takes(seal.len() as u64)?;
        append(&mut self.tar, SEAL, seal.len() as u64, seal.as_slice())?;
        let zstd = self.tar.into_inner().map_err(|_| SealedError::NotWritten)?;
        let age = zstd.finish().map_err(|_| SealedError::NotWritten)?;
        let out = age.finish().map_err(|_| SealedError::NotWritten)?;
        let sealed = self.sealed.get();
        if sealed > self.limits.sealed_bytes {
            return Err(SealedError::TooLarge { what: "bytes" });
        }
        if self.plain > FREE_BYTES.saturating_add(sealed.saturating_mul(self.limits.ratio)) {
            return Err(SealedError::TooLarge { what: "bytes for its size" });
        }
        Ok(out.to)
    }
}

/// Counts what is written.
struct Counted<W> {
    to: W,
    count: Rc<Cell<u64>>,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.count.set(self.count.get() + count as u64);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
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
