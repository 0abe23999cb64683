/** Solves the puzzle of GET /api/v1/challenge in a worker: what a form sends as `proof`. */
export async function solvePuzzle(): Promise<string> {
  const challenge: unknown = await fetch('/api/v1/challenge').then((response) => response.json())
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./solve.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = reject
    worker.postMessage(challenge)
  })
}
