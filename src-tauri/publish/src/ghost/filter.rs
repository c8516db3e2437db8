//! Questions in Ghost's query language.

/// A text in quotes. Both kinds of quotation mark end one, and a backslash has no form of its own.
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '"' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// Whose field is one of these.
pub fn one_of(field: &str, values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("{field}:[{}]", values.join(","))
}

/// Who or what is named so, in capitals or not, as far as the site's database sees to it. A name with a
/// backslash cannot be asked for, and is not found.
pub fn named(names: &[String]) -> String {
    let asked = names.iter().filter(|name| !name.contains('\\')).map(|name| quoted(name));
    let asked: Vec<String> = asked.map(|name| format!("(name:~^{name}+name:~${name})")).collect();
    if asked.is_empty() {
        return one_of("name", &["-".into()]);
    }
    asked.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_ends_its_quotation() {
        let names = ["O'Brien".to_owned(), "\"x\",status:draft".into(), "a\\'b".into()];
        assert_eq!(
            named(&names),
            r#"(name:~^'O\'Brien'+name:~$'O\'Brien'),(name:~^'\"x\",status:draft'+name:~$'\"x\",status:draft')"#
        );
        assert_eq!(one_of("slug", &["a".into(), "b".into()]), "slug:['a','b']");
        assert_eq!(named(&["\\".into()]), "name:['-']");
    }
}
