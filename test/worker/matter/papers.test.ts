import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { refusalLetter } from '../../../api/matter/refusalLetter.ts'
import { openDb } from '../../../db/client.ts'
import { papers } from '../../../db/seed/papers.ts'
import { seedReference } from '../../../db/seed/run.ts'
import { apiClient, monday } from '../../support/api.ts'
import { costed } from '../../support/cost.ts'

const seed = () => seedReference(openDb(env.DB), monday)
type Item = { id: string }

describe('GET /papers', () => {
  test('lists every paper in the order of the document, within 50 rows', async () => {
    await seed()
    const { api, cost } = costed()
    const { status, body, headers } = await api.get('/papers')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body.items.map(({ id }: Item) => id)).toEqual(papers.map(({ id }) => id))
    expect(cost.trips).toBe(1)
    expect(cost.rowsRead).toBeLessThanOrEqual(50)
  })

  test.each([
    ['单身证明', 'marital-status'],
    ['我想开个单身证明', 'marital-status'],
    ['无犯罪记录', 'no-criminal-record'],
    ['lost papers', 'lost-papers'],
  ])('%s leads to its answer', async (q, id) => {
    await seed()
    const { body } = await apiClient().get(`/papers?q=${encodeURIComponent(q)}`)
    expect(body.items.map((item: Item) => item.id).slice(0, 3)).toContain(id)
  })

  test('what is no paper finds none', async () => {
    await seed()
    expect((await apiClient().get('/papers?q=天气预报')).body.items).toEqual([])
  })

  test('a question that is too long is refused', async () => {
    expect((await apiClient().get(`/papers?q=${'a'.repeat(61)}`)).status).toBe(422)
  })
})

describe('GET /papers/{id}', () => {
  test('every paper answers in both languages, with a letter where there is something to refuse', async () => {
    await seed()
    const api = apiClient()
    for (const paper of papers) {
      const { status, body } = await api.get(`/papers/${paper.id}`)
      expect(status, paper.id).toBe(200)
      expect(body.answerName.zh && body.answerName.en, paper.id).toBeTruthy()
      expect(body.letter === null, paper.id).toBe(refusalLetter(paper, 'zh') === null)
      if (body.letter) {
        expect(body.letter, paper.id).toEqual({
          zh: refusalLetter(paper, 'zh'),
          en: refusalLetter(paper, 'en'),
        })
        expect(body.letter.zh.legalBasis, paper.id).toContain(paper.basis.name.zh)
      }
      const wanted = [paper.matterCode, paper.exception?.matterCode, ...paper.relatedMatters].filter(Boolean)
      const given = body.matters.map(({ code }: { code: string }) => code)
      expect(new Set(given), paper.id).toEqual(new Set(wanted))
    }
  })

  test('reads few rows in one round trip', async () => {
    await seed()
    const { api, cost } = costed()
    await api.get('/papers/lost-papers')
    expect(cost.trips).toBe(1)
    expect(cost.rowsRead).toBeLessThanOrEqual(50)
  })

  test('an unknown paper is 404', async () => {
    await seed()
    const { status, body } = await apiClient().get('/papers/nothing')
    expect([status, body.code]).toEqual([404, 'not-found'])
  })
})
