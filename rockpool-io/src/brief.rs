//! Names and texts of files in messages: a key of a megabyte is not repeated.

use std::fmt;

/// A text of which a message shows the beginning and the end.
pub(crate) struct Brief<'t>(pub(crate) &'t str);

/// Texts up to so many bytes are shown whole.
const WHOLE: usize = 600;
const FRONT: usize = 400;
const BACK: usize = 100;

impl fmt::Display for Brief<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = *self;
        if text.len() <= WHOLE {
            return f.write_str(text);
        }
        let (front, back) = (text.floor_char_boundary(FRONT), text.ceil_char_boundary(text.len() - BACK));
        let [front, back] = [text.get(..front), text.get(back..)].map(Option::unwrap_or_default);
        write!(f, "{front}… ({} bytes) …{back}", text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Brief;

    #[test]
    fn long_texts_are_shown_by_their_ends_and_short_ones_whole() {
        assert_eq!(Brief("hidden.tau").to_string(), "hidden.tau");
        let told = Brief(&"ä".repeat(1 << 20)).to_string();
        assert!(told.len() < 700 && told.contains("… (2097152 bytes) …"), "{told}");
    }
}
