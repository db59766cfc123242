//! The widest vectors that the machine has.

/// Runs `f`, compiled for the vectors of this machine: what it calls must be `inline(always)`, and
/// so must it be itself.
///
/// Numbers are the same whatever the vectors: products and sums are never contracted, and no sum
/// is shared out over lanes.
#[inline(always)]
pub(crate) fn vectorized<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(all(feature = "simd", any(target_arch = "x86", target_arch = "x86_64")))]
    {
        use fearless_simd::{Level, Simd};
        let level = Level::new();
        if let Some(avx512) = level.as_avx512() {
            return avx512.vectorize(f);
        }
        if let Some(avx2) = level.as_avx2() {
            return avx2.vectorize(f);
        }
    }
    f()
}
