import type { APIContext } from 'astro'
import type { PhotoLinks } from '../../../api/complaint/files/open.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'
import { textOf } from '../person.ts'
import { photosIn } from './form.ts'
import { type RefusedPhoto, sendPhotos } from './send.ts'

/** What a button of one's own complaint asks for. */
const goes = [
  'show',
  'ask',
  'message',
  'photo',
  'accept',
  'object',
  'withdraw',
  'agree',
  'take-back',
] as const
export type MineGo = (typeof goes)[number] | 'link'

export interface MineForm {
  reference: string
  accessCode: string
  go: MineGo
  /** The photo that a button is about. */
  photo: string
  words: string
  objection: string
}

/** Reads a post; a photo's number stands behind a colon. */
export function readMine(data: FormData): MineForm {
  const [word = '', ...rest] = textOf(data, 'go').split(':')
  const photo = rest.join(':')
  return {
    reference: textOf(data, 'reference'),
    accessCode: textOf(data, 'accessCode'),
    go: word === 'link' && photo ? 'link' : (goes.find((one) => one === word) ?? 'show'),
    photo,
    words: textOf(data, 'words'),
    objection: textOf(data, 'objection'),
  }
}

/** What was just done, or what it brought. */
export interface MineDone {
  done?: 'message' | 'photo' | 'accept' | 'object' | 'withdraw' | 'agree' | 'take-back'
  problem?: ProblemDocument
  refused?: RefusedPhoto[]
  /** Where a photo can be seen, for five minutes. */
  link?: string
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** Does what the button asks for; one that only shows does nothing. */
export async function actOnMine(where: Where, form: MineForm, data: FormData): Promise<MineDone> {
  const { accessCode, go } = form
  const post = <T>(verb: string, more: object = {}): Promise<Answer<T>> =>
    ask<T>(where, `/complaints/${encodeURIComponent(form.reference || '-')}/${verb}`, {
      method: 'POST',
      body: { accessCode, ...more },
    })
  const after = (answer: Answer<unknown>): MineDone =>
    answer.ok ? { done: go as NonNullable<MineDone['done']> } : { problem: answer.problem }
  switch (go) {
    case 'message':
      return after(await post('messages', { words: form.words }))
    case 'accept': {
      const satisfied = Number(textOf(data, 'satisfied'))
      return after(await post('accept', satisfied >= 1 && satisfied <= 5 ? { satisfied } : {}))
    }
    case 'object':
      return after(await post('object', { words: form.objection }))
    case 'withdraw':
      return after(await post('withdraw'))
    case 'agree':
    case 'take-back':
      return after(await post('agreement', { agreed: go === 'agree' }))
    case 'photo': {
      const photos = photosIn(data)
      const refused = await sendPhotos(where, form, photos)
      return photos.length > refused.length ? { done: 'photo', refused } : { refused }
    }
    case 'link': {
      const answer = await post<PhotoLinks>('photos/links')
      const link = answer.ok ? answer.data.photos.find(({ id }) => id === form.photo)?.path : undefined
      return answer.ok ? (link ? { link } : {}) : { problem: answer.problem }
    }
    default:
      return {}
  }
}
