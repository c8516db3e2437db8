//! What the three kinds of metadata say together.
//!
//! **Provider and distributor.** The story's model prints `(Creator / Provider / Distributor)`. The
//! embedded standards have a *credit*, in IIM's words "the provider of the object", and a *source*,
//! a second name in the chain of supply. So, as an editor fills in a credit by hand:
//! - The provider is the credit as it stands ("AFP via Getty Images" is how that agency wants to be
//!   named, so it is not taken apart), without the creator's name where it repeats it
//!   ("Evan Vucci/AP" by Evan Vucci is "AP"). A line in parentheses with ` / ` between its parts is
//!   a house's own credit line, such as Copydesk writes: that one is taken apart again.
//! - The distributor is the source, if it is a name that the creator and the provider do not have
//!   already. "X00514" is a station's code and no name.
//! - Without a credit, the source is the provider.
//!
//! Both raw lines are kept beside these guesses, and the person sees all and decides.

use crate::{container::Parts, exif::Exif, iim, iim::Iim, limits::MAX_FIELD_CHARS, xmp, xmp::Xmp};
use serde::{Deserialize, Serialize};

/// What a photograph says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The caption.
    pub caption: String,
    /// Who made it; several names are joined by a comma.
    pub creator: String,
    /// Whom it came from.
    pub provider: String,
    /// Who passed it on.
    pub distributor: String,
    /// The copyright notice.
    pub copyright: String,
    /// What it may be used for.
    pub usage_terms: String,
    /// The text for those who do not see it.
    pub alt: String,
    /// The embedded credit line as it stands.
    pub credit: String,
    /// The embedded source as it stands.
    pub source: String,
    /// Whether it says where it was taken, to the metre.
    pub has_location: bool,
    /// Whether it carries serial numbers, or maker's notes that may hold some.
    pub serials: bool,
}

impl Facts {
    /// For the shelves.
    pub fn to_text(&self) -> String {
        // A struct of strings always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the shelves; a text that cannot be read says nothing.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

pub(crate) fn merge(parts: &Parts<'_>, exif: &Exif) -> Facts {
    let iim = parts.iim.as_deref().map(iim::read).unwrap_or_default();
    let xmp = parts.xmp.iter().map(|packet| xmp::read(packet)).reduce(joined).unwrap_or_default();
    merged(xmp, iim, exif)
}

/// The main packet and the one that continues it.
fn joined(main: Xmp, more: Xmp) -> Xmp {
    Xmp {
        caption: main.caption.or(more.caption),
        creators: if main.creators.is_empty() { more.creators } else { main.creators },
        credit: main.credit.or(more.credit),
        source: main.source.or(more.source),
        copyright: main.copyright.or(more.copyright),
        usage_terms: main.usage_terms.or(more.usage_terms),
        alt: main.alt.or(more.alt),
        has_location: main.has_location || more.has_location,
        serials: main.serials || more.serials,
    }
}

fn merged(xmp: Xmp, iim: Iim, exif: &Exif) -> Facts {
    let names = |creators: Vec<String>| {
        let names = creators.iter().map(|name| clean(name)).filter(|name| !name.is_empty());
        Some(names.collect::<Vec<_>>().join(", "))
    };
    let creator = first([names(xmp.creators), names(iim.creators), exif.creator.clone()]);
    let credit = first([xmp.credit, iim.credit, None]);
    let source = first([xmp.source, iim.source, None]);
    let (provider, distributor) = chain(&creator, &credit, &source);
    Facts {
        caption: first([xmp.caption, iim.caption, exif.caption.clone()]),
        copyright: first([xmp.copyright, iim.copyright, exif.copyright.clone()]),
        usage_terms: first([xmp.usage_terms, None, None]),
        alt: first([xmp.alt, None, None]),
        has_location: xmp.has_location || exif.has_location,
        serials: xmp.serials || exif.serials,
        creator,
        provider,
        distributor,
        credit,
        source,
    }
}

/// The first that says something: XMP, IIM, EXIF.
fn first(texts: [Option<String>; 3]) -> String {
    texts.into_iter().flatten().map(|text| clean(&text)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// Without what no field of ours can show: control characters, the padding of old software, endless text.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let shown = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    shown.take(MAX_FIELD_CHARS).collect::<String>().trim().to_owned()
}

fn chain(creator: &str, credit: &str, source: &str) -> (String, String) {
    let house_line = credit.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    let mut parts = match house_line {
        Some(line) => line.split(" / ").map(str::trim).collect::<Vec<_>>(),
        None => match credit.split_once('/') {
            Some((a, b)) if same(a, creator) => vec![b.trim()],
            Some((a, b)) if same(b, creator) => vec![a.trim()],
            _ => vec![credit],
        },
    };
    parts.retain(|part| !part.is_empty() && !same(part, creator));
    if parts.len() > 2 {
        parts = vec![credit];
    }
    let said = |parts: &[&str]| {
        same(source, creator) || parts.iter().any(|part| part.to_lowercase().contains(&source.to_lowercase()))
    };
    if is_name(source) && parts.len() < 2 && !said(&parts) {
        parts.push(source);
    }
    let mut parts = parts.into_iter().map(str::to_owned);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

fn same(a: &str, b: &str) -> bool {
    !b.is_empty() && a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// A name has letters and, unlike a desk's code, more letters than digits.
fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters > digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_wins_over_iim_and_iim_over_exif_field_by_field() {
        let xmp = Xmp { credit: Some("XMP".into()), caption: Some("  ".into()), ..Xmp::default() };
        let iim = Iim { credit: Some("IIM".into()), caption: Some("iim\0".into()), ..Iim::default() };
        let exif =
            Exif { caption: Some("exif".into()), copyright: Some("© exif".into()), ..Exif::default() };
        let facts = merged(xmp, iim, &exif);
        assert_eq!(facts.credit, "XMP");
        assert_eq!(facts.caption, "iim");
        assert_eq!(facts.copyright, "© exif");
    }

    #[test]
    fn provider_and_distributor_as_an_editor_would_fill_them_in() {
        let chain = |creator: &str, credit: &str, source: &str| {
            let (provider, distributor) = super::chain(creator, credit, source);
            format!("{provider} | {distributor}")
        };
        assert_eq!(chain("Jane Roe", "City News", ""), "City News | ");
        assert_eq!(chain("Jane Roe", "City News", "Press Archive"), "City News | Press Archive");
        assert_eq!(chain("Joe Raedle", "Getty Images", "Getty Images"), "Getty Images | ");
        assert_eq!(chain("John Smith", "AFP via Getty Images", "AFP"), "AFP via Getty Images | ");
        assert_eq!(chain("Evan Vucci", "Evan Vucci/AP", "AP"), "AP | ");
        assert_eq!(chain("Toby Melville", "REUTERS", "X00514"), "REUTERS | ");
        assert_eq!(chain("", "", "City News"), "City News | ");
        assert_eq!(chain("Jane Roe", "(Jane Roe / City News / Wire)", ""), "City News | Wire");
        assert_eq!(chain("Jane Roe", "Jane Roe", ""), " | ");
    }
}
