//! Writes archives of stored members, in zip64 what is too large for zip.

use super::{CENTRAL, END, END64, END64_SIZE, EXTRA64, LARGE, LOCAL, LOCAL_SIZE, LOCATOR, sum};

/// Writes an archive of stored members.
pub(crate) struct Writer {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u64,
    /// Sizes and places from here up are written as zip64 has them.
    limit: u64,
}

/// The first of January 1980: files with equal content are equal.
const DATE: u16 = 0x21;

/// The bytes that the header of an array may take, at most.
const HEADER: u64 = 1 << 10;

impl Default for Writer {
    fn default() -> Self {
        Self::limited(LARGE.into())
    }
}

fn extend(out: &mut Vec<u8>, numbers: &[&[u8]]) {
    numbers.iter().for_each(|number| out.extend_from_slice(number));
}

impl Writer {
    /// What is too large is decided by a limit, which is 4 GiB but in tests.
    pub(super) const fn limited(limit: u64) -> Self {
        Self { out: Vec::new(), directory: Vec::new(), count: 0, limit }
    }

    /// A number in a place of four bytes, or the mark that it stands elsewhere.
    fn short(&self, number: u64) -> [u8; 4] {
        let short = u32::try_from(number).ok().filter(|_| number < self.limit);
        short.unwrap_or(LARGE).to_le_bytes()
    }

    /// Adds a member with `data` bytes after its header, which `write` writes both.
    ///
    /// Longer names than an archive holds are for the caller to refuse.
    pub(crate) fn add(&mut self, name: &str, data: usize, write: impl FnOnce(&mut Vec<u8>)) {
        let name_length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        let is_large = (data as u64).saturating_add(HEADER) >= self.limit;
        let local = self.out.len();
        let extra_length = if is_large { 20_u16 } else { 0 };
        self.out.resize(local + LOCAL_SIZE, 0);
        self.out.extend_from_slice(name.as_bytes());
        self.out.resize(self.out.len() + usize::from(extra_length), 0);
        let start = self.out.len();
        write(&mut self.out);
        let content = self.out.get(start..).unwrap_or_default();
        let (size, crc) = (content.len() as u64, sum(content));
        let short = if is_large { LARGE.to_le_bytes() } else { self.short(size) };

        // Method 0, and what both records have in common.
        let version = if is_large { 45_u16 } else { 20 };
        let flags = if name.is_ascii() { 0_u16 } else { 1 << 11 };
        let mut common = Vec::with_capacity(LOCAL_SIZE);
        for number in [version, flags, 0, 0, DATE] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        extend(&mut common, &[&crc.to_le_bytes(), &short, &short, &name_length.to_le_bytes()]);

        let mut extra = Vec::new();
        if is_large {
            let sizes = size.to_le_bytes();
            extend(&mut extra, &[&EXTRA64.to_le_bytes(), &16_u16.to_le_bytes(), &sizes, &sizes]);
        }
        let mut header = Vec::with_capacity(LOCAL_SIZE + name.len() + extra.len());
        extend(&mut header, &[&LOCAL, &common, &extra_length.to_le_bytes(), name.as_bytes(), &extra]);
        if let Some(slot) = self.out.get_mut(local..start) {
            slot.copy_from_slice(&header);
        }
        self.enter(name, &common, extra, local as u64);
    }

    /// Adds a member that begins at byte `local` to the directory.
    fn enter(&mut self, name: &str, common: &[u8], mut extra: Vec<u8>, local: u64) {
        if local >= self.limit {
            if extra.is_empty() {
                extend(&mut extra, &[&EXTRA64.to_le_bytes(), &0_u16.to_le_bytes()]);
            }
            extra.extend_from_slice(&local.to_le_bytes());
            let length = extra.len() - 4;
            if let Some(slot) = extra.get_mut(2) {
                // 8 or 24, of which the high byte is 0.
                *slot = length.to_le_bytes()[0];
            }
        }
        let extra_length = [extra.len().to_le_bytes()[0], 0];
        let short = self.short(local);
        let (version, attributes) = (20_u16.to_le_bytes(), [0; 10]);
        extend(
            &mut self.directory,
            &[&CENTRAL, &version, common, &extra_length, &attributes, &short, name.as_bytes(), &extra],
        );
        self.count += 1;
    }

    /// The archive; a comment that is too long for one is for the caller to put elsewhere.
    pub(crate) fn finish(mut self, comment: &str) -> Vec<u8> {
        let (start, size) = (self.out.len() as u64, self.directory.len() as u64);
        let (comment, length) = match u16::try_from(comment.len()) {
            Ok(length) => (comment, length),
            Err(_) => ("", 0),
        };
        let short = u16::try_from(self.count).unwrap_or(u16::MAX).to_le_bytes();
        let (short_size, short_start) = (self.short(size), self.short(start));
        self.out.append(&mut self.directory);
        let end = self.out.len() as u64;
        if self.count >= u16::MAX.into() || [short_size, short_start].contains(&LARGE.to_le_bytes()) {
            let (count, version) = (self.count.to_le_bytes(), 45_u16.to_le_bytes());
            let length = (END64_SIZE as u64 - 12).to_le_bytes();
            let places = [size.to_le_bytes(), start.to_le_bytes()].concat();
            extend(&mut self.out, &[&END64, &length, &version, &version, &[0; 8], &count, &count, &places]);
            extend(&mut self.out, &[&LOCATOR, &[0; 4], &end.to_le_bytes(), &1_u32.to_le_bytes()]);
        }
        extend(&mut self.out, &[&END, &[0; 4], &short, &short, &short_size, &short_start]);
        extend(&mut self.out, &[&length.to_le_bytes(), comment.as_bytes()]);
        self.out
    }
}
