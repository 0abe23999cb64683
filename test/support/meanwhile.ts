import type { Ctx } from '../../api/context.ts'

/** The same context, in which `work` happens once, right behind the batch with this number (from 0). */
export function meanwhile(ctx: Ctx, work: () => Promise<unknown>, batch = 0): Ctx {
  let seen = 0
  const db = new Proxy(ctx.db, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name, target)
      return async (...args: Parameters<typeof target.batch>) => {
        const result = await target.batch(...args)
        if (seen++ === batch) await work()
        return result
      }
    },
  })
  return { ...ctx, db }
}
