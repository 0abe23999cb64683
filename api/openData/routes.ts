import { createRoute, z } from '@hono/zod-openapi'
import { complaintFigures } from '../complaint/figures/dictionary.ts'
import { evaluationDatasets } from '../evaluation/dictionary.ts'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { surveyDataset } from '../survey/campaign/file.ts'
import { type Dataset, datasetSchema } from './dictionary.ts'

/** Every table that is published as open data. */
const datasets: readonly Dataset[] = [complaintFigures, ...evaluationDatasets, surveyDataset]

const list = createRoute({
  method: 'get',
  path: '/open-data',
  tags: ['open-data'],
  summary: 'The tables published as open data, with what each column means',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(datasetSchema) }), 'The tables and their dictionary'),
    ...errorResponses(),
  },
})

/** Open data: which tables there are. Each is served by the feature it belongs to. */
export const openDataRoutes = newRoutes().openapi(list, (c) =>
  c.json({ items: [...datasets] }, 200, { 'Cache-Control': 'public, max-age=300' }),
)
