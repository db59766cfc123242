//! A tree of 1,000 modules in three levels, each of four arrays of 64 `f32`: a root, 27 columns in
//! it, and 36 units in each of those.
//!
//! It is there eight times: with its arrays as parameters or as states, as `Array1<f32>` or as
//! `[f32; 64]`, with an origin (made by a builder) or without.
#![allow(dead_code, reason = "no setter of a builder is called")]

use rockpool_core::prelude::*;

/// Columns of the root.
pub(crate) const COLUMNS: usize = 27;
/// Units of each column.
pub(crate) const UNITS: usize = 36;
/// Elements of each array.
pub(crate) const LENGTH: usize = 64;
/// Elements of the whole tree.
pub(crate) const ELEMENTS: usize = (1 + COLUMNS + COLUMNS * UNITS) * 4 * LENGTH;

/// What the loops by hand need of a tree of any of the eight types.
pub(crate) trait Network: Module {
    /// The tree.
    fn make() -> Self;
    /// Every array, in the order of a walk.
    fn by_hand(&self, each: impl FnMut(&[f32]));
    /// Every array, in the order of a walk.
    fn by_hand_mut(&mut self, each: impl FnMut(&mut [f32]));
    /// Every array with its path, which is written into one buffer again and again.
    fn with_paths_by_hand(&self, each: impl FnMut(&str, &[f32]));
    /// Every array with its part of the tree.
    fn with_tree_by_hand(&mut self, tree: &Tree<Value>, each: impl FnMut(&mut [f32], &Value)) -> Option<()>;
}

macro_rules! network {
    (
        $name:ident, $array:ty, #[$attribute:meta],
        $slice:expr, $slice_mut:expr, $make:expr,
        { $($origin:tt)* } { $($origin_value:tt)* }
    ) => {
        pub(crate) mod $name {
            use super::*;
            use std::fmt::Write as _;

            #[derive(Module)]
            pub(crate) struct Root {
                #[$attribute]
                pub(crate) a: $array,
                #[$attribute]
                pub(crate) b: $array,
                #[$attribute]
                pub(crate) c: $array,
                #[$attribute]
                pub(crate) d: $array,
                #[module]
                pub(crate) columns: Vec<Column>,
                $($origin)*
            }

            #[derive(Module)]
            pub(crate) struct Column {
                #[$attribute]
                pub(crate) a: $array,
                #[$attribute]
                pub(crate) b: $array,
                #[$attribute]
                pub(crate) c: $array,
                #[$attribute]
                pub(crate) d: $array,
                #[module]
                pub(crate) units: Vec<Unit>,
                $($origin)*
            }

            #[derive(Module)]
            pub(crate) struct Unit {
                #[$attribute]
                pub(crate) a: $array,
                #[$attribute]
                pub(crate) b: $array,
                #[$attribute]
                pub(crate) c: $array,
                #[$attribute]
                pub(crate) d: $array,
                $($origin)*
            }

            const SLICE: fn(&$array) -> &[f32] = $slice;
            const SLICE_MUT: fn(&mut $array) -> &mut [f32] = $slice_mut;

            impl Network for Root {
                fn make() -> Self {
                    network!(@make $make, $($origin_value)*)
                }

                #[inline]
                fn by_hand(&self, mut each: impl FnMut(&[f32])) {
                    let slice = SLICE;
                    each(slice(&self.a));
                    each(slice(&self.b));
                    each(slice(&self.c));
                    each(slice(&self.d));
                    for column in &self.columns {
                        each(slice(&column.a));
                        each(slice(&column.b));
                        each(slice(&column.c));
                        each(slice(&column.d));
                        for unit in &column.units {
                            each(slice(&unit.a));
                            each(slice(&unit.b));
                            each(slice(&unit.c));
                            each(slice(&unit.d));
                        }
                    }
                }

                #[inline]
                fn by_hand_mut(&mut self, mut each: impl FnMut(&mut [f32])) {
                    let slice = SLICE_MUT;
                    each(slice(&mut self.a));
                    each(slice(&mut self.b));
                    each(slice(&mut self.c));
                    each(slice(&mut self.d));
                    for column in &mut self.columns {
                        each(slice(&mut column.a));
                        each(slice(&mut column.b));
                        each(slice(&mut column.c));
                        each(slice(&mut column.d));
                        for unit in &mut column.units {
                            each(slice(&mut unit.a));
                            each(slice(&mut unit.b));
                            each(slice(&mut unit.c));
                            each(slice(&mut unit.d));
                        }
                    }
                }

                #[inline]
                fn with_paths_by_hand(&self, mut each: impl FnMut(&str, &[f32])) {
                    let slice = SLICE;
                    let mut path = String::new();
                    // Appends a name, hands the path on, and takes the name off again.
                    let mut named = |path: &mut String, name: &str, array: &$array| {
                        let length = path.len();
                        path.push_str(name);
                        each(path, slice(array));
                        path.truncate(length);
                    };
                    named(&mut path, "a", &self.a);
                    named(&mut path, "b", &self.b);
                    named(&mut path, "c", &self.c);
                    named(&mut path, "d", &self.d);
                    for (i, column) in self.columns.iter().enumerate() {
                        path.clear();
                        let _ = write!(path, "columns.{i}.");
                        let length = path.len();
                        named(&mut path, "a", &column.a);
                        named(&mut path, "b", &column.b);
                        named(&mut path, "c", &column.c);
                        named(&mut path, "d", &column.d);
                        for (j, unit) in column.units.iter().enumerate() {
                            path.truncate(length);
                            let _ = write!(path, "units.{j}.");
                            named(&mut path, "a", &unit.a);
                            named(&mut path, "b", &unit.b);
                            named(&mut path, "c", &unit.c);
                            named(&mut path, "d", &unit.d);
                        }
                    }
                }

                #[inline]
                fn with_tree_by_hand(
                    &mut self,
                    tree: &Tree<Value>,
                    mut each: impl FnMut(&mut [f32], &Value),
                ) -> Option<()> {
                    let slice = SLICE_MUT;
                    each(slice(&mut self.a), tree.child("a")?.as_leaf()?);
                    each(slice(&mut self.b), tree.child("b")?.as_leaf()?);
                    each(slice(&mut self.c), tree.child("c")?.as_leaf()?);
                    each(slice(&mut self.d), tree.child("d")?.as_leaf()?);
                    let columns = tree.child("columns")?;
                    let mut index = String::new();
                    for (i, column) in self.columns.iter_mut().enumerate() {
                        index.clear();
                        let _ = write!(index, "{i}");
                        let tree = columns.child(&index)?;
                        each(slice(&mut column.a), tree.child("a")?.as_leaf()?);
                        each(slice(&mut column.b), tree.child("b")?.as_leaf()?);
                        each(slice(&mut column.c), tree.child("c")?.as_leaf()?);
                        each(slice(&mut column.d), tree.child("d")?.as_leaf()?);
                        let units = tree.child("units")?;
                        for (j, unit) in column.units.iter_mut().enumerate() {
                            index.clear();
                            let _ = write!(index, "{j}");
                            let tree = units.child(&index)?;
                            each(slice(&mut unit.a), tree.child("a")?.as_leaf()?);
                            each(slice(&mut unit.b), tree.child("b")?.as_leaf()?);
                            each(slice(&mut unit.c), tree.child("c")?.as_leaf()?);
                            each(slice(&mut unit.d), tree.child("d")?.as_leaf()?);
                        }
                    }
                    Some(())
                }
            }
        }
    };
    (@make $make:expr, ) => {{
        let array = $make;
        let unit = || Unit { a: array(0), b: array(1), c: array(2), d: array(3) };
        let column = || Column {
            a: array(0),
            b: array(1),
            c: array(2),
            d: array(3),
            units: (0..UNITS).map(|_| unit()).collect(),
        };
        Root {
            a: array(0),
            b: array(1),
            c: array(2),
            d: array(3),
            columns: (0..COLUMNS).map(|_| column()).collect(),
        }
    }};
    (@make $make:expr, built) => {{
        let unit = || Unit::builder().build();
        let column = || Column::builder().units((0..UNITS).map(|_| unit()).collect::<Result<Vec<_>, _>>()?).build();
        let root = || Root::builder().columns((0..COLUMNS).map(|_| column()).collect::<Result<Vec<_>, _>>()?).build();
        root().expect("the declarations are right")
    }};
}

