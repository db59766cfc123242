//! What a rank tells of tasks that it ran.

use super::TaskError;
use crate::encoding::{decode, encode};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The results of some tasks, each as bytes.
#[derive(Debug, Default)]
pub(super) struct Report {
    head: Head,
    raw: Vec<u8>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    lasted: Duration,
    /// The index of each task, and how many bytes its result has.
    results: Vec<(usize, Result<usize, TaskError>)>,
}

/// The bytes that say how long the head is.
const LENGTH: usize = 8;

impl Report {
    pub(super) fn add(&mut self, index: usize, result: Result<Vec<u8>, TaskError>) {
        let result = result.map(|bytes| {
            self.raw.extend_from_slice(&bytes);
            bytes.len()
        });
        self.head.results.push((index, result));
    }

    pub(super) fn last(&mut self, lasted: Duration) {
        self.head.lasted = lasted;
    }

    pub(super) fn lasted(&self) -> Duration {
        self.head.lasted
    }

    pub(super) fn len(&self) -> usize {
        self.head.results.len()
    }

    pub(super) fn results(&self) -> impl Iterator<Item = (usize, Result<&[u8], TaskError>)> {
        let mut rest = &self.raw[..];
        self.head.results.iter().map(move |(index, result)| {
            let result = match result {
                Ok(length) => {
                    let (bytes, behind) = rest.split_at_checked(*length).unwrap_or((rest, &[]));
                    rest = behind;
                    Ok(bytes)
                }
                Err(error) => Err(error.clone()),
            };
            (*index, result)
        })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let head = encode(&self.head);
        let mut bytes = Vec::with_capacity(LENGTH + head.len() + self.raw.len());
        bytes.extend_from_slice(&(head.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(&self.raw);
        bytes
    }

    /// What was sent; nothing where it cannot be read, so that its tasks are missed.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(mut bytes: Vec<u8>) -> Option<Self> {
        let length = usize::try_from(u64::from_le_bytes(*bytes.first_chunk::<LENGTH>()?)).ok()?;
        let head = decode(bytes.get(LENGTH..LENGTH.checked_add(length)?)?)?;
        bytes.drain(..LENGTH + length);
        Some(Self { head, raw: bytes })
    }
}
