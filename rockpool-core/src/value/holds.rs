//! What a walk hands out of a value: itself, or what it is transparent for.

use super::{ArrayLike, AttributeValue, Choice, Converted, Function, Newtype, Plain, Scalar, Transparent};

/// The leaf that a value is in a walk. All that is asked of an attribute is asked of this.
#[doc(hidden)]
pub trait Holds<T> {
    /// Its type.
    type Leaf: AttributeValue;
    /// The leaf.
    fn leaf(value: &T) -> &Self::Leaf;
    /// The leaf, for writing.
    fn leaf_mut(value: &mut T) -> &mut Self::Leaf;
    /// The leaf itself.
    fn into_leaf(value: T) -> Self::Leaf;
    /// The value that this is the leaf of.
    fn of_leaf(leaf: Self::Leaf) -> T;
}

macro_rules! themselves {
    ($($class:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: AttributeValue> Holds<T> for $class {
            type Leaf = T;
            #[inline(always)]
            fn leaf(value: &T) -> &T {
                value
            }
            #[inline(always)]
            fn leaf_mut(value: &mut T) -> &mut T {
                value
            }
            #[inline(always)]
            fn into_leaf(value: T) -> T {
                value
            }
            #[inline(always)]
            fn of_leaf(leaf: T) -> T {
                leaf
            }
        }
    )*};
}

themselves!(Plain Scalar ArrayLike Function Choice Converted);

type Class<T> = <T as AttributeValue>::Class;

#[diagnostic::do_not_recommend]
impl<T: Newtype> Holds<T> for Transparent {
    type Leaf = <Class<T::Inner> as Holds<T::Inner>>::Leaf;
    #[inline(always)]
    fn leaf(value: &T) -> &Self::Leaf {
        Class::<T::Inner>::leaf(value.inner())
    }
    #[inline(always)]
    fn leaf_mut(value: &mut T) -> &mut Self::Leaf {
        Class::<T::Inner>::leaf_mut(value.inner_mut())
    }
    #[inline(always)]
    fn into_leaf(value: T) -> Self::Leaf {
        Class::<T::Inner>::into_leaf(value.into_inner())
    }
    #[inline(always)]
    fn of_leaf(leaf: Self::Leaf) -> T {
        T::from_inner(Class::<T::Inner>::of_leaf(leaf))
    }
}
