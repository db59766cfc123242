//! A plan for people.

use super::Plan;
use crate::{Finding, Policy, Verdict};
use std::fmt;

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", file.display())?,
            None => f.write_str("the file")?,
        }
        let count = self.matching().len();
        write!(
            f,
            " into `{}`: {count} value{}",
            self.module,
            if count == 1 { " matches" } else { "s match" }
        )?;
        if self.is_same_schema == Some(false) {
            f.write_str("; the declarations are not those of the file")?;
        }
        let faults = self.faults().len();
        for finding in &self.findings {
            let mark = match self.policy.judge(finding) {
                Verdict::Fault => '!',
                Verdict::Accept if finding.kind.is_refused() => '!',
                Verdict::Skip => '-',
                Verdict::Accept => ' ',
            };
            write!(f, "\n{mark} {:<10} {finding}", finding.kind.word())?;
        }
        let name = self.policy.name();
        let hint = self.hint();
        match faults {
            0 => write!(f, "\n{name} finds no fault: the plan can be applied"),
            1 => write!(f, "\nnothing will be applied: {name} finds 1 fault{hint}"),
            _ => write!(f, "\nnothing will be applied: {name} finds {faults} faults{hint}"),
        }
    }
}

impl Plan {
    /// The way out where file and module merely have different names.
    fn hint(&self) -> &'static str {
        let is_subset = |finding: &&Finding| Policy::Subset.judge(finding) == Verdict::Skip;
        match !self.values.is_empty()
            && matches!(self.policy, Policy::Strict)
            && self.faults().iter().all(is_subset)
        {
            true => "; `Subset` would apply the rest",
            false => "",
        }
    }
}
