/** The notes of the process: the router and the route files import this module. */
const notes = new Map([
  [1, { id: 1, text: 'Buy tea', author: 'ada' }],
  [2, { id: 2, text: 'Return the library books', author: 'grace' }],
])
let lastId = notes.size

export const all = () => [...notes.values()]

export const find = id => notes.get(id)

export const latest = () => all().at(-1)

export const remove = id => notes.delete(id)

export function add(text, author) {
  const note = { id: ++lastId, text, author }
  notes.set(note.id, note)
  return note
}
