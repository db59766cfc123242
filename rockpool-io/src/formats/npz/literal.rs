//! The literal of Python in the header of an npy file.
//!
//! `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`

use rockpool_core::shape::Shape;

/// The most axes that NumPy has.
const DEEPEST: usize = 64;

/// What a header says.
pub(super) struct Literal<'a> {
    pub(super) descr: Descr<'a>,
    pub(super) is_column_major: bool,
    pub(super) shape: Shape,
}

/// The type of the elements.
pub(super) enum Descr<'a> {
    Text(&'a str),
    /// Several fields an element.
    Record,
}

/// Reads the text of a header.
pub(super) fn read(text: &str) -> Result<Literal<'_>, String> {
    let mut parser = Parser { rest: text };
    let (mut descr, mut order, mut shape) = (None, None, None);
    parser.expect('{')?;
    while !parser.take('}') {
        let key = parser.text()?;
        parser.expect(':')?;
        let is_new = match key {
            "descr" => descr.replace(parser.descr()?).is_none(),
            "fortran_order" => order.replace(parser.truth()?).is_none(),
            "shape" => shape.replace(parser.shape()?).is_none(),
            other => return Err(format!("unknown key `{other}` in the header")),
        };
        if !is_new {
            return Err(format!("the key `{key}` stands twice in the header"));
        }
        if !parser.take(',') {
            parser.expect('}')?;
            break;
        }
    }
    parser.skip();
    if !parser.rest.is_empty() {
        return Err("something follows the header".to_owned());
    }
    Ok(Literal {
        descr: descr.ok_or("the header has no `descr`")?,
        is_column_major: order.ok_or("the header has no `fortran_order`")?,
        shape: shape.ok_or("the header has no `shape`")?,
    })
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    /// Passes over blanks and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let Some(comment) = self.rest.strip_prefix('#') else { return };
            self.rest = comment.find('\n').and_then(|end| comment.get(end..)).unwrap_or_default();
        }
    }

    fn take(&mut self, c: char) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, c: char) -> Result<(), String> {
        match self.take(c) {
            true => Ok(()),
            false => Err(format!("expected `{c}` in the header, found {:?}", self.rest.chars().next())),
        }
    }

    /// `'descr'`, `"descr"` or, by Python 2, `u'descr'`.
    fn text(&mut self) -> Result<&'a str, String> {
        self.skip();
        let rest = self.rest.strip_prefix(['u', 'U']).unwrap_or(self.rest);
        let quote = if rest.starts_with('"') { '"' } else { '\'' };
        let inner = rest.strip_prefix(quote).ok_or("expected a text in the header")?;
        let (text, rest) = inner.split_once(quote).ok_or("a text in the header does not end")?;
        self.rest = rest;
        Ok(text)
    }

    fn descr(&mut self) -> Result<Descr<'a>, String> {
        self.skip();
        if !self.rest.starts_with('[') {
            return Ok(Descr::Text(self.text()?));
        }
        // Names of fields may hold any bracket.
        let mut depth = 0_usize;
        loop {
            self.skip();
            match self.rest.chars().next().ok_or("the header is cut off")? {
                '\'' | '"' => drop(self.text()?),
                c => {
                    self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
                    match c {
                        '[' | '(' => depth += 1,
                        ']' | ')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    if depth == 0 {
                        return Ok(Descr::Record);
                    }
                }
            }
        }
    }

    fn truth(&mut self) -> Result<bool, String> {
        self.skip();
        for (word, value) in [("True", true), ("False", false)] {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return Ok(value);
            }
        }
        Err("expected `True` or `False` for `fortran_order`".to_owned())
    }

    /// `()`, `(3,)`, `(3, 4)`, `(3, 4,)`; `(3)` is a number in Python, and no shape.
    fn shape(&mut self) -> Result<Shape, String> {
        let mut lengths = Vec::new();
        let mut has_comma = false;
        self.expect('(')?;
        while !self.take(')') {
            let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
            let (digits, rest) = self.rest.split_at(end);
            let length = digits.parse().map_err(|_| format!("`{digits}` is no length of an axis"))?;
            // Python 2 wrote `3L`.
            self.rest = rest.strip_prefix('L').unwrap_or(rest);
            lengths.push(length);
            if lengths.len() > DEEPEST {
                return Err(format!("an array has {DEEPEST} axes at most"));
            }
            if !self.take(',') {
                self.expect(')')?;
                break;
            }
            has_comma = true;
        }
        if lengths.len() == 1 && !has_comma {
            return Err("`shape` is a number, and not a tuple".to_owned());
        }
        Ok(Shape::new(&lengths))
    }
}
