//! Cases that failed once, in their shortest form, each named after its cause.

use crate::world;

/// Runs a printed case.
fn holds(case: &str) {
    let case = case.parse().expect("a case");
    if let Err(why) = world::run(&case) {
        panic!("{why}");
    }
}

/// A window may take everything, the last line break too; its desk keeps the break and says so.
#[test]
fn a_window_that_deletes_everything_gets_its_last_line_break_back() {
    holds(
        "2 2
        delete 511 7645 5778 6426",
    );
}

/// One window deletes a paragraph to its end while another types in it: the words that survive
/// stand behind everything that ends with a line break.
#[test]
fn words_typed_into_what_a_colleague_deletes_to_the_end_end_with_a_line_break() {
    holds(
        "2
        type 0 0 2 0
        send 0 0 0 0
        call 0 0 0 0
        read 0 0 0 0
        read 1 0 0 0
        delete 1 0 11 0
        type 0 3 0 0
        send 0 0 0 0
        call 0 0 0 0
        read 1 0 0 0",
    );
}

/// Lines added below the last one and joined above it compose to a delta that seems to replace the
/// final line break; read as such, a desk that had typed before it would end without one.
#[test]
fn enter_at_the_end_and_a_join_above_it_compose_without_losing_the_end() {
    holds(
        "1 1
        type 0 0 2 0
        send 0 0 0 0
        call 0 0 0 0
        read 0 0 0 0
        carry 1 0 0 0
        read 1 0 0 0
        split 0 0 0 0
        join 0 0 0 0
        type 1 4 1 0
        send 0 0 0 0
        send 1 0 0 0
        call 0 0 0 0
        call 1 0 0 0",
    );
}

/// A mark of the suggestions' family on the only line break: readers saw no line at all, and a body without
/// one is what no text can be brought back to.
#[test]
fn a_copy_kept_while_the_last_break_was_suggested_can_be_brought_back() {
    holds(
        "2 1
        mark 0 0 1 5
        send 0 0 0 0
        call 0 0 0 0
        keep 0 0 0 0
        restore 1 0 0 0",
    );
}
