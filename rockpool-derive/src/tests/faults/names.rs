use super::{assert_fault, assert_field_fault, assert_right};

#[test]
fn no_path_segments() {
    assert_field_fault(
        "#[parameter(rename = \"\")] w: f64,",
        "\"\"",
        "a name is not empty; write one segment of a path, such as `w_rec`",
    );
    assert_field_fault(
        "#[module(alias = \"a.b\")] w: Lif,",
        "\"a.b\"",
        "`a.b` is more than one segment of a path; write a name without `.`",
    );
}

#[test]
fn public_twice() {
    assert_field_fault(
        "#[parameter(rename = \"b\")] a: f64, #[module] b: Lif,",
        "\"b\"",
        "`b` is the public name of two fields; give one another `rename`",
    );
    assert_field_fault(
        "#[parameter] a: f64, #[parameter(rename = \"a\")] b: f64,",
        "\"a\"",
        "`a` is the public name of two fields; give one another `rename`",
    );
}

#[test]
fn names_may_change_places() {
    assert_right("struct Lif { #[state(rename = \"b\")] a: f64, #[state(rename = \"a\")] b: f64 }");
}

#[test]
fn aliases_that_are_names() {
    assert_field_fault(
        "#[parameter(alias = \"b\")] a: f64, #[parameter] b: f64,",
        "\"b\"",
        "alias `b` is the public name of a field; aliases are older names that nothing has now, so remove it",
    );
    assert_field_fault(
        "#[parameter(alias = \"x\")] a: f64, #[module(alias = \"x\")] b: Lif,",
        "\"x\"",
        "alias `x` is given twice; keep one",
    );
}

#[test]
fn fields_named_like_methods_of_the_builder() {
    for name in ["shape", "key", "build", "builder"] {
        assert_field_fault(
            &format!("#[parameter] {name}: f64,"),
            name,
            &format!(
                "field `{name}` has the name of a method of the builder; rename the field, and keep its public name by `rename = \"{name}\"`"
            ),
        );
    }
    assert_right("struct Lif { #[state] shape: f64 }");
}

#[test]
fn generics_that_generated_code_may_use() {
    assert_fault(
        "struct Lif<'__m, T> { #[module(skip)] x: &'__m T }",
        "'__m",
        "generic parameter `__m` may clash with generated code, whose names begin with `__`; rename it",
    );
    assert_fault(
        "struct Lif<__V: Module>(#[module] __V);",
        "__V",
        "generic parameter `__V` may clash with generated code, whose names begin with `__`; rename it",
    );
}

#[test]
fn no_method_of_the_trait_is_left_out() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../rockpool-core/src/module.rs");
    let source = std::fs::read_to_string(path).expect("the trait is there");
    let (_, body) = source.split_once("pub trait Module: Structure {").expect("the trait is there");
    let (body, _) = body.split_once("\n}\n").expect("the trait ends");
    let methods = body.lines().filter_map(|line| line.strip_prefix("    fn "));
    for method in methods {
        let name: String = method.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        assert!(crate::symbol::MODULE_METHODS.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn a_type_parameter_without_a_bound_has_no_role() {
    for (item, caret, message) in [
        (
            "struct Lif<T: 'static>(#[state] T);",
            "T",
            "`T` may be any type, and not every type is an attribute; declare it `T: Real` for a number, or `T: AttributeValue`",
        ),
        (
            "struct Lif<T: ?Sized>(#[state(shape = 3)] Option<Vec<T>>);",
            "Option<Vec<T>>",
            "`T` may be any type, and not every type is an attribute; declare it `T: Real` for numbers, or `T: Element`",
        ),
        (
            "enum Lif<M, N> where N: Module { A([Box<M>; 2]), B(N) }",
            "[Box<M>; 2]",
            "`M` may be any type, and not every type is a module; declare it `M: Module`",
        ),
    ] {
        assert_fault(item, caret, message);
    }
    assert_right("struct Lif<T>(#[state] T) where Wrapped<T>: Real;");
    assert_right("struct Lif<T, U>(#[module(skip)] PhantomData<(T, U)>, #[state(with = ByT)] U);");
}
