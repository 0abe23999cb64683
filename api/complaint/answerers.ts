import type { Text } from '../shared/text.ts'
import type { ComplaintRow } from './query.ts'

/** What the bureau's supervision desk is called. */
export const deskName: Text = { zh: '公安局督察', en: 'The bureau’s supervision desk' }

/** Who handles a complaint, as anybody may know. */
export const handledBy = ({
  deskSlug,
  deskZh,
  deskEn,
  deskPhone,
}: Pick<ComplaintRow, 'deskSlug' | 'deskZh' | 'deskEn' | 'deskPhone'>) =>
  deskSlug === null
    ? { slug: null, name: deskName, phone: null }
    : { slug: deskSlug, name: { zh: deskZh ?? '', en: deskEn ?? '' }, phone: deskPhone }
