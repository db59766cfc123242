//! The disk: files read whole, and put in the place of others.

mod beside;
mod read;
mod replace;
mod target;

pub(crate) use read::read_file;
pub(crate) use replace::replace;
