import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { fireCron } from '../../scripts/cron.ts'
import { freePort } from '../../scripts/serve.ts'
import { root } from '../../scripts/tool.ts'
import { serveWorker } from '../../scripts/worker.ts'
import { chooseTime, fillDetails, heading, press, receiptOf, toCheck } from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { served } from '../support/served.ts'
import { visitor } from '../support/visitor.ts'

/** Typed by nobody else: wherever one of these stands afterwards, somebody's secret would have stood. */
const typed = {
  name: '鸢尾金丝雀',
  phone: '13800098765',
  idNumber: '440524188001010014',
  note: '金丝雀在窗台上唱歌',
}
const agent = 'CanaryBrowser/7.3'

const state = join(root, 'test/artifacts/browser/canary')

/** Files under a folder that hold these words, in the encodings SQLite and logs use. */
function filesWith(words: string, folder: string): string[] {
  const forms = [
    Buffer.from(words),
    Buffer.from(words, 'utf16le'),
    Buffer.from(encodeURIComponent(words)),
    Buffer.from(Buffer.from(words).toString('base64')),
  ]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return forms.some((form) => bytes.includes(form))
    })
}

test('nothing that a person types stands readable in the database, the queue or the log', async () => {
  served()
  cpSync(inject('seeded'), state, { recursive: true })
  const log: string[] = []
  const server = await serveWorker({
    port: await freePort(),
    state,
    secrets: inject('secrets'),
    onLine: (line) => log.push(line),
  })
  const browser = await openBrowser()
  let kept: { reference: string; accessCode: string }
  try {
    for (const script of [true, false]) {
      const who = await visitor(browser, server.origin, { script })
      await who.context.setExtraHTTPHeaders({ 'user-agent': agent, 'cf-connecting-ip': '198.18.77.66' })
      const { page, t } = who
      // Every answer once wrong, then right.
      await who.open('/book?matter=ID-02&station=qingshi')
      await chooseTime(who)
      await press(who, t('book.continue'))
      await fillDetails(who, { ...typed, idNumber: typed.idNumber.replace(/4$/, '5') })
      await page.getByRole('alert').waitFor()
      await toCheck(who, typed, { matter: script ? 'ID-02' : 'ID-03' })
      await press(who, t('book.confirm'))
      kept = await receiptOf(who)

      await who.open('/track')
      for (const code of ['22222222', kept.accessCode]) {
        await page.getByLabel(t('track.reference')).fill(kept.reference)
        await page.getByLabel(t('track.code')).fill(code)
        await press(who, t('track.look'))
      }
      await press(who, t('track.move'))
      await heading(who, t('track.move.title')).waitFor()
      await chooseTime(who, 'last')
      await press(who, t('book.continue'))
      await press(who, t('track.move.yes'))
      await page.getByText(t('track.moved')).waitFor()
      await press(who, t('track.cancel'))
      await press(who, t('track.cancel.yes'))
      await page.getByText(t('track.cancelled'), { exact: true }).waitFor()
      await who.close()
    }
    // Long enough for the queue to send what waits, then the regular work.
    await new Promise((wake) => setTimeout(wake, 3000))
    await fireCron(server.origin)
  } finally {
    await browser.close()
    await server.stop()
  }

  const printed = log.join('\n')
  const { reference, accessCode } = kept!
  const secrets = [...Object.values(typed), accessCode, agent, '198.18.77.66']
  expect(secrets.flatMap((words) => filesWith(words, state))).toEqual([])
  expect(
    secrets.filter((words) => printed.includes(words) || printed.includes(encodeURIComponent(words))),
  ).toEqual([])
  // The search would have found it: a reference and a station's name stand there for all to see.
  expect(filesWith(reference, state)).not.toEqual([])
  expect(filesWith('青石派出所', state)).not.toEqual([])
  expect(printed).toContain('"route"')
})
