import fc from 'fast-check'

/** Text that servers have stumbled over: halves of characters, marks that turn the line, nothing, too much. */
const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  'x\ud83d',
  '\u202e\u2066abc\u2069',
  '\ufeff',
  '\u200b\u200d\u00ad',
  'e\u0301\u0301\u0301\u0301',
  '\ufdfa',
  'ﬀ①㍿',
  '１３８００００００００',
  'İıſK',
  '𠮷𡈽👩‍👩‍👧‍👦',
  "'; DROP TABLE booking; --",
  '" OR 1=1',
  '%',
  '_%_%',
  '*',
  'NEAR("a" b)',
  '<script>alert(1)</script>',
  '{{7*7}}#{7*7}',
  '../../etc/passwd',
  '%00%2e%2e%2f',
  '\r\nX-Injected: 1',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '0x10',
  '9007199254740993',
  '-1',
  '1.5',
  '2026-02-30',
  '2026-13-01',
  '9999-12-31',
  '10000-01-01',
  '2026-11-23T09:30:00+99:99',
  '__proto__',
  'constructor',
  'toString',
] as const

/** Over the lengths that fields take, the last over what a body takes. */
const longTexts = [61, 81, 201, 401, 2_001, 8_000, 70_000].flatMap((length) => [
  'x'.repeat(length),
  '永'.repeat(Math.ceil(length / 3)),
])

export const oddText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 90 }) },
  { weight: 1, arbitrary: fc.constantFrom(...longTexts) },
)

const deep = (depth: number) => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}

/** Anything JSON can carry, in a place where something else is wanted. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: oddText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      1e308,
      -Number.MAX_SAFE_INTEGER - 2,
      [],
      {},
      [[]],
      ['a', 'b'],
      [null],
      { length: 3 },
      { zh: '字', en: 'word' },
      deep(50),
      deep(2_000),
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

/** Keys no schema has, some of which every object inherits. */
export const oddKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '',
    'a/b~c',
    '\ud800',
    'then',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** A body that is not JSON, or not the JSON it says, or not wanted at all. */
export const rawBody: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '}',
    '{"a":}',
    "{'a': 1}",
    '{"a": 1,}',
    '[1, 2',
    '{"a": 1} {"b": 2}',
    'nul',
    'null',
    'true',
    '0',
    '""',
    '[]',
    '{}',
    '1e999',
    '{"a": 01}',
    '\ufeff{}',
    '{"__proto__": {"polluted": true}}',
    '{"constructor": {"prototype": {"polluted": true}}}',
    '"\\ud800"',
    '"\\u0000"',
    'a=1&b=2',
    '<?xml version="1.0"?><a/>',
    '['.repeat(20_000),
    `${'['.repeat(9_000)}${']'.repeat(9_000)}`,
    '{"a":'.repeat(5_000),
    `{"website": "${'x'.repeat(70_000)}"}`,
    `${' '.repeat(65_530)}{}`,
    `{${Array.from({ length: 3_000 }, (_, i) => `"k${i}":${i}`).join()}}`,
  ),
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d]),
    new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
    new Uint8Array([0xc0, 0x80]),
  ),
)

/** Written into an address as it stands: escapes of what is no text, and pieces that other servers resolve. */
export const rawPiece = fc.constantFrom(
  '%',
  '%zz',
  '%00',
  '%ff',
  '%ED%A0%80',
  '%C0%AF',
  '%2e',
  '%2e%2e',
  '%2f',
  '%2F..%2F',
  '%252e%252e',
  '%5c',
  '..;',
  ';a=b',
  '%0d%0aX-Injected:1',
  '%3f',
  '%23',
  '+',
  '*',
  ':slug',
  '{slug}',
  '%E6%B0%B8',
  'x'.repeat(3_000),
  '%41'.repeat(900),
)

export const contentTypes = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json;',
  'application/json;charset',
  'application/json ; charset="gbk"',
  'application/json, text/html',
  'application/jsonp',
  'application/vnd.api+json',
  'text/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '',
  ';',
  'x'.repeat(500),
]

/** Header values as clients can send them: one line of plain characters. */
export const headerText = fc.string({ maxLength: 150 }).map((text) => text.trim())

export const acceptLanguages = [
  'en',
  'zh',
  '*',
  'en;q=2, zh;q=-1',
  'en;q=, zh;;;q=x',
  ',,,;',
  'zh-Hant-TW;q=0.1, en;q=0.2',
  'e'.repeat(4_000),
  `${'en,'.repeat(500)}zh`,
]

export const accepts = [
  '*/*',
  'text/html',
  'application/xml',
  'application/json;q=0',
  'image/*, */*;q=0.1',
  '',
]

export const oddKeys = [
  '',
  'short',
  'x'.repeat(128),
  'x'.repeat(129),
  'with space in it',
  'sl/ash-es-in',
  'same-key-twice',
  'same-key-twice',
  'same-key-thrice',
]
