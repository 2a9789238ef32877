/**
 * Whether ways may be taken that are shorter than the ones of the standards and give the same
 * result. `ROUTE_HANDLERS_FAST_PATHS=off` forces the long ways everywhere: the tests run both ways,
 * and an answer that changes with it is a bug of ours.
 */
export const fastPaths: boolean = process.env['ROUTE_HANDLERS_FAST_PATHS'] !== 'off'
