//! Numbers with their units, dates, days of the week.

use super::{super::token::tokens, listed};
use std::ops::Range;

/// What may follow a number and belongs to it.
const UNITS: &str =
    "% ‰ ° percent percentage per cent hundred thousand million millions billion billions trillion dozen \
    m mn bn k km kg g cm mm ha m² km² mw gw kwh mph kmh miles mile metres metre meters kilometres \
    kilometers tonnes tons dollars euros pounds hryvnias hryvnia usd eur gbp uah hours hour minutes \
    minute days day weeks months years year a.m p.m am pm тис тисяч тисяча тисячі млн млрд трлн мільйон \
    мільйони мільйонів мільйона мільярд мільярди мільярдів мільярда відсоток відсотки відсотків відсотка \
    грн гривень гривні гривня долар долари доларів євро км кг м см мм га тонн тонни метрів метри \
    кілометрів кілометри годин години година хвилин хвилини днів дні день тижнів місяців років роки рік \
    року 万 亿 千 百 元 年 月 日 مليون مليار ألف";

const MONTHS: &str =
    "january february march april may june july august september october november december jan feb mar \
    apr jun jul aug sept sep oct nov dec січня лютого березня квітня травня червня липня серпня вересня \
    жовтня листопада грудня";

/// Days and months that stand alone; `may` and `march` are other words as well and need a number.
const DAYS: &str =
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow понеділок \
    понеділка вівторок вівторка середа середу середи четвер четверга п’ятниця п’ятницю п’ятниці п'ятниця \
    п'ятницю п'ятниці субота суботу суботи неділя неділю неділі сьогодні вчора учора завтра січень лютий \
    березень квітень травень червень липень серпень вересень жовтень листопад грудень january february \
    april june july august september october november december";

/// Numbers in words.
const WORDS: &str =
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand \
    million billion dozen dozens hundreds thousands millions half twice third quarter double два дві \
    двох три трьох чотири чотирьох п’ять п'ять п’яти шість шести сім семи вісім восьми дев’ять дев'ять \
    десять десяти двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто сто двісті \
    триста чотириста тисяча тисячі тисяч мільйон мільйони мільйонів мільярд мільярди мільярдів половина \
    половину третина третину чверть десятки сотні вдвічі удвічі втричі";

const CURRENCY: &[char] = &['$', '€', '£', '₴', '¥', '₽', '№', '#', '+', '-', '−', '±', '~', '<', '>'];

/// What a token is to a number.
#[derive(PartialEq)]
enum Part {
    Number,
    Month,
    Unit,
    Alone,
    Sign,
    Space,
    Other,
}

fn part(token: &str) -> Part {
    if token.chars().any(char::is_numeric) {
        return Part::Number;
    }
    let word = token.to_lowercase();
    let word = word.as_str();
    if listed(MONTHS, word) && !listed(DAYS, word) {
        Part::Month
    } else if listed(DAYS, word) {
        if listed(MONTHS, word) {
            Part::Month
        } else {
            Part::Alone
        }
    } else if listed(WORDS, word) {
        Part::Number
    } else if listed(UNITS, word) {
        Part::Unit
    } else if token.chars().all(|c| CURRENCY.contains(&c)) {
        Part::Sign
    } else if token.chars().all(char::is_whitespace) && !token.contains('\n') {
        Part::Space
    } else {
        Part::Other
    }
}

/// Whether a word is a day's or a month's name, which has a capital in English.
pub(super) fn is_date(word: &str) -> bool {
    let word = word.to_lowercase();
    listed(DAYS, &word) || listed(MONTHS, &word)
}

/// The numbers of a text, each with what belongs to it: `€4.2 million`, `12 May 2026`, `1,200–1,400`.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let tokens: Vec<(Range<usize>, Part, &str)> = tokens(text)
        .into_iter()
        .map(|token| {
            let range = at..at + token.len();
            at = range.end;
            (range, part(token), token)
        })
        .collect();
    let mut found = Vec::new();
    let mut n = 0;
    while let Some((range, part, token)) = tokens.get(n) {
        let begins = match part {
            Part::Number | Part::Alone => true,
            // A month begins a date only with a day or a year behind it; those that are no other word
            // stand for themselves too.
            Part::Month => listed(DAYS, &token.to_lowercase()) || next_number(&tokens, n).is_some(),
            _ => false,
        };
        if !begins {
            n += 1;
            continue;
        }
        let mut start = range.start;
        // Signs that stand right before it.
        let mut before = n;
        while let Some((sign, Part::Sign, _)) = before.checked_sub(1).and_then(|before| tokens.get(before)) {
            start = sign.start;
            before -= 1;
        }
        let (mut last, mut end) = (n, range.end);
        while let Some(next) = continues(&tokens, last) {
            last = next;
            end = tokens.get(next).map_or(end, |(range, ..)| range.end);
        }
        found.push(start..end);
        n = last + 1;
    }
    found
}

type Token<'a> = (Range<usize>, Part, &'a str);

/// The next token of the same number, if there is one: after a space, a hyphen or nothing.
fn continues(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is = |n: usize, wanted: &[Part]| tokens.get(n).is_some_and(|(_, part, _)| wanted.contains(part));
    let text = |n: usize| tokens.get(n).map_or("", |(_, _, text)| *text);
    if is(at, &[Part::Alone]) {
        return None;
    }
    if is(at + 1, &[Part::Unit]) {
        return Some(at + 1);
    }
    let is_dash = matches!(text(at + 1), "-" | "–" | "—" | "/" | ":" | "‑");
    if (is_dash
        || (text(at + 1) == "," && is(at, &[Part::Month, Part::Number]) && is(at + 2, &[Part::Space])))
        && is(at + 2, &[Part::Number, Part::Unit])
    {
        return Some(at + 2);
    }
    if is(at + 1, &[Part::Space]) && is(at + 2, &[Part::Unit, Part::Month]) {
        return Some(at + 2);
    }
    // "4 200", "twenty five", "May 12": a number after a number or a month.
    if is(at + 1, &[Part::Space]) && is(at + 2, &[Part::Number]) {
        return Some(at + 2);
    }
    None
}

fn next_number(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    continues(tokens, at).filter(|next| tokens.get(*next).is_some_and(|(_, part, _)| *part == Part::Number))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn numbers_come_with_what_belongs_to_them() {
        for (text, numbers) in [
            ("It cost €4.2 million and 37% more.", vec!["€4.2 million", "37%"]),
            ("On 12 May 2026 and May 14 he may march.", vec!["12 May 2026", "May 14"]),
            ("Between 1,200–1,400 people, twenty-five wagons", vec!["1,200–1,400", "twenty-five"]),
            ("Це коштувало 4,2 млн грн 12 травня.", vec!["4,2 млн грн 12 травня"]),
            ("У п’ятницю двоє, три роки", vec!["п’ятницю", "три роки"]),
            ("on Friday at 18:30", vec!["Friday", "18:30"]),
            ("No number at all.", vec![]),
        ] {
            let found: Vec<&str> = find(text).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, numbers, "{text}");
        }
    }
}
