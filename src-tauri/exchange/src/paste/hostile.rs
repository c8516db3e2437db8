//! Pastes that were written to do harm. Blocks have no place for a script; what is tried here is that
//! none of its text, and no address of it, comes along as if it were words.

use super::paste;

/// Each holds `alert`, which may not arrive, and perhaps `safe`, which may.
const NASTY: &[&str] = &[
    "<script>alert(1)</script>safe",
    "<SCRIPT SRC=//x>alert(1)</SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<style>@import 'alert(1)'</style>safe",
    "<style><img src=x onerror=alert(1)></style>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>safe</svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math href=javascript:alert(1)>x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>safe",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<noframes><img src=x onerror=alert(1)></noframes>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>alert(1)</object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=alert(1)></applet>",
    "<img src=x onerror=alert(1)>safe",
    "<img src='x' onerror='alert(1)'>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<image src=x onerror=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)>safe",
    "<p onclick=alert(1)>safe</p>",
    "<p onmouseover=\"alert(1)\" style=\"x:expression(alert(1))\">safe</p>",
    "<div style=\"background:url(javascript:alert(1))\">safe</div>",
    "<a href=javascript:alert(1)>safe</a>",
    "<a href=' javascript:alert(1)'>safe</a>",
    "<a href='java\tscript:alert(1)'>safe</a>",
    "<a href='java&#10;script:alert(1)'>safe</a>",
    "<a href='&#106;avascript:alert(1)'>safe</a>",
    "<a href='JaVaScRiPt:alert(1)'>safe</a>",
    "<a href='\u{1}javascript:alert(1)'>safe</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>safe</a>",
    "<a href='vbscript:alert(1)'>safe</a>",
    "<a href='javascript&colon;alert(1)'>safe</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">safe</a>",
    "<base href='javascript:alert(1)//'>safe",
    "<link rel=stylesheet href=javascript:alert(1)>safe",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>safe",
    "<form action=javascript:alert(1)><button>safe</button></form>",
    "<button formaction=javascript:alert(1)>safe</button>",
    "<input onfocus=alert(1) autofocus>",
    "<select onfocus=alert(1)><option>alert(1)</select>",
    "<textarea>alert(1)</textarea>safe",
    "<title>alert(1)</title>safe",
    "<marquee onstart=alert(1)>safe</marquee>",
    "<details open ontoggle=alert(1)>safe</details>",
    "<isindex action=javascript:alert(1) type=image>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->safe",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<!--><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>safe",
    "<xss onpointerenter=alert(1)>safe</xss>",
    "<table background=javascript:alert(1)><tr><td>safe</td></tr></table>",
    "<x contenteditable onblur=alert(1)>safe</x>",
    "<plaintext onclick=alert(1)>safe",
];

#[test]
fn no_script_and_no_address_of_one_comes_along() {
    assert!(NASTY.len() >= 60);
    for nasty in NASTY {
        let clean = paste(nasty, "").unwrap();
        for span in clean.blocks.iter().flat_map(|block| block.text.spans()) {
            let link = span.marks.link.clone().map(String::from).unwrap_or_default();
            assert!(!link.contains("alert"), "an address of a script: {nasty}");
            // Markup that was broken on purpose may leave the pieces of its own text behind, as words
            // that do nothing; a whole tag among them would be markup again wherever it is trusted.
            assert!(!span.text.to_lowercase().contains("<script"), "a tag among the words: {nasty}");
        }
        if nasty.contains(">safe") {
            let words: String = clean.blocks.iter().map(|block| block.text.text()).collect();
            assert!(
                words.contains("safe") || nasty.contains("<svg"),
                "the words are kept: {nasty}: {words:?}"
            );
        }
    }
}
