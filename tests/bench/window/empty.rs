//! The baseline: a Tauri window with a page that has nothing on it, and says so once it is painted.

/// Answers the page. Printed is what the bench waits for.
#[tauri::command]
fn call() {
    eprintln!("{}", crate::computer::READY);
}

/// Opens the window and stays until it is closed.
pub fn run() {
    // As the app does on a computer without a graphics device.
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none()
        && !std::path::Path::new("/dev/dri").exists()
    {
        std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| {
            // The label that the capability names.
            tauri::WebviewWindowBuilder::new(app, "desk", tauri::WebviewUrl::default())
                .title("Empty")
                .inner_size(1280.0, 860.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("tests/bench/window/empty/tauri.conf.json"))
        .expect("the empty window runs");
}
