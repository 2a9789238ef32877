import { NextResponse } from '../../src/next/response'
import { differences } from './differences'
import { hold, subject } from './hold'
import { type ResponseClass, responses } from './rules/response'
import { responseObject } from './rules/response-object'
import { responseStatics } from './rules/response-statics'

test('the list of differences stays short', () => {
  expect(differences.length).toBeLessThanOrEqual(25)
})

hold<ResponseClass>(
  'response',
  [...responses, ...responseStatics, ...responseObject],
  Response as ResponseClass,
  [subject('NextResponse', NextResponse as ResponseClass)],
)
