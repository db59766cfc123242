//! One pair, one way, so many times: `instructions.sh` runs it where instructions are counted.
//!
//! Without arguments it lists the pairs and their budgets.
#![allow(missing_docs, clippy::expect_used)]

mod pairs;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [index, way, times] = arguments.as_slice() else {
        for make in pairs::all() {
            let pair = make();
            println!("{}\t{}", pair.budget, pair.name);
        }
        return;
    };
    let index: usize = index.parse().expect("the number of a pair");
    let times: usize = times.parse().expect("a number of times");
    let mut pair = pairs::all().get(index).expect("there is such a pair")();
    for _ in 0..times {
        match way.as_str() {
            "ours" => pair.ours(),
            _ => pair.by_hand(),
        }
    }
}
