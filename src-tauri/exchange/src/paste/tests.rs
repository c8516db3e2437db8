//! What a paste becomes, rule by rule.

use super::{paste, Clean, PasteError};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// One line a block: its key, then its text with marks written out.
fn shown(html: &str) -> String {
    show(&paste(html, "").unwrap())
}

fn show(clean: &Clean) -> String {
    let mut lines = Vec::new();
    for block in &clean.blocks {
        let mut line = format!("{}|", block.kind.key());
        for span in block.text.spans() {
            let mut text = span.text.replace('\u{2028}', "⏎");
            if span.marks.strong {
                text = format!("*{text}*");
            }
            if span.marks.em {
                text = format!("_{text}_");
            }
            if let Some(lang) = &span.marks.lang {
                text = format!("{lang}:{{{text}}}");
            }
            if let Some(link) = &span.marks.link {
                text = format!("[{text}]({})", String::from(link.clone()));
            }
            line.push_str(&text);
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[test]
fn blocks_keep_their_meaning_and_lose_their_dress() {
    for (html, wanted) in [
        ("plain words", "|plain words"),
        ("<p style='color:red'>One <b>two</b> <i>three</i></p><p>Four</p>", "|One *two* _three_\n|Four"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h6>D</h6>", "h:2|A\nh:2|B\nh:3|C\nh:3|D"),
        ("<blockquote><p>Said</p></blockquote>after", "quote|Said\n|after"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>", "li:ul:1|a\nli:ul:2|b\nli:ol:1|c"),
        ("a<br>b<br><br>c", "|a⏎b⏎⏎c"),
        ("<p>a</p><hr><p>b</p>", "|a\nrule|\n|b"),
        ("<div>a<div>b</div>c</div>", "|a\n|b\n|c"),
        ("<pre>one\ntwo</pre>", "|one\n|two"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "|a b\n|c"),
        ("<p>  a \n  b\t</p><p> </p>", "|a b"),
        ("<b style='font-weight:normal'>not bold</b>", "|not bold"),
    ] {
        assert_eq!(shown(html), wanted, "{html}");
    }
}

#[test]
fn links_lead_to_the_web_or_a_mailbox() {
    assert_eq!(shown("<a href='https://a.example/x'>x</a>"), "|[x](https://a.example/x)");
    assert_eq!(shown("<a href='mailto:a@b.example'>x</a>"), "|[x](mailto:a@b.example)");
    for href in ["javascript:alert(1)", "data:text/html,x", "/x", "//x", "file:///x", "vbscript:x"] {
        assert_eq!(shown(&format!("<a href='{href}'>x</a>")), "|x", "{href}");
    }
}

#[test]
fn every_script_and_every_sign_arrives_as_it_was() {
    for text in [
        "Під’їзд і п'ять об'єктів",
        "افتتح المجلس الجسر",
        "他们在北京",
        "👩‍👩‍👧‍👦 e\u{301} x\u{200d}y",
        "a\u{200f}b",
    ] {
        assert_eq!(shown(&format!("<p>{text}</p>")), format!("|{text}"), "{text}");
        assert_eq!(show(&paste("", text).unwrap()), format!("|{text}"), "{text}");
    }
    assert_eq!(shown("<p>a\u{200b}b\u{feff}c\u{7}</p>"), "|abc", "what is no character is dropped");
}

#[test]
fn a_language_is_kept_where_it_differs() {
    let mixed = shown("<p lang='en'>one <span lang='uk'>два</span> three</p>");
    assert!(mixed.contains("uk:{два}") && !mixed.contains("en:{"), "{mixed}");
}

#[test]
fn plain_text_is_lines_and_serves_where_the_html_says_nothing() {
    assert_eq!(show(&paste("", "a\r\n\n b\tc\n").unwrap()), "|a\n| b c");
    assert_eq!(show(&paste("<meta charset=utf-8><!-- x -->", "a").unwrap()), "|a");
    assert_eq!(paste("", "  \n").unwrap(), Clean::default());
}

#[test]
fn pictures_and_frames_are_left_out_and_said() {
    let clean = paste("<p>a<img src=x><img src=y></p><iframe src=z></iframe>", "").unwrap();
    assert_eq!(show(&clean), "|a");
    assert!(!clean.left_out.is_empty(), "it is said: {:?}", clean.left_out);
}

#[test]
fn bombs_get_a_sentence_at_once() {
    let (open, close) = ("<div>".repeat(100_000), "</div>".repeat(100_000));
    let began = Instant::now();
    assert_eq!(paste(&format!("{open}x{close}"), ""), Err(PasteError::TooDeep));
    // The bar is 100 ms; an unoptimised build on a busy machine gets more, a quadratic one takes minutes.
    assert!(began.elapsed() < Duration::from_secs(5), "it took {:?}", began.elapsed());
    let large = "x".repeat(6 * 1024 * 1024);
    assert_eq!(paste(&large, ""), Err(PasteError::TooLarge { megabytes: 6 }));
    assert_eq!(paste("", &large), Err(PasteError::TooLarge { megabytes: 6 }));
    assert!(paste(&"<p>x</p>".repeat(20_000), "").is_ok(), "a long story is no bomb");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_tag_soup_ends_in_lawful_blocks(
        parts in prop::collection::vec(
            prop_oneof![
                "[a-zа-я ]{0,6}",
                "</?(p|div|b|i|a|ul|ol|li|table|tr|td|h2|blockquote|pre|br|hr|svg|style|script|math|span)( href='?[a-z:/]{0,12}'?)?/?>",
                "[<>&\"'/=!-]{1,3}",
            ],
            0..60,
        )
    ) {
        let html = parts.concat();
        let clean = paste(&html, "").unwrap();
        for block in &clean.blocks {
            for span in block.text.spans() {
                prop_assert!(!span.text.contains('\n') && !span.text.is_empty());
                prop_assert!(span.text.chars().all(|c| !c.is_control()));
                if let Some(link) = &span.marks.link {
                    let address = String::from(link.clone()).to_ascii_lowercase();
                    prop_assert!(["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)));
                }
            }
        }
    }
}
