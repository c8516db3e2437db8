//! The side door as a program of its own, which links no webview.

fn main() -> std::process::ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [first, kind] if first == "--helper" => headless::serve_helper(&kind.to_string_lossy()),
        _ => headless::main(arguments),
    }
}
