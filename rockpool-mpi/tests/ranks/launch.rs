//! Processes that run together.

use crate::{CASE, FOLDER};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How many ranks are tried.
pub(crate) fn sizes() -> Vec<usize> {
    if cfg!(feature = "mpi") { vec![1, 2, 3, 4] } else { vec![1] }
}

/// Processes that were started.
pub(crate) struct Run(Child);

/// What became of them.
pub(crate) struct Outcome {
    pub(crate) is_success: bool,
    output: String,
    errors: String,
}

/// Starts this program with so many ranks, to do one thing.
pub(crate) fn launch(size: usize, case: &str, folder: &Path) -> Run {
    let program = std::env::current_exe().unwrap();
    let mut command = if cfg!(feature = "mpi") {
        let mut command = Command::new("mpirun");
        // No test waits for ever; as root, and with more ranks than cores, only if asked.
        command.args(["--timeout", "240", "--oversubscribe", "-n", &size.to_string()]).arg(program);
        command.env("OMPI_ALLOW_RUN_AS_ROOT", "1").env("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
        command
    } else {
        Command::new(program)
    };
    command.env(CASE, case).env(FOLDER, folder).env("RAYON_NUM_THREADS", "1");
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    Run(child.expect("`mpirun` is to be installed: see the README of rockpool-mpi"))
}

impl Run {
    pub(crate) fn wait(self) -> Outcome {
        let output = self.0.wait_with_output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Outcome {
            is_success: output.status.success(),
            output: text(&output.stdout),
            errors: text(&output.stderr),
        }
    }

    /// Kills one rank, as it is told in the folder, so long after it began; false if all ended before.
    pub(crate) fn kill(&mut self, folder: &Path, rank: usize, moment: Duration) -> bool {
        let told = folder.join(format!("pid.{rank}"));
        let pid = loop {
            if let Some(pid) = std::fs::read_to_string(&told).ok().filter(|pid| pid.ends_with('\n')) {
                break pid;
            }
            if self.0.try_wait().unwrap().is_some() {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        std::fs::remove_file(&told).unwrap();
        std::thread::sleep(moment);
        self.0.try_wait().unwrap().is_none()
            && Command::new("kill").args(["-9", pid.trim()]).stderr(Stdio::null()).status().unwrap().success()
    }
}

impl Outcome {
    /// What was told in lines `what name: value`.
    pub(crate) fn told(&self, what: &str) -> BTreeMap<String, String> {
        let told = |line: &str| {
            let (name, value) = line.strip_prefix(what)?.trim().split_once(": ")?;
            Some((name.to_owned(), value.to_owned()))
        };
        self.output.lines().filter_map(told).collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.output, self.errors)
    }
}
