/** What POST /switch sets: handlers may look at it and still be static. */
globalThis.paritySwitches ??= new Map()
export const switches = globalThis.paritySwitches
