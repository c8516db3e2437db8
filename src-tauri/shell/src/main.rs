//! The binary. Which door a start goes through is decided in the library.
// A release on Windows opens no console window beside the app.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    shell::main()
}
