//! The one command. Everything that the page asks goes through it by name; what a name may do is decided at the
//! counter. Answered here are only the calls about the page's own window: its channels, and closing.

use serde_json::{json, Value};
use tauri::ipc::{Channel, JavaScriptChannelId, Request, Response};
use tauri::{Manager, Webview};

use crate::asked::Asked;
use crate::counter::Counter;
use crate::window::Desk;

/// The only command of the app.
#[tauri::command]
pub async fn call(webview: Webview, request: Request<'_>) -> Result<Response, Value> {
    let Some(asked) = Asked::of(request.body(), request.headers()) else { return Err(bad_call()) };
    let answer = answer(&webview, asked).await?;
    Ok(Response::new(answer.to_string()))
}

async fn answer(webview: &Webview, asked: Asked) -> Result<Value, Value> {
    let desk = webview.state::<Desk>();
    let counter = webview.state::<Counter>();
    match asked.name.as_str() {
        "watch" => {
            let channel = asked.args.get("channel").and_then(Value::as_str).ok_or_else(bad_call)?;
            let channel: JavaScriptChannelId = channel.parse().map_err(|_| bad_call())?;
            let channel: Channel<Value> = channel.channel_on(webview.clone());
            let story = asked.args.get("story").and_then(Value::as_str);
            let tell = channel.clone();
            let subscription = counter.watch(story, move |event| {
                // A page that is gone hears nothing; its watch ends with its window.
                let _ = tell.send(event);
            })?;
            desk.watches.open(webview.label(), channel, story.is_none(), subscription);
            Ok(Value::Null)
        }
        "watch_end" => {
            let channel =
                asked.args.get("channel").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
            desk.watches.end(webview.label(), channel.ok_or_else(bad_call)?);
            Ok(Value::Null)
        }
        "window_close" => {
            desk.said_all(asked.args.get("unsaved").and_then(Value::as_bool).unwrap_or(true));
            Ok(Value::Null)
        }
        _ => counter.ask(webview.label(), asked).await,
    }
}

fn bad_call() -> Value {
    json!({ "code": "bad_call", "message": "The window asked for something that is not there.", "detail": null })
}
