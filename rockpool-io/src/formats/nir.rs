//! NIR as a format like any other: the attributes of a module, by the paths that they have there.

use super::FileFormat;
use crate::entry::Document;
use crate::kinds::Kinds;
use crate::{Error, nir};
use rockpool_core::Module;

pub(super) struct Nir;

/// What HDF5 files have at their beginning, or after a block of the user's at a power of two from 512 on.
const MAGIC: &[u8] = b"\x89HDF\r\n\x1a\n";

impl FileFormat for Nir {
    const EXTENSION: &'static str = "nir";

    fn looks_like(front: &[u8]) -> bool {
        let places = std::iter::successors(Some(512_usize), |place| place.checked_mul(2));
        std::iter::once(0)
            .chain(places)
            .map_while(|place| front.get(place..))
            .any(|rest| rest.starts_with(MAGIC))
    }

    fn read<M: Module + ?Sized>(bytes: &[u8], module: &M, budget: usize) -> Result<Document, Error> {
        let (entries, findings) = nir::open(module, bytes, budget)?;
        Ok(Document { entries, schema: None, findings })
    }

    fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
        Ok(nir::encode(module, kinds)?.0)
    }
}
