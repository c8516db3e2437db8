//! Every command, declared once.
//!
//! The list makes the router ([`crate::dispatch`]), the names and classes ([`LIST`]) and the
//! interface's map of argument and result types (`ui/src/ipc/generated/commands.ts`).

use crate::{dto::*, Caller, Code, WireError, Wrong};

/// What a command touches. The window and the side door are checked against it before it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Reads.
    Read,
    /// Writes to the desk.
    Write,
    /// Makes something go to readers.
    Publish,
    /// Takes a secret in; none ever goes out.
    Secret,
    /// Opens a native dialog, a folder or the browser.
    File,
}

impl Class {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Publish => "publish",
            Self::Secret => "secret",
            Self::File => "file",
        }
    }
}

/// A command in the list.
#[derive(Debug, Clone)]
pub struct Command {
    /// `noun_verb`.
    pub name: &'static str,
    /// What it touches.
    pub class: Class,
    /// The name of its argument type.
    pub args: fn() -> String,
    /// The name of its result type.
    pub result: fn() -> String,
}

/// Hands the list of commands to the macro named.
macro_rules! with_commands {
    ($then:path) => {
        $then! {
            Read start_show(Nothing) -> StartView;
            Write start_retry(Nothing) -> StartView;
            Write backup_restore(BackupRef) -> StartView;
            File text_salvage(Nothing) -> SalvageView;

            Read desk_show(Nothing) -> DeskView;
            Read desk_stories(StoryQuery) -> StoryList;
            Write member_put(MemberPut) -> Made;
            Write member_switch(MemberRef) -> DeskView;
            Read person_list(Nothing) -> Vec<PersonView>;
            Write person_put(PersonView) -> Made;
            Write person_photo(PhotoFile) -> Made;
            Write house_set(HouseView) -> DeskView;

            Write story_create(StoryCreate) -> Made;
            Write story_sample(Nothing) -> Made;
            Read story_open(StoryRef) -> StoryView;
            Read story_facts(StoryRef) -> StoryFacts;
            Write story_edit(StoryEdit) -> EditAck;
            Write story_set(FactSet) -> StoryFacts;
            Write story_move(StoryMove) -> StoryFacts;
            Write story_read(StoryRef) -> Nothing;
            Write story_rescue(Rescue) -> Made;
            Read text_paste(Paste) -> Pasted;
            File story_copy(StoryRef) -> CopySaved;
            Read story_blame(StoryRef) -> StoryBlame;
            Read log_list(StoryRef) -> StoryLog;
            File log_save(StoryRef) -> CopySaved;

            Read colleague_list(Nothing) -> ColleagueList;
            File story_file_save(StoryFileSave) -> StoryFileSaved;
            File story_file_choose(WorkName) -> StoryFileView;
            File story_file_handed(WorkName) -> StoryFileView;
            Write story_file_bring(WorkName) -> StoryFileView;
            Secret story_file_unlock(StoryFileUnlock) -> StoryFileView;
            Write story_file_take(StoryFileTake) -> ArrivalView;
            Write story_file_drop(StoryFileRef) -> Nothing;
            Read clash_list(StoryRef) -> ClashList;
            Write clash_settle(ClashSettle) -> ClashList;
            File archive_save(ArchiveSave) -> ArchiveSaved;
            Read work_show(WorkRef) -> WorkView;
            Write work_stop(WorkRef) -> Nothing;

            File figure_choose(FigureChoose) -> FigureImported;
            Write figure_import(FigureImport) -> FigureImported;
            Write figure_set(FigureSet) -> StoryFacts;
            Write figure_copy(FigureCopy) -> StoryFacts;
            Write embed_add(EmbedAdd) -> Made;
            Write embed_copy(EmbedCopy) -> StoryFacts;
            Write reader_note_add(ReaderNoteAdd) -> Made;
            Write reader_note_set(ReaderNoteSet) -> StoryFacts;

            Write revision_save(RevisionSave) -> RevisionRow;
            Read revision_list(StoryRef) -> RevisionList;
            Read revision_open(RevisionRef) -> RevisionText;
            Read revision_compare(Compare) -> Comparison;
            Write revision_restore(RevisionRef) -> StoryFacts;
            Read check_list(StoryRef) -> CheckList;
            Write check_ignore(CheckIgnore) -> CheckList;

            Read thread_list(StoryRef) -> ThreadList;
            Write thread_open(ThreadOpen) -> Made;
            Write thread_reply(ThreadSay) -> ThreadView;
            Write thread_resolve(ThreadSay) -> ThreadView;
            Write thread_reopen(ThreadSay) -> ThreadView;
            Write thread_propose(ThreadPropose) -> ThreadView;
            Write thread_settle(ThreadSettle) -> ThreadView;
            Read suggestion_list(StoryRef) -> SuggestionList;
            Write suggestion_accept(SuggestionSettle) -> SuggestionSettled;
            Write suggestion_reject(SuggestionSettle) -> SuggestionSettled;
            Read note_list(StoryRef) -> NoteList;
            Write note_item_tick(NoteItemTick) -> NoteList;
            Read quote_list(StoryRef) -> QuoteTickList;
            Write quote_tick(QuoteTick) -> QuoteTickList;

            Read publish_plan(PublishLook) -> PublishPlan;
            Publish publish_start(PublishStart) -> PublishStarted;
            Publish publish_take(PublishTake) -> PublishStarted;
            Write merge_look(MergeRef) -> MergeView;
            Read merge_show(MergeRef) -> MergeView;
            Read merge_page(MergeChoices) -> MergePage;
            Write merge_take(MergeChoices) -> MergeTaken;
            Read ledger_show(StoryRef) -> LedgerStory;
            Read outbox_show(Nothing) -> OutboxView;
            Publish outbox_pause(OutboxPause) -> OutboxView;
            Read job_show(JobRef) -> JobView;
            Publish job_retry(JobRef) -> Nothing;
            Publish job_stop(JobRef) -> Nothing;
            Secret destination_add(DestinationAdd) -> Made;
            Secret destination_secret(DestinationSecret) -> ProbeView;
            Secret destination_upload(DestinationUpload) -> UploadAnswer;
            Publish destination_address(DestinationAddress) -> AddressAnswer;
            Read destination_probe(DestinationRef) -> ProbeView;
            Publish destination_pause(DestinationPause) -> DestinationView;
            Publish destination_remove(DestinationRef) -> Nothing;

            Read session_show(Nothing) -> SessionView;
            File session_set(SessionSet) -> SessionView;
            File page_open(PageOpen) -> Nothing;
            File folder_open(Nothing) -> Nothing;
        }
    };
}
pub(crate) use with_commands;

