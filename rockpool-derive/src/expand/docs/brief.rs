//! The beginning of a doc comment, fit to stand elsewhere.

use crate::model::docs::Docs;

/// The first paragraph on one line, without links.
pub(super) fn first_paragraph(docs: &Docs) -> String {
    let text = docs.leading_text();
    let lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty() && !begins_block(line)).collect();
    plain(&lines.join(" "))
}

/// The first sentence of that.
pub(super) fn first_sentence(docs: &Docs) -> String {
    let text = first_paragraph(docs);
    let mut in_code = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        in_code ^= c == '`';
        let ends = c == '.' && !in_code && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && !is_abbreviation(&text[..at]) {
            return text[..=at].to_owned();
        }
    }
    text
}

/// A heading, a fence, a table: what is no sentence.
fn begins_block(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("```") || line.starts_with("~~~") || line.starts_with('|')
}

fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ["e.g", "i.e", "cf", "vs", "approx", "resp", "Eq", "Fig", "no"].contains(&word)
}

/// Markdown whose links are their words, and whose `<` opens no tag.
///
/// A link to an item is resolved where it stands, and this text stands elsewhere.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_span(rest, &mut out),
            '[' => link(rest, &mut out),
            '\\' => {
                let escape = rest.chars().take(2).map(char::len_utf8).sum();
                out.push_str(&rest[..escape]);
                escape
            }
            '<' => {
                let is_autolink = rest.starts_with("<http://") || rest.starts_with("<https://");
                out.push_str(if is_autolink { "<" } else { "\\<" });
                1
            }
            other => {
                out.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// Takes `` `code` `` as it is, or lone backticks.
fn code_span(text: &str, out: &mut String) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let end = closing(&text[ticks..], ticks).map_or(ticks, |end| ticks + end + ticks);
    out.push_str(&text[..end]);
    end
}

/// Where a run of exactly `ticks` backticks begins.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let begin = at + found;
        let run = text[begin..].len() - text[begin..].trim_start_matches('`').len();
        if run == ticks {
            return Some(begin);
        }
        at = begin + run;
    }
    None
}

/// Takes `[words](dest)`, `[words][name]` or `[words]`, and leaves the words; brackets that are no link
/// stay, and a link to a page stays whole.
fn link(text: &str, out: &mut String) -> usize {
    let Some(end) = matching(text, '[', ']') else {
        out.push_str("\\[");
        return 1;
    };
    let (words, behind) = (&text[1..end], &text[end + 1..]);
    let dest = match behind.chars().next() {
        Some('(') => matching(behind, '(', ')'),
        Some('[') => matching(behind, '[', ']'),
        _ => None,
    };
    match dest {
        Some(close) if behind[1..].starts_with("http") => {
            let whole = end + 1 + close + 1;
            out.push_str(&text[..whole]);
            whole
        }
        Some(close) => {
            out.push_str(&plain(words));
            end + 1 + close + 1
        }
        None if names_an_item(words) => {
            out.push_str(&plain(words));
            end + 1
        }
        None => {
            out.push_str(&format!("\\[{}\\]", plain(words)));
            end + 1
        }
    }
}

/// The bracket that closes the one at the beginning.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Whether rustdoc would take `[words]` for a link.
fn names_an_item(words: &str) -> bool {
    let path = words.trim_matches('`');
    let is_path = |c: char| c.is_alphanumeric() || "_:@!()".contains(c);
    words.starts_with('`') || (path.chars().all(is_path) && path.starts_with(|c: char| c.is_alphabetic()))
}
