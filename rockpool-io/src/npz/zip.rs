//! As much of zip as npz files need: members stored or deflated, up to 4 GiB, on one disk.
//!
//! Source: APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16.

use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// The bytes of each record, without names and comments.
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;

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

    /// `None` for the mark of an archive over 4 GiB.
    fn size(&self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)).ok().filter(|&size| size != u32::MAX as usize)
    }
}

const TOO_LARGE: &str = "archives over 4 GiB or 65534 members cannot be read; use safetensors";

/// Reads the directory at the end of an archive.
pub(super) fn read(bytes: &[u8]) -> Result<Archive<'_>, Fault> {
    let fault = |at: usize, message: &str| (format!("byte {at}"), message.to_owned());
    let end = find_end(bytes)
        .ok_or_else(|| fault(bytes.len(), "the directory is missing; the file is cut off, or no npz"))?;
    let record = Record(&bytes[end..]);
    let (count, start) = (record.u16(10), record.size(16).ok_or_else(|| fault(end, TOO_LARGE))?);
    if count == usize::from(u16::MAX) {
        return Err(fault(end, TOO_LARGE));
    }
    let comment = bytes.get(end + END_SIZE..).unwrap_or_default();
    let mut members = Vec::new();
    let mut at = start;
    for _ in 0..count {
        let rest = bytes.get(at..end).filter(|rest| rest.starts_with(&CENTRAL) && rest.len() >= CENTRAL_SIZE);
        let rest = rest.ok_or_else(|| fault(at, "the directory ends too early"))?;
        let (name, member, length) = member(bytes, rest, start).map_err(|message| fault(at, &message))?;
        members.push((name, member));
        at += length;
    }
    if at != end {
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
    let sizes = (record.size(20), record.size(24), record.size(42));
    let (Some(packed), Some(size), Some(local)) = sizes else { return Err(TOO_LARGE.to_owned()) };
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
    let start = local + LOCAL_SIZE + local_name + extra;
    let end = start.checked_add(packed).filter(|&end| end <= directory);
    let end = end.ok_or_else(|| format!("`{name}` shall have {packed} bytes, and is cut off"))?;
    if !is_deflated && packed != size {
        return Err(format!("`{name}` is stored in {packed} bytes, and shall have {size}"));
    }
    Ok((name.to_owned(), Member { range: start..end, is_deflated, size, crc }, length))
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
            let read = DeflateDecoder::new(packed).take(self.size as u64 + 1).read_to_end(&mut unpacked);
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
#[derive(Default)]
pub(super) struct Writer {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// The first of January 1980: files with equal content are equal.
const DATE: u16 = 0x21;

impl Writer {
    pub(super) fn add(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>)) -> Result<(), String> {
        let large = "npz files hold 4 GiB and 65534 members at most; use safetensors";
        let flags: u16 = if name.is_ascii() { 0 } else { 1 << 11 };
        let name_length = u16::try_from(name.len()).map_err(|_| "the path is too long for npz")?;
        let start = u32::try_from(self.out.len()).map_err(|_| large)?;
        let header = self.out.len();
        self.out.resize(header + LOCAL_SIZE, 0);
        self.out.extend_from_slice(name.as_bytes());
        let data = self.out.len();
        write(&mut self.out);
        let content = self.out.get(data..).unwrap_or_default();
        let (size, crc) = (u32::try_from(content.len()).map_err(|_| large)?, sum(content));
        // Version 2.0, method 0: what both records have in common.
        let mut common = Vec::with_capacity(LOCAL_SIZE);
        for number in [20, flags, 0, 0, DATE] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        for number in [crc, size, size] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        common.extend_from_slice(&name_length.to_le_bytes());
        common.extend_from_slice(&[0; 2]);
        if let Some(slot) = self.out.get_mut(header..header + LOCAL_SIZE) {
            let record = LOCAL.iter().chain(&common);
            slot.iter_mut().zip(record).for_each(|(slot, byte)| *slot = *byte);
        }
        self.directory.extend_from_slice(&CENTRAL);
        self.directory.extend_from_slice(&20_u16.to_le_bytes());
        self.directory.extend_from_slice(&common);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&start.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.count = self.count.checked_add(1).filter(|&count| count < u16::MAX).ok_or(large)?;
        Ok(())
    }

    /// The archive; a comment that is too long for one is left out.
    pub(super) fn finish(mut self, comment: &str) -> Result<Vec<u8>, String> {
        let large = "npz files hold 4 GiB at most; use safetensors";
        let start = u32::try_from(self.out.len()).map_err(|_| large)?;
        let size = u32::try_from(self.directory.len()).map_err(|_| large)?;
        let (comment, length) = match u16::try_from(comment.len()) {
            Ok(length) => (comment, length),
            Err(_) => ("", 0),
        };
        self.out.append(&mut self.directory);
        self.out.extend_from_slice(&END);
        self.out.extend_from_slice(&[0; 4]);
        self.out.extend_from_slice(&self.count.to_le_bytes());
        self.out.extend_from_slice(&self.count.to_le_bytes());
        self.out.extend_from_slice(&size.to_le_bytes());
        self.out.extend_from_slice(&start.to_le_bytes());
        self.out.extend_from_slice(&length.to_le_bytes());
        self.out.extend_from_slice(comment.as_bytes());
        Ok(self.out)
    }
}
