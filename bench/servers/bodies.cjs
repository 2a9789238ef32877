/** What the servers answer with; the route files in app/ have the same. */
exports.chunk = Buffer.alloc(1_024, 'x')
exports.chunks = 64
exports.text = 'x'.repeat(1_048_576)
exports.bytes = new Uint8Array(1_048_576).fill(120)
exports.event = 'data: hello\n\n'
