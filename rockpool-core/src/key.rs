//! Keys of random streams.

use crate::decimal::Decimal;
use core::fmt;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Where random values come from: every attribute draws from a stream of its own, named by the
/// module's key and the attribute's path.
///
/// Adding, removing or reordering fields therefore changes no other value.
///
/// ```
/// use rockpool_core::Key;
/// assert_eq!(Key::new(7).at("hidden"), Key::new(7).at("hidden"));
/// assert_ne!(Key::new(7).at("hidden"), Key::new(7).at("readout"));
/// ```
#[doc(alias("seed", "random seed", "manual_seed", "PRNGKey"))]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
#[doc(alias("rng", "random_state"))]
pub struct Key(u64);

impl Key {
    /// The key with this seed.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(Key::new(7), 7.into()); // so that builders take `.key(7)`
    /// ```
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The seed of this key.
    ///
    /// ```
    /// use rockpool_core::Key;
    /// assert_eq!(Key::new(7).seed(), 7);
    /// assert_eq!(Key::new(Key::new(7).at("hidden").seed()), Key::new(7).at("hidden"));
    /// ```
    #[must_use]
    pub const fn seed(self) -> u64 {
        self.0
    }

    /// The key of the part with this name.
    ///
    /// ```
    /// use rockpool_core::Key;
    /// assert_ne!(Key::new(7).at("hidden"), Key::new(7).at("readout"));
    /// ```
    #[must_use]
    pub fn at(self, name: &str) -> Self {
        self.at_bytes(name.bytes())
    }

    /// The key of the element with this index; the same as that of the name in digits.
    ///
    /// ```
    /// use rockpool_core::Key;
    /// let trials: Vec<Key> = (0..3).map(|trial| Key::new(7).at_index(trial)).collect();
    /// assert_eq!(trials[2], Key::new(7).at("2"));
    /// ```
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.at_bytes(Decimal::new(index).as_bytes().iter().copied())
    }

    /// FNV-1a over the bytes, between two mixings: seeds are small numbers and names begin with letters
    /// that are neighbours, so that without the first the stream `x` of seed 0 were the stream `y` of
    /// seed 1.
    fn at_bytes(self, bytes: impl Iterator<Item = u8>) -> Self {
        let hash = bytes.fold(mixed(self.0) ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(mixed(hash))
    }

    /// A generator at the start of the key's stream: xoshiro256++.
    ///
    /// ```
    /// use rockpool_core::{Key, init::Rng};
    /// assert_eq!(Key::new(7).rng().next_u64(), Key::new(7).rng().next_u64());
    /// ```
    ///
    /// With the crate `rand` 0.10 beside this one, all that its generators can do; `random` is in `RngExt`:
    ///
    /// ```
    /// use rand::RngExt;
    /// use rockpool_core::Key;
    /// let mut rng = Key::new(7).rng();
    /// let (noise, index) = (rng.random::<f64>(), rng.random_range(0..10));
    /// assert!(noise < 1.0 && index < 10);
    /// ```
    #[must_use]
    pub fn rng(self) -> impl rand::Rng + use<> {
        Xoshiro256PlusPlus::seed_from_u64(self.0)
    }

    /// A key that is another one each time, from the random numbers of the operating system that `HashMap`
    /// has: for that alone, a crate that asks for them would cost a tenth of the time to compile.
    #[cfg(feature = "std")]
    pub(crate) fn from_system() -> Option<Self> {
        use core::hash::BuildHasher;
        Some(Self(std::hash::RandomState::new().hash_one(())))
    }

    /// Without `std` nothing can be drawn.
    #[cfg(all(feature = "alloc", not(feature = "std")))]
    pub(crate) fn from_system() -> Option<Self> {
        None
    }
}

/// A step of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA
/// 2014): every bit of the number changes half of those of the result.
const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The key with this seed, so that `.key(7)` takes one.
///
/// ```
/// use rockpool_core::Key;
/// assert_eq!(Key::from(7), Key::new(7));
/// ```
impl From<u64> for Key {
    fn from(seed: u64) -> Self {
        Self::new(seed)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({:#x})", self.0)
    }
}
