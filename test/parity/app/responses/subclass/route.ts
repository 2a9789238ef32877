class Html extends Response {
  constructor(text: string) {
    super(text, { headers: { 'content-type': 'text/html' } })
  }
}

export const GET = () => new Html('<p>subclass</p>')
