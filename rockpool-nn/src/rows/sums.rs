//! Gradients of weights, summed up while frames come.

use super::{Kept, lanes, stride};
use crate::Float;
use crate::memory::Lent;
use crate::simd::Line;
use fearless_simd::{Simd, SimdBase};

/// So many frames are summed up at once: as many as a mask has bits.
const FRAMES: usize = u32::BITS as usize;

/// Sums over frames of what went through weights times the gradient of what came out, row by row of the
/// weights. A few frames wait, so that a row is read and written once for all of them.
#[derive(Debug)]
pub(crate) struct OuterSums<F: Float> {
    /// `(rows, stride)`
    sums: Lent<F>,
    stride: usize,
    /// Those that wait, `(FRAMES, stride)`.
    frames: Vec<F>,
    waiting: usize,
    /// For each row, through which of the waiting frames a one went, and through which another number.
    masks: Vec<[u32; 2]>,
    /// Those numbers, `(rows, FRAMES)`.
    others: Vec<F>,
}

impl<F: Float> OuterSums<F> {
    /// Zeros for weights `(rows, width)`.
    pub(crate) fn new(rows: usize, width: usize) -> Self {
        let stride = stride(width);
        Self {
            sums: Lent::of(rows * stride, F::zero()),
            stride,
            frames: vec![F::zero(); FRAMES * stride],
            waiting: 0,
            masks: vec![[0; 2]; rows],
            others: vec![F::zero(); rows * FRAMES],
        }
    }

    /// Takes a frame in whole lines, and what went through which rows.
    #[inline(always)]
    pub(crate) fn push<S: Simd>(&mut self, simd: S, frame: &[F], (rows, values): (&[u32], &[F])) {
        let Self { frames, waiting, masks, others, stride, .. } = self;
        frames[*waiting * *stride..][..*stride].copy_from_slice(&frame[..*stride]);
        for (&row, &value) in rows.iter().zip(values) {
            let row = row as usize;
            let is_other = usize::from(!value.is_one());
            masks[row][is_other] |= 1 << *waiting;
            // Of a one, nobody reads it.
            others[row * FRAMES + *waiting] = value;
        }
        *waiting += 1;
        if *waiting == FRAMES {
            self.sum_up(simd);
        }
    }

    /// Sums up what waits.
    #[inline(always)]
    pub(crate) fn sum_up<S: Simd>(&mut self, simd: S) {
        /// So many lines are summed at once where the machine has 32 registers as long as a line.
        const MOST: usize = 8;
        let Self { sums, frames, stride, masks, others, waiting } = self;
        let has_long_registers = S::f32s::LEN * size_of::<f32>() == 64;
        let lanes = lanes::<S, F>();
        let rows = sums.chunks_exact_mut((*stride).max(1)).zip(others.chunks_exact(FRAMES));
        for (masks, (sums, factors)) in masks.iter_mut().zip(rows) {
            if *masks == [0; 2] {
                continue;
            }
            let mut at = 0;
            while at < *stride {
                let waiting = Waiting { masks: *masks, factors };
                let (frames, sums) = (&frames[at..], &mut sums[at..]);
                at += lanes
                    * match (*stride - at) / lanes {
                        MOST.. if has_long_registers => waiting.add::<S, MOST>(simd, frames, *stride, sums),
                        4.. => waiting.add::<S, 4>(simd, frames, *stride, sums),
                        2.. => waiting.add::<S, 2>(simd, frames, *stride, sums),
                        _ => waiting.add::<S, 1>(simd, frames, *stride, sums),
                    };
            }
            *masks = [0; 2];
        }
        *waiting = 0;
    }

    /// Adds the sums to weights with rows of `width`, row-major.
    pub(crate) fn add_to(&self, width: usize, weights: &mut [F]) {
        let rows = self.sums.chunks_exact(self.stride.max(1)).zip(weights.chunks_exact_mut(width.max(1)));
        rows.for_each(|(sums, weights)| {
            weights.iter_mut().zip(sums).for_each(|(weight, &sum)| *weight += sum)
        });
    }
}

/// Which of the frames that wait a row of weights has its share of.
#[derive(Clone, Copy)]
struct Waiting<'a, F> {
    masks: [u32; 2],
    factors: &'a [F],
}

impl<F: Float> Waiting<'_, F> {
    /// Adds to `K` lines of the row; returns how many these are.
    #[inline(always)]
    fn add<S: Simd, const K: usize>(self, simd: S, frames: &[F], stride: usize, sums: &mut [F]) -> usize {
        let lanes = lanes::<S, F>();
        let [mut ones, mut others] = self.masks;
        let mut lines = [F::Line::<S>::splat(simd, F::zero()); K];
        for (line, sums) in lines.iter_mut().zip(sums.chunks_exact(lanes)) {
            *line = F::Line::<S>::load(simd, sums);
        }
        while ones != 0 {
            let frame = &frames[ones.trailing_zeros() as usize * stride..][..K * lanes];
            ones &= ones - 1;
            for (line, numbers) in lines.iter_mut().zip(frame.chunks_exact(lanes)) {
                *line += F::Line::<S>::load(simd, numbers);
            }
        }
        while others != 0 {
            let at = others.trailing_zeros() as usize;
            others &= others - 1;
            let factor = F::Line::<S>::splat(simd, self.factors[at]);
            let frame = &frames[at * stride..][..K * lanes];
            for (line, numbers) in lines.iter_mut().zip(frame.chunks_exact(lanes)) {
                *line += factor * F::Line::<S>::load(simd, numbers);
            }
        }
        for (line, sums) in lines.into_iter().zip(sums.chunks_exact_mut(lanes)) {
            line.store(sums);
        }
        K
    }
}

/// Adds a multiple of a frame to a row, both in whole lines.
#[inline(always)]
fn add_product<S: Simd, F: Float>(simd: S, factor: F, frame: &[F], sums: &mut [F]) {
    let lanes = lanes::<S, F>();
    let factor = F::Line::<S>::splat(simd, factor);
    for (frame, sums) in frame.chunks_exact(lanes).zip(sums.chunks_exact_mut(lanes)) {
        (F::Line::<S>::load(simd, sums) + factor * F::Line::<S>::load(simd, frame)).store(sums);
    }
}

/// The sums of all frames that are kept, for few weights: `sums`, `(rows, stride)`, stay near while frame
/// after frame is read. `of_frames` has rows of `width`, the first of them frame `first`.
#[inline(always)]
pub(super) fn add_frames<S: Simd, F: Float>(
    simd: S,
    kept: &Kept<F>,
    first: usize,
    of_frames: &[F],
    width: usize,
    sums: &mut [F],
) {
    let stride = stride(width);
    let columns = kept.size().1;
    let mut padded = vec![F::zero(); stride];
    for (frame, of_frame) in (first..).zip(of_frames.chunks_exact(width)) {
        padded[..width].copy_from_slice(of_frame);
        match kept.dense() {
            Some(numbers) => {
                for (place, &x) in numbers[frame * columns..][..columns].iter().enumerate() {
                    if !x.is_nothing() {
                        add_product(simd, x, &padded, &mut sums[place * stride..][..stride]);
                    }
                }
            }
            None => {
                let (places, values) = kept.listed(frame);
                for (&place, &x) in places.iter().zip(values) {
                    add_product(simd, x, &padded, &mut sums[place as usize * stride..][..stride]);
                }
            }
        }
    }
}
