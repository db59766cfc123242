//! Reads archives: the directory at the end, then members where it says that they are.

use super::{CENTRAL, CENTRAL_SIZE, END, END_SIZE, END64, END64_SIZE, EXTRA64, LARGE, LOCAL, LOCAL_SIZE};
use super::{LOCATOR, LOCATOR_SIZE, sum};
use flate2::read::DeflateDecoder;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// The bytes of a member that are unpacked to see its header.
const FRONT: usize = 16 << 10;

/// Where something is wrong, and what.
type Fault = (String, String);

pub(crate) struct Archive<'b> {
    pub(crate) members: Vec<(String, Member)>,
    pub(crate) comment: &'b [u8],
}

/// A member of an archive.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    range: Range<usize>,
    packing: Packing,
    size: usize,
    crc: u32,
}

/// How the bytes of a member are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Stored,
    Deflated,
    Encrypted,
    /// By a method that NumPy does not write.
    Other(usize),
}

/// Why the bytes of a member are not there.
pub(crate) enum Loss {
    /// They are what this library does not unpack.
    Unreadable(String),
    Damaged(String),
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
pub(crate) fn read(bytes: &[u8]) -> Result<Archive<'_>, Fault> {
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
    let shown = String::from_utf8_lossy(name);
    let length = name_end + record.u16(30) + record.u16(32);
    let extra = entry.get(name_end..name_end + record.u16(30)).unwrap_or_default();
    let [size, packed, local] = large([24, 20, 42].map(|at| record.u32(at)), extra)
        .ok_or_else(|| format!("`{shown}` lacks its sizes of zip64"))?;
    let packing = match method {
        _ if flags & 1 != 0 => Packing::Encrypted,
        0 => Packing::Stored,
        8 => Packing::Deflated,
        other => Packing::Other(other),
    };
    let header =
        bytes.get(local..directory).filter(|rest| rest.starts_with(&LOCAL) && rest.len() >= LOCAL_SIZE);
    let header = header.ok_or_else(|| format!("`{shown}` shall begin at byte {local}, and does not"))?;
    let local_record = Record(header);
    let (local_name, extra) = (local_record.u16(26), local_record.u16(28));
    if header.get(LOCAL_SIZE..LOCAL_SIZE + local_name) != Some(name) {
        return Err(format!("`{shown}` has another name at byte {local}"));
    }
    let start = local.saturating_add(LOCAL_SIZE + local_name + extra);
    let end = start.checked_add(packed).filter(|&end| end <= directory);
    let end = end.ok_or_else(|| format!("`{shown}` shall have {packed} bytes, and is cut off"))?;
    if packing == Packing::Stored && packed != size {
        return Err(format!("`{shown}` is stored in {packed} bytes, and shall have {size}"));
    }
    Ok((shown.into_owned(), Member { range: start..end, packing, size, crc }, length))
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
    pub(crate) fn front<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, Loss> {
        let packed = bytes.get(self.range.clone()).unwrap_or_default();
        match self.packing {
            Packing::Stored => Ok(Cow::Borrowed(packed)),
            Packing::Deflated => {
                let mut front = Vec::new();
                let read = DeflateDecoder::new(packed).take(FRONT as u64).read_to_end(&mut front);
                read.map_err(|error| Loss::Damaged(format!("it cannot be unpacked: {error}")))?;
                Ok(Cow::Owned(front))
            }
            Packing::Encrypted => Err(Loss::Unreadable("an encrypted member".to_owned())),
            Packing::Other(method) => Err(Loss::Unreadable(format!(
                "a member packed by method {method}; write it with `savez` or `savez_compressed`"
            ))),
        }
    }

    /// All bytes, with their check sum checked.
    pub(crate) fn unpack<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
        let packed = bytes.get(self.range.clone()).unwrap_or_default();
        let unpacked = if self.packing == Packing::Deflated {
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
