//! A key's fingerprint in words, to be read aloud on the telephone: six of a fixed list of 2,048 whose
//! first four letters tell them apart (BIP 39's English list), 66 bits.

use copy::Sha256;

/// Words in a fingerprint.
const WORDS: usize = 6;
/// Bits that a word stands for.
const BITS: usize = 11;

/// The words of a signing key.
pub fn fingerprint(key: &[u8; 32]) -> String {
    let list = bip39::Language::English.word_list();
    let hash = Sha256::of(&[b"copydesk fingerprint 1\n".as_slice(), key].concat());
    let bits: Vec<bool> =
        hash.as_bytes().iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    let words = bits.chunks(BITS).take(WORDS).filter_map(|bits| {
        list.get(bits.iter().fold(0_usize, |number, bit| number << 1 | usize::from(*bit))).copied()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_six_words_that_never_change() {
        assert_eq!(fingerprint(&[7; 32]), fingerprint(&[7; 32]));
        assert_eq!(fingerprint(&[7; 32]).split(' ').count(), WORDS);
        assert_ne!(fingerprint(&[7; 32]), fingerprint(&[8; 32]), "another key, other words");
    }
}
