//! The words between Copydesk and the process that opens strangers' pictures for it.
//!
//! The process is the same binary, started with `--helper photo`: it reads all of its standard input
//! as one request, writes [`serve`]'s answer to its standard output and ends. Around it stand
//! [`crate::limits::HELPER_MEMORY_BYTES`] and, for reading, [`crate::limits::READ_TIME_MS`]; if it
//! dies of them, the caller says [`crate::PhotoError::TooMuchMemory`] or its own sentence about time.
//!
//! **Framing**, both ways: four bytes, big-endian: the length of the head; the head, JSON in UTF-8;
//! then raw bytes to the end. A request's head is `{"ask":"read"}` or `{"ask":"rendition","order":…}`
//! and its raw bytes are the picture. An answer's head is `{"answer":"reading","reading":…}`,
//! `{"answer":"rendition","width":…,"height":…,"format":…}` with the new picture behind it, or
//! `{"answer":"refused","because":…}`. Both ends are one binary, so there is no version in it.

use crate::{
    container::Cursor, read, rendition, PhotoError, PhotoFormat, Reading, Rendition, RenditionOrder,
};
use serde::{de::DeserializeOwned, Deserialize, Serialize};

/// What is asked about a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// [`crate::read`].
    Read,
    /// [`crate::rendition`].
    Rendition {
        /// What is wanted.
        order: RenditionOrder,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was read.
    Reading(Reading),
    /// It was made.
    Rendition(Rendition),
    /// It was not.
    Refused(PhotoError),
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
enum Head {
    Reading { reading: Box<Reading> },
    Rendition { width: u32, height: u32, format: PhotoFormat },
    Refused { because: PhotoError },
}

/// The request to write to the helper's standard input.
pub fn request(ask: &Ask, picture: &[u8]) -> Vec<u8> {
    frame(ask, picture)
}

/// Answers a request. It never panics, and a request that is none gets an answer that says so.
pub fn serve(request: &[u8]) -> Vec<u8> {
    let Some((ask, picture)) = unframe::<Ask>(request) else {
        return frame(&Head::Refused { because: PhotoError::BadFrame }, &[]);
    };
    match ask {
        Ask::Read => match read(picture) {
            Ok(reading) => frame(&Head::Reading { reading: Box::new(reading) }, &[]),
            Err(because) => frame(&Head::Refused { because }, &[]),
        },
        Ask::Rendition { order } => match rendition(picture, &order) {
            Ok(Rendition { bytes, width, height, format }) => {
                frame(&Head::Rendition { width, height, format }, &bytes)
            }
            Err(because) => frame(&Head::Refused { because }, &[]),
        },
    }
}

/// Reads what the helper wrote to its standard output.
pub fn answer(response: &[u8]) -> Answer {
    match unframe::<Head>(response) {
        Some((Head::Reading { reading }, _)) => Answer::Reading(*reading),
        Some((Head::Rendition { width, height, format }, bytes)) => {
            Answer::Rendition(Rendition { bytes: bytes.to_vec(), width, height, format })
        }
        Some((Head::Refused { because }, _)) => Answer::Refused(because),
        None => Answer::Refused(PhotoError::BadFrame),
    }
}

fn frame(head: &impl Serialize, raw: &[u8]) -> Vec<u8> {
    // These types always have a JSON form; an empty head is a bad frame to the other end.
    let head = serde_json::to_vec(head).unwrap_or_default();
    let mut out = Vec::with_capacity(4 + head.len() + raw.len());
    out.extend_from_slice(&(head.len() as u32).to_be_bytes());
    out.extend_from_slice(&head);
    out.extend_from_slice(raw);
    out
}

fn unframe<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    let mut cursor = Cursor(bytes);
    let length = cursor.u32_be()? as usize;
    let head = serde_json::from_slice(cursor.take(length)?).ok()?;
    Some((head, cursor.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_request_gets_an_answer() {
        for request in [&b""[..], b"\0\0\0\x02{}", b"\xff\xff\xff\xff", b"\0\0\0\x0e{\"ask\":\"read\""] {
            assert_eq!(answer(&serve(request)), Answer::Refused(PhotoError::BadFrame));
        }
    }

    #[test]
    fn a_refusal_crosses_the_pipe_whole() {
        let because = PhotoError::OtherKind { kind: "GIF".into() };
        assert_eq!(answer(&serve(&request(&Ask::Read, b"GIF89a"))), Answer::Refused(because));
    }
}
