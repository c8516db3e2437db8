//! The window: how it opens, what its page may do with it, and how it closes.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tauri::utils::config::WebviewUrl;
use tauri::webview::{NewWindowResponse, PageLoadEvent, WebviewWindowBuilder};
use tauri::{AppHandle, Manager, RunEvent, Runtime, Url, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::oneshot;

use crate::counter::Counter;
use crate::door::Door;
use crate::host::System;
use crate::menu::{self, Chosen};
use crate::photo::{self, Wanted};
use crate::watch::{ShellEvent, Watches};
use crate::words::{Phrase, Words};
use crate::{call, linux, paths, Result};

/// The window's label. The capability file names it.
pub const LABEL: &str = "desk";

/// How long the page has to send what was typed last, once the window is asked to close.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What the window knows beside the counter.
pub struct Desk {
    /// The desk's folder.
    pub folder: PathBuf,
    /// The language of the shell's own words.
    pub words: Words,
    /// The channels that are open.
    pub watches: Watches,
    /// Where the page says, once it is asked to, that all is sent, and whether something is not on the disk.
    last_words: Mutex<Option<oneshot::Sender<bool>>>,
    /// The close that is under way was decided on: the next request is let through.
    decided: AtomicBool,
    /// Started with the session: it goes on without a window, until a person is wanted or leaves the app.
    hidden: bool,
    /// What waited for somebody when the window was last closed: it was seen, and does not bring the window again.
    left: Mutex<BTreeSet<String>>,
    /// A story file that the system handed to the app, until the page asks for it. The page never hears where it lies.
    handed: Mutex<Option<PathBuf>>,
}

impl Desk {
    /// The file that was handed over last, once.
    pub fn take_handed(&self) -> Option<PathBuf> {
        self.handed.lock().ok().and_then(|mut handed| handed.take())
    }

    /// The page has sent what was typed last; `unsaved`: and holds something that is not on the disk.
    pub fn said_all(&self, unsaved: bool) {
        let waiting = self.last_words.lock().ok().and_then(|mut waiting| waiting.take());
        if let Some(waiting) = waiting {
            // Nobody waits any more: the window is already closing, or stays.
            let _ = waiting.send(unsaved);
        }
    }
}

/// Opens a desk and its window, and stays until that is closed; `hidden`: without the window, and until somebody
/// leaves the app by its menu or the session ends.
pub fn run(named: Option<PathBuf>, file: Option<PathBuf>, hidden: bool) -> ExitCode {
    let words = Words::for_locale(&linux::locale());
    match build(named, file, hidden, words) {
        Ok(app) => {
            app.run(|app, event| match event {
                RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } => {
                    let desk = app.state::<Desk>();
                    desk.watches.end_all(&label);
                    desk.decided.store(false, Ordering::SeqCst);
                    leave(app);
                }
                // Nobody asked for it: the last window closed.
                RunEvent::ExitRequested { code: None, api, .. } if app.state::<Desk>().hidden => {
                    api.prevent_exit();
                }
                RunEvent::Exit => {
                    if let Some(counter) = app.try_state::<Counter>() {
                        counter.close();
                    }
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build(named: Option<PathBuf>, file: Option<PathBuf>, hidden: bool, words: Words) -> Result<tauri::App> {
    // A desk that the person named is another desk than the one that may be open already.
    let usual = named.is_none();
    let folder = paths::desk(named)?;
    let mut builder = tauri::Builder::default();
    if usual {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, args, folder| {
            let args: Vec<_> = args.into_iter().skip(1).map(OsString::from).collect();
            let Door::Window { file, hidden, .. } = Door::of(&args) else { return };
            // The session that starts it out of sight asks for no window.
            if !hidden {
                come_forward(app);
            }
            if let Some(file) = file {
                hand_over(app, Path::new(&folder).join(file));
            }
        }));
    }
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .invoke_handler(tauri::generate_handler![call::call])
        .register_asynchronous_uri_scheme_protocol("img", |context, request, responder| {
            let wanted = Wanted::of(request.uri().path(), request.uri().query());
            let app = context.app_handle().clone();
            tauri::async_runtime::spawn(async move {
                let found = match (wanted, app.try_state::<Counter>()) {
                    (Some(wanted), Some(counter)) => counter.photo(wanted).await,
                    _ => None,
                };
                responder.respond(photo::response(found));
            });
        })
        .manage(Desk {
            folder,
            words,
            watches: Watches::default(),
            last_words: Mutex::new(None),
            decided: AtomicBool::new(false),
            hidden,
            left: Mutex::default(),
            handed: Mutex::new(file),
        })
        .on_menu_event(|app, event| {
            if let Some(chosen) = Chosen::of(event.id().as_ref()) {
                choose(app, &chosen);
            }
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                let app = window.app_handle();
                if !app.state::<Desk>().decided.load(Ordering::SeqCst) {
                    api.prevent_close();
                    tauri::async_runtime::spawn(close(app.clone(), false));
                }
            }
        })
        .setup(move |app| {
            let host = Arc::new(System(app.handle().clone()));
            let handle = app.handle().clone();
            let tell = move |event| {
                handle.state::<Desk>().watches.tell_all(&event);
                come_if_wanted(&handle);
            };
            app.manage(Counter::default());
            // Beside the start of the webview, which takes longer; what its page asks first waits for the desk.
            let handle = app.handle().clone();
            let opening = tauri::async_runtime::spawn_blocking(move || {
                handle.state::<Counter>().open(&handle.state::<Desk>().folder, host, tell);
            });
            let handle = app.handle().clone();
            tauri::async_runtime::spawn(async move {
                if opening.await.is_err() {
                    tracing::error!("the desk broke while it was opened");
                    handle.exit(1);
                }
                come_if_wanted(&handle);
            });
            if !hidden {
                open_window(app.handle())?;
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    Ok(app)
}

fn open_window<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Copydesk")
        // Each window has its own: the app's one menu would go with the first window that it hung in.
        .menu(menu::build(app, app.state::<Desk>().words)?)
        .inner_size(1280.0, 860.0)
        .min_inner_size(360.0, 400.0)
        // The page takes dropped photos itself, as bytes; the native handler would hand it paths.
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Started {
                window.state::<Desk>().watches.end_all(window.label());
            }
        })
        .build()?;
    Ok(())
}

/// Whether an address is the app's own page: the embedded one, or Vite's while the interface is worked on.
fn is_ours(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => true,
        "http" | "https" if tauri::is_dev() => address.host_str() == Some("127.0.0.1"),
        // Where the webview takes no scheme of our own.
        "http" | "https" => address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// A second start hands over to the window that is open, or opens it.
fn come_forward<R: Runtime>(app: &AppHandle<R>) {
    let shown = match app.get_webview_window(LABEL) {
        Some(window) => window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus()),
        None => open_window(app),
    };
    if shown.is_err() {
        tracing::warn!("the window could not be brought forward");
    }
}

/// Opens the window of a desk without one, where something at it waits for a person.
fn come_if_wanted<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Desk>().hidden || app.get_webview_window(LABEL).is_some() {
        return;
    }
    let app = app.clone();
    // Whoever tells holds locks that are needed to look.
    tauri::async_runtime::spawn_blocking(move || {
        let waits = app.state::<Counter>().waits();
        let is_new = app.state::<Desk>().left.lock().is_ok_and(|mut left| {
            left.retain(|seen| waits.contains(seen));
            !waits.is_subset(&left)
        });
        let is_alone = app.get_webview_window(LABEL).is_none();
        if is_new && is_alone && open_window(&app).is_err() {
            tracing::warn!("the window could not be opened");
        }
    });
}

/// The window of a desk that goes on without one is closed.
fn leave<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Desk>().hidden {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let waits = app.state::<Counter>().waits();
        if let Ok(mut left) = app.state::<Desk>().left.lock() {
            *left = waits;
        }
    });
}

