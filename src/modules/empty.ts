/** What `server-only` and `client-only` resolve to. */
export {}
