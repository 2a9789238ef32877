import { encodeParsedBody, essenceOf, isJson } from '../../../../src/http/body/parsed-body'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

function encoded(value: unknown, contentType?: string, declaredLength?: number) {
  const { bytes, contentType: changed } = encodeParsedBody(value, contentType, declaredLength)
  return [text(bytes), changed]
}

describe('encodeParsedBody(value, contentType, declaredLength)', () => {
  it.each([
    [{ a: 1 }, 'application/json', '{"a":1}', undefined, 'JSON'],
    [[], 'application/json; charset=utf-8', '[]', undefined, 'JSON with a parameter'],
    [{ a: 1 }, 'application/ld+json', '{"a":1}', undefined, '+json'],
    [{ a: 1 }, 'application/vnd.api+json', '{"a":1}', undefined, '+json'],
    [null, 'application/json', 'null', undefined, 'null is a value'],
    [0, 'application/json', '0', undefined, '0 is a value'],
    [false, 'application/json', 'false', undefined, 'false is a value'],
    [{ a: 1 }, undefined, '{"a":1}', 'application/json', 'an object without a type'],
    [{ a: 1 }, 'application/unheard-of', '{"a":1}', undefined, 'an object of an unknown type'],
    [{ a: ['1', '2'] }, 'application/x-www-form-urlencoded', 'a=1&a=2', undefined, 'a form'],
    [{ a: ' &' }, 'APPLICATION/X-WWW-FORM-URLENCODED; x=y', 'a=+%26', undefined, 'R21: a form'],
    [{}, 'application/x-www-form-urlencoded', '', undefined, 'a form without fields'],
    ['h\u00e9', 'text/plain', 'h\u00e9', undefined, 'text'],
    ['h\u00e9', undefined, 'h\u00e9', undefined, 'text without a type'],
    ['a=1', 'application/x-www-form-urlencoded', 'a=1', undefined, 'a form read as text'],
    ['<a/>', 'application/xml', '<a/>', undefined, 'text of another type'],
  ])('BODY-5: %j of type %s is %j, its type then %s (%s)', (value, type, expected, changed) => {
    expect(encoded(value, type)).toEqual([expected, changed])
  })

  it.each([
    ['text/plain; charset=iso-8859-1', 'text/plain; charset=utf-8'],
    ['text/plain;charset="latin1"; x=1', 'text/plain;charset=utf-8; x=1'],
    ['text/plain; CHARSET = utf-16', 'text/plain; charset=utf-8'],
  ])('row 8: text that came as %s is UTF-8 now', (type, changed) => {
    expect(encoded('h\u00e9', type)).toEqual(['h\u00e9', changed])
  })

  it.each([
    ['abc', 5, '"abc"', 'strict: false: a parsed JSON string'],
    ['{"a":1}', 7, '{"a":1}', 'a text parser under a JSON type'],
    ['h\u00e9', 3, 'h\u00e9', 'the length counts bytes'],
    ['abc', undefined, '"abc"', 'compressed or chunked: the parser of the type is the likelier'],
    ['', 2, '""', 'the empty JSON string'],
  ])('BODY-5: the string %j of a JSON body of %s bytes is %s (%s)', (value, length, expected) => {
    expect(encoded(value, 'application/json', length)).toEqual([expected, undefined])
  })

  it('BODY-5: bytes are themselves', () => {
    const bytes = Buffer.from([0, 255])
    expect(encodeParsedBody(bytes, 'application/json', undefined).bytes).toBe(bytes)
  })
})

describe('essenceOf(contentType)', () => {
  it.each([
    [undefined, ''],
    ['', ''],
    ['application/json', 'application/json'],
    ['Application/JSON; charset=utf-8', 'application/json'],
    [' application/json ', 'application/json'],
    ['application/json\t;a=b', 'application/json'],
    ['application/jsonx', 'application/jsonx'],
    ['; charset=utf-8', ''],
  ])('R21: %j is %j', (contentType, expected) => {
    expect(essenceOf(contentType)).toBe(expected)
  })

  it.each([
    ['application/json', true],
    ['application/problem+json', true],
    ['application/json-seq', false],
    ['text/json5', false],
  ])('BODY-5: %s is JSON: %s', (essence, expected) => {
    expect(isJson(essence)).toBe(expected)
  })
})
