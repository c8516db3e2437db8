//! XMP: the few properties we want out of a packet of RDF, and a packet of our own.
//!
//! Streamed, not built into a tree: a packet is a stranger's XML. No document type is accepted, so
//! there are no entities to expand; depth, attributes and names' bindings are bounded; what was
//! understood before the first fault is kept.

mod packet;

pub(crate) use packet::packet;

use quick_xml::{
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
    NsReader, XmlVersion,
};
use std::borrow::Cow;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const MAX_DEPTH: usize = 64;
const MAX_ATTRIBUTES: usize = 512;

/// What a packet says, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Xmp {
    pub caption: Option<String>,
    pub creators: Vec<String>,
    pub credit: Option<String>,
    pub source: Option<String>,
    pub copyright: Option<String>,
    pub usage_terms: Option<String>,
    pub alt: Option<String>,
    pub has_location: bool,
    pub serials: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Caption,
    Creators,
    Credit,
    Source,
    Copyright,
    UsageTerms,
    Alt,
}

/// Where in the packet we are: one for each open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Rdf,
    /// A description directly below: its children and attributes are the picture's properties.
    Description,
    Wanted(Property),
    /// `Alt`, `Seq` or `Bag` in a wanted property.
    List,
    Item {
        usual: bool,
    },
    Elsewhere,
}

/// Reads a packet as far as it can be read.
pub(crate) fn read(packet: &[u8]) -> Xmp {
    let text = decoded(packet);
    let mut scan = Scan::default();
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().check_end_names = false;
    loop {
        let go_on = match reader.read_event() {
            Ok(Event::Start(element)) => scan.opens(&reader, &element),
            Ok(Event::Empty(element)) => {
                let go_on = scan.opens(&reader, &element);
                scan.closes();
                go_on
            }
            Ok(Event::End(_)) => scan.closes(),
            Ok(Event::Text(text)) => scan.says(&text.xml10_content()),
            Ok(Event::CData(text)) => scan.says(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(character)) => scan.says(character.encode_utf8(&mut [0; 4])),
                Ok(None) => scan.says(entity(&reference.xml10_content())),
                Err(_) => true,
            },
            Ok(Event::DocType(_) | Event::Eof) | Err(_) => false,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => true,
        };
        if !go_on {
            return scan.xmp;
        }
    }
}

/// A packet may be in UTF-16, told by its byte-order mark or by its first `<`.
fn decoded(packet: &[u8]) -> Cow<'_, str> {
    let unit: fn([u8; 2]) -> u16 = match packet {
        [0xfe, 0xff, ..] | [0, b'<', ..] => u16::from_be_bytes,
        [0xff, 0xfe, ..] | [b'<', 0, ..] => u16::from_le_bytes,
        _ => return String::from_utf8_lossy(packet),
    };
    let (pairs, _) = packet.as_chunks::<2>();
    let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    Cow::Owned(characters.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The five entities of XML itself; no other can exist without a document type.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "apos" => "'",
        "gt" => ">",
        "lt" => "<",
        "quot" => "\"",
        _ => "",
    }
}

#[derive(Debug, Default)]
struct Scan {
    xmp: Xmp,
    places: Vec<Place>,
    text: String,
    items: Vec<(bool, String)>,
}

