pub struct Branch {
    #[module]
    children: Vec<Self>,
    #[module(origin)]
    origin: Origin,
}
