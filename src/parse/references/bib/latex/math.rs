//! Reads the small formulas of titles: `$\alpha$`, `CO$_2$`, `$10^{-3}$`. What needs more
//! than letters, superscripts and subscripts stays LaTeX between dollar signs.

use super::symbols;
use super::tree::{Inline, Mark, plain};

/// Reads a formula without its dollar signs.
pub(super) fn read(tex: &str) -> Inline {
    let mut reader = Reader { tex, at: 0 };
    let mut inside = Vec::new();
    match reader.run(&mut inside, 0) {
        Some(()) if reader.at == tex.len() => Inline::Marked(Mark::Formula, inside),
        _ => {
            let text = Inline::Word(format!("${tex}$"));
            Inline::Marked(Mark::Formula, vec![text])
        }
    }
}

struct Reader<'a> {
    tex: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// Reads up to a closing brace or to the end; `None` if it is too much.
    fn run(&mut self, out: &mut Vec<Inline>, depth: usize) -> Option<()> {
        if depth > 4 {
            return None;
        }
        while let Some(next) = self.peek() {
            match next {
                '}' => break,
                '^' | '_' => {
                    self.at += 1;
                    let mark =
                        if next == '^' { Mark::Superscript } else { Mark::Subscript };
                    let mut inside = Vec::new();
                    self.argument(&mut inside, depth)?;
                    let is_degree = mark == Mark::Superscript && plain(&inside) == "∘";
                    if is_degree {
                        out.push(Inline::Word("°".to_owned()));
                    } else {
                        out.push(Inline::Marked(mark, inside));
                    }
                }
                '{' => self.argument(out, depth)?,
                '\\' => self.command(out, depth)?,
                '-' => self.put(out, next, "−"),
                it if it.is_whitespace() => self.at += it.len_utf8(),
                '=' | '<' | '>' | '+' => {
                    let spaced = format!(" {next} ");
                    let text = if out.is_empty() { spaced.trim_start() } else { &spaced };
                    self.put(out, next, text);
                }
                it if it.is_alphabetic() => {
                    self.at += it.len_utf8();
                    let letter = vec![Inline::Word(it.to_string())];
                    out.push(Inline::Marked(Mark::Italic, letter));
                }
                it if it.is_numeric() || ".,;:()[]/|!'*".contains(it) => {
                    let mut bytes = [0; 4];
                    let text = &*it.encode_utf8(&mut bytes);
                    self.put(out, it, text);
                }
                _ => return None,
            }
        }
        Some(())
    }

    fn put(&mut self, out: &mut Vec<Inline>, from: char, text: &str) {
        self.at += from.len_utf8();
        out.push(Inline::Word(text.to_owned()));
    }

    fn argument(&mut self, out: &mut Vec<Inline>, depth: usize) -> Option<()> {
        match self.peek()? {
            '{' => {
                self.at += 1;
                self.run(out, depth + 1)?;
                self.close()
            }
            '\\' => self.command(out, depth + 1),
            it if it.is_alphanumeric() || "+-*'".contains(it) => {
                let mut bytes = [0; 4];
                let text = if it == '-' { "−" } else { &*it.encode_utf8(&mut bytes) };
                self.put(out, it, text);
                Some(())
            }
            _ => None,
        }
    }

    fn close(&mut self) -> Option<()> {
        let is_here = self.peek() == Some('}');
        self.at += usize::from(is_here);
        is_here.then_some(())
    }

    fn command(&mut self, out: &mut Vec<Inline>, depth: usize) -> Option<()> {
        self.at += 1;
        let rest = &self.tex[self.at..];
        let end = rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
        let name = &rest[..end];
        self.at += end;
        if name.is_empty() {
            let next = self.peek()?;
            self.at += next.len_utf8();
            return match next {
                '%' | '&' | '#' | '_' | '$' => {
                    out.push(Inline::Word(next.to_string()));
                    Some(())
                }
                ',' | ';' | ':' | ' ' | '!' => Some(()),
                _ => None,
            };
        }
        if matches!(
            name,
            "mathrm" | "text" | "textrm" | "rm" | "mbox" | "mathit" | "mathbf"
        ) {
            return self.upright(out, depth);
        }
        if matches!(name, "left" | "right" | "rm") {
            return Some(());
        }
        out.push(Inline::Word(symbols::letter(name)?.to_owned()));
        Some(())
    }

    /// Letters that are words.
    fn upright(&mut self, out: &mut Vec<Inline>, depth: usize) -> Option<()> {
        let mut inside = Vec::new();
        self.argument(&mut inside, depth)?;
        let all = inside.into_iter().map(|it| match it {
            Inline::Marked(Mark::Italic, inside) => Inline::Marked(Mark::Plain, inside),
            other => other,
        });
        out.extend(all);
        Some(())
    }

    fn peek(&self) -> Option<char> {
        self.tex[self.at..].chars().next()
    }
}
