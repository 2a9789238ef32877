import { fetched } from '../../../../lib/fetched'

export async function GET(request) {
  const response = await fetched('before-url')
  response.headers.set('x-url', typeof request.url)
  return response
}
