import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readName } from '../../../api/privacy/name.ts'

describe('name', () => {
  it.each([
    ['张三', '张三'],
    ['　张 三 ', '张三'],
    ['欧阳修', '欧阳修'],
    ['买买提·阿布都热合曼', '买买提·阿布都热合曼'],
    ['买买提•阿布都热合曼', '买买提·阿布都热合曼'],
    ['买买提・阿布都热合曼', '买买提·阿布都热合曼'],
    ['买买提．阿布都热合曼', '买买提·阿布都热合曼'],
    ['买买提 · 阿布都热合曼', '买买提·阿布都热合曼'],
    ['Anne-Marie O’Neill', "Anne-Marie O'Neill"],
    ['J. R.  Müller', 'J. R. Müller'],
    ['Ａｎｎａ', 'Anna'],
    ['Zoe\u0308', 'Zoë'],
    ['ئابدۇللا', 'ئابدۇللا'],
    ['བཀྲ་ཤིས'.replaceAll('་', ' '), 'བཀྲ་ཤིས'.replaceAll('་', ' ')],
    ['Нина', 'Нина'],
    ['李〇', '李〇'],
    ['𠮷田', '𠮷田'],
    ["'t Hooft", "'t Hooft"],
  ])('reads %s', (text, value) => {
    expect(readName(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'empty'],
    [' 　', 'empty'],
    ['张'.repeat(81), 'long'],
    ['张3', 'digits'],
    ['张３', 'digits'],
    ['张①', 'digits'],
    ['张😀', 'emoji'],
    ['👨‍👩‍👧', 'emoji'],
    ['🇨🇳', 'emoji'],
    ['张\n三', 'control'],
    ['张\u0000三', 'control'],
    ['张\u202e三', 'control'],
    ['张\u200b三', 'control'],
    ['王\u034f小明', 'characters'],
    ['\u3164\u3164', 'characters'],
    ['王\u0301\u0301\u0301\u0301', 'characters'],
    ['<b>张三</b>', 'markup'],
    ['＜script＞', 'markup'],
    ['张"三', 'markup'],
    ['=SUM', 'markup'],
    ['张_三', 'characters'],
    ['张，三', 'characters'],
    ['···', 'characters'],
    ['-张三', 'characters'],
    ['张三·', 'characters'],
  ])('refuses %j: %s', (text, reason) => {
    expect(readName(text)).toEqual({ ok: false, reason })
  })

  it('counts code points, not halves', () => {
    expect(readName('𠮷'.repeat(80)).ok).toBe(true)
  })

  it('reads what it has written, and nothing that could be markup', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(..."张三·•. '’-a<&1\n"), fc.string({ unit: 'grapheme' })),
    })
    fc.assert(
      fc.property(text, (input) => {
        const read = readName(input)
        if (!read.ok) return
        expect(readName(read.value)).toEqual(read)
        expect(read.value).not.toMatch(/[<>&"=\d\n\r\t]/)
      }),
      { numRuns: 3000 },
    )
  })
})