macro_rules! list {
    ($($class:ident $name:ident($args:ty) -> $result:ty;)*) => {
        /// Every command, in the order of the house.
        pub const LIST: &[Command] = &[$(Command {
            name: stringify!($name),
            class: Class::$class,
            args: || type_name::<$args>(),
            result: || type_name::<$result>(),
        }),*];
    };
}

fn type_name<T: ts_rs::TS>() -> String {
    T::name(&ts_rs::Config::default())
}

with_commands!(list);

/// The command of that name, if whoever calls may give it.
///
/// # Errors
/// There is no such command, or this door does not lead there.
pub fn allowed(caller: &Caller, name: &str) -> Result<&'static Command, WireError> {
    let unknown = || WireError::new(Code::BadCall, "There is no such command.");
    let command = LIST.iter().find(|command| command.name == name).ok_or_else(unknown)?;
    match caller.classes.contains(&command.class) {
        true => Ok(command),
        false => Err(WireError::refused(Wrong::Door)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fmt::Write};

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/ipc/generated/commands.ts");

    /// Writes the interface's map of commands; `./dev check` fails when the committed one is stale.
    #[test]
    fn export_commands() {
        let mut types = BTreeSet::new();
        let mut map = String::new();
        for command in LIST {
            let (args, result) = ((command.args)(), (command.result)());
            for name in [&args, &result] {
                types.insert(name.trim_start_matches("Array<").trim_end_matches('>').to_owned());
            }
            let _ = writeln!(
                map,
                "  {}: {{ class: '{}'; args: {args}; result: {result} }};",
                command.name,
                command.class.name()
            );
        }
        let mut file = String::from("// Written by `cargo test -p copydesk-api`. Do not edit.\n");
        for name in types {
            let _ = writeln!(file, "import type {{ {name} }} from './{name}';");
        }
        let _ = write!(file, "\n/** Every command with its class, argument and result types. */\nexport interface Commands {{\n{map}}}\n");
        std::fs::write(FILE, file).unwrap();
    }

    #[test]
    fn names_are_noun_verb_and_unique() {
        let names: BTreeSet<_> = LIST.iter().map(|command| command.name).collect();
        assert_eq!(names.len(), LIST.len(), "two commands of one name");
        assert!(names.iter().all(|name| name.split('_').count() >= 2), "commands are noun_verb");
    }

    /// The fields of a type and of all that it holds, by what was generated for the page.
    fn fields(name: &str, found: &mut BTreeSet<String>, seen: &mut BTreeSet<String>) {
        let name = name.trim_start_matches("Array<").trim_end_matches('>');
        if !seen.insert(name.to_owned()) {
            return;
        }
        let folder = std::path::Path::new(FILE).parent().unwrap();
        let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.ts"))) else { return };
        let code = text.lines().filter(|line| !line.trim_start().starts_with(['*', '/']));
        for word in code.flat_map(|line| line.split([' ', ',', '{', '}', ';', '<', '>', '|', '('])) {
            if let Some(field) = word.strip_suffix(':') {
                found.insert(field.trim_matches(['"', '?']).to_owned());
            }
        }
        for import in text.lines().filter_map(|line| line.strip_prefix("import type { ")) {
            if let Some((inner, _)) = import.split_once(" }") {
                fields(inner, found, seen);
            }
        }
    }

    fn fields_of(name: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        fields(name, &mut found, &mut BTreeSet::new());
        found
    }

    /// The second wall: what a script in the window could call at all. Should one get past the policy of
    /// the page, then it finds no command that takes a path or another desk, and none that gives a secret.
    #[test]
    fn nothing_that_the_window_may_call_takes_a_path_or_gives_a_secret() {
        const PATHS: [&str; 7] = ["path", "folder", "dir", "directory", "desk", "root", "home"];
        const SECRETS: [&str; 5] = ["secret", "password", "passphrase", "token", "credential"];
        let mut takes_secrets = BTreeSet::new();
        for command in LIST {
            let (args, result) = (fields_of(&(command.args)()), fields_of(&(command.result)()));
            assert!(PATHS.iter().all(|name| !args.contains(*name)), "{} takes a path", command.name);
            assert!(SECRETS.iter().all(|name| !result.contains(*name)), "{} gives a secret", command.name);
            if SECRETS.iter().any(|name| args.contains(*name)) {
                takes_secrets.insert((command.name, command.class.name()));
            }
        }
        assert!(takes_secrets.len() >= 2, "the fields are read at all: {takes_secrets:?}");
        let others: Vec<_> =
            takes_secrets.iter().filter(|(_, class)| !["secret", "file"].contains(class)).collect();
        assert!(others.is_empty(), "a secret goes in by its own class only: {others:?}");
    }
}
