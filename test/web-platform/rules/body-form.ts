/** Body: formData() ("package data", FormData). */
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import type { MakeMessage } from './body-read'

const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' }
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=b' }

const urlencoded = (
  what: string,
  body: unknown,
  standard: unknown,
  headers = URLENCODED,
): Row<MakeMessage> => [
  `formData() of a urlencoded body ${what}`,
  async make => [...(await make(body, headers).formData())],
  standard,
]

const refused = (
  what: string,
  body: unknown,
  headers: Record<string, string>,
): Row<MakeMessage> => [
  `formData() refuses ${what}`,
  async make => void (await make(body, headers).formData()),
  TYPE_ERROR,
]

const part = (head: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`

const multipart = (what: string, parts: string, standard: unknown): Row<MakeMessage> => [
  `formData() of a multipart body ${what}`,
  async make => [...(await make(`${parts}--b--\r\n`, MULTIPART).formData())],
  standard,
]

const form = (): FormData => {
  const data = new FormData()
  data.append('a', 'é\r\n1')
  data.append('a', '2')
  data.append('file', new File(['\0bytes'], 'na"me.txt', { type: 'text/x-own' }))
  return data
}

export const bodyForm: readonly Row<MakeMessage>[] = [
  urlencoded('gives pairs', 'a=1&b=2&a=3', [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
  ]),
  urlencoded('decodes plus and percent', 'a+b=%C3%A9+%2B', [['a b', 'é +']]),
  urlencoded('keeps bad percent-encoding', 'a=%zz&b=%', [
    ['a', '%zz'],
    ['b', '%'],
  ]),
  urlencoded('has names without values', 'a&=b&&c=', [
    ['a', ''],
    ['', 'b'],
    ['c', ''],
  ]),
  urlencoded('may be empty', '', []),
  urlencoded('keeps a byte order mark', '\ufeffa=1', [['\ufeffa', '1']]),
  urlencoded('with a charset', 'a=%C3%A9', [['a', 'é']], {
    'content-type': 'application/x-www-form-urlencoded; charset=latin1',
  }),
  urlencoded('with its type in upper case', 'a=1', [['a', '1']], {
    'content-type': 'APPLICATION/X-WWW-FORM-URLENCODED',
  }),
  [
    'formData() of URLSearchParams',
    async make => [...(await make(new URLSearchParams({ 'a b': 'é&=' })).formData())],
    [['a b', 'é&=']],
  ],
  [
    'formData() gives a FormData',
    async make => tagOf(await make('', URLENCODED).formData()),
    'FormData',
  ],
  [
    'formData() of a FormData gives its texts',
    async make => (await make(form()).formData()).getAll('a'),
    ['é\r\n1', '2'],
  ],
  [
    'formData() of a FormData gives its files',
    async make => {
      const file = (await make(form()).formData()).get('file') as File
      return [tagOf(file), file.name, file.type, await file.text()]
    },
    ['File', 'na"me.txt', 'text/x-own', '\0bytes'],
  ],
  multipart('gives pairs', part('name="a"', '1') + part('name="a"', '2'), [
    ['a', '1'],
    ['a', '2'],
  ]),
  multipart('keeps line breaks in values', part('name="a"', '1\r\n2\n3'), [['a', '1\r\n2\n3']]),
  multipart('decodes UTF-8', part('name="é"', '한'), [['é', '한']]),
  multipart('decodes line breaks and quotes in names', part('name="a%0D%0A%22b"', '1'), [
    ['a\r\n"b', '1'],
  ]),
  multipart('may have an empty value', part('name="a"', ''), [['a', '']]),
  [
    'formData() of a multipart body has a type for files without one',
    async make => {
      const file = (
        await make(`${part('name="f"; filename="x"', 'y')}--b--\r\n`, MULTIPART).formData()
      ).get('f') as File
      return [file.name, file.type, await file.text()]
    },
    ['x', 'text/plain', 'y'],
  ],
  [
    'formData() with a quoted boundary',
    async make => [
      ...(await make(`${part('name="a"', '1')}--b--\r\n`, {
        'content-type': 'multipart/form-data; boundary="b"',
      }).formData()),
    ],
    [['a', '1']],
  ],
  refused('another type', 'a=1', { 'content-type': 'text/plain' }),
  refused('a body without a type', new Uint8Array([1]), {}),
  refused('JSON', '{}', { 'content-type': 'application/json' }),
  refused('multipart without a boundary', 'x', { 'content-type': 'multipart/form-data' }),
  refused('multipart that is none', 'x', MULTIPART),
  refused('multipart that is cut off', part('name="a"', '1'), MULTIPART),
  refused('a part without a name', `${part('filename="x"', '1')}--b--\r\n`, MULTIPART),
  refused('an empty multipart body', '', MULTIPART),
]
