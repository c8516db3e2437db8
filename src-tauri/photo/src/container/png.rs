//! PNG: chunks up to `IEND`.

use super::{packet, Cursor, Header, Parts};
use crate::{limits::MAX_PACKET_BYTES, xmp, Metadata, PhotoError, PhotoFormat};
use std::borrow::Cow;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const XMP_KEY: &[u8] = b"XML:com.adobe.xmp";

/// The chunks of a PNG, by kind and data; the last one may be cut off and is then left out.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    whole_chunks(bytes).map(|(kind, data, _)| (kind, data))
}

/// The chunks with their length and check sum around them.
fn whole_chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8], &[u8])> {
    let mut cursor = Cursor(bytes.get(SIGNATURE.len()..).unwrap_or_default());
    std::iter::from_fn(move || {
        let start = cursor.0;
        let length = cursor.u32_be()? as usize;
        let kind = cursor.take(4)?;
        let data = cursor.take(length)?;
        cursor.take(4)?;
        Some((kind, data, start.get(..length + 12)?))
    })
}

pub(crate) fn parts(bytes: &[u8]) -> Result<Parts<'_>, PhotoError> {
    let mut all = chunks(bytes);
    let header = match all.next() {
        Some((b"IHDR", data)) => read_header(data).ok_or(damaged())?,
        Some(_) => return Err(damaged()),
        None => return Err(PhotoError::Truncated),
    };
    let mut parts = Parts::new(header);
    for (kind, data) in all {
        match kind {
            b"acTL" => parts.animated = true,
            b"eXIf" => parts.exif = parts.exif.or_else(|| packet(data)),
            b"iTXt" | b"zTXt" | b"tEXt" => text(&mut parts, kind, data),
            b"IEND" => {
                parts.complete = true;
                break;
            }
            _ => {}
        }
    }
    Ok(parts)
}

fn read_header(data: &[u8]) -> Option<Header> {
    let mut cursor = Cursor(data);
    let (width, height, depth, kind) = (cursor.u32_be()?, cursor.u32_be()?, cursor.u8()?, cursor.u8()?);
    let channels = match kind {
        0 => 1,
        2 => 3,
        3 | 6 => 4,
        4 => 2,
        _ => return None,
    };
    // Sixteen bits are brought down to eight in a second buffer.
    let bytes_per_pixel = if depth == 16 { channels * 3 } else { channels };
    Some(Header { format: PhotoFormat::Png, width, height, bytes_per_pixel })
}

/// Metadata in text chunks: Adobe's key, and the hexadecimal profiles that ImageMagick and Exiv2 write.
fn text<'a>(parts: &mut Parts<'a>, kind: &[u8], data: &'a [u8]) {
    let Some((key, rest)) = split_zero(data) else { return };
    if key == XMP_KEY && kind == b"iTXt" {
        parts.xmp.extend(international(rest));
        return;
    }
    let Some(profile) = key.strip_prefix(b"Raw profile type ") else { return };
    let hexadecimal = match kind {
        b"zTXt" => rest.get(1..).and_then(inflate),
        b"tEXt" => Some(rest.to_vec()),
        _ => international(rest).map(Cow::into_owned),
    };
    let Some(raw) = hexadecimal.and_then(|text| raw_profile(&text)) else { return };
    match profile {
        b"exif" | b"APP1" => {
            let exif = raw.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec);
            if let Some(exif) = exif.or_else(|| raw.starts_with(b"II*\0").then(|| raw.clone())) {
                parts.exif.get_or_insert(Cow::Owned(exif));
            } else if let Some(packet) = raw.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                parts.xmp.push(Cow::Owned(packet.to_vec()));
            }
        }
        b"iptc" => {
            let resources = raw.strip_prefix(b"Photoshop 3.0\0").unwrap_or(&raw);
            let iim = crate::iim::in_resources(resources).unwrap_or(resources).to_vec();
            parts.iim.get_or_insert(Cow::Owned(iim));
        }
        b"xmp" => parts.xmp.push(Cow::Owned(raw)),
        _ => {}
    }
}

fn split_zero(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(0, data)?;
    Some((data.get(..at)?, data.get(at + 1..)?))
}

/// The text of an `iTXt` chunk behind its key.
fn international(rest: &[u8]) -> Option<Cow<'_, [u8]>> {
    let mut cursor = Cursor(rest);
    let (compressed, _method) = (cursor.u8()?, cursor.u8()?);
    let (_language, rest) = split_zero(cursor.0)?;
    let (_translated, text) = split_zero(rest)?;
    if compressed == 1 {
        inflate(text).map(Cow::Owned)
    } else {
        packet(text)
    }
}

fn inflate(data: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(data, MAX_PACKET_BYTES).ok()
}

/// A name line, a length line, then hexadecimal digits in lines.
fn raw_profile(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?.trim_start();
    let (_name, rest) = text.split_once('\n')?;
    let (length, digits) = rest.trim_start().split_once('\n')?;
    let digits = digits.bytes().filter(u8::is_ascii_hexdigit).collect::<Vec<_>>();
    let mut raw = hex::decode(digits).ok()?;
    raw.truncate(length.trim().parse().ok()?);
    Some(raw)
}

/// What the pixels need, and nothing else.
fn is_needed(kind: &[u8]) -> bool {
    matches!(kind, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND")
}

/// The same file with nothing but its pixels, check sums as they are.
pub(crate) fn bare(bytes: &[u8]) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    for (_, _, whole) in whole_chunks(bytes).filter(|(kind, ..)| is_needed(kind)) {
        out.extend_from_slice(whole);
    }
    out
}

/// The profile of its colours, unless a mark says that they are sRGB.
pub(crate) fn icc(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, data) = chunks(bytes).find(|(kind, _)| matches!(*kind, b"iCCP" | b"sRGB"))?;
    let (_name, rest) = split_zero(data)?;
    rest.get(1..).and_then(inflate)
}

/// A PNG that an encoder made, with nothing but its pixels, the mark of sRGB and this metadata.
pub(crate) fn dressed(bytes: &[u8], metadata: &Metadata) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    for (kind, data) in chunks(bytes).filter(|(kind, _)| is_needed(kind)) {
        chunk(&mut out, kind, &[data]);
        if kind == b"IHDR" {
            chunk(&mut out, b"sRGB", &[&[0]]);
            if !metadata.is_empty() {
                chunk(&mut out, b"iTXt", &[XMP_KEY, b"\0\0\0\0\0", xmp::packet(metadata).as_bytes()]);
            }
        }
    }
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8], parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    out.extend_from_slice(&(length as u32).to_be_bytes());
    let mut check = crc32fast::Hasher::new();
    for part in std::iter::once(&kind).chain(parts) {
        check.update(part);
        out.extend_from_slice(part);
    }
    out.extend_from_slice(&check.finalize().to_be_bytes());
}

fn damaged() -> PhotoError {
    PhotoError::Damaged { format: PhotoFormat::Png }
}
