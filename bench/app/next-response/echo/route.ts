import { NextResponse } from 'next/server'

export const POST = async (request: Request) => NextResponse.json(await request.json())
