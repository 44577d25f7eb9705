//! Reads the commands of LaTeX: accents, symbols, fonts, quotations, links.

use super::super::macros;
use super::tree::push;
use super::{DEPTH, Inline, Mark, Open, Reader, math, plain, symbols};
use unicode_normalization::UnicodeNormalization;

impl<'a> Reader<'a, '_> {
    pub(super) fn command(&mut self, open: &mut Open) {
        self.at += 1;
        let Some(next) = self.peek() else { return push(&mut open.out, "\\") };
        let name = if next.is_ascii_alphabetic() {
            self.take(|it| it.is_ascii_alphabetic())
        } else {
            self.at += next.len_utf8();
            &self.text[self.at - next.len_utf8()..self.at]
        };
        if let Some(accent) = symbols::accent(name) {
            return self.accented(name, accent, open);
        }
        let starred = next.is_ascii_alphabetic() && self.peek() == Some('*');
        self.at += usize::from(starred);
        if next.is_ascii_alphabetic() {
            self.blanks();
        }
        if next == '(' {
            return self.inline_formula(open);
        }
        match symbols::symbol(name) {
            Some(" ") => open.out.push(Inline::Space),
            Some(text) => push(&mut open.out, text),
            None => self.named(name, starred, open),
        }
    }

    /// `\(…\)`.
    fn inline_formula(&mut self, open: &mut Open) {
        let rest = &self.text[self.at..];
        let end = rest.find("\\)").unwrap_or(rest.len());
        self.at += (end + 2).min(rest.len());
        open.out.push(math::read(&rest[..end]));
    }

    fn named(&mut self, name: &str, starred: bool, open: &mut Open) {
        if let Some(mark) = switch(name) {
            if mark != Mark::Plain {
                open.open(mark, true);
            }
            return;
        }
        if let Some(mark) = marking(name, starred) {
            let inside = self.argument();
            open.out.push(Inline::Marked(mark, inside));
            return;
        }
        match name {
            "href" | "textcolor" | "foreignlanguage" | "textlang" | "bibinfo" => {
                self.argument();
                let inside = self.argument();
                open.out.push(Inline::Marked(Mark::Plain, inside));
            }
            "uppercase" | "MakeUppercase" | "mkbibacro" => {
                let mut inside = self.argument();
                upper(&mut inside);
                open.out.push(Inline::Marked(Mark::Plain, inside));
            }
            "footnote" | "mkbibparens" | "parentext" => {
                if name == "footnote" {
                    open.out.push(Inline::Space);
                }
                push(&mut open.out, "(");
                let inside = self.argument();
                open.out.push(Inline::Marked(Mark::Plain, inside));
                push(&mut open.out, ")");
            }
            "bibstring" | "bibsstring" | "biblstring" | "bibcpstring" => {
                let key = plain(&self.argument());
                push(&mut open.out, macros::term(&key, self.lang));
            }
            "ensuremath" => {
                let inside = self.raw_argument();
                open.out.push(math::read(inside));
            }
            "verb" => self.verb(open),
            "begin" | "end" | "hspace" | "vspace" | "label" | "ref" | "index"
            | "phantom" | "hphantom" | "vphantom" | "noopsort" | "SortNoop"
            | "nocite" | "citenum" | "char" | "selectlanguage" => drop(self.argument()),
            it if it.starts_with("cite") || it.ends_with("cite") => {
                while self.peek() == Some('[') {
                    self.at += 1;
                    self.run(']');
                }
                self.argument();
            }
            _ => {
                self.unknown.insert(name.to_owned());
            }
        }
    }

    fn verb(&mut self, open: &mut Open) {
        let Some(fence) = self.peek() else { return };
        self.at += fence.len_utf8();
        let text = self.take(|it| it != fence);
        self.at += self.peek().map_or(0, char::len_utf8);
        push(&mut open.out, text);
    }

    /// What a command applies to: a group, a command, or one character.
    fn argument(&mut self) -> Vec<Inline> {
        self.blanks();
        let mut open = Open::default();
        match self.peek() {
            None | Some('}') => {}
            Some(_) if self.depth >= DEPTH => {}
            Some('{') => {
                self.at += 1;
                self.depth += 1;
                let inside = self.run('}');
                self.depth -= 1;
                return inside;
            }
            Some('\\') => {
                self.depth += 1;
                self.command(&mut open);
                self.depth -= 1;
            }
            Some(next) => {
                self.put(next.len_utf8(), next.encode_utf8(&mut [0; 4]), &mut open);
            }
        }
        open.finish()
    }

    /// The text of a group as it was written.
    fn raw_argument(&mut self) -> &'a str {
        let start = self.at;
        let mut depth = 0_usize;
        for (at, c) in self.text[start..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                self.at = start + at + c.len_utf8();
                return self.text[start..start + at].trim_start_matches('{');
            }
        }
        self.at = self.text.len();
        &self.text[start..]
    }

    /// `\"o`, `\"{o}`, `\'\i`: the letter with its accent in one character, if there is one.
    fn accented(&mut self, name: &str, accent: char, open: &mut Open) {
        let inside = self.argument();
        let text = plain(&inside).replace('ı', "i").replace('ȷ', "j");
        let mut letters = text.chars();
        match letters.next() {
            Some(first) => {
                let marked: String = [first, accent].iter().collect();
                let whole: String = marked.nfc().chain(letters).collect();
                push(&mut open.out, &whole);
            }
            None if !name.starts_with(char::is_alphabetic) => push(&mut open.out, name),
            None => {}
        }
    }
}

/// Commands that change the font up to the end of their group.
fn switch(name: &str) -> Option<Mark> {
    Some(match name {
        "em" | "it" | "itshape" | "sl" | "slshape" => Mark::Italic,
        "bf" | "bfseries" => Mark::Bold,
        "sc" | "scshape" => Mark::SmallCaps,
        "rm" | "rmfamily" | "sf" | "sffamily" | "tt" | "ttfamily" | "upshape"
        | "normalfont" | "mdseries" | "small" | "footnotesize" | "large"
        | "normalsize" => Mark::Plain,
        _ => return None,
    })
}

/// Commands that mark their argument.
fn marking(name: &str, starred: bool) -> Option<Mark> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => Mark::Italic,
        "textbf" | "mkbibbold" => Mark::Bold,
        "textsuperscript" | "mkbibsuperscript" => Mark::Superscript,
        "textsubscript" | "mkbibsubscript" => Mark::Subscript,
        "textsc" => Mark::SmallCaps,
        "enquote" if starred => Mark::Single,
        "enquote" | "mkbibquote" | "textquote" => Mark::Double,
        "texttt" | "textsf" | "textrm" | "textnormal" | "text" | "textup" | "textmd"
        | "mbox" | "hbox" | "uline" | "underline" | "sout" | "url" | "nolinkurl"
        | "path" | "textgreek" | "textcyrillic" | "natexlab" | "lowercase" => Mark::Plain,
        _ => return None,
    })
}

fn upper(inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Word(text) => *text = text.to_uppercase(),
            Inline::Space => {}
            Inline::Group(inside) | Inline::Marked(_, inside) => upper(inside),
        }
    }
}
