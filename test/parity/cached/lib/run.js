/** Names this run of a handler: two answers with one name come from one run. */
export const run = () => crypto.randomUUID()
