/** Node fires a timer of more milliseconds at once, with a warning; longer waits end here. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1
