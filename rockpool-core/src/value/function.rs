//! Functions as attributes: `fn` pointers, and shared closures.

use super::{AttributeValue, Plain};

/// Something that can be told apart by its address.
pub trait Address {
    /// The address.
    fn address(&self) -> *const ();
}

/// `fn` pointers by value, and those that take references: the same arguments with other lifetimes
/// are other types.
#[allow(coherence_leak_check, reason = "`fn(A)` and `for<'a> fn(&'a A)` are different types")]
mod pointers {
    use super::{AttributeValue, Plain};

    macro_rules! pointers {
        ($($arg:ident),*) => {
            impl<R: 'static, $($arg: 'static),*> AttributeValue for fn($($arg),*) -> R {
                type Class = Plain;
            }
        };
    }
    pointers!();
    pointers!(A);
    pointers!(A, B);
    pointers!(A, B, C);
    pointers!(A, B, C, D);

    impl<A: ?Sized + 'static, R: 'static> AttributeValue for for<'a> fn(&'a A) -> R {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, R: ?Sized + 'static> AttributeValue for for<'a> fn(&'a A) -> &'a R {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, R: 'static> AttributeValue for for<'a> fn(&'a mut A) -> R {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, B: ?Sized + 'static, R: 'static> AttributeValue
        for for<'a, 'b> fn(&'a A, &'b B) -> R
    {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, B: 'static, R: 'static> AttributeValue for for<'a> fn(&'a A, B) -> R {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, B: 'static, R: 'static> AttributeValue for for<'a> fn(&'a mut A, B) -> R {
        type Class = Plain;
    }
    impl<A: ?Sized + 'static, B: ?Sized + 'static, R: 'static> AttributeValue
        for for<'a, 'b> fn(&'a mut A, &'b B) -> R
    {
        type Class = Plain;
    }
}

#[cfg(feature = "alloc")]
#[allow(coherence_leak_check, reason = "`Fn(A)` and `for<'a> Fn(&'a A)` are different types")]
mod shared {
    use super::{Address, AttributeValue};
    use crate::value::Function;
    use alloc::sync::Arc;

    macro_rules! shared {
        ($([$($generics:tt)*] $function:ty;)*) => {
            $(impl<$($generics)*> AttributeValue for Arc<$function> {
                type Class = Function;
            }
            impl<$($generics)*> Address for Arc<$function> {
                fn address(&self) -> *const () {
                    Arc::as_ptr(self).cast()
                }
            })*
        };
    }

    shared! {
        [R: 'static] dyn Fn() -> R + Send + Sync;
        [R: 'static, A: 'static] dyn Fn(A) -> R + Send + Sync;
        [R: 'static, A: 'static, B: 'static] dyn Fn(A, B) -> R + Send + Sync;
        [R: 'static, A: 'static, B: 'static, C: 'static] dyn Fn(A, B, C) -> R + Send + Sync;
        [R: 'static, A: 'static + ?Sized] dyn for<'a> Fn(&'a A) -> R + Send + Sync;
        [R: 'static, A: 'static + ?Sized] dyn for<'a> Fn(&'a mut A) -> R + Send + Sync;
        [R: 'static, A: 'static + ?Sized, B: 'static + ?Sized] dyn for<'a, 'b> Fn(&'a A, &'b B) -> R + Send + Sync;
        [R: 'static, A: 'static + ?Sized, B: 'static] dyn for<'a> Fn(&'a A, B) -> R + Send + Sync;
    }
}
