//! Decisions are numbered, registered and one page long.

use std::collections::BTreeSet;

use crate::{clean, files, read};

#[test]
fn every_decision_is_registered() {
    let register = read("docs/adr/README.md");
    let mut wrong = Vec::new();
    let mut numbers = BTreeSet::new();
    let mut count = 0;
    for path in files("docs/adr", &[".md"]) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "README.md" {
            continue;
        }
        count += 1;
        match name.split_once('-').map(|(number, _)| number) {
            Some(number) if number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                if !numbers.insert(number.to_owned()) {
                    wrong.push(format!("{name}: its number is taken"));
                }
                let text = read(&path);
                if !text.starts_with(&format!("# {number}: ")) {
                    wrong.push(format!("{name}: does not begin with \"# {number}: \""));
                }
                if text.lines().count() > 70 {
                    wrong.push(format!("{name}: longer than a page"));
                }
            }
            _ => wrong.push(format!("{name}: not named NNNN-….md")),
        }
        if !register.contains(&format!("({name})")) {
            wrong.push(format!("{name}: not in docs/adr/README.md"));
        }
    }
    assert!(count > 0, "there are decisions");
    clean("A decision is docs/adr/NNNN-name.md, a page long, listed in docs/adr/README.md.", &wrong);
}

#[test]
fn the_register_names_no_decision_that_is_not_there() {
    let there: BTreeSet<_> = files("docs/adr", &[".md"])
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let register = read("docs/adr/README.md");
    let wrong: Vec<_> = register
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| link.ends_with(".md") && !there.contains(*link))
        .map(str::to_owned)
        .collect();
    clean("docs/adr/README.md links to a decision that is not there.", &wrong);
}
