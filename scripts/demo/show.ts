import type { Day } from '../../api/calendar/day.ts'
import { fileDemoCases, type ToTry } from './file.ts'

const pages = { track: '/track', verify: '/verify' }
const words: Record<string, string> = {
  correction: 'a dog, one paper to be sent again',
  issued: 'a certificate that was issued',
  lamp: 'a small problem, answered: accept it or object',
  accusation: 'an anonymous accusation, which waits for a word',
  'case-open': 'a police case, opened',
  'case-refused': 'a police case that was not opened',
}

/** Lines for whoever starts the house: what of the demonstration applications they may try, files them where they are not yet. */
export async function showDemoCases(origin: string, state: string, today: Day): Promise<string> {
  const { toTry, trouble } = await fileDemoCases(origin, state, today).catch((error: unknown) => ({
    toTry: [] as ToTry[],
    trouble: [String(error)],
  }))
  for (const fault of trouble) console.error(`  A demonstration application was not filed whole: ${fault}`)
  const lines = toTry.map(
    ({ what, of, number, code }, place) =>
      `  ${(place === 0 ? 'To try' : '').padEnd(12)}${origin}${pages[what]}   ${number}  code ${code}${
        words[of] && what === 'track' ? `   (${words[of]})` : ''
      }\n`,
  )
  return lines.length
    ? `\n${lines.join('')}              and /staff/applications as handler@demo.invalid (codes on /staff)\n`
    : ''
}
