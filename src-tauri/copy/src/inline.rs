//! Text inside a block: spans with the marks that readers see.

use serde::{Deserialize, Serialize};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Link {
    /// An address on the web or of a mailbox, as it was typed.
    Address(String),
    /// Another story of this newsroom; each destination knows its address there.
    Story(crate::StoryId),
}

impl From<Link> for String {
    fn from(link: Link) -> String {
        match link {
            Link::Address(address) => address,
            Link::Story(id) => format!("story:{id}"),
        }
    }
}

impl From<String> for Link {
    fn from(text: String) -> Link {
        match text.strip_prefix("story:").and_then(|id| id.parse().ok()) {
            Some(id) => Link::Story(id),
            None => Link::Address(text),
        }
    }
}

/// The marks of a run of text that readers see. Comments, suggestions and authorship are not here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// Strong emphasis, printed bold.
    pub strong: bool,
    /// Emphasis, printed italic.
    pub em: bool,
    /// The language of the run where it differs from the story's (BCP 47).
    pub lang: Option<String>,
    /// Where the run leads.
    pub link: Option<Link>,
}

/// A run of text with one set of marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The characters; U+2028 is a soft line break.
    pub text: String,
    /// Their marks.
    #[serde(default)]
    pub marks: Marks,
}

/// A line of marked text in normal form: no empty span, no two neighbours with the same marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Span>", into = "Vec<Span>")]
pub struct Inline {
    spans: Vec<Span>,
}

impl Inline {
    /// Text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        let mut inline = Self::default();
        inline.push(&text.into(), Marks::default());
        inline
    }

    /// Appends a run, joining it to the last one where the marks are equal.
    pub fn push(&mut self, text: &str, marks: Marks) {
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.marks == marks => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), marks }),
        }
    }

    /// The spans in order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The characters alone.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }
}

impl From<Vec<Span>> for Inline {
    fn from(spans: Vec<Span>) -> Self {
        let mut inline = Self::default();
        for span in spans {
            inline.push(&span.text, span.marks);
        }
        inline
    }
}

impl From<Inline> for Vec<Span> {
    fn from(inline: Inline) -> Self {
        inline.spans
    }
}
