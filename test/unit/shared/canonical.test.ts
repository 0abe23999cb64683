import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../api/shared/canonical.ts'

describe('canonical JSON', () => {
  it('has one spelling whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '派' }], a: true, u: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"派","d":null}]}',
    )
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '😀': 4, '\ufb33': 5 })).toBe(
      '{"\\r":2,"1":3,"€":1,"😀":4,"\ufb33":5}',
    )
    expect(canonicalJson([-0, 1e21, 0.1])).toBe('[0,1e+21,0.1]')
  })

  it('says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('refuses what JSON would bend', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const wrong = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      undefined,
      () => 1,
      new Date(0),
      new Map(),
      [undefined],
    ]
    for (const value of [...wrong, new Array(1), { a: Symbol('x') }, '\ud800', loop]) {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    }
    const twice = { a: 1 }
    expect(canonicalJson([twice, twice])).toBe('[{"a":1},{"a":1}]')
  })
})
