//! Tells Tauri where this room keeps its capability and its permission, and watches both for changes.

fn main() {
    let permissions = "src-tauri/shell/permissions/**/*";
    let capabilities = "src-tauri/shell/capabilities/**/*";
    println!("cargo:rerun-if-changed=src-tauri/shell/permissions");
    println!("cargo:rerun-if-changed=src-tauri/shell/capabilities");
    // The window embeds what the interface built: a new build of it is a new window.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern(capabilities)
        .app_manifest(tauri_build::AppManifest::new().permissions_path_pattern(permissions));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
