import { feedAt } from '../../lib/noticeFeed.ts'

export const GET = feedAt('/audit/roots.atom')
