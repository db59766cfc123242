//! Zip and zip64, as much of them as npz files need: members stored or deflated, on one disk.
//!
//! Directories are read by the crate `rawzip`. Archives are written here. Of 4,000 members of 384 bytes, in
//! instructions (callgrind, optimised):
//! - here they are written in 5.0 million, and read with all that is in them in 5.4 million;
//! - `rawzip` 0.5.2 writes them in 9.9 million, but always with the sizes behind a member and zeros before it, so that
//!   readers which go from member to member (cnpy for C++, `stream-unzip`) end at the first; and it tidies names up:
//!   `a/../x` becomes `x`;
//! - `zip` 9.8.2 writes them in 19.5 million, where all of writing 4,000 arrays takes 28 million, and reads them in 22.0
//!   million; it keeps the last of two equal names without saying so.
//!
//! The tests read what is written here by NumPy's archives and the other way round.
//!
//! Source: APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.

mod read;
mod write;

pub(crate) use read::Member;
pub(crate) use read::{Loss, read};
pub(crate) use write::Writer;

use flate2::Crc;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR: [u8; 4] = *b"PK\x06\x07";

/// The bytes of each record, without names and comments.
const LOCAL_SIZE: usize = 30;
const END64_SIZE: usize = 56;

/// The extra field in which zip64 has what is too large for its place.
const EXTRA64: u16 = 1;

/// Numbers from here up stand in records of zip64.
const LARGE: u32 = u32::MAX;

fn sum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{LARGE, Writer, read};

    fn archive(limit: u64) -> Vec<u8> {
        let mut writer = Writer::limited(limit);
        writer.add("first.npy", 5000, |out| out.extend([7; 5000]));
        writer.add("second.npy", 3, |out| out.extend([1, 2, 3]));
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
            writer.add(&format!("{index}.npy"), 0, |_| {});
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
