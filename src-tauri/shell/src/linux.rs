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

/// Limits what this process may have in memory. Whether the limit holds.
#[cfg(target_os = "linux")]
pub fn limit_memory(bytes: u64) -> bool {
    use rustix::process::{setrlimit, Resource, Rlimit};
    setrlimit(Resource::Data, Rlimit { current: Some(bytes), maximum: Some(bytes) }).is_ok()
}

/// Limits what this process may have in memory. There is no such limit here, and the decoders' own must do.
#[cfg(not(target_os = "linux"))]
pub fn limit_memory(_bytes: u64) -> bool {
    true
}

/// What tells this computer from another, for a desk folder that was copied to one.
#[cfg(target_os = "linux")]
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).ok().map(|id| id.trim().to_owned());
    read("/etc/machine-id").filter(|id| !id.is_empty()).or_else(|| read("/etc/hostname")).unwrap_or_default()
}

/// What tells this computer from another, for a desk folder that was copied to one.
#[cfg(not(target_os = "linux"))]
pub fn machine() -> String {
    std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).unwrap_or_default()
}

/// The name under which the person uses this computer.
pub fn person() -> String {
    ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
