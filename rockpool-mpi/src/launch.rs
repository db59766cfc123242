//! Whether the process is one of several.

/// What launchers tell of how many processes they started: Open MPI; MPICH, Intel MPI and others with its launcher;
/// PRRTE, which starts for several.
const SIZES: [&str; 4] = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MPI_LOCALNRANKS", "MV2_COMM_WORLD_SIZE"];

/// How many processes were started together, where a launcher says so.
pub(crate) fn processes(variable: impl Fn(&str) -> Option<String>) -> Option<usize> {
    SIZES.iter().filter_map(|name| variable(name)?.trim().parse().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::processes;

    #[test]
    fn launchers_tell_of_several_processes() {
        assert_eq!(processes(|_| None), None);
        assert_eq!(processes(|name| (name == "OMPI_COMM_WORLD_SIZE").then(|| "4".into())), Some(4));
        assert_eq!(processes(|name| (name == "PMI_SIZE").then(|| "2".into())), Some(2));
        assert_eq!(processes(|_| Some("many".into())), None);
    }
}
