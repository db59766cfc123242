//! Writes the modules of `tests/data/rockpool` for the original, which `tests/data/check_rockpool.py` then loads:
//! `cargo run -p rockpool-io --example write_rockpool -- FOLDER`.

#[path = "../tests/common/originals.rs"]
mod originals;

use rockpool_io::{Options, Policy, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    for name in originals::NAMES {
        let mut net = originals::net(name);
        plan(&net, originals::data(name))?.with_policy(Policy::Rockpool).apply(&mut net)?;
        let path = std::path::Path::new(&folder).join(name).with_extension("json");
        Options::new().rockpool().save(&net, path)?;
    }
    Ok(())
}
