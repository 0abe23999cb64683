import type { StationEvaluation } from '../../api/evaluation/schema.ts'
import { bandWords } from './evaluation.ts'
import type { Words } from './text.ts'

/** Size of the picture, and what is left of its width for words. */
export const badgeSize = { width: 320, height: 112 } as const
const room = badgeSize.width - 28

/** Text as it may stand in XML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ')

/** About how wide a text is, in its own size: Chinese signs are square, Latin ones about half. */
const ems = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1 : 0.54), 0)

/** One line of text, smaller where it would not fit. */
function line(text: string, { y, size, bold = false }: { y: number; size: number; bold?: boolean }): string {
  const fits = Math.min(size, Math.floor((room / ems(text)) * 10) / 10)
  return `<text x="18" y="${y}" font-size="${fits}"${bold ? ' font-weight="700"' : ''}>${escaped(text)}</text>`
}

/** What the picture needs to say, besides the result. */
export interface BadgeOf {
  evaluation: Pick<StationEvaluation, 'period' | 'station' | 'all' | 'rated'>
  /** The site's and the bureau's name. */
  site: string
  demo: boolean
}

/**
 * The badge of a station as an SVG that stands on other people's pages: station, period, how final it is, the band in words,
 * how many rated, and whose it is. While the period runs it shows no band, since nobody looks again.
 */
export function badgeSvg({ evaluation, site, demo }: BadgeOf, words: Words): string {
  const { t, say, format, locale } = words
  const { period, station, all, rated } = evaluation
  const result =
    period.state === 'open'
      ? t('evaluation.badge.open')
      : all.band === ''
        ? bandWords(all, words)
        : t('evaluation.badge.band', { band: all.band, words: bandWords(all, words) })
  const standing = [
    say(period.name),
    ...(period.state === 'open' ? [] : [t(`evaluation.badge.${period.state}`)]),
    t('evaluation.badge.rated', { n: format.number(rated) }),
  ].join(' · ')
  const head = [t('evaluation.badge'), ...(demo ? [t('evaluation.badge.demo')] : [])].join(' · ')
  const said = [say(station.name), head, result, standing, site]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${badgeSize.width}" height="${badgeSize.height}" viewBox="0 0 ${badgeSize.width} ${badgeSize.height}" role="img" xml:lang="${locale === 'zh' ? 'zh-Hans-CN' : 'en-GB'}" font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" fill="#15202b"><title>${escaped(said.join(' · '))}</title><rect x="1" y="1" width="318" height="110" rx="8" fill="#fff" stroke="#07336f" stroke-width="2"/><path d="M2 8v96a6 6 0 0 0 6 6V2a6 6 0 0 0-6 6z" fill="#07336f"/>${line(head, { y: 21, size: 12 })}${line(say(station.name), { y: 43, size: 17, bold: true })}${line(result, { y: 65, size: 15, bold: true })}${line(standing, { y: 84, size: 12 })}${line(site, { y: 102, size: 11 })}</svg>
`
}
