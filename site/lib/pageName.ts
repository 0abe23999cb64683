import type { Reader } from './text.ts'

type Words = Pick<Reader, 't' | 'say'>

/** What a page of ours is called, by its path: nobody should have to read an id. The path itself where it has no name. */
export function pageName(
  path: string,
  { t, say }: Words,
  known: {
    notice: { title: { zh: string; en: string } | null } | null
    answerer: { slug: string | null; name: { zh: string; en: string } }
  },
): string {
  const plain = path.replace(/^\/en(?=\/|$)/, '') || '/'
  const [, folder, name] = plain.split('/')
  if (folder === 'notices' && name) return known.notice?.title ? say(known.notice.title) : t('notice.title')
  if (folder === 'stations' && name)
    return name === known.answerer.slug ? say(known.answerer.name) : t('station.title')
  if (folder === 'meetings') return t('meeting.title')
  if (folder === 'surveys') return t('survey.title')
  const names: Record<string, string> = {
    '/': t('breadcrumb.home'),
    '/matters': t('home.all'),
    '/stations': t('station.title'),
    '/apply': t('apply.title'),
    '/book': t('book.title'),
    '/track': t('track.title'),
    '/rate': t('rate.title'),
    '/papers': t('paper.title'),
    '/services': t('services.title'),
    '/meetings': t('meeting.title'),
    '/volunteer': t('volunteer.title'),
    '/complaints': t('tell.title'),
    '/contact': t('contact.title'),
    '/open': t('openness.title'),
    '/notices': t('notice.title'),
    '/privacy': t('privacy.title'),
    '/accessibility': t('accessibility.title'),
  }
  return names[plain] ?? plain
}
