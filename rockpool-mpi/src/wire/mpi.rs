//! The same by MPI.
//!
//! MPI counts in 32 bits: what is longer goes in rounds.

use ::mpi::Threading;
use ::mpi::collective::SystemOperation;
use ::mpi::datatype::{Partition, PartitionMut};
use ::mpi::environment::Universe;
use ::mpi::topology::SimpleCommunicator;
use ::mpi::traits::{Communicator, CommunicatorCollectives, Destination, MatchedReceiveVec, Root, Source};

/// The most bytes of one message, and of one round from all ranks together.
const MOST: usize = 1 << 30;

/// Tags of messages: how long one is, and what it says.
const LENGTH: i32 = 1;
const BODY: i32 = 2;

pub(super) struct Mpi {
    world: SimpleCommunicator,
    rank: usize,
    size: usize,
    /// Dropped last: MPI ends.
    _universe: Universe,
}

impl Mpi {
    pub(super) fn start() -> Option<Self> {
        // One thread calls MPI, beside others that compute.
        let (universe, _) = ::mpi::initialize_with_threading(Threading::Funneled)?;
        let world = universe.world();
        let (rank, size) = (number(world.rank()), number(world.size()));
        Some(Self { world, rank, size, _universe: universe })
    }

    pub(super) fn rank(&self) -> usize {
        self.rank
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn max(&self, values: &mut [u64]) {
        let own = values.to_vec();
        self.world.all_reduce_into(&own[..], values, SystemOperation::max());
    }

    pub(super) fn plain_sum(&self, values: &mut [f32]) {
        let own = values.to_vec();
        for (own, sum) in own.chunks(MOST / 4).zip(values.chunks_mut(MOST / 4)) {
            self.world.all_reduce_into(own, sum, SystemOperation::sum());
        }
    }

    pub(super) fn gather_number(&self, own: u64) -> Vec<u64> {
        let mut all = vec![0; self.size];
        self.world.all_gather_into(&own, &mut all[..]);
        all
    }

    pub(super) fn broadcast_number(&self, number: u64) -> u64 {
        let mut number = number;
        self.world.process_at_rank(0).broadcast_into(&mut number);
        number
    }

    pub(super) fn broadcast(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(MOST) {
            self.world.process_at_rank(0).broadcast_into(chunk);
        }
    }

    pub(super) fn gather_all(&self, own: &[u8], lengths: &[usize]) -> Vec<Vec<u8>> {
        let mut all: Vec<Vec<u8>> = lengths.iter().map(|&length| Vec::with_capacity(length)).collect();
        let round = MOST / self.size;
        let longest = lengths.iter().copied().max().unwrap_or(0);
        for start in (0..longest).step_by(round.max(1)) {
            let part = |length: usize| length.saturating_sub(start).min(round);
            let parts: Vec<usize> = lengths.iter().map(|&length| part(length)).collect();
            let from = start.min(own.len());
            let own = &own[from..from + part(own.len())];
            let mut into = vec![0; parts.iter().sum()];
            self.collect(own, &parts, &mut into);
            let mut rest = &into[..];
            for (bytes, part) in all.iter_mut().zip(parts) {
                let (own, others) = rest.split_at(part);
                bytes.extend_from_slice(own);
                rest = others;
            }
        }
        all
    }

    /// All together at most [`MOST`].
    pub(super) fn collect(&self, own: &[u8], lengths: &[usize], into: &mut [u8]) {
        let (counts, places) = places(lengths);
        let mut into = PartitionMut::new(into, counts, places);
        self.world.all_gather_varcount_into(own, &mut into);
    }

    /// All together at most [`MOST`].
    pub(super) fn exchange(&self, own: &[u8], to: &[usize], from: &[usize], into: &mut [u8]) {
        let (counts, displacements) = places(to);
        let own = Partition::new(own, counts, displacements);
        let (counts, displacements) = places(from);
        let mut into = PartitionMut::new(into, counts, displacements);
        self.world.all_to_all_varcount_into(&own, &mut into);
    }

    pub(super) fn send(&self, to: usize, bytes: &[u8]) {
        let to = self.world.process_at_rank(i32::try_from(to).unwrap_or(0));
        to.send_with_tag(&(bytes.len() as u64), LENGTH);
        for chunk in bytes.chunks(MOST) {
            to.send_with_tag(chunk, BODY);
        }
    }

    pub(super) fn receive(&self, from: usize) -> Vec<u8> {
        let source = self.world.process_at_rank(i32::try_from(from).unwrap_or(0));
        let (length, _) = source.receive_vec_with_tag::<u64>(LENGTH);
        self.receive_body(from, &length)
    }

    pub(super) fn receive_any(&self, waits: bool) -> Option<(usize, Vec<u8>)> {
        let any = self.world.any_process();
        let found = match waits {
            true => any.matched_probe_with_tag(LENGTH),
            false => any.immediate_matched_probe_with_tag(LENGTH)?,
        };
        let (length, status) = found.matched_receive_vec::<u64>();
        let from = number(status.source_rank());
        Some((from, self.receive_body(from, &length)))
    }

    fn receive_body(&self, from: usize, length: &[u64]) -> Vec<u8> {
        let source = self.world.process_at_rank(i32::try_from(from).unwrap_or(0));
        let length = length.first().and_then(|&length| usize::try_from(length).ok()).unwrap_or(0);
        let mut bytes = vec![0; length];
        for chunk in bytes.chunks_mut(MOST) {
            source.receive_into_with_tag(chunk, BODY);
        }
        bytes
    }
}

fn number(rank: i32) -> usize {
    usize::try_from(rank).unwrap_or(0)
}

/// Lengths as MPI takes them, and where each part begins.
fn places(lengths: &[usize]) -> (Vec<i32>, Vec<i32>) {
    let mut start = 0;
    lengths
        .iter()
        .map(|&length| {
            let place = start;
            start += length;
            (i32::try_from(length).unwrap_or(0), i32::try_from(place).unwrap_or(0))
        })
        .unzip()
}
