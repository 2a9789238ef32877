/** Fills the directory that it is told of, and waits to be killed. */
import { Opened } from './opened'

async function main(): Promise<void> {
  const opened = new Opened(String(process.argv[2]))
  await opened.get('kept')
  await opened.get('invalidated', { tags: ['other'] })
  await opened.engine.idle()
  await opened.tags.invalidate(['other'])
  process.stdout.write('filled')
  setInterval(() => {}, 1000)
}

void main()
