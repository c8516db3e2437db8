//! The theme: the site's templates and style, each of which the newsroom may replace by a file of
//! the same name in the folder's `theme/`.

use super::folder::{trouble, Folder};
use crate::{Reason, Trouble};
use copy::Sha256;
use minijinja::{AutoEscape, Environment, Output, State, Value};
use std::{
    fs,
    io::ErrorKind,
    sync::{Arc, OnceLock},
};

const FILES: [(&str, &str); 8] = [
    ("authors.html", include_str!("../../theme/authors.html")),
    ("base.html", include_str!("../../theme/base.html")),
    ("corrections.html", include_str!("../../theme/corrections.html")),
    ("list.html", include_str!("../../theme/list.html")),
    ("moved.html", include_str!("../../theme/moved.html")),
    ("notice.html", include_str!("../../theme/notice.html")),
    ("parts.html", include_str!("../../theme/parts.html")),
    ("story.html", include_str!("../../theme/story.html")),
];
const STYLE: &str = include_str!("../../theme/site.css");
const STYLE_NAME: &str = "site.css";

/// Templates ready to print, and the style.
pub(super) struct Theme {
    templates: Environment<'static>,
    pub style: String,
    pub digest: Sha256,
}

impl Theme {
    /// The built-in one.
    fn usual() -> Result<Arc<Self>, Trouble> {
        static USUAL: OnceLock<Arc<Theme>> = OnceLock::new();
        if let Some(usual) = USUAL.get() {
            return Ok(Arc::clone(usual));
        }
        let usual =
            Arc::new(Self::made_of(FILES.map(|(name, text)| (name, text.to_owned())), STYLE.to_owned())?);
        Ok(Arc::clone(USUAL.get_or_init(|| usual)))
    }

    /// The folder's theme.
    pub fn of(folder: &Folder) -> Result<Arc<Self>, Trouble> {
        let own = folder.root().join("theme");
        if !own.is_dir() {
            return Self::usual();
        }
        let text = |name: &str, usual: &str| match fs::read_to_string(own.join(name)) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(usual.to_owned()),
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(broken(name, None)),
            Err(error) => Err(trouble(error)),
        };
        let mut files = FILES.map(|(name, _)| (name, String::new()));
        for ((name, file), (_, usual)) in files.iter_mut().zip(FILES) {
            *file = text(name, usual)?;
        }
        Ok(Arc::new(Self::made_of(files, text(STYLE_NAME, STYLE)?)?))
    }

    fn made_of<const N: usize>(files: [(&'static str, String); N], style: String) -> Result<Self, Trouble> {
        let mut all = style.clone();
        let mut templates = Environment::new();
        templates.set_formatter(print);
        templates.set_keep_trailing_newline(true);
        for (name, text) in files {
            all.push('\0');
            all.push_str(&text);
            templates.add_template_owned(name, text).map_err(|error| broken(name, error.line()))?;
        }
        Ok(Self { templates, style, digest: Sha256::of(all.as_bytes()) })
    }

    /// Prints one page.
    pub fn page(&self, name: &str, context: Value) -> Result<String, Trouble> {
        let template = self.templates.get_template(name).map_err(|error| broken(name, error.line()))?;
        template.render(context).map_err(|error| {
            let name = error.name().unwrap_or(name).to_owned();
            broken(&name, error.line())
        })
    }
}

/// Escapes as the rest of the house does, so that a name reads the same wherever it is looked for.
fn print(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let nothing = value.is_none() || value.is_undefined();
    if nothing || value.is_safe() || !matches!(state.auto_escape(), AutoEscape::Html) {
        let text = if nothing { String::new() } else { value.to_string() };
        return out.write_str(&text).map_err(minijinja::Error::from);
    }
    out.write_str(&copy::html::escape(&value.to_string())).map_err(minijinja::Error::from)
}

fn broken(name: &str, line: Option<usize>) -> Trouble {
    let file = name.to_owned();
    Trouble::paused(match line {
        Some(line) => Reason::ThemeLine { file, line },
        None => Reason::ThemeFile { file },
    })
}
