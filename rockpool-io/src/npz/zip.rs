//! As much of zip and zip64 as npz files need: members stored or deflated, on one disk.
//!
//! Source: APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.

use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR: [u8; 4] = *b"PK\x06\x07";

/// The bytes of each record, without names and comments.
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;
const END64_SIZE: usize = 56;
const LOCATOR_SIZE: usize = 20;

/// The extra field in which zip64 has what is too large for its place.
const EXTRA64: u16 = 1;

/// Numbers from here up stand in records of zip64.
const LARGE: u32 = u32::MAX;

/// The bytes of a member that are unpacked to see its header.
const FRONT: usize = 16 << 10;

/// Where something is wrong, and what.
type Fault = (String, String);

pub(super) struct Archive<'b> {
    pub(super) members: Vec<(String, Member)>,
    pub(super) comment: &'b [u8],
}

/// A member of an archive.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    range: Range<usize>,
    is_deflated: bool,
    size: usize,
    crc: u32,
}

/// Numbers at fixed places of a record.
struct Record<'b>(&'b [u8]);

impl Record<'_> {
    fn u16(&self, at: usize) -> usize {
        self.0.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u16::from_le_bytes(*bytes).into())
    }

    fn u32(&self, at: usize) -> u32 {
        self.0.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    fn u64(&self, at: usize) -> u64 {
        self.0.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

/// A number of a file as a place in memory; what is too large lies behind any end.
fn place(number: impl Into<u64>) -> usize {
    usize::try_from(number.into()).unwrap_or(usize::MAX)
}

/// Where the directory is.
struct Directory {
    count: usize,
    start: usize,
    end: usize,
}

impl Directory {
    /// By the record at byte `end`, or by that of zip64 in front of it.
    fn of(bytes: &[u8], end: usize) -> Result<Self, Fault> {
        let fault = |at: usize, message: &str| (format!("byte {at}"), message.to_owned());
        let record = Record(bytes.get(end..).unwrap_or_default());
        let locator = end.checked_sub(LOCATOR_SIZE).and_then(|at| bytes.get(at..end));
        let Some(locator) = locator.filter(|locator| locator.starts_with(&LOCATOR)) else {
            if record.u16(10) == usize::from(u16::MAX) || record.u32(12) == LARGE || record.u32(16) == LARGE {
                return Err(fault(end, "the directory shall be one of zip64, and is not"));
            }
            return Ok(Self { count: record.u16(10), start: place(record.u32(16)), end });
        };
        let end = place(Record(locator).u64(8));
        let record = bytes.get(end..).filter(|rest| rest.starts_with(&END64) && rest.len() >= END64_SIZE);
        let record =
            Record(record.ok_or_else(|| fault(end, "the end of the directory shall be here, and is not"))?);
        Ok(Self { count: place(record.u64(32)), start: place(record.u64(48)), end })
    }
}

/// Reads the directory at the end of an archive.
pub(super) fn read(bytes: &[u8]) -> Result<Archive<'_>, Fault> {
    let fault = |at: usize, message: &str| (format!("byte {at}"), message.to_owned());
    let end = find_end(bytes)
        .ok_or_else(|| fault(bytes.len(), "the directory is missing; the file is cut off, or no npz"))?;
    let Directory { count, start, end: directory_end } = Directory::of(bytes, end)?;
    let comment = bytes.get(end + END_SIZE..).unwrap_or_default();
    let mut members = Vec::new();
    let mut at = start;
    for _ in 0..count {
        let rest = bytes
            .get(at..directory_end)
            .filter(|rest| rest.starts_with(&CENTRAL) && rest.len() >= CENTRAL_SIZE);
        let rest = rest.ok_or_else(|| fault(at, "the directory ends too early"))?;
        let (name, member, length) = member(bytes, rest, start).map_err(|message| fault(at, &message))?;
        members.push((name, member));
        at += length;
    }
    if at != directory_end {
        return Err(fault(at, "the directory is longer than its members"));
    }
    let mut ranges: Vec<&Range<usize>> = members.iter().map(|(_, member)| &member.range).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    for pair in ranges.windows(2) {
        if let [before, after] = pair
            && after.start < before.end
        {
            return Err(fault(after.start, "two members overlap"));
        }
    }
    Ok(Archive { members, comment })
}

/// The record at the end: the last one whose comment reaches the end of the file.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_SIZE)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        let record = &bytes[at..];
        record.starts_with(&END) && END_SIZE + Record(record).u16(20) == record.len()
    })
}

