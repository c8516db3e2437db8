//! The one command. Everything the interface asks goes through it, by name: JSON as `{name, args}`, or
//! bytes as a raw body with name and arguments in headers. What a name may do is the counter's business.

use tauri::ipc::{InvokeBody, Request, Response};

/// The header that names the command of a raw body.
const NAME: &str = "copydesk-name";
/// The header with the arguments of a raw body: JSON, percent-encoded, because headers are Latin-1.
const ARGS: &str = "copydesk-args";

/// The only command of the app.
#[tauri::command]
pub async fn call(request: Request<'_>) -> Result<Response, serde_json::Value> {
    let _ = (
        request.headers().get(NAME),
        request.headers().get(ARGS),
        matches!(request.body(), InvokeBody::Raw(_)),
    );
    Err(serde_json::Value::Null)
}
