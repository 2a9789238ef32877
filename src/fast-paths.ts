/**
 * Whether ways may be taken that are shorter than the ones of the standards and give the same
 * result. `ROUTE_HANDLERS_FAST_PATHS=off` forces the long ways everywhere: the tests run both ways,
 * and an answer that changes with it is a bug of ours.
 */
export const fastPaths: boolean = process.env['ROUTE_HANDLERS_FAST_PATHS'] !== 'off'

/**
 * Whether `new Response(…)` and `Response.json(…)` in route files make their body stream when it is
 * asked for (docs/decisions/083): `ROUTE_HANDLERS_FAST_PATHS=all`. Only if asked for, because such a
 * body cannot be transferred to another thread.
 */
export const lateResponses: boolean = process.env['ROUTE_HANDLERS_FAST_PATHS'] === 'all'
