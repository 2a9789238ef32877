/** GET beside other methods. */
import type { Player } from '../player'
import { type Sequence, twice } from './sequence'

const FORM = 'application/x-www-form-urlencoded'

const post = (path: string, type: string, body: string) => ({
  method: 'POST',
  path,
  headers: { 'content-type': type },
  body,
})

export const methods: readonly Sequence[] = [
  ...twice('/methods/get-post', '/methods/get-put', '/methods/get-post-plain', '/methods/get-head'),
  {
    title: 'an exported HEAD runs each time',
    play: async player => {
      const head = { method: 'HEAD', path: '/methods/get-head' }
      await player.warm('/methods/get-head')
      await player.ask(head)
      await player.ask(head)
      await player.ask('/methods/get-head')
    },
  },
  {
    title: 'no other method writes what a GET answers',
    play: async (player: Player) => {
      const path = '/methods/get-post'
      await player.ask(post(path, FORM, 'a=1'))
      await player.warm(path)
      await player.ask(path)
      await player.ask(post(path, FORM, 'a=2'))
      await player.ask(post(path, 'multipart/form-data; boundary=B', '--B--'))
      await player.ask(path)
    },
  },
  {
    title: 'methods that a static file does not have',
    play: async player => {
      for (const method of ['POST', 'DELETE', 'OPTIONS']) {
        await player.ask({ method, path: '/config/force-static' })
      }
      await player.ask('/config/force-static')
    },
  },
]
