//! What becomes of honest pastes.

use super::{paste, PasteError, LARGEST};
use copy::{Block, Link};
use expect_test::{expect, Expect};
use std::fmt::Write;

/// Blocks as a reader of tests reads them: kind, then the runs with their marks.
pub(super) fn shown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let key = block.kind.key();
        write!(out, "{:<8}|", if key.is_empty() { "p" } else { &key }).unwrap();
        for span in block.text.spans() {
            let mut marks = Vec::new();
            if span.marks.strong {
                marks.push("strong".to_owned());
            }
            if span.marks.em {
                marks.push("em".to_owned());
            }
            marks.extend(span.marks.lang.clone());
            marks.extend(span.marks.link.clone().map(|link| match link {
                Link::Address(address) => address,
                Link::Story(id) => format!("story {id}"),
            }));
            let text = span.text.replace('\u{2028}', "⏎");
            match marks.as_slice() {
                [] => out.push_str(&text),
                marks => write!(out, "[{text}]({})", marks.join(" ")).unwrap(),
            }
        }
        out.push('\n');
    }
    out
}

fn check(html: &str, expected: Expect) {
    expected.assert_eq(&shown(&paste(html, "").unwrap().blocks));
}

#[test]
fn paragraphs_and_headings() {
    check(
        "<h1>One</h1><h2>Two</h2><h3>Three</h3><h6>Six</h6><p>Text</p><p> </p><p>&nbsp;</p><div>More</div>",
        expect![[r#"
            h:2     |One
            h:2     |Two
            h:3     |Three
            h:3     |Six
            p       |Text
            p       |More
        "#]],
    );
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    check(
        "<p>\n  one \t two\r\n<b> three </b> four <i> </i>five  </p>\n\n<p>a<b>b</b> c</p><p>a<br> b <br>c<br></p>",
        expect![[r#"
            p       |one two [three ](strong)four five
            p       |a[b](strong) c
            p       |a⏎b⏎c
        "#]],
    );
}

#[test]
fn no_space_is_made_between_runs_that_had_none() {
    check(
        "<p><b>un</b><i>broken</i></p>",
        expect![[r#"
            p       |[un](strong)[broken](em)
        "#]],
    );
}

#[test]
fn marks_nest_and_end() {
    check(
        "<p><strong>a<em>b</em></strong><b><i><a href='https://x.example/'>c</a></i></b><a href='mailto:a@x.example'>d</a> e</p>",
        expect![[r#"
            p       |[a](strong)[b](strong em)[c](strong em https://x.example/)[d](mailto:a@x.example) e
        "#]],
    );
}

#[test]
fn lists_nest_to_six_levels() {
    check(
        "<ul><li>a<ol><li>b</li></ol>after</li></ul><ul><li>1<ul><li>2<ul><li>3<ul><li>4<ul><li>5<ul><li>6<ul><li>7</ul></ul></ul></ul></ul></ul></ul><p>end</p>",
        expect![[r#"
            li:ul:1 |a
            li:ol:2 |b
            li:ul:1 |after
            li:ul:1 |1
            li:ul:2 |2
            li:ul:3 |3
            li:ul:4 |4
            li:ul:5 |5
            li:ul:6 |6
            li:ul:6 |7
            p       |end
        "#]],
    );
}

#[test]
fn quotes_rules_and_lines_of_pre() {
    check(
        "<blockquote><p>q</p><h3>h</h3><ul><li>i</li></ul></blockquote>a<hr>b<pre>x\n\n  y\tz</pre>",
        expect![[r#"
            quote   |q
            h:3     |h
            li:ul:1 |i
            p       |a
            rule    |
            p       |b
            p       |x
            p       |  y z
        "#]],
    );
}

#[test]
fn a_row_of_a_table_is_a_paragraph() {
    check(
        "<table><caption>c</caption><tr><th>a</th><th>b</th></tr><tr><td><p>1</p></td><td><p>2</p><p>3</p></td></tr></table><p>end</p>",
        expect![[r#"
            p       |c
            p       |a b
            p       |1 2
            p       |3
            p       |end
        "#]],
    );
}

#[test]
fn a_fragment_without_blocks_is_one_paragraph() {
    check(
        "just <b>words</b> and <span style='color:red'>more</span>",
        expect![[r#"
            p       |just [words](strong) and more
        "#]],
    );
}

#[test]
fn the_wrapper_of_google_docs_is_not_bold() {
    check(
        "<meta charset=utf-8><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=ltr style=\"margin:0\"><span style=\"color:#000\">plain</span></p></b>",
        expect![[r#"
            p       |plain
        "#]],
    );
}

#[test]
fn word_leaves_its_text_only() {
    check(
        "<html xmlns:o='urn:x'><head><title>Doc</title><style><!-- p {margin:0} --></style><!--[if gte mso 9]><xml><o:p>no</o:p></xml><![endif]--></head><body lang=EN-US><!--StartFragment--><p class=MsoNormal style='mso-x:y'><span lang=EN-US>Hello everybody<o:p></o:p></span> <span lang=uk>світ</span></p><![if !vml]><p>kept</p><![endif]><!--EndFragment--></body></html>",
        expect![[r#"
            p       |Hello everybody [світ](uk)
            p       |kept
        "#]],
    );
}

#[test]
fn a_language_is_marked_where_it_differs() {
    check(
        "<p lang=en>The words <i lang=fr>raison d'être</i> and <span lang='x-none'>none</span></p><p>The other paragraphs name no language and are longer.</p>",
        expect![[r#"
            p       |[The words ](en)[raison d'être](em fr)[ and ](en)none
            p       |The other paragraphs name no language and are longer.
        "#]],
    );
    check(
        "<p lang=en>The words <i lang=fr>raison</i></p>",
        expect![[r#"
            p       |The words [raison](em fr)
        "#]],
    );
}

#[test]
fn characters_that_are_no_text_go() {
    let clean =
        paste("<p>a\u{200b}b\u{feff}c\u{2029}d\u{fffc}e\u{fdd0}f\u{1ffff}g&#1;h\u{85}i</p>", "").unwrap();
    assert_eq!(clean.blocks[0].text.text(), "abcdefghi");
    let clean = paste("<p>a\u{2028}b</p>", "").unwrap();
    assert_eq!(clean.blocks[0].text.text(), "a\u{2028}b");
}

#[test]
fn every_script_survives_byte_for_byte() {
    for text in [
        "Їжак з’їв ґаву — «та невже?»",
        "السَّلامُ عَلَيْكُم \u{200f}و\u{200e} می\u{200c}خواهم",
        "漢字とかな，全角\u{3000}空白",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏳️\u{200d}🌈 👍🏽 🇺🇦",
        "e\u{301} é a\u{a0}b\u{202f}c\u{ad}d",
    ] {
        assert_eq!(paste(&format!("<p>{text}</p>"), "").unwrap().blocks[0].text.text(), text);
        assert_eq!(paste("", text).unwrap().blocks[0].text.text(), text);
    }
}

#[test]
fn what_was_left_out_is_said() {
    let html = "<p>x<img src=a.png><img src='data:image/png;base64,AAAA'></p><iframe src='https://x.example'></iframe><video></video><svg><path/></svg><a href='javascript:x'>y</a><a href='#n'>z</a>";
    let clean = paste(html, "").unwrap();
    expect![[r#"
        [
            Pictures {
                count: 2,
            },
            Pages {
                count: 1,
            },
            Recordings {
                count: 1,
            },
            Drawings {
                count: 1,
            },
            Links {
                count: 1,
            },
        ]
    "#]]
    .assert_debug_eq(&clean.left_out);
    assert_eq!(paste("<p>x</p>", "").unwrap().left_out, []);
}

#[test]
fn without_html_the_lines_are_paragraphs() {
    let text = "one\r\n\r\n  two\tthree \n\n\u{2029}four";
    for html in ["", " \n", "<p> </p>", "<img src=x>", "<!-- nothing -->"] {
        expect![[r#"
            p       |one
            p       |  two three
            p       |four
        "#]]
        .assert_eq(&shown(&paste(html, text).unwrap().blocks));
    }
    assert!(paste("", " \n\n").unwrap().blocks.is_empty());
}

#[test]
fn too_much_is_refused_by_its_size() {
    let most = "x".repeat(LARGEST);
    assert_eq!(paste("", &most).unwrap().blocks.len(), 1);
    let more = format!("{most}x");
    assert_eq!(paste(&more, ""), Err(PasteError::TooLarge { megabytes: 6 }));
    assert_eq!(paste("", &more), Err(PasteError::TooLarge { megabytes: 6 }));
    assert_eq!(paste("", &"a\n".repeat(100_001)), Err(PasteError::TooMany));
}