impl Scan {
    fn opens(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> bool {
        if self.places.len() >= MAX_DEPTH {
            return false;
        }
        let resolver = reader.resolver();
        let (space, name) = resolver.resolve_element(element.name());
        let (space, name) = (known(&space), name.as_ref().to_owned());
        self.notices(space, &name);
        let place = match (self.places.last().copied(), space, name.as_str()) {
            (_, RDF, "RDF") => Place::Rdf,
            (Some(Place::Rdf), RDF, "Description") => Place::Description,
            (Some(Place::Description), ..) => {
                self.text.clear();
                self.items.clear();
                property(space, &name).map_or(Place::Elsewhere, Place::Wanted)
            }
            (Some(Place::Wanted(_)), RDF, "Alt" | "Seq" | "Bag") => Place::List,
            (Some(Place::List), RDF, "li") => {
                self.text.clear();
                Place::Item { usual: false }
            }
            _ => Place::Elsewhere,
        };
        self.places.push(place);
        let mut count = 0;
        for attribute in element.attributes().with_checks(false) {
            count += 1;
            let Ok(attribute) = attribute else { return true };
            if count > MAX_ATTRIBUTES {
                return false;
            }
            let (space, name) = resolver.resolve_attribute(attribute.key);
            let (space, name) = (known(&space), name.as_ref().to_owned());
            self.notices(space, &name);
            let value = || attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            match place {
                Place::Description => {
                    if let Some(property) = property(space, &name) {
                        self.found(property, vec![(false, value().into_owned())]);
                    }
                }
                // The language of an alternative: `xml:lang`.
                Place::Item { .. } if name == "lang" && value() == "x-default" => {
                    if let Some(last) = self.places.last_mut() {
                        *last = Place::Item { usual: true };
                    }
                }
                _ => {}
            }
        }
        true
    }

    fn says(&mut self, text: &str) -> bool {
        if matches!(self.places.last(), Some(Place::Wanted(_) | Place::Item { .. })) {
            self.text.push_str(text);
        }
        true
    }

    fn closes(&mut self) -> bool {
        match self.places.pop() {
            Some(Place::Item { usual }) => self.items.push((usual, std::mem::take(&mut self.text))),
            Some(Place::Wanted(property)) => {
                let mut items = std::mem::take(&mut self.items);
                if items.is_empty() {
                    items.push((false, std::mem::take(&mut self.text)));
                }
                self.found(property, items);
            }
            _ => {}
        }
        true
    }

    /// Things whose mere presence is told to the person.
    fn notices(&mut self, space: &str, name: &str) {
        self.xmp.has_location |= space == EXIF && name.starts_with("GPS") && name != "GPSVersionID";
        self.xmp.serials |= name.contains("SerialNumber");
    }

    fn found(&mut self, property: Property, items: Vec<(bool, String)>) {
        let field = match property {
            Property::Creators => {
                if self.xmp.creators.is_empty() {
                    self.xmp.creators = items.into_iter().map(|(_, name)| name).collect();
                }
                return;
            }
            Property::Caption => &mut self.xmp.caption,
            Property::Credit => &mut self.xmp.credit,
            Property::Source => &mut self.xmp.source,
            Property::Copyright => &mut self.xmp.copyright,
            Property::UsageTerms => &mut self.xmp.usage_terms,
            Property::Alt => &mut self.xmp.alt,
        };
        let usual = items.iter().position(|(usual, _)| *usual).unwrap_or(0);
        if field.as_ref().is_none_or(|text| text.trim().is_empty()) {
            *field = items.into_iter().nth(usual).map(|(_, text)| text);
        }
    }
}

fn property(space: &str, name: &str) -> Option<Property> {
    Some(match (space, name) {
        (DC, "description") => Property::Caption,
        (DC, "creator") => Property::Creators,
        (DC, "rights") => Property::Copyright,
        (PHOTOSHOP, "Credit") => Property::Credit,
        (PHOTOSHOP, "Source") => Property::Source,
        (RIGHTS, "UsageTerms") => Property::UsageTerms,
        (IPTC_CORE, "AltTextAccessibility") => Property::Alt,
        _ => return None,
    })
}

/// The namespace, if it is one that means something to us.
fn known(space: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(Namespace(name)) = space else { return "" };
    [RDF, DC, PHOTOSHOP, RIGHTS, IPTC_CORE, EXIF].into_iter().find(|known| known == name).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Metadata;

    fn wrap(inside: &str) -> String {
        format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='{RDF}' xmlns:dc='{DC}' \
             xmlns:p='{PHOTOSHOP}' xmlns:e='{EXIF}'>{inside}</rdf:RDF></x:xmpmeta>"
        )
    }

    #[test]
    fn what_is_written_is_read_again() {
        let metadata = Metadata {
            caption: "Tram <9> & \"its\" own lane\nat the bridge".into(),
            creator: "Олена Ґудзь".into(),
            credit: "(Олена Ґудзь / City News)".into(),
            source: "City News".into(),
            copyright: "© 2026".into(),
            usage_terms: "Editorial use only".into(),
            alt: "A tram".into(),
        };
        let xmp = read(packet(&metadata).as_bytes());
        assert_eq!(xmp.caption, Some(metadata.caption));
        assert_eq!(xmp.creators, [metadata.creator]);
        assert_eq!(xmp.credit, Some(metadata.credit));
        assert_eq!(xmp.source, Some(metadata.source));
        assert_eq!(xmp.copyright, Some(metadata.copyright));
        assert_eq!(xmp.usage_terms, Some(metadata.usage_terms));
        assert_eq!(xmp.alt, Some(metadata.alt));
        assert!(!xmp.has_location && !xmp.serials);
    }

    #[test]
    fn attributes_lists_and_alternatives_are_read() {
        let xmp = read(
            wrap(
                "<rdf:Description p:Credit='AP &amp; Co' e:GPSLatitude='1'>\
                 <dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>\
                 <dc:description><rdf:Alt><rdf:li xml:lang='de'>Bahn</rdf:li>\
                 <rdf:li xml:lang='x-default'>Tram &#39;9&#39;</rdf:li></rdf:Alt></dc:description>\
                 </rdf:Description>",
            )
            .as_bytes(),
        );
        assert_eq!(xmp.credit.as_deref(), Some("AP & Co"));
        assert_eq!(xmp.creators, ["A", "B"]);
        assert_eq!(xmp.caption.as_deref(), Some("Tram '9'"));
        assert!(xmp.has_location);
    }

    #[test]
    fn a_packet_in_utf16_is_read() {
        let packet = wrap("<rdf:Description p:Credit='Ґ'/>");
        let big = packet.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let little = packet.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for packet in [[&b"\xfe\xff"[..], &big].concat(), [&b"\xff\xfe"[..], &little].concat(), big, little] {
            assert_eq!(read(&packet).credit.as_deref(), Some("Ґ"));
        }
    }

    #[test]
    fn only_the_pictures_own_properties_count() {
        let inside = "<rdf:Description><p:History><rdf:Description><p:Credit>no</p:Credit></rdf:Description>\
                      </p:History></rdf:Description>";
        assert_eq!(read(wrap(inside).as_bytes()).credit, None);
        let other = wrap("<rdf:Description xmlns:p='urn:x'><p:Credit>no</p:Credit></rdf:Description>");
        assert_eq!(read(other.as_bytes()).credit, None);
    }

    #[test]
    fn a_document_type_ends_the_reading_and_depth_does_too() {
        let bomb = format!(
            "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>{}",
            wrap("<rdf:Description><p:Credit>&a;</p:Credit></rdf:Description>")
        );
        assert_eq!(read(bomb.as_bytes()), Xmp::default());
        let deep = "<a>".repeat(1_000_000);
        assert_eq!(read(deep.as_bytes()), Xmp::default());
    }
}
