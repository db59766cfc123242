//! Indices as text, without the machinery of `fmt` and without an allocation.

/// The digits of an index.
pub(crate) struct Decimal {
    digits: [u8; 20],
    start: usize,
}

impl Decimal {
    #[inline]
    pub(crate) fn new(index: usize) -> Self {
        let mut decimal = Self { digits: [0; 20], start: 20 };
        let mut rest = index;
        loop {
            decimal.start -= 1;
            decimal.digits[decimal.start] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            if rest == 0 {
                return decimal;
            }
        }
    }

    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.digits[self.start..]
    }

    pub(crate) fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or("0")
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn indices_are_written_in_digits() {
        assert_eq!(Decimal::new(0).as_str(), "0");
        assert_eq!(Decimal::new(407).as_str(), "407");
        assert_eq!(Decimal::new(usize::MAX).as_str(), usize::MAX.to_string());
    }
}
