import { add, counts } from '../../counters.cjs'

/** Answers nobody before everybody has come, so that all of them are here at once. */
const { promise: opened, resolve: open } = (() => {
  let resolve = () => {}
  const promise = new Promise<void>(settle => {
    resolve = settle
  })
  return { promise, resolve }
})()

export async function GET({ url }: Request) {
  add('arrived')
  if (counts.arrived >= Number(new URL(url).searchParams.get('all'))) open()
  await opened
  return new Response('all here')
}
