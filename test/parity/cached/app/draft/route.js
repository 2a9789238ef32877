import { draftMode } from 'next/headers'

export async function POST() {
  const draft = await draftMode()
  draft.enable()
  return Response.json('done')
}
