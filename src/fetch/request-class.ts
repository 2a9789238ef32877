/** `Request` or a subclass whose accessors need no constructor: instances may be made without. */
export type RequestClass<R> = new (url: string, init: RequestInit) => R
