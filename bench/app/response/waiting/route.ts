export const GET = () => new Promise<Response>(() => {})
