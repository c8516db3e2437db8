//! JPEG: segments and scans, up to the first end mark. What hangs behind it is not ours.

use super::{packet, Cursor, Header, Parts};
use crate::{
    iim,
    limits::{MAX_PACKET_BYTES, MAX_SCANS},
    xmp, Metadata, PhotoError, PhotoFormat,
};
use std::{borrow::Cow, collections::BTreeMap};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP13: u8 = 0xed;
const APP14: u8 = 0xee;
const XMP_START: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE_START: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const IRB_START: &[u8] = b"Photoshop 3.0\0";
/// What fits into one segment beside its length.
const SEGMENT_BYTES: usize = 65_533;

/// One part of the file in its order.
#[derive(Debug, Clone, Copy)]
enum Piece<'a> {
    Segment(u8, &'a [u8]),
    /// Entropy-coded data with its restart marks.
    Scan(&'a [u8]),
}

/// A JPEG's frame header.
#[derive(Debug, Clone, Copy)]
struct Frame {
    marker: u8,
    precision: u8,
    width: u16,
    height: u16,
    components: u8,
    /// The components call themselves R, G and B, which only a file without any header may do.
    named_rgb: bool,
    /// Coefficients for each hundred pixels, all components together.
    coefficients_percent: u32,
}

/// A JPEG taken apart.
#[derive(Debug)]
pub(crate) struct Jpeg<'a> {
    pieces: Vec<Piece<'a>>,
    frame: Frame,
    scans: usize,
    complete: bool,
}

impl<'a> Jpeg<'a> {
    pub fn walk(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let mut rest = bytes.get(2..).unwrap_or_default();
        let (mut pieces, mut frame, mut scans, mut complete) = (Vec::new(), None, 0, false);
        // Whatever stands between segments is skipped, as decoders do.
        while let Some(at) = memchr::memchr(0xff, rest) {
            let mut cursor = Cursor(rest.get(at + 1..).unwrap_or_default());
            let Some(marker) = cursor.u8() else { break };
            rest = cursor.0;
            match marker {
                0x00 | 0x01 | SOI | 0xd0..=0xd7 => continue,
                // A fill byte: it may be the start of the next mark.
                0xff => {
                    rest = bytes.get(bytes.len() - rest.len() - 1..).unwrap_or_default();
                    continue;
                }
                EOI => {
                    complete = true;
                    break;
                }
                _ => {}
            }
            let Some(payload) = cursor
                .u16_be()
                .and_then(|length| usize::from(length).checked_sub(2))
                .and_then(|length| cursor.take(length))
            else {
                break;
            };
            rest = cursor.0;
            pieces.push(Piece::Segment(marker, payload));
            match marker {
                0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf if frame.is_none() => {
                    frame = read_frame(marker, payload);
                }
                SOS => {
                    scans += 1;
                    if scans > MAX_SCANS {
                        return Err(unsupported("too many scans"));
                    }
                    let length = scan_length(rest);
                    let (scan, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                    pieces.push(Piece::Scan(scan));
                    rest = after;
                }
                _ => {}
            }
        }
        let frame = match frame {
            Some(frame) => frame,
            None if complete => return Err(damaged()),
            None => return Err(PhotoError::Truncated),
        };
        let jpeg = Jpeg { pieces, frame, scans, complete };
        jpeg.check()?;
        Ok(jpeg)
    }

    fn check(&self) -> Result<(), PhotoError> {
        match self.frame {
            Frame { marker: 0xc3 | 0xc7 | 0xcb | 0xcf, .. } => Err(unsupported("lossless")),
            Frame { marker: 0xc9..=0xcf, .. } => Err(unsupported("arithmetic coding")),
            Frame { marker: 0xc5 | 0xc6, .. } => Err(unsupported("hierarchical")),
            Frame { precision, .. } if precision != 8 => Err(unsupported("more than 8 bits a colour")),
            Frame { height: 0, .. } => Err(unsupported("height given at the end")),
            _ if !self.complete => Err(PhotoError::Truncated),
            _ if self.scans == 0 => Err(damaged()),
            _ => Ok(()),
        }
    }

    fn segments(&self) -> impl Iterator<Item = (u8, &'a [u8])> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Segment(marker, payload) => Some((*marker, *payload)),
            Piece::Scan(_) => None,
        })
    }

    /// The payloads of the segments with this mark and start, without the start.
    fn named(&self, marker: u8, start: &'static [u8]) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.segments()
            .filter(move |(found, _)| *found == marker)
            .filter_map(move |(_, payload)| payload.strip_prefix(start))
    }

    pub fn parts(&self) -> Result<Parts<'a>, PhotoError> {
        // A decoder keeps all coefficients, two bytes each, unless one sequential scan has everything.
        let out = if self.frame.components == 1 { 1 } else { 3 };
        let kept = self.frame.marker == 0xc2 || self.scans > 1;
        let coefficients = if kept { (self.frame.coefficients_percent * 2).div_ceil(100) } else { 0 };
        let mut parts = Parts::new(Header {
            format: PhotoFormat::Jpeg,
            width: self.frame.width.into(),
            height: self.frame.height.into(),
            bytes_per_pixel: out + coefficients,
        });
        parts.complete = self.complete;
        parts.exif = self.named(APP1, b"Exif\0").filter_map(|rest| rest.get(1..)).find_map(packet);
        parts.xmp.extend(self.named(APP1, XMP_START).filter_map(packet));
        parts.xmp.extend(self.xmp_continued().map(Cow::Owned));
        let mut irb = Cow::Borrowed(&[][..]);
        for payload in self.named(APP13, IRB_START) {
            if irb.is_empty() {
                irb = Cow::Borrowed(payload);
            } else if irb.len() + payload.len() <= MAX_PACKET_BYTES {
                irb.to_mut().extend_from_slice(payload);
            }
        }
        parts.iim = match irb {
            Cow::Borrowed(irb) => iim::in_resources(irb).map(Cow::Borrowed),
            Cow::Owned(irb) => iim::in_resources(&irb).map(|iim| Cow::Owned(iim.to_vec())),
        };
        Ok(parts)
    }

    /// What did not fit into the first packet: pieces with a digest, the whole length and an offset.
    fn xmp_continued(&self) -> Option<Vec<u8>> {
        let mut pieces = BTreeMap::new();
        let mut total = 0;
        for payload in self.named(APP1, XMP_MORE_START) {
            let mut cursor = Cursor(payload);
            cursor.take(32)?;
            let (length, offset) = (cursor.u32_be()? as usize, cursor.u32_be()? as usize);
            if length > MAX_PACKET_BYTES || offset > length {
                return None;
            }
            total = total.max(length);
            pieces.insert(offset, cursor.0);
        }
        let mut whole = Vec::new();
        for (offset, piece) in pieces {
            if offset != whole.len() || whole.len() + piece.len() > total {
                return None;
            }
            whole.extend_from_slice(piece);
        }
        (!whole.is_empty() && whole.len() == total).then_some(whole)
    }

    /// Whether the compressed pixels can be kept as they are: an ordinary file in grey or YCbCr.
    pub fn keeps_well(&self) -> bool {
        let adobe_other = self.named(APP14, b"Adobe").any(|rest| rest.get(6) != Some(&1));
        matches!(self.frame.marker, 0xc0..=0xc2)
            && matches!(self.frame.components, 1 | 3)
            && !self.frame.named_rgb
            && !adobe_other
    }

    /// The same compressed pixels with nothing around them but a plain JFIF header and this metadata.
    pub fn dressed(&self, metadata: &Metadata) -> Result<Vec<u8>, PhotoError> {
        let mut out = vec![0xff, SOI];
        segment(&mut out, APP0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"])?;
        if !metadata.is_empty() {
            segment(&mut out, APP1, &[XMP_START, xmp::packet(metadata).as_bytes()])?;
            segment(&mut out, APP13, &[IRB_START, &iim::resources(metadata)?])?;
        }
        for piece in &self.pieces {
            match *piece {
                // Tables, frame, scan headers and restart interval: what is needed to decode.
                Piece::Segment(0xc4 | 0xdb | 0xdd | 0xc0..=0xc2 | SOS, _) | Piece::Scan(_) => {}
                Piece::Segment(..) => continue,
            }
            match *piece {
                Piece::Segment(marker, payload) => segment(&mut out, marker, &[payload])?,
                Piece::Scan(scan) => out.extend_from_slice(scan),
            }
        }
        out.extend_from_slice(&[0xff, EOI]);
        Ok(out)
    }
}

