import { NextResponse } from 'next/server'

export const GET = () => new NextResponse('Hello, world!')
