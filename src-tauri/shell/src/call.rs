//! The one command. Everything that the page asks goes through it by name; what a name may do is decided at the
//! counter. Answered here are only the calls about the page's own window: its channels, and closing.

use api::{Code, WireError};
use serde_json::Value;
use tauri::ipc::{Channel, JavaScriptChannelId, Request, Response};
use tauri::{Manager, Webview};

use crate::asked::Asked;
use crate::counter::Counter;
use crate::window::Desk;

/// The only command of the app.
#[tauri::command]
pub async fn call(webview: Webview, request: Request<'_>) -> Result<Response, WireError> {
    let Some(asked) = Asked::of(request.body(), request.headers()) else { return Err(bad_call()) };
    let answer = answer(&webview, asked).await?;
    Ok(Response::new(answer.to_string()))
}

async fn answer(webview: &Webview, asked: Asked) -> Result<Value, WireError> {
    let desk = webview.state::<Desk>();
    let counter = webview.state::<Counter>();
    match asked.name.as_str() {
        "watch" => {
            let channel = asked.args.get("channel").and_then(Value::as_str).ok_or_else(bad_call)?;
            let channel: JavaScriptChannelId = channel.parse().map_err(|_| bad_call())?;
            let channel: Channel<Value> = channel.channel_on(webview.clone());
            let story = asked.args.get("story").and_then(Value::as_str);
            let subscription = match story {
                Some(story) => {
                    let told = channel.clone();
                    let tell = move |event| {
                        // A page that is gone hears nothing; its watch ends with its window.
                        let _ = told.send(event);
                    };
                    counter.watch_story(story, tell).await?
                }
                // The desk's events go to every desk channel that is open.
                None => Box::new(()),
            };
            desk.watches.open(webview.label(), channel, story.is_none(), subscription);
            Ok(Value::Null)
        }
        "watch_end" => {
            let channel =
                asked.args.get("channel").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
            desk.watches.end(webview.label(), channel.ok_or_else(bad_call)?);
            Ok(Value::Null)
        }
        "window_ready" => {
            // Whoever waits for the window from outside waits for this line.
            tracing::info!("the desk takes keys");
            Ok(Value::Null)
        }
        "window_close" => {
            desk.said_all(asked.args.get("unsaved").and_then(Value::as_bool).unwrap_or(true));
            Ok(Value::Null)
        }
        _ => counter.ask(asked).await,
    }
}

fn bad_call() -> WireError {
    WireError::new(Code::BadCall, "The window asked for something that is not there.")
}
