use rockpool_core::prelude::*;
use rockpool_core::shape::{FixedShape, Shape};
use rockpool_core::value::{ArrayValue, Dense};

#[derive(Clone, Debug, PartialEq)]
struct Mat(Vec<f64>);

impl AttributeValue for Mat {
    type Class = ArrayLike;
}

impl ArrayValue for Mat {
    type Elem = f64;
    const FIXED_SHAPE: Option<&'static FixedShape> = None;

    fn array_shape(&self) -> Shape {
        Shape::new(&[self.0.len()])
    }
    fn array_len(&self) -> usize {
        self.0.len()
    }
    fn admits(shape: &Shape) -> bool {
        shape.len() == 1
    }
    fn as_elements(&self) -> Option<&[f64]> {
        Some(&self.0)
    }
    fn as_mut_elements(&mut self) -> Option<&mut [f64]> {
        Some(&mut self.0)
    }
    fn each_element(&self, each: &mut dyn FnMut(&f64)) {
        self.0.iter().for_each(each);
    }
    fn zeroed(shape: &Shape) -> Option<Self> {
        Self::from_dense(Dense::zeros(shape)?).ok()
    }
    fn fmt_array(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
    fn into_dense(self) -> Dense<f64> {
        Dense::from_elements(&[self.0.len()], self.0).unwrap()
    }
    fn from_dense(data: Dense<f64>) -> Result<Self, Dense<f64>> {
        Ok(Self(data.into_elements()))
    }
}

fn main() {}
