//! Long names and paths in messages.

use alloc::string::{String, ToString};
use core::fmt;

/// What is longer is shortened: no path of a sound program is so long, and what comes from elsewhere shall not
/// fill a terminal or a log.
const LONGEST: usize = 300;

/// What is left of it at its begin and at its end.
const BEGIN: usize = 160;
const END: usize = 100;

/// A name or a path, its middle left out where it is very long.
pub(super) struct Brief<T>(pub(super) T);

impl<T: fmt::Display> fmt::Display for Brief<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.0.to_string();
        if text.len() <= LONGEST {
            return f.write_str(&text);
        }
        let (begin, end) = (text.floor_char_boundary(BEGIN), text.ceil_char_boundary(text.len() - END));
        write!(f, "{}… ({} bytes) …{}", &text[..begin], text.len(), &text[end..])
    }
}

#[cfg(test)]
mod tests {
    use super::Brief;
    use alloc::string::ToString;

    #[test]
    fn what_is_long_loses_its_middle() {
        assert_eq!(Brief("hidden.tau").to_string(), "hidden.tau");
        let long = Brief("ä".repeat(20_000)).to_string();
        assert!(
            long.len() < super::LONGEST
                && long.contains("… (40000 bytes) …")
                && long.starts_with("ää")
                && long.ends_with("ä"),
            "{long}"
        );
    }
}
