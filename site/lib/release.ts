import type { DrawnReleaseView, ReleaseView } from '../../api/appointment/release/schema.ts'
import { counterGroupNames, counterGroups } from '../../api/matter/catalogue.ts'
import type { Text } from '../../api/shared/text.ts'
import type { Reader } from './text.ts'

type Said = Pick<Reader, 't' | 'format' | 'locale'>

/** The name of a counter; a group the catalogue does not know is shown as it is written. */
export function counterName(group: string): Text {
  const known = counterGroups.find((each) => each === group)
  return known ? counterGroupNames[known] : { zh: group, en: group }
}

/** When places open: `11 月 30 日（星期一）8:00–9:00`, or one moment where it is fixed. */
export function windowWords(
  { opensFrom, opensTo }: Pick<ReleaseView, 'opensFrom' | 'opensTo'>,
  { format, locale }: Said,
) {
  if (opensFrom === opensTo) return format.when(opensFrom)
  return `${format.day(opensFrom)}${locale === 'zh' ? '' : ', '}${format.timeRange(opensFrom, opensTo)}`
}

/** What became of a release, in a few words, and how it looks; null before it is drawn. */
export function outcomeWords(
  { state, places, goneAfterMinutes }: Pick<ReleaseView, 'state' | 'places' | 'goneAfterMinutes'>,
  { t, format }: Said,
): { kind?: 'ok' | 'wait'; text: string } {
  if (state === 'planned') return { text: t('release.planned') }
  if (state === 'void') return { text: t('release.void') }
  if (goneAfterMinutes === null) return { kind: 'ok', text: t('release.left', { n: places ?? 0 }) }
  if (goneAfterMinutes < 1) return { kind: 'wait', text: t('release.gone.once', { n: places ?? 0 }) }
  const whole = goneAfterMinutes < 1440 ? goneAfterMinutes : Math.floor(goneAfterMinutes / 1440)
  const time = format.duration(whole, goneAfterMinutes < 1440 ? 'minute' : 'day')
  return { kind: 'wait', text: t('release.gone', { n: places ?? 0, time }) }
}

/** The page of one release. */
export const releasePath = ({
  station,
  counterGroup,
  day,
}: Pick<ReleaseView, 'station' | 'counterGroup' | 'day'>) =>
  `/open/releases/${encodeURIComponent(station.slug)}/${encodeURIComponent(counterGroup)}/${day}`

/**
 * What anyone can type into a shell to repeat a draw: the first line must give the commitment, the second how many
 * minutes after the window's beginning places opened, the rest the order of the tickets. Null before the draw.
 */
export function shellLines({ seed, opensFrom, opensTo, tickets }: DrawnReleaseView): string | null {
  if (seed === null) return null
  const minutes = (Date.parse(opensTo) - Date.parse(opensFrom)) / 60_000
  const lines = [`seed=${seed}`, `printf %s "$seed" | sha256sum`]
  if (minutes > 0)
    lines.push(`echo $(( 0x$(printf %s "$seed|minute" | sha256sum | cut -c1-8) % ${minutes} ))`)
  if (tickets)
    lines.push(
      'while read late day ticket; do',
      '  echo "$late $day $(printf %s "$seed|$ticket" | sha256sum | cut -c1-64) $ticket"',
      `done <<'END' | LC_ALL=C sort | cut -d' ' -f4`,
      // Not in their order: that is what the lines above find out.
      ...tickets
        .map(({ recent, joinedDay, ticket }) => `${recent ? 1 : 0} ${joinedDay} ${ticket}`)
        .sort((a, b) => (a.slice(-10) < b.slice(-10) ? -1 : 1)),
      'END',
    )
  return lines.join('\n')
}