/// A second start named a story file: the window that is open takes it.
fn hand_over<R: Runtime>(app: &AppHandle<R>, file: PathBuf) {
    let desk = app.state::<Desk>();
    if let Ok(mut handed) = desk.handed.lock() {
        *handed = Some(file);
    }
    // A page that is not there yet asks for itself when it is.
    desk.watches.tell(LABEL, &ShellEvent::Handed);
}

fn choose<R: Runtime>(app: &AppHandle<R>, chosen: &Chosen) {
    let desk = app.state::<Desk>();
    match chosen {
        Chosen::Told(act) => {
            desk.watches.tell(LABEL, &ShellEvent::Menu { act });
        }
        Chosen::Data => show_data(app, &desk.folder),
        Chosen::About => {
            let version = &app.package_info().version;
            let text = about_text(desk.words, &version.to_string());
            say(app, desk.words.of(Phrase::About), &text, MessageDialogKind::Info);
        }
        Chosen::Quit => {
            tauri::async_runtime::spawn(close(app.clone(), true));
        }
    }
}

/// Opens the desk's folder, and says how to keep a copy of it.
pub fn show_data<R: Runtime>(app: &AppHandle<R>, folder: &Path) {
    let desk = app.state::<Desk>();
    let opened = open_folder(folder);
    let text = data_text(desk.words, folder, opened);
    say(app, desk.words.of(Phrase::WhereIsMyData), &text, MessageDialogKind::Info);
}

