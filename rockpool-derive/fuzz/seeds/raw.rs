struct r#Loop {
    #[parameter(init = 1.0)]
    r#type: f64,
    #[module(origin)]
    origin: Origin,
}
