//! Which door a start goes through, read off its arguments and nothing else.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What starts the desk without its window.
pub const HIDDEN: &str = "--background";

/// The three ways to start the one binary.
#[derive(Debug, PartialEq, Eq)]
pub enum Door {
    /// A helper process for dangerous work: `--helper KIND`, stdin to stdout.
    Helper(String),
    /// A sub-command, or a question about them: the same counter without a window.
    Side,
    /// The window, on a desk folder of the person's choice or on the usual one.
    Window {
        /// `--desk DIR`.
        desk: Option<PathBuf>,
        /// A story file that is to be shown in it: a double click gives its name alone.
        file: Option<PathBuf>,
        /// `--background`: the desk opens and its outbox works; the window only when a person is wanted.
        hidden: bool,
    },
}

impl Door {
    /// Reads the arguments that follow the program's name. A bare word is a sub-command, as is every
    /// flag that the window has no use for: the side door knows what to say of it.
    #[must_use]
    pub fn of(args: &[OsString]) -> Self {
        let mut args = args.iter().map(OsString::as_os_str);
        let (mut desk, mut file, mut hidden) = (None, None, false);
        let mut first = true;
        while let Some(arg) = args.next() {
            if first && arg == OsStr::new("--helper") {
                return match args.next().and_then(OsStr::to_str) {
                    Some(kind) => Self::Helper(kind.to_owned()),
                    None => Self::Side,
                };
            }
            first = false;
            if arg == OsStr::new("--desk") {
                match args.next() {
                    Some(folder) => desk = Some(PathBuf::from(folder)),
                    None => return Self::Side,
                }
            } else if let Some(folder) = arg.to_str().and_then(|arg| arg.strip_prefix("--desk=")) {
                desk = Some(PathBuf::from(folder));
            } else if arg == OsStr::new(HIDDEN) {
                hidden = true;
            } else if file.is_none() && is_story_file(arg) {
                file = Some(PathBuf::from(arg));
            } else {
                return Self::Side;
            }
        }
        Self::Window { desk, file, hidden }
    }
}

/// Whether a word names a story file. Only its ending says so: no sub-command has one.
fn is_story_file(arg: &OsStr) -> bool {
    Path::new(arg).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("cdstory"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(args: &[&str]) -> Door {
        Door::of(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_bare_start_opens_the_window() {
        assert_eq!(of(&[]), Door::Window { desk: None, file: None, hidden: false });
        let elsewhere = Door::Window { desk: Some(PathBuf::from("/mnt/desk")), file: None, hidden: false };
        assert_eq!(of(&["--desk", "/mnt/desk"]), elsewhere);
        assert_eq!(of(&["--desk=/mnt/desk"]), elsewhere);
    }

    #[test]
    fn a_start_with_the_session_opens_the_desk_without_its_window() {
        assert_eq!(of(&["--background"]), Door::Window { desk: None, file: None, hidden: true });
        assert_eq!(of(&["--background", "story", "list"]), Door::Side, "a sub-command has no window anyhow");
    }

    #[test]
    fn a_story_file_opens_the_window_with_it() {
        let with = |desk: Option<&str>, file: &str| Door::Window {
            desk: desk.map(PathBuf::from),
            file: Some(PathBuf::from(file)),
            hidden: false,
        };
        assert_eq!(of(&["/media/usb/bridge.cdstory"]), with(None, "/media/usb/bridge.cdstory"));
        assert_eq!(of(&["--desk", "/mnt/desk", "МІСТ.CDSTORY"]), with(Some("/mnt/desk"), "МІСТ.CDSTORY"));
        assert_eq!(of(&["one.cdstory", "two.cdstory"]), Door::Side, "one at a time");
        assert_eq!(of(&["story", "import", "one.cdstory"]), Door::Side, "a sub-command has its own file");
    }

    #[test]
    fn a_word_goes_to_the_side_door_with_its_desk() {
        for line in [
            &["call", "--list"][..],
            &["--desk", "d", "doctor"],
            &["--as", "ab", "story", "list"],
            &["--help"],
        ] {
            assert_eq!(of(line), Door::Side, "{line:?}");
        }
    }

    #[test]
    fn a_helper_is_one_only_by_its_first_word() {
        assert_eq!(of(&["--helper", "photo"]), Door::Helper("photo".into()));
        assert_eq!(of(&["call", "--helper", "photo"]), Door::Side);
    }

    #[test]
    fn a_flag_without_its_value_is_a_question_for_the_side_door() {
        assert_eq!(of(&["--helper"]), Door::Side);
        assert_eq!(of(&["--desk"]), Door::Side);
    }
}
