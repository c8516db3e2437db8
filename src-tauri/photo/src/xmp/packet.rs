//! Our own packet: seven properties and nothing that tells who edited what, when or with which tool.

use super::{DC, IPTC_CORE, PHOTOSHOP, RDF, RIGHTS};
use crate::Metadata;
use std::fmt::Write;

/// An XMP packet with this metadata.
pub(crate) fn packet(metadata: &Metadata) -> String {
    let mut out = String::from("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n");
    // Writing into a string cannot fail.
    let _ = write!(
        out,
        "<rdf:RDF xmlns:rdf=\"{RDF}\">\n<rdf:Description rdf:about=\"\" xmlns:dc=\"{DC}\" \
         xmlns:photoshop=\"{PHOTOSHOP}\" xmlns:xmpRights=\"{RIGHTS}\" xmlns:Iptc4xmpCore=\"{IPTC_CORE}\">\n"
    );
    alternative(&mut out, "dc:description", &metadata.caption);
    if !metadata.creator.is_empty() {
        let creator = escaped(&metadata.creator);
        let _ = writeln!(out, "<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>");
    }
    alternative(&mut out, "dc:rights", &metadata.copyright);
    for (name, value) in [("photoshop:Credit", &metadata.credit), ("photoshop:Source", &metadata.source)] {
        if !value.is_empty() {
            let _ = writeln!(out, "<{name}>{}</{name}>", escaped(value));
        }
    }
    if !metadata.copyright.is_empty() {
        out.push_str("<xmpRights:Marked>True</xmpRights:Marked>\n");
    }
    alternative(&mut out, "xmpRights:UsageTerms", &metadata.usage_terms);
    alternative(&mut out, "Iptc4xmpCore:AltTextAccessibility", &metadata.alt);
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

fn alternative(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let value = escaped(value);
        let _ = writeln!(
            out,
            "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{name}>"
        );
    }
}

/// Text that XML can hold: marked up, and without the characters that it cannot.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // As itself it would come back as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
    out
}
