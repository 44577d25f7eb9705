//! Names of files and folders as people read them: the numbers in front put them in order
//! and are no part of what they say.

/// The number prefix of a file name: `[1]` of `01-intro`, `[2024, 2, 22]` of
/// `2024-02-22-bbc`; and what is left of the name.
pub fn number_prefix(name: &str) -> (Vec<u64>, &str) {
    let mut numbers = Vec::new();
    let mut rest = name;
    loop {
        let digits =
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, behind) = rest.split_at(digits);
        let ends = behind.is_empty() || behind.starts_with(['-', '_', '.', ' ']);
        match number.parse() {
            Ok(number) if ends => numbers.push(number),
            _ => return (numbers, rest),
        }
        rest = behind.trim_start_matches(['-', '_', '.', ' ']);
    }
}

/// A title made of a file name: `01-the-first_day` becomes `The first day`.
pub fn readable(name: &str) -> String {
    let rest = number_prefix(name).1;
    let name = if rest.is_empty() { name } else { rest };
    let words: Vec<&str> =
        name.split(['-', '_', ' ']).filter(|it| !it.is_empty()).collect();
    let text = words.join(" ");
    let mut chars = text.chars();
    chars.next().map_or(text.clone(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_titles() {
        for (name, expect) in [
            ("01-the-first_day", "The first day"),
            ("2024-02-22-bbc", "Bbc"),
            ("404", "404"),
            ("3d-models", "3d models"),
            ("überblick", "Überblick"),
            ("--", ""),
        ] {
            assert_eq!(readable(name), expect);
        }
        assert_eq!(number_prefix("2024-02-22-bbc").0, [2024, 2, 22]);
        assert_eq!(number_prefix("99999999999999999999999-x").0, [] as [u64; 0]);
    }
}
