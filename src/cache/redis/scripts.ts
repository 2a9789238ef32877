/**
 * What runs on the server, each in one step that nothing else can come between. Records of tags
 * are kept as `expired,stale,deadline,deadlineEpoch`; see `tags/record.ts` for what they mean.
 */
import { createHash } from 'node:crypto'

export interface Script {
  readonly source: string
  readonly sha: string
}

function script(source: string): Script {
  return { source, sha: createHash('sha1').update(source).digest('hex') }
}

/**
 * Begins another manifest where there is none, where the server is not the one that it was (its
 * data may be older), where a process has seen a later epoch than it has, and where the index does
 * not have as many tags as the hash beside its four fields: a server that is short of memory may
 * have evicted one of them, and would tell of no invalidation any more.
 * KEYS: hash, index. ARGV: new manifest, known manifest, known epoch, whether restarts are trusted.
 */
const MANIFEST = `
local tags, index = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and info:match('run_id:(%w+)') or ''
local manifest = redis.call('HGET', tags, '@g')
local epoch = tonumber(redis.call('HGET', tags, '@e') or '0')
local known = tonumber(ARGV[3])
local isBehind = manifest == ARGV[2] and epoch < known
local isOther = ARGV[4] == '0' and run ~= '' and redis.call('HGET', tags, '@r') ~= run
local isTorn = redis.call('HLEN', tags) - redis.call('ZCARD', index) ~= 4
if not manifest or isBehind or isOther or isTorn then
  if manifest == ARGV[2] then epoch = math.max(epoch, known) end
  manifest = ARGV[1]
  redis.call('DEL', tags, index)
  redis.call('HSET', tags, '@g', manifest, '@e', epoch, '@floor', 0, '@r', run)
end
`

const TELL = `
local function tell(changed)
  local head = { manifest, string.format('%.0f', epoch), redis.call('HGET', tags, '@floor') }
  local message = table.concat(head, '\\n')
  if #changed > 0 then message = message .. '\\n' .. table.concat(changed, '\\n') end
  redis.call(ARGV[5], ARGV[6], message)
  return message
end
`

/** @see MANIFEST; further ARGV: records in a page. */
export const SYNC: Script = script(`${MANIFEST}
local since = manifest == ARGV[2] and known or 0
local most = tonumber(ARGV[5])
local last, more = epoch, 0
local at = redis.call('ZRANGEBYSCORE', index, '(' .. since, '+inf', 'WITHSCORES', 'LIMIT', most - 1, 2)
if #at == 4 then
  last = tonumber(at[2])
  more = tonumber(at[4]) > last and 1 or redis.call('ZCOUNT', index, '(' .. last, '+inf') > 0 and 1 or 0
  if more == 0 then last = epoch end
end
local reply = { manifest, string.format('%.0f', last), redis.call('HGET', tags, '@floor'), string.format('%.0f', now), more }
for _, tag in ipairs(redis.call('ZRANGEBYSCORE', index, '(' .. since, last)) do
  reply[#reply + 1] = tag
  reply[#reply + 1] = redis.call('HGET', tags, 't:' .. tag)
end
return reply
`)

/**
 * @see MANIFEST; further ARGV: command to publish with, channel, `hard` or the milliseconds of the
 * grace or `inf`, records to keep, tags.
 */
export const INVALIDATE: Script = script(`${MANIFEST}${TELL}
local grace, most = ARGV[7], tonumber(ARGV[8])
epoch = epoch + 1
redis.call('HSET', tags, '@e', epoch)
local changed = {}
for at = 9, #ARGV do
  local tag = ARGV[at]
  local record = redis.call('HGET', tags, 't:' .. tag) or '0,0,0,0'
  local expired, stale, deadline, of = record:match('(%d+),(%d+),(%d+),(%d+)')
  expired, stale, deadline, of = tonumber(expired), tonumber(stale), tonumber(deadline), tonumber(of)
  if deadline > 0 and now >= deadline then
    expired = math.max(expired, of)
    deadline = 0
  end
  if grace == 'hard' then
    expired = epoch
    deadline = 0
  else
    stale = epoch
    if grace ~= 'inf' then
      local ends = now + tonumber(grace)
      deadline = deadline > 0 and math.min(deadline, ends) or ends
      of = epoch
    end
  end
  record = string.format('%.0f,%.0f,%.0f,%.0f', expired, stale, deadline, of)
  redis.call('HSET', tags, 't:' .. tag, record)
  redis.call('ZADD', index, epoch, tag)
  changed[#changed + 1] = tag
  changed[#changed + 1] = record
end
local tooMany = redis.call('ZCARD', index) - most
if tooMany > 0 then
  local oldest = redis.call('ZRANGE', index, 0, tooMany - 1, 'WITHSCORES')
  for at = 1, #oldest, 2 do
    redis.call('HDEL', tags, 't:' .. oldest[at])
    redis.call('ZREM', index, oldest[at])
  end
  redis.call('HSET', tags, '@floor', oldest[#oldest])
end
return tell(changed)
`)

/** @see MANIFEST; further ARGV: command to publish with, channel. */
export const EXPIRE_ALL: Script = script(`${MANIFEST}${TELL}
epoch = epoch + 1
redis.call('DEL', tags, index)
redis.call('HSET', tags, '@g', manifest, '@e', epoch, '@floor', epoch, '@r', run)
return tell({})
`)

/** KEYS: entry, lock, fence. ARGV: token, lease in ms, whether to lock although there is an entry. */
export const GET_OR_LOCK: Script = script(`
local entry = redis.call('GET', KEYS[1])
if entry and ARGV[3] == '0' then return { entry, 'none', 0 } end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  local fence = redis.call('HINCRBY', KEYS[3], 'c', 1)
  redis.call('PEXPIRE', KEYS[3], 86400000)
  return { entry, 'mine', fence }
end
return { entry, 'other', 0 }
`)

/**
 * KEYS: entry, lock, fence. ARGV: frame, ttl in ms (0 deletes), fence, token. A fence that is higher
 * than any that was issued comes from before the hash was evicted: those issued next must not be
 * held for older.
 */
export const PUT: Script = script(`
local fence = tonumber(ARGV[3])
local written = tonumber(redis.call('HGET', KEYS[3], 'w') or '0')
local isWritten = fence >= written and 1 or 0
if isWritten == 1 then
  if ARGV[2] == '0' then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  local issued = tonumber(redis.call('HGET', KEYS[3], 'c') or '0')
  redis.call('HSET', KEYS[3], 'w', fence, 'c', math.max(issued, fence))
  redis.call('PEXPIRE', KEYS[3], 86400000)
end
if redis.call('GET', KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end
return isWritten
`)

/** KEYS: lock. ARGV: token. */
export const UNLOCK: Script = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`)

/** KEYS: lock. ARGV: token, lease in ms. */
export const RENEW: Script = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`)
