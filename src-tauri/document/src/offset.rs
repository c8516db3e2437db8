//! Two units of length that do not mix: the interface counts UTF-16 code units, the engine's
//! positions and events count Unicode scalars.

use serde::{Deserialize, Serialize};

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub usize);

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl std::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }
    };
}

offset! {
    /// UTF-16 code units: the interface's unit, and that of every delta.
    Utf16
}
offset! {
    /// Unicode scalar values: the engine's unit.
    Scalar
}

impl Utf16 {
    /// The length of a text.
    pub fn of(text: &str) -> Self {
        Self(text.chars().map(char::len_utf16).sum())
    }
}

impl Scalar {
    /// The length of a text.
    pub fn of(text: &str) -> Self {
        Self(text.chars().count())
    }
}

/// Cuts a text after `at` UTF-16 units; `None` beyond its end or inside a character.
pub fn split_utf16(text: &str, at: Utf16) -> Option<(&str, &str)> {
    if text.is_ascii() {
        return text.split_at_checked(at.0);
    }
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units == at.0 {
            return text.split_at_checked(byte);
        }
        units += c.len_utf16();
    }
    (units == at.0).then_some((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_units_differ_where_characters_are_large() {
        let text = "a👩‍👩‍👧é";
        assert_eq!(Utf16::of(text), Utf16(10));
        assert_eq!(Scalar::of(text), Scalar(7));
        assert_eq!(split_utf16(text, Utf16(3)), Some(("a👩", "\u{200d}👩‍👧é")));
        assert_eq!(split_utf16(text, Utf16(2)), None, "inside a surrogate pair");
        assert_eq!(split_utf16(text, Utf16(10)), Some((text, "")));
        assert_eq!(split_utf16(text, Utf16(11)), None);
        assert_eq!(split_utf16("abc", Utf16(1)), Some(("a", "bc")));
        assert_eq!(split_utf16("abc", Utf16(4)), None);
    }
}
