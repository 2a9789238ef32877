/**
 * Stands in for `server-only` and `client-only`. The real `server-only` throws unless it is
 * resolved with the `react-server` condition, which only a bundler sets.
 */
export {}