/// What About says: which version this is, what for, and under which licence.
fn about_text(words: Words, version: &str) -> String {
    format!("Copydesk {version}\n\n{}\n\n{}", words.of(Phrase::AboutText), words.of(Phrase::Licence))
}

/// Which folder the data is in, and how to keep a copy of it.
fn data_text(words: Words, folder: &Path, opened: bool) -> String {
    let mut text = format!("{}\n\n{}", folder.display(), words.of(Phrase::DataText));
    if !opened {
        text = format!("{text}\n\n{}", words.of(Phrase::DataNotOpened));
    }
    text
}

/// Opens a folder in the person's file manager. Whether there is one.
fn open_folder(folder: &Path) -> bool {
    tauri_plugin_opener::open_path(folder, None::<&str>).is_ok()
}

fn say<R: Runtime>(app: &AppHandle<R>, title: &str, text: &str, kind: MessageDialogKind) {
    let mut dialog = app.dialog().message(text).title(title).kind(kind);
    if let Some(window) = app.get_webview_window(LABEL) {
        dialog = dialog.parent(&window);
    }
    dialog.show(|_| ());
}

/// Closes the window: lets the page send what was typed last, and asks when something is not on the disk. `leaves`:
/// the app ends with it, also where it started without one.
async fn close<R: Runtime>(app: AppHandle<R>, leaves: bool) {
    let desk = app.state::<Desk>();
    let (said, heard) = oneshot::channel();
    if let Ok(mut waiting) = desk.last_words.lock() {
        // A second request while the first waits: the first ends as unanswered, and this one goes on.
        *waiting = Some(said);
    }
    let unsaved = if desk.watches.tell(LABEL, &ShellEvent::Closing) {
        // A page that does not answer may hold words: that is asked about, not waited for.
        !matches!(tokio::time::timeout(LAST_WORDS, heard).await, Ok(Ok(false)))
    } else {
        false
    };
    let unsaved = unsaved || app.try_state::<Counter>().is_some_and(|counter| counter.is_unsaved());
    if unsaved && !is_closed_anyway(&app).await {
        return;
    }
    desk.decided.store(true, Ordering::SeqCst);
    let closed = app.get_webview_window(LABEL).is_some_and(|window| window.close().is_ok());
    if !closed || (leaves && desk.hidden) {
        app.exit(0);
    }
}

/// Asks whether to close over words that are not on the disk.
async fn is_closed_anyway<R: Runtime>(app: &AppHandle<R>) -> bool {
    let words = app.state::<Desk>().words;
    let (answer, answered) = oneshot::channel();
    let buttons = MessageDialogButtons::OkCancelCustom(
        words.of(Phrase::CloseAnyway).to_owned(),
        words.of(Phrase::Stay).to_owned(),
    );
    let mut dialog = app
        .dialog()
        .message(words.of(Phrase::NotSaved))
        .title(words.of(Phrase::NotSavedTitle))
        .kind(MessageDialogKind::Warning)
        .buttons(buttons);
    if let Some(window) = app.get_webview_window(LABEL) {
        dialog = dialog.parent(&window);
    }
    dialog.show(move |closes| {
        let _ = answer.send(closes);
    });
    answered.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_names_version_and_licence_and_the_data_its_folder_and_how_to_copy_it() {
        for words in [Words::English, Words::Ukrainian] {
            let about = about_text(words, "0.1.0");
            assert!(
                about.contains("0.1.0") && about.contains("MIT") && about.contains("Apache-2.0"),
                "{about}"
            );
            let data = data_text(words, Path::new("/home/desk"), true);
            assert!(data.starts_with("/home/desk\n"), "{data}");
            assert!(data.contains(words.of(Phrase::DataText)), "{data}");
            assert_ne!(
                data,
                data_text(words, Path::new("/home/desk"), false),
                "it says when it was not opened"
            );
        }
    }

    #[test]
    fn the_window_shows_nothing_but_the_apps_page() {
        for ours in ["tauri://localhost", "tauri://localhost/index.html"] {
            assert!(is_ours(&ours.parse().unwrap()), "{ours}");
        }
        for other in [
            "https://example.org",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://127.0.0.2/",
            "about:srcdoc",
        ] {
            assert!(!is_ours(&other.parse().unwrap()), "{other}");
        }
    }
}
