// What the calculator in one file has beside itself: nothing. The other pages have data of their own, which this file would have to carry.

/** There are no other pages. */
export const startOther = undefined;

/** Nor are there recorded runs. */
export const recordedRuns = undefined;