fn segment(out: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) -> Result<(), PhotoError> {
    let bytes = parts.iter().map(|part| part.len()).sum::<usize>();
    if bytes > SEGMENT_BYTES {
        return Err(PhotoError::TooMuchText { bytes, limit_bytes: SEGMENT_BYTES });
    }
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&(bytes as u16 + 2).to_be_bytes());
    for part in parts {
        out.extend_from_slice(part);
    }
    Ok(())
}

fn read_frame(marker: u8, payload: &[u8]) -> Option<Frame> {
    let mut cursor = Cursor(payload);
    let (precision, height, width, components) =
        (cursor.u8()?, cursor.u16_be()?, cursor.u16_be()?, cursor.u8()?);
    let (mut sum, mut widest, mut tallest) = (0u32, 1u32, 1u32);
    let mut names = Vec::new();
    for _ in 0..components {
        let (name, factors, _) = (cursor.u8()?, cursor.u8()?, cursor.u8()?);
        names.push(name);
        let (across, down) = (u32::from(factors >> 4), u32::from(factors & 15));
        sum += across * down;
        widest = widest.max(across);
        tallest = tallest.max(down);
    }
    let coefficients_percent = (sum * 100).div_ceil(widest * tallest);
    let named_rgb = names == b"RGB";
    Some(Frame { marker, precision, width, height, components, named_rgb, coefficients_percent })
}

/// How far entropy-coded data goes: to the next mark that is neither a stuffed byte nor a restart.
fn scan_length(bytes: &[u8]) -> usize {
    memchr::memchr_iter(0xff, bytes)
        .find(|at| !matches!(bytes.get(at + 1), None | Some(0x00 | 0xff | 0xd0..=0xd7)))
        .unwrap_or(bytes.len())
}

fn damaged() -> PhotoError {
    PhotoError::Damaged { format: PhotoFormat::Jpeg }
}

fn unsupported(what: &str) -> PhotoError {
    PhotoError::Unsupported { format: PhotoFormat::Jpeg, what: what.to_owned() }
}
