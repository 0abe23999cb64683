import { feedAt } from '../../lib/noticeFeed.ts'

export const GET = feedAt('/answered.atom')