/// A member by its entry in the directory, and the length of that.
fn member(bytes: &[u8], entry: &[u8], directory: usize) -> Result<(String, Member, usize), String> {
    let record = Record(entry);
    let (flags, method, crc) = (record.u16(8), record.u16(10), record.u32(16));
    let name_end = CENTRAL_SIZE + record.u16(28);
    let name = entry.get(CENTRAL_SIZE..name_end).ok_or("a name in the directory is cut off")?;
    let name = str::from_utf8(name).map_err(|_| "a name in the directory is no UTF-8")?;
    let length = name_end + record.u16(30) + record.u16(32);
    let extra = entry.get(name_end..name_end + record.u16(30)).unwrap_or_default();
    let [size, packed, local] = large([24, 20, 42].map(|at| record.u32(at)), extra)
        .ok_or_else(|| format!("`{name}` lacks its sizes of zip64"))?;
    if flags & 1 != 0 {
        return Err(format!("`{name}` is encrypted"));
    }
    let is_deflated = match method {
        0 => false,
        8 => true,
        other => {
            return Err(format!(
                "`{name}` is packed by method {other}; write it with `savez` or `savez_compressed`"
            ));
        }
    };
    let header =
        bytes.get(local..directory).filter(|rest| rest.starts_with(&LOCAL) && rest.len() >= LOCAL_SIZE);
    let header = header.ok_or_else(|| format!("`{name}` shall begin at byte {local}, and does not"))?;
    let local_record = Record(header);
    let (local_name, extra) = (local_record.u16(26), local_record.u16(28));
    if header.get(LOCAL_SIZE..LOCAL_SIZE + local_name) != Some(name.as_bytes()) {
        return Err(format!("`{name}` has another name at byte {local}"));
    }
    let start = local.saturating_add(LOCAL_SIZE + local_name + extra);
    let end = start.checked_add(packed).filter(|&end| end <= directory);
    let end = end.ok_or_else(|| format!("`{name}` shall have {packed} bytes, and is cut off"))?;
    if !is_deflated && packed != size {
        return Err(format!("`{name}` is stored in {packed} bytes, and shall have {size}"));
    }
    Ok((name.to_owned(), Member { range: start..end, is_deflated, size, crc }, length))
}

/// Numbers of an entry; those that are too large for their places stand in the extra field, in order.
fn large(numbers: [u32; 3], mut extra: &[u8]) -> Option<[usize; 3]> {
    let mut field: &[u8] = &[];
    while let (Some((head, rest)), true) = (extra.split_first_chunk::<4>(), field.is_empty()) {
        let [id, length] = [0, 2].map(|at| Record(head).u16(at));
        let (found, rest) = rest.split_at_checked(length)?;
        if id == usize::from(EXTRA64) {
            field = found;
        }
        extra = rest;
    }
    let mut places = [0; 3];
    for (slot, number) in places.iter_mut().zip(numbers) {
        *slot = if number < LARGE {
            place(number)
        } else {
            let (number, rest) = field.split_first_chunk::<8>()?;
            field = rest;
            place(u64::from_le_bytes(*number))
        };
    }
    Some(places)
}

