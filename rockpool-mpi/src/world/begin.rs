//! How a call begins, and what ranks agree on in it.

use super::World;
use crate::Error;
use crate::call::Call;
use crate::contents::hash_of;
use std::fmt;

/// What ranks found when they began a call together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    Alike,
    /// Their arguments differ.
    Differently,
}

impl World {
    /// Begins a call, with arguments in words that are to be the same on all ranks.
    ///
    /// # Errors
    /// Other ranks make other calls or none, or give other arguments.
    pub(crate) fn begin_alike(&self, call: Call, argument: &str) -> Result<(), Error> {
        match self.begin(call, argument)? {
            Begun::Alike => Ok(()),
            Begun::Differently => {
                let arguments = self.wire.gather_all(argument.as_bytes());
                let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
                let arguments = arguments.into_iter().map(text).collect();
                Err(Error::Arguments { call: call.name(), arguments })
            }
        }
    }

    /// Begins a call. What is sent is a number, and more only where it is not the same on all ranks.
    ///
    /// # Errors
    /// Other ranks make other calls, or have left.
    pub(crate) fn begin(&self, call: Call, argument: &str) -> Result<Begun, Error> {
        if let Some(left) = self.left.borrow().as_ref() {
            return Err(left.clone());
        }
        if self.size() == 1 {
            return Ok(Begun::Alike);
        }
        if self.is_same(hash_of(&(call.code(), argument))) {
            return Ok(Begun::Alike);
        }
        let calls: Vec<Call> = self
            .wire
            .gather_number(u64::from(call.code()))
            .into_iter()
            .map(|code| Call::of_code(u8::try_from(code).unwrap_or(0)))
            .collect();
        let that = |is: fn(Call) -> bool| -> Vec<usize> {
            calls.iter().enumerate().filter(|(_, call)| is(**call)).map(|(rank, _)| rank).collect()
        };
        let ranks = that(Call::is_end);
        if !ranks.is_empty() {
            let made = calls.iter().find(|call| !call.is_end()).copied().unwrap_or(call);
            let panicked = that(|call| call == Call::Panic);
            let left = Error::Left { call: made.name(), ranks, panicked };
            *self.left.borrow_mut() = Some(left.clone());
            return Err(left);
        }
        if calls.iter().any(|other| *other != call) {
            return Err(Error::Calls { calls: calls.into_iter().map(Call::name).collect() });
        }
        Ok(Begun::Differently)
    }

    /// Whether a number is the same on all ranks.
    pub(crate) fn is_same(&self, number: u64) -> bool {
        let mut ends = [number, !number];
        self.wire.max(&mut ends);
        ends[0] == !ends[1]
    }

    /// Results of all ranks, in a call that has begun: an error of one is one on all.
    pub(crate) fn agreed<T, E: fmt::Display>(&self, result: Result<T, E>) -> Result<T, Error> {
        let mut failed = [u64::from(result.is_err())];
        self.wire.max(&mut failed);
        match (failed, result) {
            ([0], Ok(value)) => Ok(value),
            (_, result) => {
                let own = match result {
                    Ok(_) => Vec::new(),
                    // The first byte says that there is one.
                    Err(error) => format!("!{error}").into_bytes(),
                };
                let all = self.wire.gather_all(&own);
                let told = |bytes: &Vec<u8>| Some(String::from_utf8_lossy(bytes.get(1..)?).into_owned());
                let failures =
                    all.iter().enumerate().filter_map(|(rank, bytes)| Some((rank, told(bytes)?))).collect();
                Err(Error::Failed { failures })
            }
        }
    }
}
