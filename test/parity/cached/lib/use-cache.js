import * as cache from 'next/cache'
import { run } from './run'

const cacheLife = cache.cacheLife ?? cache.unstable_cacheLife
const cacheTag = cache.cacheTag ?? cache.unstable_cacheTag

async function plain() {
  'use cache'
  return { run: run(), date: new Date(0) }
}

async function tagged() {
  'use cache'
  cacheTag('use-cache-tagged')
  return run()
}

async function soft() {
  'use cache'
  cacheTag('use-cache-soft')
  return run()
}

async function path() {
  'use cache'
  return run()
}

async function short() {
  'use cache'
  cacheLife({ revalidate: 1, expire: 300 })
  return run()
}

export const VALUES = { plain, tagged, soft, path, short }

async function byDefault() {
  'use cache'
  return run()
}

async function hours() {
  'use cache'
  cacheLife('hours')
  return run()
}

async function seconds() {
  'use cache'
  cacheLife('seconds')
  return run()
}

async function blog() {
  'use cache'
  cacheLife('blog')
  return run()
}

async function staticTagged() {
  'use cache'
  cacheTag('use-cache-static')
  return run()
}

export const LIVES = { default: byDefault, hours, seconds, blog, tagged: staticTagged }
