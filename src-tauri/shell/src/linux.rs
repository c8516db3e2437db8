//! The one place for what is true on Linux only. Elsewhere these do nothing.

/// Set-up that must precede the webview.
#[cfg(target_os = "linux")]
pub fn prepare() {
    // Without a graphics device WebKit's zero-copy renderer costs 60 MB and gains nothing.
    let renderer = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(renderer).is_none() && !std::path::Path::new("/dev/dri").exists() {
        std::env::set_var(renderer, "1");
    }
}

/// Set-up that must precede the webview.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

/// The locale that the person's session runs in, by the usual order of the variables.
pub fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}
