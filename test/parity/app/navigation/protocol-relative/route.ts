import { redirect } from 'next/navigation'

export async function GET() {
  redirect('//example.com/open?to=here')
}
