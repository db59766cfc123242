use super::{assert_fault, assert_field_fault, assert_right};

#[test]
fn unknown() {
    assert_fault(
        "#[module(shape = (n_in, n_out))] struct Lif { #[state(shape = (n_in, n_ot))] x: Array2<f64>, #[module(origin)] origin: Origin }",
        "n_ot",
        "unknown dim `n_ot`, did you mean `n_out`? dims are declared in `#[module(shape = (..), dims(..))]`",
    );
    assert_field_fault(
        "#[state(shape = other)] x: Array1<f64>,",
        "other",
        "unknown dim `other`; those here are `n` and `m`, dims are declared in `#[module(shape = (..), dims(..))]`, and constants are written in UPPER_CASE",
    );
}

#[test]
fn declared_twice() {
    assert_fault(
        "#[module(shape = n, dims(n))] struct Lif { #[module(origin)] origin: Origin }",
        "n",
        "dim `n` is declared twice; the bare name in `shape` declares it already, so remove this one",
    );
    assert_fault(
        "#[module(shape = (n, m), dims(m = 2 * n))] struct Lif { #[module(origin)] origin: Origin }",
        "m",
        "dim `m` is declared twice; the bare name in `shape` declares it already, so write its length there",
    );
    assert_fault(
        "#[module(dims(k, k))] struct Lif { #[module(origin)] origin: Origin }",
        "k",
        "dim `k` is declared twice; keep one",
    );
}

#[test]
fn cyclic() {
    assert_fault(
        "#[module(dims(a = b + 1, b = c, c = 2 * a))] struct Lif { #[module(origin)] origin: Origin }",
        "a",
        "dim `a` is defined by itself (`a` → `b` → `c` → `a`); leave one of them free, as in `dims(a)`",
    );
}

#[test]
fn definitions_may_look_ahead() {
    assert_right(
        "#[module(shape = n, dims(a = b + 1, b = 2 * n))] struct Lif { #[module(origin)] origin: Origin }",
    );
}

#[test]
fn named_like_something_else() {
    assert_fault(
        "#[module(dims(k))] struct Lif<const k: usize> { #[module(origin)] origin: Origin }",
        "k",
        "dim `k` has the name of a const parameter; a shape can use `k` as it is, so rename or remove the dim",
    );
    assert_fault(
        "#[module(dims(K))] struct Lif { #[module(origin)] origin: Origin }",
        "K",
        "dim `K` looks like a constant; name dims in lower case, as in `n_hidden`",
    );
    assert_fault(
        "#[module(dims(key))] struct Lif { #[module(origin)] origin: Origin }",
        "key",
        "dim `key` has the name of a method of the builder; rename the dim",
    );
    assert_fault(
        "#[module(shape = gain)] struct Lif { #[parameter] gain: f64, #[module(origin)] origin: Origin }",
        "gain",
        "dim `gain` has the name of a field, and the builder has one method for it; rename the dim",
    );
    assert_fault(
        "#[module(dims(fn))] struct Lif { #[module(origin)] origin: Origin }",
        "fn",
        "`fn` is a keyword and names no dim; choose another name",
    );
}

#[test]
fn fixed_by_nothing() {
    assert_fault(
        "#[module(shape = (n, m))] struct Lif { #[state(shape = n)] x: Array1<f64> }",
        "m",
        "no attribute fixes dim `m`, and `Lif` has no builder to give it; use `m` in the `shape` of an attribute, or add a field `#[module(origin)] origin: Origin`",
    );
}

#[test]
fn empty_or_malformed_lists() {
    assert_fault(
        "#[module(dims())] struct Lif;",
        "()",
        "`dims()` declares nothing; name a dim, as in `dims(n_hidden)`, or remove it",
    );
    assert_fault(
        "#[module(dims = k)] struct Lif;",
        "k",
        "`dims` takes its dims in parentheses; write `dims(n_hidden)`",
    );
    assert_fault(
        "#[module(dims(k =))] struct Lif;",
        "k",
        "dim `k` needs a length after `=`; write `k` alone for a free dim",
    );
    assert_fault(
        "#[module(dims(k: n))] struct Lif;",
        ":",
        "expected `,` or `=` after dim `k`; write `dims(k)` or `dims(k = ..)`",
    );
}

#[test]
fn no_length() {
    for (shape, caret, message) in [
        ("-1", "-1", "a length is never negative; write it without `-`"),
        ("2.5", "2.5", "a length is an integer; write a dim, an integer or a constant"),
        ("\"n\"", "\"n\"", "a shape stands without quotes; write `shape = n`"),
        ("3u8", "3u8", "a length is a `usize`; write `3`"),
        (
            "99999999999999999999999",
            "99999999999999999999999",
            "this length is too large for a `usize`; write a smaller one",
        ),
        ("(n, (m, 1))", "(m, 1)", "shapes are not nested; write one length here"),
        ("[[n], m]", "[n]", "shapes are not nested; a list of shapes stands in one pair of brackets"),
        ("(n, ())", "()", "expected a length, found `()`; shapes are not nested"),
        ("n +", "+", "expected a length after this; write a dim, an integer or a constant"),
        (
            "n % 2",
            "%",
            "expected `,` or one of `+ - * /` after a length, found `%`; what else is computed stands in a constant",
        ),
        (
            "n m",
            "m",
            "expected `,` or one of `+ - * /` after a length, found `m`; separate two lengths by `,`",
        ),
        ("&n", "&", "expected a length, found `&`; write a dim, an integer or a constant"),
        ("(n,, m)", ",", "expected a length, found `,`; remove one comma"),
        (
            "config::n",
            "config::n",
            "a path in a shape names a constant in UPPER_CASE, such as `Self::N`; dims are bare names",
        ),
        ("n / 0", "0", "a length cannot be divided by zero; divide by a dim or a positive integer"),
        ("n / (3 - 3)", "3 - 3", "a length cannot be divided by zero; divide by a dim or a positive integer"),
        (
            "7 / 2",
            "7 / 2",
            "7 / 2 leaves a remainder, and division of lengths is exact; write the length itself",
        ),
        ("n * (2 - 3)", "2 - 3", "2 - 3 is negative, and a length never is; write the length itself"),
    ] {
        assert_field_fault(&format!("#[parameter(shape = {shape})] x: ArrayD<f64>,"), caret, message);
    }
}

#[test]
fn a_type_parameter_is_no_length() {
    assert_fault(
        "struct Lif<T: Element> { #[parameter(shape = T, init = zeros())] x: Array1<T> }",
        "T",
        "`T` is a type parameter, not a length; use a dim, or a constant of the type, as in `T::N`",
    );
}

#[test]
fn every_form_of_length() {
    assert_right(
        "#[module(shape = (n, m), dims(k = (n + 2 * m) / 3 - 1))] struct Lif<const N: usize> {
            #[parameter(shape = [(n,), (N, k * (m + 1),), (Self::LEN, config::deep::WIDTH, 3usize), (<Self as Wide>::W), ()])] x: ArrayD<f64>,
            #[module(origin)] origin: Origin }",
    );
}
