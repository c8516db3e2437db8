//! The few words that the shell itself shows, before and beside the page: the menu, About, where the data
//! is. Everything else is said by the interface's catalogue.

/// The languages of these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// English.
    English,
    /// Ukrainian.
    Ukrainian,
}

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is its own English phrase below")]
pub enum Phrase {
    File,
    NewStory,
    SaveRevision,
    Publish,
    SendFile,
    OpenFile,
    WhereIsMyData,
    Quit,
    Go,
    Palette,
    Write,
    Review,
    Archive,
    Outbox,
    Settings,
    Help,
    Keys,
    About,
    AboutText,
    Licence,
    DataText,
    DataNotOpened,
    NotSavedTitle,
    NotSaved,
    CloseAnyway,
    Stay,
}

impl Words {
    /// The language for a locale's name, such as `uk_UA.UTF-8`.
    pub fn for_locale(locale: &str) -> Self {
        if locale.starts_with("uk") {
            Self::Ukrainian
        } else {
            Self::English
        }
    }

    /// The phrase in this language.
    pub fn of(self, phrase: Phrase) -> &'static str {
        let (english, ukrainian) = both(phrase);
        match self {
            Self::English => english,
            Self::Ukrainian => ukrainian,
        }
    }
}

fn both(phrase: Phrase) -> (&'static str, &'static str) {
    match phrase {
        Phrase::File => ("File", "Файл"),
        Phrase::NewStory => ("New story", "Новий матеріал"),
        Phrase::SaveRevision => ("Save revision…", "Зберегти версію…"),
        Phrase::Publish => ("Publish…", "Опублікувати…"),
        Phrase::SendFile => ("Save a file for a colleague…", "Зберегти файл для колеги…"),
        Phrase::OpenFile => ("Open a story file…", "Відкрити файл матеріалу…"),
        Phrase::WhereIsMyData => ("Where is my data?", "Де мої дані?"),
        Phrase::Quit => ("Quit", "Вийти"),
        Phrase::Go => ("Go", "Перейти"),
        Phrase::Palette => ("Go to anything", "Перейти будь-куди"),
        Phrase::Write => ("Write", "Текст"),
        Phrase::Review => ("Review", "Редагування"),
        Phrase::Archive => ("Archive", "Архів"),
        Phrase::Outbox => ("Outbox", "Відправлення"),
        Phrase::Settings => ("Settings", "Налаштування"),
        Phrase::Help => ("Help", "Довідка"),
        Phrase::Keys => ("All keys", "Усі клавіші"),
        Phrase::About => ("About Copydesk", "Про Copydesk"),
        Phrase::AboutText => (
            "A desktop newsroom editing app. Nothing that was typed is lost, and nothing goes live that nobody approved.",
            "Редакційна програма для вашого комп’ютера. Набране не губиться, і нічого не виходить без схвалення.",
        ),
        Phrase::Licence => (
            "Free software under the MIT licence or the Apache licence 2.0 (MIT OR Apache-2.0), as you choose.",
            "Вільна програма за ліцензією MIT або Apache 2.0 (MIT OR Apache-2.0), на ваш вибір.",
        ),
        Phrase::DataText => (
            "Everything is in this folder: stories, their history, photos and the backups that Copydesk makes every \
             day. To keep a copy elsewhere, close Copydesk and copy the whole folder to another disk. To bring it \
             back, copy it to the same place before you start Copydesk. Passwords of destinations are not in it: \
             they stay in this computer's keychain.",
            "Усе лежить у цій теці: матеріали, їхня історія, світлини та щоденні резервні копії. Щоб мати копію деінде, \
             закрийте Copydesk і скопіюйте всю теку на інший диск. Щоб повернути, покладіть її на те саме місце, перш \
             ніж запустити Copydesk. Паролів до сайтів у ній немає: вони у сховищі ключів цього комп’ютера.",
        ),
        Phrase::DataNotOpened => (
            "This computer has no program that opens folders: look for the folder by its name above.",
            "На цьому комп’ютері немає програми, яка відкриває теки: знайдіть її за назвою вище.",
        ),
        Phrase::NotSavedTitle => ("Not saved", "Не збережено"),
        Phrase::NotSaved => (
            "The last words are not on the disk yet. If you close now they are gone.",
            "Останні слова ще не на диску. Якщо закрити зараз, вони зникнуть.",
        ),
        Phrase::CloseAnyway => ("Close and lose them", "Закрити і втратити їх"),
        Phrase::Stay => ("Stay", "Залишитися"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_follows_the_locale() {
        assert_eq!(Words::for_locale("uk_UA.UTF-8"), Words::Ukrainian);
        assert_eq!(Words::for_locale("en_GB.UTF-8"), Words::English);
        assert_eq!(Words::for_locale("C"), Words::English);
        assert_eq!(Words::Ukrainian.of(Phrase::Quit), "Вийти");
    }
}
