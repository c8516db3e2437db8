//! The window.

use std::path::PathBuf;
use std::process::ExitCode;

use tauri::webview::NewWindowResponse;
use tauri::{WebviewUrl, WebviewWindowBuilder};

use crate::{call, linux, menu, words::Words};

/// Opens the window and stays until it is closed.
pub fn run(_desk: Option<PathBuf>) -> ExitCode {
    let words = Words::for_locale(&linux::locale());
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call::call])
        .menu(move |app| menu::build(app, words))
        .setup(|app| {
            WebviewWindowBuilder::new(app, "desk", WebviewUrl::default())
                .title("Copydesk")
                .inner_size(1280.0, 860.0)
                .disable_drag_drop_handler()
                .on_navigation(|_| true)
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .build()?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|_, _| ());
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}
