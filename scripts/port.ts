import { portIsFree } from './serve.ts'

/** The port that PORT names, or the usual one. Ends the program with a plain sentence when it cannot be had. */
export async function portOf(usual: number): Promise<number> {
  const given = process.env.PORT || String(usual)
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    console.error(`PORT takes a number from 1 to 65535, not ${given}.`)
    process.exit(2)
  }
  if (!(await portIsFree(port))) {
    console.error(
      `Port ${port} is in use. Close what runs there, or choose another: PORT=${port + 1} npm start`,
    )
    process.exit(1)
  }
  return port
}
