/** Everything that is played, in groups. */
import { answers } from './sequences/answers'
import { config } from './sequences/config'
import { data } from './sequences/data'
import { fetching } from './sequences/fetch'
import { methods } from './sequences/methods'
import { params } from './sequences/params'
import { useCache } from './sequences/use-cache'

export const sequences = [
  ...config,
  ...params,
  ...answers,
  ...methods,
  ...data,
  ...fetching,
  ...useCache,
]
