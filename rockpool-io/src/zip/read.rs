//! Reads archives by the crate `rawzip`, and checks what it leaves to those who use it: that no members overlap,
//! that the directory has as many entries as it says, that names are the same in both places, and sizes.

use super::sum;
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ErrorKind, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};
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
    Other(u16),
}

/// Why the bytes of a member are not there.
pub(crate) enum Loss {
    /// They are what this library does not unpack.
    Unreadable(String),
    Damaged(String),
}

/// A number of a file as a place in memory; what is too large lies behind any end.
fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// What is wrong with an archive as a whole, or with its directory.
fn told(error: &rawzip::Error) -> String {
    match error.kind() {
        ErrorKind::MissingEndOfCentralDirectory => {
            "the directory is missing; the file is cut off, or no npz".to_owned()
        }
        ErrorKind::InvalidSignature { .. } => {
            "an entry of the directory shall be here, and is not".to_owned()
        }
        ErrorKind::Eof => "the directory is cut off".to_owned(),
        _ => error.to_string().to_lowercase(),
    }
}

/// Reads the directory at the end of an archive.
pub(crate) fn read(bytes: &[u8]) -> Result<Archive<'_>, Fault> {
    let fault = |at: u64, message: String| (format!("byte {at}"), message);
    let archive = ZipArchive::from_slice(bytes);
    let archive =
        archive.map_err(|error| fault(error.eocd_offset().unwrap_or(bytes.len() as u64), told(&error)))?;
    if archive.end_offset() != bytes.len() as u64 {
        let at = archive.end_offset();
        return Err(fault(at, format!("{} bytes follow the archive", bytes.len() as u64 - at)));
    }
    let mut members = Vec::new();
    let mut entries = archive.entries();
    let mut at = archive.directory_offset();
    while let Some(entry) = entries.next_entry().map_err(|error| fault(at, told(&error)))? {
        at = entry.central_directory_offset();
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let member = member(&archive, &entry).map_err(|message| fault(at, format!("`{name}` {message}")))?;
        members.push((name, member));
    }
    if members.len() as u64 != archive.entries_hint() {
        let (count, found) = (archive.entries_hint(), members.len());
        return Err(fault(
            archive.eocd_offset(),
            format!("the directory shall have {count} entries, and has {found}"),
        ));
    }
    let mut ranges: Vec<&Range<usize>> = members.iter().map(|(_, member)| &member.range).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    for pair in ranges.windows(2) {
        if let [before, after] = pair
            && after.start < before.end
        {
            return Err(fault(after.start as u64, "two members overlap".to_owned()));
        }
    }
    let start = bytes.len() - archive.comment().as_bytes().len();
    Ok(Archive { members, comment: bytes.get(start..).unwrap_or_default() })
}

/// A member by its entry in the directory, or what is wrong with it.
fn member(archive: &ZipSliceArchive<&[u8]>, entry: &ZipFileHeaderRecord<'_>) -> Result<Member, String> {
    let local = entry.local_header_offset();
    let there = archive.get_entry(entry.wayfinder()).map_err(|error| match error.kind() {
        ErrorKind::InvalidSignature { .. } => format!("shall begin at byte {local}, and does not"),
        _ => format!("shall have {} bytes from byte {local}, and is cut off", entry.compressed_size_hint()),
    })?;
    if there.local_header().file_path().as_bytes() != entry.file_path().as_bytes() {
        return Err(format!("has another name at byte {local}"));
    }
    let (start, end) = there.compressed_data_range();
    if end > archive.directory_offset() {
        return Err(format!("shall end at byte {end}, where the directory is"));
    }
    let packing = match entry.compression_method() {
        _ if entry.flags().is_encrypted() => Packing::Encrypted,
        CompressionMethod::STORE => Packing::Stored,
        CompressionMethod::DEFLATE => Packing::Deflated,
        other => Packing::Other(other.as_u16()),
    };
    let (size, packed) = (entry.uncompressed_size_hint(), end - start);
    if packing == Packing::Stored && packed != size {
        return Err(format!("is stored in {packed} bytes, and shall have {size}"));
    }
    Ok(Member { range: place(start)..place(end), packing, size: place(size), crc: entry.crc32() })
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