impl Member {
    /// The number of bytes when unpacked, as the directory says.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// The first bytes.
    pub(super) fn front<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
        let packed = bytes.get(self.range.clone()).unwrap_or_default();
        if !self.is_deflated {
            return Ok(Cow::Borrowed(packed));
        }
        let mut front = Vec::new();
        let read = DeflateDecoder::new(packed).take(FRONT as u64).read_to_end(&mut front);
        read.map_err(|error| format!("it cannot be unpacked: {error}"))?;
        Ok(Cow::Owned(front))
    }

    /// All bytes, with their check sum checked.
    pub(crate) fn unpack<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
        let packed = bytes.get(self.range.clone()).unwrap_or_default();
        let unpacked = if self.is_deflated {
            let mut unpacked = Vec::with_capacity(self.size);
            let read = DeflateDecoder::new(packed)
                .take((self.size as u64).saturating_add(1))
                .read_to_end(&mut unpacked);
            read.map_err(|error| format!("it cannot be unpacked: {error}"))?;
            Cow::Owned(unpacked)
        } else {
            Cow::Borrowed(packed)
        };
        if unpacked.len() != self.size {
            return Err(format!("it shall have {} bytes, and has {} or more", self.size, unpacked.len()));
        }
        let found = sum(&unpacked);
        if found != self.crc {
            return Err(format!("its check sum is {found:08x}, and shall be {:08x}", self.crc));
        }
        Ok(unpacked)
    }
}

fn sum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Writes an archive of stored members.
pub(super) struct Writer {
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
        Self { out: Vec::new(), directory: Vec::new(), count: 0, limit: LARGE.into() }
    }
}

fn extend(out: &mut Vec<u8>, numbers: &[&[u8]]) {
    numbers.iter().for_each(|number| out.extend_from_slice(number));
}

impl Writer {
    /// A number in a place of four bytes, or the mark that it stands elsewhere.
    fn short(&self, number: u64) -> [u8; 4] {
        let short = u32::try_from(number).ok().filter(|_| number < self.limit);
        short.unwrap_or(LARGE).to_le_bytes()
    }

    /// Adds a member with `data` bytes after its header, which `write` writes both.
    pub(super) fn add(
        &mut self,
        name: &str,
        data: usize,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), String> {
        let name_length = u16::try_from(name.len()).map_err(|_| "the path is too long for npz")?;
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
        Ok(())
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

    /// The archive; a comment that is too long for one is left out.
    pub(super) fn finish(mut self, comment: &str) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{LARGE, Writer, read};

    /// What is too large is decided by a limit, which is 4 GiB but here.
    fn archive(limit: u64) -> Vec<u8> {
        let mut writer = Writer { limit, ..Writer::default() };
        writer.add("first.npy", 5000, |out| out.extend([7; 5000])).unwrap();
        writer.add("second.npy", 3, |out| out.extend([1, 2, 3])).unwrap();
        writer.finish("said")
    }

    #[test]
    fn archives_are_read_as_they_were_written_with_zip64_and_without() {
        for limit in [1, 2000, 4000, LARGE.into()] {
            let bytes = archive(limit);
            let found = read(&bytes).unwrap();
            assert_eq!(found.comment, b"said");
            let [(first, long), (second, short)] = found.members.as_slice() else { unreachable!() };
            assert_eq!((first.as_str(), second.as_str()), ("first.npy", "second.npy"));
            assert_eq!(*long.unpack(&bytes).unwrap(), [7; 5000]);
            assert_eq!(*short.unpack(&bytes).unwrap(), [1, 2, 3]);
        }
    }

    #[test]
    fn many_members_are_counted_by_zip64() {
        let mut writer = Writer::default();
        for index in 0..70_000 {
            writer.add(&format!("{index}.npy"), 0, |_| {}).unwrap();
        }
        let bytes = writer.finish("");
        assert_eq!(read(&bytes).unwrap().members.len(), 70_000);
    }

    #[test]
    fn records_of_zip64_are_not_trusted() {
        let whole = archive(1);
        for index in 0..whole.len() {
            let mut damaged = whole.clone();
            for byte in [0, 0xff, whole[index] ^ 1] {
                damaged[index] = byte;
                if let Ok(archive) = read(&damaged) {
                    for (_, member) in archive.members.iter().filter(|(_, member)| member.size() <= 5000) {
                        let _ = member.unpack(&damaged);
                    }
                }
            }
        }
        for length in 0..whole.len() {
            assert!(read(&whole[..length]).is_err(), "{length}");
        }
    }
}
