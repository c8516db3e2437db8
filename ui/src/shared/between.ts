// What stands between the parts of a line. As values, because templates drop blanks at a block's edge.

/** Between parts. */
export const DOT = " · ";
/** Between words. */
export const BLANK = " ";
