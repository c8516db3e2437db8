//! The credit compiler: creator, provider and distributor through the house's template.

use crate::FigureFacts;

/// The house's usual template. Each `{part}` that is empty goes together with its separator.
pub const USUAL_TEMPLATE: &str = "({creator} / {provider} / {distributor})";

/// The credit line of a figure, e.g. `(Photo Desk / City News)`; empty when nothing is known.
///
/// The template is text with the placeholders `{creator}`, `{provider}` and `{distributor}`. What
/// stands between two placeholders is a separator, printed only between two parts that are there;
/// a part that repeats the one before it is printed once.
pub fn credit_line(template: &str, figure: &FigureFacts) -> String {
    if !figure.credit_override.trim().is_empty() {
        return figure.credit_override.trim().to_owned();
    }
    let value = |name: &str| match name {
        "creator" => Some(figure.creator.trim()),
        "provider" => Some(figure.provider.trim()),
        "distributor" => Some(figure.distributor.trim()),
        _ => None,
    };
    let mut rest = template;
    let (mut before, mut separator, mut line) = (String::new(), String::new(), String::new());
    let (mut last, mut seen_any) = ("", false);
    while let Some((text, value_and_rest)) =
        rest.split_once('{').and_then(|(text, tail)| Some((text, tail.split_once('}')?)))
    {
        let (name, tail) = value_and_rest;
        rest = tail;
        if seen_any {
            separator = text.to_owned();
        } else {
            before = text.to_owned();
            seen_any = true;
        }
        let Some(part) = value(name).filter(|part| !part.is_empty() && *part != last) else { continue };
        if !line.is_empty() {
            line.push_str(&separator);
        }
        line.push_str(part);
        last = part;
    }
    if line.is_empty() {
        return String::new();
    }
    format!("{before}{line}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(creator: &str, provider: &str, distributor: &str) -> String {
        let figure = FigureFacts {
            creator: creator.into(),
            provider: provider.into(),
            distributor: distributor.into(),
            ..FigureFacts::default()
        };
        credit_line(USUAL_TEMPLATE, &figure)
    }

    #[test]
    fn empty_parts_go_with_their_separator() {
        assert_eq!(line("Photo Desk", "City News", ""), "(Photo Desk / City News)");
        assert_eq!(line("A", "", "C"), "(A / C)");
        assert_eq!(line("", "City News", ""), "(City News)");
        assert_eq!(line("A", "A", "C"), "(A / C)");
        assert_eq!(line("", " ", ""), "");
    }

    #[test]
    fn an_override_is_printed_as_it_is() {
        let figure = FigureFacts {
            credit_override: "Courtesy of the museum".into(),
            creator: "X".into(),
            ..Default::default()
        };
        assert_eq!(credit_line(USUAL_TEMPLATE, &figure), "Courtesy of the museum");
    }
}
