use super::faults;

#[test]
fn five_faults_take_one_compile() {
    let found = faults(
        r#"
        #[module(shape = (n_in, n_out))]
        struct Lif {
            #[parameter(famly = "weights", shape = (n_ot, n_in))]
            w: Array2<f64>,
            #[state(bounds = 1.0..0.0)]
            #[parameter]
            x: f64,
            tau: f64,
            #[module(origin)]
            origin: Origin,
        }
        "#,
    );
    let carets: Vec<&str> = found.iter().map(|(caret, _)| caret.as_str()).collect();
    assert_eq!(carets, ["famly", "n_ot", "parameter", "1.0..0.0", "tau"]);
}

#[test]
fn a_shape_that_cannot_be_read_draws_no_unknown_dims() {
    let found = faults("#[module(shape = (n, 1.5))] struct Lif { #[state(shape = n)] x: Array1<f64> }");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn messages_are_in_lower_case_and_without_full_stop() {
    let inputs = [
        "struct Lif { a: f64 }",
        "union U { a: f64 }",
        "enum E { A(B, C) }",
        "#[module(dims(a = a))] struct Lif { #[parameter(bounds = 3)] x: f64 }",
    ];
    for (_, message) in inputs.into_iter().flat_map(faults) {
        assert!(!message.starts_with(char::is_uppercase), "{message}");
        assert!(!message.ends_with('.'), "{message}");
    }
}
