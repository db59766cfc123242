//! Populations that feed each other as one: neurons with recurrent weights among all of them.

mod union;

use super::model::Link;
use super::read::{Fault, Node};
use super::wires::{Recurrent, Wires};
use std::collections::BTreeSet;
use union::Union;

/// The nodes of a loop over several populations, what feeds it and what it feeds.
pub(super) struct Loop {
    /// Those that lead to each other, and the weights by which others enter and leave.
    members: BTreeSet<usize>,
    from: usize,
    pub(super) to: usize,
}

impl Loop {
    /// The loop that edges from a node lead into, if there is one.
    pub(super) fn after(
        wires: &Wires<'_>,
        nodes: &[Option<Node>],
        from: usize,
    ) -> Result<Option<Self>, Fault> {
        let direct = wires.next(from).iter().copied();
        let by_weights = wires.next(from).iter().flat_map(|&next| wires.next(next)).copied();
        let leads_back = |&node: &usize| wires.next(node).contains(&node) || wires.around(node).len() > 1;
        let Some(first) = direct.chain(by_weights).find(leads_back) else { return Ok(None) };
        let around = wires.around(first);
        let is_weight = |index: usize| {
            let node = nodes.get(index).and_then(Option::as_ref);
            node.is_some_and(|node| matches!(node.kind.as_str(), "Linear" | "Affine"))
        };
        let outside = |ends: fn(&Wires<'_>, usize) -> Vec<usize>| -> BTreeSet<usize> {
            around.iter().flat_map(|&node| ends(wires, node)).filter(|node| !around.contains(node)).collect()
        };
        let mut members = around.clone();
        for before in outside(|wires, node| wires.before(node).to_vec()) {
            if before == from {
                continue;
            }
            let leads_in = wires.next(before).iter().all(|next| around.contains(next));
            if !is_weight(before) || wires.before(before) != [from] || !leads_in {
                return wires.fail(
                    before,
                    "it leads into a loop over several populations that others lead into, too",
                );
            }
            members.insert(before);
        }
        let after = outside(|wires, node| wires.next(node).to_vec());
        let to = match after.iter().copied().collect::<Vec<_>>().as_slice() {
            [] => return wires.fail(from, "no edge leads on from the loop after it"),
            &[to] => to,
            several => {
                let ends: BTreeSet<usize> =
                    several.iter().flat_map(|&node| wires.next(node).iter().copied()).collect();
                let fits = |&node: &usize| {
                    is_weight(node) && wires.before(node).iter().all(|before| around.contains(before))
                };
                let one = ends.first().copied().filter(|_| ends.len() == 1 && several.iter().all(fits));
                let Some(to) = one else {
                    let why =
                        "edges lead here from a loop over several populations, and others from it elsewhere";
                    return wires.fail(several[0], why);
                };
                members.extend(several);
                to
            }
        };
        let stranger = wires
            .before(to)
            .iter()
            .chain(wires.next(from))
            .find(|&node| !members.contains(node) && *node != to);
        match stranger {
            Some(&node) => wires.fail(node, "it stands beside a loop over several populations"),
            None => Ok(Some(Self { members, from, to })),
        }
    }

    /// Takes the nodes out: the weights that lead into the loop, its neurons, and the weights that lead out.
    pub(super) fn take(
        self,
        wires: &Wires<'_>,
        nodes: &mut [Option<Node>],
        recurrent: &mut Recurrent,
    ) -> Result<Vec<(String, Link)>, Fault> {
        let mut union = Union::new(wires, self.from, self.to);
        for &index in &self.members {
            union.add(index, nodes, recurrent)?;
        }
        union.parts()
    }
}