/// Arrays whose memory is elsewhere.
macro_rules! vectors {
    ($name:ident, #[$attribute:meta], $origin:tt $value:tt) => {
        network! {
            $name, ndarray::Array1<f32>, #[$attribute],
            |array| array.as_slice().unwrap_or(&[]), |array| array.as_slice_mut().unwrap_or(&mut []),
            |_| ndarray::Array1::zeros(LENGTH), $origin $value
        }
    };
}

/// Arrays whose memory is in the module.
macro_rules! arrays {
    ($name:ident, #[$attribute:meta], $origin:tt $value:tt) => {
        network! {
            $name, [f32; LENGTH], #[$attribute],
            |array| array, |array| array,
            |_| [0.0; LENGTH], $origin $value
        }
    };
}

vectors!(parameter_vectors, #[parameter(shape = LENGTH, init = fill(0.5))], {} {});
vectors!(parameter_vectors_built, #[parameter(shape = LENGTH, init = fill(0.5))], { #[module(origin)] origin: Origin } { built });
vectors!(state_vectors, #[state(shape = LENGTH)], {} {});
vectors!(state_vectors_built, #[state(shape = LENGTH)], { #[module(origin)] origin: Origin } { built });
arrays!(parameter_arrays, #[parameter(shape = LENGTH, init = fill(0.5))], {} {});
arrays!(parameter_arrays_built, #[parameter(shape = LENGTH, init = fill(0.5))], { #[module(origin)] origin: Origin } { built });
arrays!(state_arrays, #[state(shape = LENGTH)], {} {});
arrays!(state_arrays_built, #[state(shape = LENGTH)], { #[module(origin)] origin: Origin } { built });
