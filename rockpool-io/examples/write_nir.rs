//! Writes networks as NIR files, for `tests/data/check_nir.py`.

use rockpool_core::Module;
use rockpool_io::nir;

#[path = "../tests/common/networks.rs"]
mod networks;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("expected a folder")?);
    nir::write(&networks::filled(), folder.join("struct.nir"))?;
    nir::write(&networks::boxed(), folder.join("boxed.nir"))?;
    nir::write(&networks::stack(), folder.join("stack.nir"))?;
    nir::write(&networks::residual(), folder.join("residual.nir"))?;
    // What Python wrote again is the same network.
    for name in ["struct", "boxed", "stack", "residual"] {
        let again = folder.join(format!("{name}-again.nir"));
        if again.exists() {
            let [first, second] = [folder.join(format!("{name}.nir")), again].map(nir::read);
            let ((first, _), (second, _)) = (first?, second?);
            let [first, second] = [first, second].map(|net| net.attributes().to_tree());
            assert!(first == second, "{name}");
            println!("{name}: equal after Python");
        }
    }
    Ok(())
}
