import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { batch } from './batch.ts'
import {
  addCategory,
  addCategorySchema,
  categoriesOrderedSchema,
  categoriesSchema,
  categoryDoneSchema,
  categoryParam,
  changeCategory,
  changeCategorySchema,
  listCategories,
  orderCategories,
  orderCategoriesSchema,
} from './categories.ts'
import { batchedSchema, batchSchema } from './schema.ts'

const tags = ['complaint']
const sent = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const unkept = { 'Cache-Control': 'no-store' }

const batching = staffRoute({
  method: 'post',
  path: '/staff/complaints/batch',
  tags,
  needs: 'complaint.handle',
  summary: 'Take several complaints out of the tray, take them, or decline them, each by itself',
  request: { body: jsonBody(batchSchema) },
  responses: { 200: jsonAnswer(batchedSchema, 'What was done, and why not the others') },
  errors: [...sent],
})

const categories = staffRoute({
  method: 'get',
  path: '/staff/complaint-categories',
  tags,
  needs: 'complaint.terms',
  summary: 'What small problems are sorted by, with what is out of use',
  responses: { 200: jsonAnswer(categoriesSchema, 'The categories, in order') },
})

const adding = staffRoute({
  method: 'post',
  path: '/staff/complaint-categories',
  tags,
  needs: 'complaint.terms',
  summary: 'Add a category',
  request: { body: jsonBody(addCategorySchema) },
  responses: { 201: jsonAnswer(categoryDoneSchema, 'Added') },
  errors: [...sent, 'stale'],
})

const changing = staffRoute({
  method: 'put',
  path: '/staff/complaint-categories/{code}',
  tags,
  needs: 'complaint.terms',
  summary: 'Rename a category, or switch it off or on; none is deleted',
  request: { params: categoryParam, body: jsonBody(changeCategorySchema) },
  responses: { 200: jsonAnswer(categoryDoneSchema, 'Changed') },
  errors: [...sent, 'stale'],
})

const ordering = staffRoute({
  method: 'put',
  path: '/staff/complaint-categories',
  tags,
  needs: 'complaint.terms',
  summary: 'Put the categories of a kind in order',
  request: { body: jsonBody(orderCategoriesSchema) },
  responses: { 200: jsonAnswer(categoriesOrderedSchema, 'In order') },
  errors: [...sent, 'stale'],
})

/** What is done to several complaints at once, and what small problems are sorted by. */
export const complaintOfficeRoutes = newRoutes()
  .openapi(batching, async (c) =>
    c.json(await batch({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(categories, async (c) => c.json(await listCategories({ ctx: c.get('ctx') }), 200, unkept))
  .openapi(adding, async (c) =>
    c.json(await addCategory({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
  .openapi(changing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await changeCategory({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(ordering, async (c) =>
    c.json(await orderCategories({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
