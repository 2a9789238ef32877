/**
 * Routers under one face: `build(patterns)` gives `find(path)`, which gives the pattern and its
 * parameters. Patterns are spelled as Next.js spells them.
 */

import { peer } from '../peers/peer.mjs'
import distribution from '../servers/dist.cjs'

const { default: findMyWay } = await peer('find-my-way')
const { Memoirist } = await peer('memoirist')
const { addRoute, createRouter, findRoute } = await peer('rou3')
const { RegExpRouter } = await peer('hono/router/reg-exp-router')
const { TrieRouter } = await peer('hono/router/trie-router')

export const ROUTERS = [
  {
    name: 'route-handlers',
    build(patterns) {
      const { createRouter } = distribution.source('router/router')
      const files = patterns.map(pattern => ({
        kind: 'route',
        file: `/app${pattern}/route.ts`,
        segments: pattern.split('/').slice(1),
      }))
      const router = createRouter(files, {
        compat: 16,
        trailingSlash: 'ignore',
        parity: 'improved',
      })
      return path => {
        const found = router.match(path)
        return found && { pattern: found.route?.pattern, params: found.params }
      }
    },
  },
  {
    name: 'find-my-way',
    build(patterns) {
      const router = findMyWay()
      for (const [pattern, path] of spelled(
        patterns,
        name => `:${name}`,
        () => '*',
      ))
        router.on('GET', path, () => {}, pattern)
      return path => {
        const found = router.find('GET', path)
        return found && { pattern: found.store, params: found.params }
      }
    },
  },
  {
    name: 'rou3',
    build(patterns) {
      const router = createRouter()
      for (const [pattern, path] of spelled(
        patterns,
        name => `:${name}`,
        name => `**:${name}`,
      ))
        addRoute(router, 'GET', path, pattern)
      return path => {
        const found = findRoute(router, 'GET', path)
        return found && { pattern: found.data, params: found.params }
      }
    },
  },
  {
    name: 'memoirist',
    build(patterns) {
      const router = new Memoirist()
      for (const [pattern, path] of spelled(
        patterns,
        name => `:${name}`,
        () => '*',
      ))
        router.add('GET', path, pattern)
      return path => {
        const found = router.find('GET', path)
        return found && { pattern: found.store, params: found.params }
      }
    },
  },
  { name: 'hono, RegExpRouter', most: 1_000, build: patterns => hono(RegExpRouter, patterns) },
  { name: 'hono, TrieRouter', build: patterns => hono(TrieRouter, patterns) },
]

function hono(Router, patterns) {
  const router = new Router()
  for (const [pattern, path] of spelled(
    patterns,
    name => `:${name}`,
    name => `:${name}{.+}`,
  ))
    router.add('GET', path, pattern)
  return path => {
    const [[first], values] = router.match('GET', path)
    if (!first) return undefined
    const [pattern, params] = first
    if (!values) return { pattern, params }
    const named = Object.entries(params).map(([name, index]) => [name, values[index]])
    return { pattern, params: Object.fromEntries(named) }
  }
}

/** `[pattern, path]` in a router's own spelling; an optional catch-all is two paths to most. */
function spelled(patterns, param, rest) {
  return patterns.flatMap(pattern => {
    const path = pattern
      .replace(/\[?\[\.\.\.(\w+)\]\]?/, (_, name) => rest(name))
      .replace(/\[(\w+)\]/g, (_, name) => param(name))
    if (!pattern.includes('[[')) return [[pattern, path]]
    return [
      [pattern, path],
      [pattern, path.slice(0, path.lastIndexOf('/')) || '/'],
    ]
  })
}
