import { revalidatePath, revalidateTag } from 'next/cache'

const CALLS = { revalidatePath, revalidateTag }

/** Calls what the body names: `{ "call": "revalidateTag", "args": ["a"] }`. */
export async function POST(request) {
  const { call, args } = await request.json()
  try {
    CALLS[call](...args)
    return Response.json('done')
  } catch (error) {
    return Response.json(error.message)
  }
}
