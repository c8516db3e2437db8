//! Quotations, in every house's style of quotation marks.

use std::ops::Range;

/// The passages within quotation marks, marks included. A mark that is never closed quotes to the end
/// of its paragraph, as a quotation of several paragraphs does.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &'static [char])> = None;
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, next)| *next);
        match open {
            Some((from, closing)) if closing.contains(&c) && !is_apostrophe(c, before, after) => {
                found.push(from..at + c.len_utf8());
                open = None;
            }
            Some((from, _)) if c == '\n' => {
                found.push(from..at);
                open = None;
            }
            None => open = closing(c, before, after).map(|closing| (at, closing)),
            Some(_) => {}
        }
        before = Some(c);
    }
    found.extend(open.map(|(from, _)| from..text.len()));
    found
}

/// What closes what this mark opens; `None`: it opens nothing here.
fn closing(c: char, before: Option<char>, after: Option<char>) -> Option<&'static [char]> {
    let starts = before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace());
    match c {
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '»' if starts => Some(&['«', '»']),
        '”' if starts => Some(&['”']),
        '"' if starts => Some(&['"']),
        '＂' => Some(&['＂']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '‹' => Some(&['›']),
        '‚' => Some(&['‘', '’']),
        '‘' if starts => Some(&['’']),
        '\'' if starts => Some(&['\'']),
        _ => None,
    }
}

/// Whether a single mark stands within a word.
fn is_apostrophe(c: char, before: Option<char>, after: Option<char>) -> bool {
    matches!(c, '\'' | '’')
        && before.is_some_and(char::is_alphanumeric)
        && after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn every_style_of_marks() {
        for (text, quoted) in [
            ("He said “we waited” twice.", vec!["“we waited”"]),
            ("Він сказав: «Ми чекали».", vec!["«Ми чекали»"]),
            ("Er sagte: „Wir warten“ und ging.", vec!["„Wir warten“"]),
            ("Er sagte: »Wir warten« und ging.", vec!["»Wir warten«"]),
            ("Han sade ”vi väntar” och gick.", vec!["”vi väntar”"]),
            ("\"No,\" she said. \"Never.\"", vec!["\"No,\"", "\"Never.\""]),
            ("‘It’s late,’ he said.", vec!["‘It’s late,’"]),
            ("It's the mayor's and don't", vec![]),
            ("他说「我们等了」。", vec!["「我们等了」"]),
            ("“A first paragraph goes on", vec!["“A first paragraph goes on"]),
            ("12\" pipes", vec![]),
        ] {
            let found: Vec<&str> = find(text).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, quoted, "{text}");
        }
    }
}
