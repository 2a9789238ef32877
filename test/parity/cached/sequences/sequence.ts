/** What is played against every server, alone or beside other sequences: none shares a tag. */
import type { Player } from '../player'
import type { Version } from '../servers'

export interface Sequence {
  readonly title: string
  play(player: Player): Promise<void>
  /** All, if left out. */
  readonly versions?: readonly Version[]
}

/** Asked for twice, after a first time that is not compared: is it cached at all, and how? */
export function twice(...paths: string[]): Sequence[] {
  return paths.map(path => ({
    title: `${path}, twice`,
    play: async player => {
      await player.warm(path)
      await player.ask(path)
      await player.ask(path)
    },
  }))
}
