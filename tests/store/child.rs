//! The process that the tests of the shelves kill, and cut the power of.
//!
//! `store-child write DESK full|off FROM COUNT` appends ops `FROM …`, says each number, once it is
//! acknowledged, on a line of its own with the moment, and says `refused N` and tries again when one is not; COUNT 0: for ever.
//! `store-child upgrade DESK` says `begin`, opens the desk as the Copydesk after this one, says `done`.

use copydesk_tests::{power_cut::monotonic_ns, upgrade};
use std::io::Write;
use store::{op, Options, Paths, Store, StoreError, Synchronous};

#[path = "sample.rs"]
mod sample;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").expect("the test listens");
    out.flush().expect("the test listens");
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", desk, synchronous, from, count] => {
            let synchronous = match *synchronous {
                "off" => Synchronous::Off,
                _ => Synchronous::Full,
            };
            let from: i64 = from.parse().expect("a number");
            let count: i64 = count.parse().expect("a number");
            write(desk, synchronous, from, count);
        }
        ["upgrade", desk] => {
            say("begin");
            Store::open_knowing(
                &Paths::new(*desk),
                sample::NOW_MS,
                Options::default(),
                &upgrade::migrations(),
            )
            .expect("the upgrade works when nobody cuts it");
            say("done");
        }
        _ => panic!("store-child write|upgrade …"),
    }
}

fn write(desk: &str, synchronous: Synchronous, from: i64, count: i64) {
    let options = Options { synchronous };
    let store = Store::open(&Paths::new(desk), sample::NOW_MS, options).expect("the desk opens");
    let mut seq = from;
    while count == 0 || seq < from + count {
        let row = sample::op(seq);
        match store.write::<_, StoreError, _>(move |tx| op::append(tx, &row)) {
            Ok(_) => {
                say(&format!("{seq} {}", monotonic_ns()));
                seq += 1;
            }
            Err(_) => say(&format!("refused {seq}")),
        }
    }
}
