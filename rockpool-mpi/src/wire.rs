//! What goes from rank to rank: bytes, by MPI or, in a world of one, not at all.

#[cfg(feature = "mpi")]
mod mpi;
mod traffic;

pub use traffic::Traffic;

use std::cell::Cell;

/// What connects the ranks.
enum Link {
    Alone,
    #[cfg(feature = "mpi")]
    Mpi(mpi::Mpi),
}

/// The ranks, and what was sent so far.
pub(crate) struct Wire {
    link: Link,
    traffic: Cell<Traffic>,
}

/// Does it by MPI, or gives what a world of one has.
macro_rules! by_link {
    ($self:ident, $mpi:ident => $many:expr, $alone:expr) => {
        match &$self.link {
            Link::Alone => $alone,
            #[cfg(feature = "mpi")]
            Link::Mpi($mpi) => $many,
        }
    };
}

impl Wire {
    pub(crate) fn alone() -> Self {
        Self { link: Link::Alone, traffic: Cell::default() }
    }

    /// Starts MPI; `None` if it was started before.
    #[cfg(feature = "mpi")]
    pub(crate) fn start() -> Option<Self> {
        Some(Self { link: Link::Mpi(mpi::Mpi::start()?), traffic: Cell::default() })
    }

    pub(crate) fn rank(&self) -> usize {
        by_link!(self, mpi => mpi.rank(), 0)
    }

    pub(crate) fn size(&self) -> usize {
        by_link!(self, mpi => mpi.size(), 1)
    }

    pub(crate) fn traffic(&self) -> Traffic {
        self.traffic.get()
    }

    #[cfg_attr(not(feature = "mpi"), allow(dead_code, reason = "a world of one sends nothing"))]
    fn count(&self, messages: usize, bytes: usize) {
        let mut traffic = self.traffic.get();
        traffic.messages += messages as u64;
        traffic.bytes += bytes as u64;
        self.traffic.set(traffic);
    }

    /// How many rounds a tree over all ranks takes.
    #[cfg_attr(not(feature = "mpi"), allow(dead_code, reason = "a world of one has none"))]
    fn rounds(&self) -> usize {
        self.size().next_power_of_two().trailing_zeros() as usize
    }

    /// The largest of each over all ranks.
    pub(crate) fn max(&self, values: &mut [u64]) {
        by_link!(self, mpi => {
            mpi.max(values);
            self.count(self.rounds(), self.rounds() * size_of_val(values));
        }, { let _ = values; });
    }

    /// A number of every rank.
    pub(crate) fn gather_number(&self, own: u64) -> Vec<u64> {
        by_link!(self, mpi => {
            self.count(self.size() - 1, (self.size() - 1) * size_of::<u64>());
            mpi.gather_number(own)
        }, vec![own])
    }

    /// The bytes of every rank.
    pub(crate) fn gather_all(&self, own: &[u8]) -> Vec<Vec<u8>> {
        by_link!(self, mpi => {
            let lengths = lengths(&self.gather_number(own.len() as u64));
            self.count(self.size() - 1, (self.size() - 1) * own.len());
            mpi.gather_all(own, &lengths)
        }, vec![own.to_vec()])
    }

    /// The bytes of rank 0, on all.
    pub(crate) fn broadcast(&self, bytes: &mut Vec<u8>) {
        by_link!(self, mpi => {
            let is_root = self.rank() == 0;
            let length = mpi.broadcast_number(bytes.len() as u64);
            if !is_root {
                bytes.clear();
                bytes.resize(usize::try_from(length).unwrap_or(0), 0);
            }
            mpi.broadcast(bytes);
            if is_root {
                self.count(self.rounds() * 2, self.rounds() * (bytes.len() + size_of::<u64>()));
            }
        }, { let _ = bytes; });
    }

    /// Each rank's part for every other: `lengths` of what goes to them and comes from them, one after the other.
    pub(crate) fn exchange(&self, own: &[u8], to: &[usize], from: &[usize], into: &mut [u8]) {
        by_link!(self, mpi => {
            let kept = to.get(self.rank()).copied().unwrap_or(0);
            self.count(self.size() - 1, own.len() - kept.min(own.len()));
            mpi.exchange(own, to, from, into);
        }, {
            let _ = (to, from);
            into.copy_from_slice(own);
        });
    }

    /// The parts of all ranks, one after the other, with these lengths.
    pub(crate) fn collect(&self, own: &[u8], lengths: &[usize], into: &mut [u8]) {
        by_link!(self, mpi => {
            self.count(self.size() - 1, (self.size() - 1) * own.len());
            mpi.collect(own, lengths, into);
        }, {
            let _ = lengths;
            into.copy_from_slice(own);
        });
    }

    /// Sends bytes to one rank.
    pub(crate) fn send(&self, to: usize, bytes: &[u8]) {
        by_link!(self, mpi => {
            mpi.send(to, bytes);
            self.count(2, bytes.len() + size_of::<u64>());
        }, { let _ = (to, bytes); });
    }

    /// Bytes from one rank, as soon as they come.
    pub(crate) fn receive(&self, from: usize) -> Vec<u8> {
        by_link!(self, mpi => mpi.receive(from), {
            let _ = from;
            Vec::new()
        })
    }

    /// Bytes from any rank, if there are any or, where it waits, as soon as they come.
    pub(crate) fn receive_any(&self, waits: bool) -> Option<(usize, Vec<u8>)> {
        by_link!(self, mpi => mpi.receive_any(waits), {
            let _ = waits;
            None
        })
    }

    /// A sum as MPI makes it, in an order of its own: what sums are measured against.
    pub(crate) fn plain_sum(&self, values: &mut [f32]) {
        by_link!(self, mpi => {
            mpi.plain_sum(values);
            // Each rank sends a part to each other, and the sum of its own.
            let share = size_of_val(values) / self.size() * (self.size() - 1);
            self.count(2 * (self.size() - 1), 2 * share);
        }, { let _ = values; });
    }
}

/// Lengths as they were sent.
#[cfg(feature = "mpi")]
fn lengths(sent: &[u64]) -> Vec<usize> {
    sent.iter().map(|&length| usize::try_from(length).unwrap_or(usize::MAX)).collect()
}
