import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseTime, heading, press, receiptOf, somebody } from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const said = {
  zh: {
    street: '鼓楼大街 16 号',
    officer: '韦春桃',
    place: '古槐社区',
    room: '古槐社区警务室',
    own: '万家宁',
    chat: '古槐社区警民群',
  },
  en: {
    street: '16 Gulou Avenue',
    officer: 'Wei Chuntao',
    place: 'Guhuai Community',
    room: 'Guhuai Community Police Room',
    own: 'Wan Jianing',
    chat: 'Guhuai residents and police',
  },
} as const

describe.each(everyReader)('the community officer, $locale, script $script', ({ locale, script }) => {
  const names = said[locale]

  test('found by street and number, then the room by its community, then a talk is booked there', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const search = async (text: string, kept: string) => {
      await page.getByRole('searchbox').fill(text)
      await press(who, t('search.button'))
      await page.getByRole('heading', { name: t('station.mine') }).waitFor()
      expect(await page.getByRole('searchbox').inputValue()).toBe(kept)
    }
    // Behind the door 网上警务室 stand all nine rooms, each with its officer.
    await who.open('/stations?kind=room')
    await heading(who, t('rooms.title')).waitFor()
    expect(await page.locator('main ul.list > li').count()).toBe(9)
    expect(await words(who)).toContain(names.own)
    await sound(who, script)

    await search(names.street, names.street)
    const answer = page.locator('.note', { hasText: names.officer })
    expect(await answer.count()).toBe(1)
    expect(await answer.locator('li').count()).toBe(1)
    await sound(who, script)

    await search(names.place, names.place)
    expect(await words(who)).toContain(names.own)
    await page.locator('.note').getByRole('link', { name: names.room, exact: true }).click()
    await heading(who, names.room).waitFor()
    for (const heard of [names.own, names.chat, t('room.chat.warning'), 'https://chat.example/guhuai'])
      expect(await words(who)).toContain(heard)
    // The group stands on another platform: its address is read, not pressed.
    expect(await page.locator('main a[href^="https://chat.example"]').count()).toBe(0)
    await sound(who, script)

    await page
      .getByRole('link', { name: t('room.book') })
      .first()
      .click()
    await heading(who, t('book.time.title')).waitFor()
    await chooseTime(who, script === (locale === 'zh') ? 'first' : 'last')
    await press(who, t('book.continue'))
    await heading(who, t('book.details.title')).waitFor()
    expect(await page.getByLabel(t('book.idType')).count()).toBe(0)
    expect(await page.getByLabel(t('book.idNumber')).count()).toBe(0)
    const typed = somebody()
    await page.getByLabel(t('book.name'), { exact: true }).fill(typed.name)
    await page.getByLabel(t('book.phone'), { exact: true }).fill(typed.phone)
    await press(who, t('book.continue'))
    await heading(who, t('book.check.title')).waitFor()
    expect(await words(who)).toContain(names.own)
    expect(await words(who)).not.toContain(t('book.idType'))
    await sound(who, script, [typed.name, typed.phone])
    await press(who, t('book.confirm'))
    await receiptOf(who)
    for (const heard of [names.room, t('visit.officer.is', { names: names.own }).trim()])
      expect(await words(who)).toContain(heard)
    await sound(who, script)
    await who.close()
  })

  test('a street nobody is named for, and a number in no stretch, are answered honestly', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { t } = who
    await who.open(`/stations?q=${encodeURIComponent('huochanglu')}`)
    expect(await words(who)).toContain(t('station.mine.nobody'))
    await who.open(`/stations?q=${encodeURIComponent('鼓楼大街 300 号')}`)
    expect(await words(who)).toContain(t('station.mine.noNumber'))
    await sound(who, script)
    await who.close()
  })
})
